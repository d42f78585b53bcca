"""Half an hour before opening the service looks at itself, once, and says what it found."""

from datetime import datetime
from pathlib import Path

import pytest

from bot import self_test
from domain.clock import TOKYO
from domain.errors import PlatformBusyError
from domain.self_test import Finding
from services import self_test as kept
from services import timetable
from tests.doubles.sinks import web_sink
from tests.factories.phone_tree import branch, has_tree, has_ways
from tests.machinery.evening import Evening


class Books:
    """LINE's books: how many pushes are left, or no answer; counts how often it is asked."""

    def __init__(self, left: int | None = None, *, answers: bool = True) -> None:
        self.left, self.answers, self.asked = left, answers, 0

    def push_quota_left(self) -> int | None:
        self.asked += 1
        if not self.answers:
            raise PlatformBusyError
        return self.left


def found(evening: Evening) -> tuple[Finding, ...] | None:
    with evening.program.open_look() as look:
        tonight = timetable.evening(look)
        assert tonight is not None
        return kept.find(look, tonight, channel_id=evening.program.settings.line_channel_id)


def at(evening: Evening, hour: int, minute: int) -> None:
    evening.set_clock(datetime(2026, 11, 24, hour, minute, tzinfo=TOKYO))


def test_before_half_past_three_and_after_the_opening_nothing_is_tested(evening: Evening) -> None:
    books = Books()
    for hour, minute in ((15, 29), (16, 1)):
        at(evening, hour, minute)
        self_test.run(evening.program, books)

    assert books.asked == 0


def test_at_half_past_three_it_is_tested_once(evening: Evening) -> None:
    books = Books(500)
    at(evening, 15, 31)
    assert found(evening) is None

    self_test.run(evening.program, books)
    self_test.run(evening.program, books)

    assert found(evening) == ()
    assert books.asked == 1


def test_a_quota_that_runs_out_and_a_shut_line_are_said(evening: Evening) -> None:
    at(evening, 15, 31)
    self_test.run(evening.program, Books(99))
    assert found(evening) == (Finding.FEW_PUSHES,)

    evening.set_clock(datetime(2026, 11, 25, 15, 31, tzinfo=TOKYO))
    self_test.run(evening.program, Books(answers=False))

    assert found(evening) == (Finding.LINE_SHUT,)


def test_a_way_of_the_phone_tree_that_is_missing_is_said(evening: Evening) -> None:
    has_tree(evening, branch())
    at(evening, 15, 31)

    self_test.run(evening.program, Books())
    evening.work()

    assert found(evening) == (Finding.WAYS_MISSING,)


@pytest.mark.parametrize("address", ["json://127.0.0.1:9/hook", "pigeon://loft"])
def test_a_way_that_does_not_answer_is_said_a_little_later(
    evening: Evening, tmp_path: Path, address: str
) -> None:
    has_tree(evening, branch())
    has_ways(evening, tmp_path, office=address)
    at(evening, 15, 31)

    self_test.run(evening.program, Books())
    assert found(evening) == ()
    evening.work()

    assert found(evening) == (Finding.WAYS_SHUT,)


def test_ways_that_answer_are_nothing_to_say_and_hear_nothing(
    evening: Evening, tmp_path: Path
) -> None:
    has_tree(evening, branch())
    at(evening, 15, 31)
    with web_sink() as sink:
        has_ways(evening, tmp_path, office=f"json://127.0.0.1:{sink.port}/hook")
        self_test.run(evening.program, Books())
        evening.work()

    assert found(evening) == ()
    assert sink.messages == 0
