"""The bell: Redis carries one id a job; when it is away nothing is lost."""

import re
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.embedded import EmbeddedRedis
from bot.queues import Bell
from bot.wiring import connect_redis
from tests.factories.counsellor import Counsellor, waiting
from tests.factories.tables import ON_SQLITE
from tests.machinery.bell import RealBell
from tests.machinery.evening import Evening

ONE_ID = re.compile(
    rb'\["bot\.jobs\.(handle_events|deliver|leave)",null,\["[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"\],\{\}\]'
)


def test_the_whole_road_runs_over_a_real_redis(evening: Evening, bell: RealBell) -> None:
    midori = Counsellor.midori(evening)
    bell.posts(evening.text("こんばんは"), evening.text("こんばんは", "b"))
    bell.work()
    visit_id = midori.takes_next()
    midori.writes(visit_id, "ようこそ")
    bell.work()

    assert len(waiting(evening)) == 1
    assert evening.line.said[-1] == "ようこそ"
    assert not bell.jobs()


def test_a_job_holds_one_id_and_a_fixed_word(evening: Evening, bell: RealBell) -> None:
    midori = Counsellor.midori(evening)
    bell.posts(evening.text("こんばんは"))
    bell.work()
    bell.posts(evening.text("つづきです"))
    visit_id = midori.takes_next()
    midori.writes(visit_id, "ようこそ")
    group = {"type": "group", "groupId": "C" + "1" * 32}
    bell.posts(evening.event("join", source=group))

    jobs = list(bell.jobs().values())

    assert {fields[b"description"] for fields in jobs} == {b"handle_events", b"deliver"}
    assert len(jobs) == 4
    for fields in jobs:
        words = zlib.decompress(fields[b"data"])[32:]
        assert ONE_ID.fullmatch(words), words
        assert int(fields[b"ttl"]) <= 3600
        assert int(fields[b"failure_ttl"]) <= 24 * 3600
        assert fields[b"result_ttl"] == b"0"


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[EmbeddedRedis]:
    """A Redis that a test may stop."""
    with EmbeddedRedis(tmp_path / "redis") as server:
        yield server


@ON_SQLITE
def test_while_redis_is_away_mail_is_taken_and_handled_when_it_is_back(
    evening: Evening, own_redis: EmbeddedRedis
) -> None:
    client = connect_redis(own_redis.url)
    bell = RealBell(evening, own_redis.url)
    evening.program = replace(evening.program, bell=Bell(client, evening.program.serializer))
    own_redis.stop()

    evening.keep(evening.text("こんばんは"))
    assert not evening.program.bell.ring(evening.jobs)
    evening.program.bell.tell([])
    own_redis.start()
    evening.pass_time(3)
    evening.sweep()
    bell.work()

    assert len(waiting(evening)) == 1
    assert len(evening.line.calls) == 1
    client.close()
    bell.redis.close()


@ON_SQLITE
def test_an_emptied_redis_loses_nothing(evening: Evening, bell: RealBell) -> None:
    midori = Counsellor.midori(evening)
    bell.posts(evening.text("こんばんは"))
    bell.work()
    visit_id = midori.takes_next()
    bell.work()
    bell.posts(evening.text("つづきです"))
    midori.writes(visit_id, "ようこそ")

    for key in bell.redis.scan_iter():
        bell.redis.delete(key)
    evening.pass_time(3)
    for _ in range(2):
        evening.sweep()
        bell.work()

    assert midori.reads(visit_id)[-1] in {"つづきです", "ようこそ"}
    assert evening.line.said.count("ようこそ") == 1


@ON_SQLITE
def test_a_job_that_fails_leaves_nothing_in_redis_and_is_rung_for_again(
    evening: Evening, bell: RealBell, database_url: str
) -> None:
    bell.posts(evening.text("目印の言葉"))
    other = sqlite3.connect(str(make_url(database_url).database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    bell.work()
    other.close()

    assert not bell.jobs()
    assert not list(bell.redis.scan_iter("rq:results:*"))
    assert not waiting(evening)
    evening.pass_time(3)
    evening.sweep()
    bell.work()
    assert len(waiting(evening)) == 1
