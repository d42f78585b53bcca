"""A database that is away costs LINE a 503 and nobody a word."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import make_url

from tests.factories.counsellor import waiting
from tests.factories.tables import ON_POSTGRESQL, ON_SQLITE, events
from tests.machinery.evening import BOT, Evening

OK = "200 OK"
NOT_KEPT = "503 Service Unavailable"


def body_of(*batch: dict[str, object]) -> bytes:
    return json.dumps({"destination": BOT, "events": list(batch)}).encode()


@contextmanager
def locked(database_url: str) -> Iterator[None]:
    """Another program holds the SQLite file's one right to write."""
    other = sqlite3.connect(str(make_url(database_url).database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


@contextmanager
def shut(database_url: str) -> Iterator[None]:
    """The PostgreSQL database has ended every connection and takes no new one."""
    url = make_url(database_url)
    where = f"host={url.query['host']} user={url.username} dbname=postgres"
    with psycopg.connect(where, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false')
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [url.database],
        )
        try:
            yield
        finally:
            server.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')


@contextmanager
def away(database_url: str) -> Iterator[None]:
    with locked(database_url) if database_url.startswith("sqlite") else shut(database_url):
        yield


def test_while_the_database_is_away_nothing_is_claimed_to_be_kept(
    evening: Evening, database_url: str
) -> None:
    evening.says("ひとつめ")
    body = body_of(evening.text("ふたつめ"))

    with away(database_url):
        assert evening.post(body) == NOT_KEPT
    assert len(events(evening)) == 1
    assert evening.post(body) == OK
    evening.work()

    (person,) = waiting(evening)
    assert person.message_count == 2


def test_the_first_word_after_a_start_without_a_database_is_not_lost(
    evening: Evening, database_url: str
) -> None:
    body = body_of(evening.text("こんばんは"))
    door = evening.door()

    with away(database_url):
        assert evening.post(body, door=door) == NOT_KEPT
    assert evening.post(body, door=door) == OK
    evening.work()

    assert len(waiting(evening)) == 1


def test_forged_mail_is_told_apart_without_a_database(evening: Evening, database_url: str) -> None:
    with away(database_url):
        assert evening.post(body_of(evening.text("x")), "forged") == "401 Unauthorized"
        assert evening.post(b"not json") == "400 Bad Request"
        assert evening.post(b'{"events":[]}') == OK


@ON_POSTGRESQL
def test_what_was_kept_is_handled_when_the_database_is_back(
    evening: Evening, database_url: str
) -> None:
    assert evening.post(body_of(evening.text("こんばんは"))) == OK

    with shut(database_url), pytest.raises(Exception, match="OperationalError"):
        evening.work()
    evening.pass_time(3)
    evening.sweep()

    assert len(waiting(evening)) == 1
    assert len(evening.line.calls) == 1


@ON_SQLITE
def test_a_short_lock_is_waited_out(evening: Evening, database_url: str) -> None:
    with locked(database_url):
        pass

    assert evening.post(body_of(evening.text("こんばんは"))) == OK
