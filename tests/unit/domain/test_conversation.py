"""The states of a visit and the moves between them: the whole table, and nothing beside it."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from domain.conversation import (
    MOVES,
    QUIET_TIME,
    Happening,
    ImpossibleMoveError,
    VisitState,
    after,
    is_over,
)

OUT, WAITING, TALKING, RESTING, ENDED = VisitState
NOW = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)

EXPECTED = {
    OUT: {
        Happening.WROTE_WHILE_OPEN: WAITING,
        Happening.WROTE_WHILE_CLOSED: OUT,
        Happening.WROTE_WHILE_FULL: OUT,
        Happening.BLOCKED: ENDED,
        Happening.WENT_QUIET: ENDED,
    },
    WAITING: {
        Happening.WROTE_WHILE_OPEN: WAITING,
        Happening.WROTE_WHILE_CLOSED: WAITING,
        Happening.TAKEN: TALKING,
        Happening.BLOCKED: ENDED,
        Happening.LEFT_LINE: ENDED,
        Happening.CLOSED: ENDED,
    },
    TALKING: {
        Happening.WROTE_WHILE_OPEN: TALKING,
        Happening.WROTE_WHILE_CLOSED: TALKING,
        Happening.BLOCKED: TALKING,
        Happening.FINISHED: ENDED,
        Happening.RESTED: RESTING,
    },
    RESTING: {
        Happening.WROTE_WHILE_OPEN: WAITING,
        Happening.WROTE_WHILE_CLOSED: RESTING,
        Happening.BLOCKED: ENDED,
        Happening.CLOSED: ENDED,
        Happening.FINISHED: ENDED,
    },
    ENDED: {},
}


@pytest.mark.parametrize(("state", "happening"), [*product(VisitState, Happening)])
def test_every_move_is_the_tables_or_impossible(state: VisitState, happening: Happening) -> None:
    expected = EXPECTED[state].get(happening)

    if expected is None:
        with pytest.raises(ImpossibleMoveError):
            after(state, happening)
    else:
        assert after(state, happening) is expected


def test_nothing_follows_an_end() -> None:
    assert not [move for move in MOVES if move[0] is ENDED]


def test_a_talk_is_entered_only_by_being_taken() -> None:
    entrances = [move for move, state in MOVES.items() if state is TALKING and move[0] != TALKING]

    assert entrances == [(WAITING, Happening.TAKEN)]


@pytest.mark.parametrize(
    ("state", "quiet", "closed_for", "over"),
    [
        (ENDED, timedelta(), None, True),
        (WAITING, timedelta(days=3), None, False),
        (WAITING, timedelta(days=3), timedelta(hours=1), False),
        (TALKING, timedelta(days=3), None, False),
        (RESTING, timedelta(days=3), None, False),
        (OUT, QUIET_TIME - timedelta(seconds=1), None, False),
        (OUT, QUIET_TIME, None, True),
        (OUT, timedelta(hours=18), timedelta(hours=18), False),
        (OUT, timedelta(hours=18), timedelta(hours=17), True),
        (OUT, timedelta(hours=2), timedelta(hours=1), False),
    ],
)
def test_a_visit_is_over_after_its_end_or_a_long_quiet_outside_its_window(
    state: VisitState, quiet: timedelta, closed_for: timedelta | None, *, over: bool
) -> None:
    closed_since = NOW - closed_for if closed_for is not None else None

    assert is_over(state, last_word_at=NOW - quiet, now=NOW, closed_since=closed_since) is over
