"""The database: aware times, closed words, one writer at a time, and nothing left in the log."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import StatementError

from domain.clock import TOKYO
from domain.message import Direction
from storage.database import Database
from storage.models.outgoing import Outgoing
from storage.models.service import ClockAnchor, Lease
from storage.queries import contacts
from tests.factories.counsellor import Counsellor
from tests.factories.tables import ON_POSTGRESQL, ON_SQLITE, outbox
from tests.machinery.evening import Evening

MOMENT = datetime(2026, 11, 24, 16, 5, 0, 123456, tzinfo=TOKYO)


@pytest.fixture
def anchor() -> ClockAnchor:
    return ClockAnchor(clock_start="x", machine_at=MOMENT)


def test_times_come_back_aware_in_utc_and_exact(database_url: str, anchor: ClockAnchor) -> None:
    database = Database(database_url)
    with database.writing() as session:
        session.add(anchor)

    with database.reading() as session:
        kept = session.get_one(ClockAnchor, "x").machine_at

    assert kept == MOMENT
    assert kept.tzinfo is UTC
    database.close()


def test_a_time_without_a_zone_is_not_stored(database_url: str) -> None:
    database = Database(database_url)

    with pytest.raises(StatementError), database.writing() as session:
        session.add(ClockAnchor(clock_start="x", machine_at=MOMENT.replace(tzinfo=None)))

    assert database.is_reachable()
    database.close()


def test_a_word_of_another_vocabulary_is_not_stored(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    midori.takes_next()

    with pytest.raises(StatementError), evening.program.open_work() as work:
        work.session.get_one(Outgoing, outbox(evening)[0].number).state = Direction.NOTICE  # type: ignore[assignment] # the mistake


def test_writers_take_turns_and_none_is_lost(database_url: str) -> None:
    database, other = Database(database_url), Database(database_url)
    with database.writing() as session:
        session.add(Lease(name="count", holder="0", until=MOMENT))

    def count_up(one: Database) -> None:
        for _ in range(10):
            with one.writing() as session:
                contacts.lock(session, b"c" * 32)
                lease = session.get_one(Lease, "count")
                lease.holder = str(int(lease.holder) + 1)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(count_up, [database, other] * 3))

    with database.reading() as session:
        assert session.get_one(Lease, "count").holder == "60"
    database.close()
    other.close()


@ON_SQLITE
def test_a_reader_does_not_wait_for_a_writer(database_url: str) -> None:
    database = Database(database_url)
    done = threading.Event()

    def read() -> None:
        with database.reading() as session:
            session.execute(text("SELECT count(*) FROM leases"))
        done.set()

    with database.writing() as session:
        session.add(Lease(name="x", holder="x", until=MOMENT))
        session.flush()
        thread = threading.Thread(target=read)
        thread.start()
        assert done.wait(5)
    thread.join()
    database.close()


@ON_POSTGRESQL
def test_two_contacts_are_locked_apart_and_one_is_locked_once(database_url: str) -> None:
    database = Database(database_url)
    one, other = b"1" * 32, b"2" * 32

    with database.writing() as first, database.writing() as second:
        contacts.lock(first, one)
        contacts.lock(second, other)
        number = int.from_bytes(one[:8], "big", signed=True)
        free = second.scalar(text("SELECT pg_try_advisory_xact_lock(:n)"), {"n": number})
    assert free is False
    database.close()


@ON_SQLITE
def test_erased_words_leave_no_bytes_behind(evening: Evening, database_url: str) -> None:
    evening.says("取り消す言葉", message_id="1")
    with evening.program.open_look() as work:
        sealed = bytes(work.session.scalar(text("SELECT sealed FROM messages LIMIT 1")) or b"")
    evening.arrive(evening.event("unsend", unsend={"messageId": "1"}))

    evening.program.database.fold_log()

    file = Path(str(make_url(database_url).database))
    left = [part for part in file.parent.glob(f"{file.name}*") if sealed in part.read_bytes()]
    assert len(sealed) > 20
    assert not left


def test_the_log_is_folded_only_when_nobody_is_kept_waiting(evening: Evening) -> None:
    evening.says("こんばんは")

    with evening.program.open_look() as work:
        work.session.execute(text("SELECT count(*) FROM messages")).all()
        evening.program.database.fold_log()
        evening.says("まだいます")

    assert evening.program.database.is_reachable()


def test_a_database_that_is_not_there_is_not_reachable(tmp_path: Path) -> None:
    nowhere = Database(f"postgresql+psycopg://madobe@/madobe?host={tmp_path}")

    assert not nowhere.is_reachable()
    nowhere.close()


def test_what_is_settled_is_found_in_no_open_index(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    midori.writes(visit_id, "まだ", uuid4())

    still_open = [row for row in outbox(evening) if row.settled_at is None]

    assert [row.bubble_count for row in still_open] == [1]
    assert still_open[0].due_at <= evening.now + timedelta()
