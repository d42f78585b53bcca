"""Issues of a sheet (第1版、第2版 …): what was known when, and what each says otherwise.

Facts are only added, each with its day, so that every issue can be made again as it was; none has
to be kept, and those of long periods are, because they take seconds (``services.made_sheets``). The
first is of the day a period closes; another of each later day on which something was noted that
tells of the period, once that day is over: an issue says the same whenever it is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.clock import TOKYO
from domain.disclosure.closing import CLOSED_AFTER, is_closed
from domain.statistics.periods import Period
from domain.statistics.sheet import Difference, Sheet, differences
from services import made_sheets, monthly_sheet
from services.made_sheets import SheetNotMadeError
from services.work import Work
from storage.queries import stat_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue: its number from 1, and the last day of which it knows."""

    number: int
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A sheet with every issue of its period; ``issue`` None while the period is not closed.

    ``differences`` are what it says otherwise than the issue before. ``is_growing``: something was
    noted today that the next one will tell. ``as_of``: the last day of which it knows.
    """

    sheet: Sheet
    issue: Issue | None
    issues: tuple[Issue, ...]
    as_of: date
    differences: tuple[Difference, ...] = ()
    is_growing: bool = False


def make(
    work: Work, period: Period, *, organisation: str | None, number: int | None = None
) -> Issued | None:
    """The sheet of an issue, the newest where no number is given; None where there is none such.

    That of a long period which is not closed tells of yesterday.

    Raises:
        SheetNotMadeError: the period is long, and a worker has to make it first.
    """
    today = work.now.astimezone(TOKYO).date()
    days = _days(work, period, today)
    over = (day for day in days if day < today)
    issues = tuple(Issue(number=place, as_of=day) for place, day in enumerate(over, start=1))
    if not issues and number is None:
        return _open(work, period, organisation, today)
    wanted = number or len(issues)
    if not 1 <= wanted <= len(issues):
        return None
    asked = [each.as_of for each in reversed(issues[max(wanted - 2, 0) : wanted])]
    made, *earlier = _sheets(work, period, organisation, asked)
    return Issued(
        sheet=made,
        issue=issues[wanted - 1],
        issues=issues,
        as_of=asked[0],
        differences=differences(earlier[0], made) if earlier else (),
        is_growing=today in days,
    )


def _open(work: Work, period: Period, organisation: str | None, today: date) -> Issued:
    """As it is now; a long one as it was yesterday, so that it is made once a day."""
    if made_sheets.is_long(work, period):
        today -= timedelta(days=1)
        [sheet] = _sheets(work, period, organisation, [today])
    else:
        sheet = monthly_sheet.make(work, period, organisation=organisation)
    return Issued(sheet=sheet, issue=None, issues=(), as_of=today)


def _sheets(
    work: Work, period: Period, organisation: str | None, days: Sequence[date]
) -> list[Sheet]:
    if not made_sheets.is_long(work, period):
        return [
            monthly_sheet.make(work, period, organisation=organisation, as_of=day) for day in days
        ]
    kept = {
        day: made_sheets.find(work, period, organisation=organisation, as_of=day) for day in days
    }
    missing = [day for day, sheet in kept.items() if sheet is None]
    if missing:
        raise SheetNotMadeError(missing, wanted=len(days))
    return [sheet for sheet in kept.values() if sheet is not None]


def _days(work: Work, period: Period, today: date) -> tuple[date, ...]:
    """On which days something was known that no issue before tells; none while it is not closed."""
    if not is_closed(period, today):
        return ()
    closed_on = period.last + CLOSED_AFTER
    later = stat_facts.days_noted_late(work.session, period.first, period.last, after=closed_on)
    return closed_on, *later
