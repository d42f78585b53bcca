"""Issues of a sheet (第1版、第2版 …): what was known when, and what each says otherwise.

Nothing is kept of them: facts are only added, each with its day, so that every issue can be made
again as it was. The first is of the day a period closes; another of each later day on which
something was noted that tells of the period, once that day is over: an issue says the same
whenever it is made.
"""

from dataclasses import dataclass
from datetime import date

from domain.clock import TOKYO
from domain.disclosure.closing import CLOSED_AFTER, is_closed
from domain.statistics.periods import Period
from domain.statistics.sheet import Difference, Sheet, differences
from services import monthly_sheet
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
    noted today that the next one will tell.
    """

    sheet: Sheet
    issue: Issue | None
    issues: tuple[Issue, ...]
    differences: tuple[Difference, ...] = ()
    is_growing: bool = False


def make(
    work: Work, period: Period, *, organisation: str | None, number: int | None = None
) -> Issued | None:
    """The sheet of an issue, the newest where no number is given; None where there is none such."""
    today = work.now.astimezone(TOKYO).date()
    days = _days(work, period, today)
    over = (day for day in days if day < today)
    issues = tuple(Issue(number=place, as_of=day) for place, day in enumerate(over, start=1))
    if not issues and number is None:
        sheet = monthly_sheet.make(work, period, organisation=organisation)
        return Issued(sheet=sheet, issue=None, issues=())
    wanted = number or len(issues)
    if not 1 <= wanted <= len(issues):
        return None
    made, *earlier = (
        monthly_sheet.make(work, period, organisation=organisation, as_of=each.as_of)
        for each in reversed(issues[max(wanted - 2, 0) : wanted])
    )
    return Issued(
        sheet=made,
        issue=issues[wanted - 1],
        issues=issues,
        differences=differences(earlier[0], made) if earlier else (),
        is_growing=today in days,
    )


def _days(work: Work, period: Period, today: date) -> tuple[date, ...]:
    """On which days something was known that no issue before tells; none while it is not closed."""
    if not is_closed(period, today):
        return ()
    closed_on = period.last + CLOSED_AFTER
    later = stat_facts.days_noted_late(work.session, period.first, period.last, after=closed_on)
    return closed_on, *later
