"""The states of a visit and the moves between them.

A visit (訪問) runs from a person's first message after a quiet time to the end of that
coming. It may stay outside the hours, wait, or become a conversation (対話) with a
counsellor. ``MOVES`` is the whole machine; a move that is not in it does not happen.
"""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

QUIET_TIME: Final = timedelta(hours=6)
"""After so long without a word outside a talk, the next message begins a new visit."""


@unique
class VisitState(StrEnum):
    """Where a visit stands."""

    OUT_OF_HOURS = "out_of_hours"  # 時間外
    WAITING = "waiting"  # 待機
    TALKING = "talking"  # 対話中
    RESTING = "resting"  # 休止: nobody's slot, continued the same evening
    ENDED = "ended"  # 終了


@unique
class Happening(StrEnum):
    """What can happen to a visit."""

    WROTE_WHILE_OPEN = "wrote_while_open"
    WROTE_WHILE_CLOSED = "wrote_while_closed"
    WROTE_WHILE_FULL = "wrote_while_full"
    TAKEN = "taken"
    BLOCKED = "blocked"
    FINISHED = "finished"
    WENT_QUIET = "went_quiet"
    RESTED = "rested"
    LEFT_LINE = "left_line"
    CLOSED = "closed"


@unique
class End(StrEnum):
    """How a visit ended (DOMAIN: the code table ``end``, as far as it is reached here)."""

    TALKED = "01"  # 話して終わった
    LEFT_BY_PERSON = "02"  # 本人が終えた
    WENT_SILENT = "03"  # 返事が途切れた
    TIME_WANTS_MORE = "04"  # 時間で区切り・続けたい
    TIME = "05"  # 時間で区切り
    LINKED = "06"  # つないだ
    EMERGENCY = "07"  # 緊急対応
    BLOCKED = "08"  # ブロック
    PRANK = "09"  # いたずら・無言・広告
    LEFT_WAITING = "10"  # 待機中に離れた
    FULL = "11"  # 満員で受けられず
    OUT_OF_HOURS_ONLY = "12"  # 時間外のみ


MOVES: Final[dict[tuple[VisitState, Happening], VisitState]] = {
    (VisitState.OUT_OF_HOURS, Happening.WROTE_WHILE_CLOSED): VisitState.OUT_OF_HOURS,
    (VisitState.OUT_OF_HOURS, Happening.WROTE_WHILE_OPEN): VisitState.WAITING,
    (VisitState.OUT_OF_HOURS, Happening.BLOCKED): VisitState.ENDED,
    (VisitState.OUT_OF_HOURS, Happening.WENT_QUIET): VisitState.ENDED,
    # There is no room for new people: what they write is kept, and they are told so.
    (VisitState.OUT_OF_HOURS, Happening.WROTE_WHILE_FULL): VisitState.OUT_OF_HOURS,
    (VisitState.WAITING, Happening.WROTE_WHILE_OPEN): VisitState.WAITING,
    # Before the clock has ended the evening for them, and during a lunch gap, the place is kept.
    (VisitState.WAITING, Happening.WROTE_WHILE_CLOSED): VisitState.WAITING,
    (VisitState.WAITING, Happening.TAKEN): VisitState.TALKING,
    (VisitState.WAITING, Happening.BLOCKED): VisitState.ENDED,
    (VisitState.WAITING, Happening.LEFT_LINE): VisitState.ENDED,
    # Who was not reached is told so, and holds a ticket for the next evening.
    (VisitState.WAITING, Happening.CLOSED): VisitState.ENDED,
    # A talk is never cut by the clock, and what is said in it is never answered by a machine.
    (VisitState.TALKING, Happening.WROTE_WHILE_OPEN): VisitState.TALKING,
    (VisitState.TALKING, Happening.WROTE_WHILE_CLOSED): VisitState.TALKING,
    # The counsellor sees the block and ends the talk: an end needs its record.
    (VisitState.TALKING, Happening.BLOCKED): VisitState.TALKING,
    (VisitState.TALKING, Happening.FINISHED): VisitState.ENDED,
    (VisitState.TALKING, Happening.RESTED): VisitState.RESTING,
    (VisitState.RESTING, Happening.WROTE_WHILE_OPEN): VisitState.WAITING,
    (VisitState.RESTING, Happening.WROTE_WHILE_CLOSED): VisitState.RESTING,
    (VisitState.RESTING, Happening.BLOCKED): VisitState.ENDED,
    (VisitState.RESTING, Happening.CLOSED): VisitState.ENDED,
    # The counsellor may say that it was the end after all.
    (VisitState.RESTING, Happening.FINISHED): VisitState.ENDED,
}


@unique
class Passing(StrEnum):
    """Why a running talk looks for another counsellor; it keeps its owner until one accepts."""

    RELEASED = "released"  # its counsellor has given it back to the line
    DROPPED = "dropped"  # its counsellor's connection is lost


class ImpossibleMoveError(ValueError):
    """A move that is not in the table; the state stays as it was."""


def after(state: VisitState, happening: Happening) -> VisitState:
    """The state that follows.

    Raises:
        ImpossibleMoveError: the table has no such move.
    """
    try:
        return MOVES[state, happening]
    except KeyError:
        raise ImpossibleMoveError(f"{state} has no move for {happening}") from None


def is_over(
    state: VisitState,
    *,
    last_word_at: datetime,
    now: datetime,
    closed_since: datetime | None,
    kept_until: datetime | None = None,
) -> bool:
    """Whether a new message belongs to a new visit rather than to this one.

    A talk and a place in the line last until somebody ends them. Words left outside the hours
    are one visit for as long as their closed window lasts (``closed_since`` is the start of the
    window we are in, None while open), and else until the quiet time is over. ``kept_until``: the
    person wrote in danger, and was told that these words are read first; until then they are.
    """
    if state is VisitState.ENDED:
        return True
    if state is not VisitState.OUT_OF_HOURS:
        return False
    if closed_since is not None and last_word_at >= closed_since:
        return False
    if kept_until is not None and now < kept_until:
        return False
    return now - last_word_at >= QUIET_TIME
