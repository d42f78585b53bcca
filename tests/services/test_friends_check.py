"""Friends as LINE counts them stand beside our own count, once a day."""

from datetime import timedelta

import pytest

from bot import friends_check
from domain.clock import TOKYO
from domain.errors import PlatformBusyError
from domain.statistics.periods import Period
from line.client import FriendCount
from services import monthly_sheet
from tests.machinery.evening import Evening


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is kept is the same on every database."""
    return sqlite_url


def check(evening: Evening) -> None:
    friends_check.run(evening.program, evening.line)  # type: ignore[arg-type] # LINE is pretended


def test_line_is_asked_about_yesterday_until_it_has_told(evening: Evening) -> None:
    evening.arrive(evening.event("follow", "a"))
    evening.pass_time(timedelta(hours=24).total_seconds())
    evening.line.troubles.append(PlatformBusyError())

    check(evening)  # busy
    check(evening)  # not counted yet
    evening.line.friends = FriendCount(followers=3, blocks=1)
    check(evening)
    check(evening)

    assert [what for what, _ in evening.line.tried if what.startswith("friends")] == [
        "friends 2026-11-24"
    ] * 3
    with evening.program.open_look() as work:
        period = Period.around(work.now.astimezone(TOKYO).date())
        cells = monthly_sheet.make(work, period).find("A").cells
    assert [cells["all", code] for code in ("ever", "line_followers", "line_blocks")] == [1, 3, 1]
    assert [cells["all", code] for code in ("line_gap", "block_gap")] == [2, 1]


def test_like_is_compared_with_like_and_a_morning_that_was_missed_is_made_up_for(
    evening: Evening,
) -> None:
    evening.line.friends = FriendCount(followers=1, blocks=0)
    evening.arrive(evening.event("follow", "a"))
    for days in (1, 2, 1):  # nobody asked on the second morning
        evening.pass_time(timedelta(days=days).total_seconds())
        check(evening)
    evening.arrive(evening.event("follow", "b"))

    check(evening)
    check(evening)

    asked = [what for what, _ in evening.line.tried if what.startswith("friends")]
    assert asked == [f"friends 2026-11-{day}" for day in (24, 26, 27, 25)]
    with evening.program.open_look() as work:
        period = Period.around(work.now.astimezone(TOKYO).date())
        cells = monthly_sheet.make(work, period).find("A").cells
    assert (cells["all", "ever"], cells["all", "line_gap"]) == (2, 0)
