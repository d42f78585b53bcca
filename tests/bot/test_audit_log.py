"""The log's end is kept outside each night, its chain is walked, and a gap is an alarm."""

import stat
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from bot import anchoring, patrol, periodic
from bot.app import create_app
from bot.hub import Hub
from bot.patrol import Patrol
from domain.audit import Act
from domain.audit_chain import anchors_in
from domain.clock import TOKYO
from services import audit
from tests.factories.log import acts, anchors_beside, entries, found, tamper
from tests.machinery.evening import Evening

CUT = "DELETE FROM audit_entries WHERE seq > 2"
EDIT = "UPDATE audit_entries SET reason = 'waiting' WHERE seq = 2"


@pytest.fixture
def anchored(evening: Evening) -> Evening:
    """An evening whose program is told where anchors are kept, with three entries in the log."""
    settings = replace(evening.program.settings, audit_anchors=anchors_beside(evening))
    evening.program = replace(evening.program, settings=settings)
    for act in (Act.DAY_CLOSED, Act.INVITED, Act.DAY_CLOSED):
        note(evening, act)
    return evening


def note(evening: Evening, act: Act) -> None:
    with evening.program.open_work() as work:
        audit.note(work, act, actor_id=None)


def at(hour: int, minute: int, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


def anchored_seqs(evening: Evening) -> list[int]:
    file = anchors_beside(evening)
    return list(anchors_in(file.read_text())) if file.exists() else []


@pytest.fixture
def log() -> Iterator[list[MutableMapping[str, Any]]]:
    """What this process logs."""
    with capture_logs() as lines:
        yield lines


def alarms(log: list[MutableMapping[str, Any]]) -> list[tuple[str, int]]:
    """The alarms so far."""
    return [
        (line["trouble"], line["number"]) for line in log if line["event"] == "audit chain broken"
    ]


def test_the_end_of_the_log_is_added_to_the_file_once_an_evening(anchored: Evening) -> None:
    anchored.set_clock(at(22, 9))
    anchoring.anchor_if_due(anchored.program)
    anchored.set_clock(at(22, 10))
    for _ in range(3):
        anchoring.anchor_if_due(anchored.program)
    anchored.set_clock(at(9, 0, day=26))
    anchoring.anchor_if_due(anchored.program)

    assert anchored_seqs(anchored) == [3, 4, 5]
    assert acts(anchored)[3:] == ["audit_anchored"] * 3
    assert stat.S_IMODE(anchors_beside(anchored).stat().st_mode) == 0o600
    assert found(anchored, anchors_in(anchors_beside(anchored).read_text())) == []


def test_a_file_that_cannot_be_written_is_tried_again(anchored: Evening) -> None:
    anchored.set_clock(at(22, 10))
    anchors_beside(anchored).mkdir()
    with pytest.raises(IsADirectoryError):
        anchoring.anchor_if_due(anchored.program)

    anchors_beside(anchored).rmdir()
    anchoring.anchor_if_due(anchored.program)

    assert anchored_seqs(anchored) == [3]


def test_without_a_place_for_anchors_nothing_is_anchored(evening: Evening) -> None:
    note(evening, Act.DAY_CLOSED)

    anchoring.anchor_if_due(evening.program)

    assert acts(evening) == ["day_closed"]


def test_a_whole_chain_raises_no_alarm_however_it_grows(
    anchored: Evening, log: list[MutableMapping[str, Any]]
) -> None:
    walk = Patrol()
    for day in (24, 25, 26):
        anchored.set_clock(at(22, 15, day=day))
        anchoring.anchor_if_due(anchored.program)
        walk(anchored.program)
        note(anchored, Act.INVITED)
        walk(anchored.program)

    assert alarms(log) == []
    assert health(anchored) == (None, 1.0)


def test_an_edit_is_an_alarm_on_the_log_and_on_ready_and_metrics(
    anchored: Evening, log: list[MutableMapping[str, Any]]
) -> None:
    Patrol()(anchored.program)
    tamper(anchored, EDIT)
    walk = Patrol()

    walk(anchored.program)
    walk(anchored.program)

    assert alarms(log) == [("changed", 2)]
    words, figure = health(anchored)
    assert words == "its chain is broken (changed 2): run madobe audit verify"
    assert figure == 0.0


def test_what_was_changed_behind_the_walk_is_found_the_next_night(
    anchored: Evening, log: list[MutableMapping[str, Any]]
) -> None:
    walk = Patrol()
    walk(anchored.program)
    tamper(anchored, EDIT)
    walk(anchored.program)
    assert alarms(log) == []

    anchored.set_clock(at(22, 11))
    walk(anchored.program)

    assert alarms(log) == [("changed", 2)]


def test_an_end_that_is_cut_off_is_found_by_whoever_stood_there(
    anchored: Evening, log: list[MutableMapping[str, Any]]
) -> None:
    walk = Patrol()
    walk(anchored.program)
    tamper(anchored, CUT)

    walk(anchored.program)
    note(anchored, Act.INVITED)
    for _ in range(3):
        walk(anchored.program)

    found_there = alarms(log)
    assert found_there[0] == ("cut", 3)
    assert set(found_there[1:]) <= {("rewritten", 3), ("cut", 3)}
    assert health(anchored)[1] == 0.0


def test_an_end_that_is_cut_off_before_a_restart_is_found_by_the_anchor(
    anchored: Evening, log: list[MutableMapping[str, Any]]
) -> None:
    anchored.set_clock(at(22, 10))
    anchoring.anchor_if_due(anchored.program)
    tamper(anchored, CUT)

    Patrol()(anchored.program)

    assert alarms(log) == [("cut", 3)]


def test_a_broken_chain_stops_nobody(anchored: Evening) -> None:
    tamper(anchored, EDIT, CUT)
    Patrol()(anchored.program)

    anchored.says("こんばんは")
    note(anchored, Act.INVITED)

    assert [row.seq for row in entries(anchored)] == [1, 2, 3]


def test_the_clock_anchors_and_walks() -> None:
    acts_by_name = {row.name: row.act for row in periodic.TABLE}

    assert acts_by_name["anchor_audit"] is anchoring.anchor_if_due
    assert isinstance(acts_by_name["patrol_audit"], Patrol)


def health(evening: Evening) -> tuple[str | None, float]:
    """What ``/ready`` says of the log, and the figure on ``/metrics``."""
    hub = Hub(evening.program.redis)
    try:
        client = create_app(evening.program, hub).test_client()
        ready = client.get("/ready")
        assert ready.status_code == 200
        said = dict(ready.get_json())
        figures = {
            sample.name: sample.value
            for family in text_string_to_metric_families(client.get("/metrics").text)
            for sample in family.samples
        }
        with evening.program.open_look() as look:
            assert (patrol.trouble(look, "1656000000") is None) is ("audit" not in said)
        return said.get("audit"), figures["madobe_audit_chain_ok"]
    finally:
        hub.stop()
