"""Sheets of long periods: made by a worker, once, and kept; no request waits for one.

What was known of a period on a day that is over never changes: so it is made once for whoever asks.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError

from domain.clock import TOKYO
from domain.disclosure.closing import months_of
from domain.errors import RefusedError
from domain.statistics.periods import Period
from domain.statistics.sheet import Sheet
from services import monthly_sheet, pictures, release_tables
from services.pictures import Counts
from services.work import JobName, Work
from storage.models.made_sheet import MadeSheet
from storage.queries import made_sheets as rows

LONG: Final = 3_000
"""Visits from which a sheet is made by a worker: half a second, and more with each issue beside."""

KEPT: Final = timedelta(days=31)
_RUNG_FOR: Final = timedelta(hours=1)
_WHOLE: Final = "*"
_PICTURES: Final = "/"
"""Before the organisation where the pictures were counted: no code begins with it."""


class SheetNotMadeError(RefusedError):
    """It is long, and has not been made yet: whoever wants it asks for it, and comes again.

    ``missing`` are the days as of which it is wanted, of ``wanted`` in all.
    """

    code = "sheet_not_made"

    def __init__(self, missing: Sequence[date], *, wanted: int) -> None:
        super().__init__("The sheet has not been made yet")
        self.missing = tuple(missing)
        self.wanted = wanted


def is_long(work: Work, period: Period) -> bool:
    """Whether its sheet takes longer than a request may."""
    return rows.count_visits(work.session, period.first, period.last) >= LONG


def find(work: Work, period: Period, *, organisation: str | None, as_of: date) -> Sheet | None:
    """The sheet as it was made; None where it has not been."""
    row = rows.find(work.session, months_of(period), _whose(organisation), as_of)
    if row is None or row.made_at is None:
        return None
    tables = release_tables.read(row.tables)
    return Sheet(period=period, organisation=organisation, tables=tables)


def find_pictures(work: Work, period: Period, *, organisation: str | None) -> Counts:
    """What the pictures of a period show; of a long one as it was known yesterday.

    Raises:
        SheetNotMadeError: it is long, and has not been counted.
    """
    if not is_long(work, period):
        return pictures.count(work, period, organisation=organisation)
    day = work.now.astimezone(TOKYO).date() - timedelta(days=1)
    whose = _PICTURES + _whose(organisation)
    row = rows.find(work.session, months_of(period), whose, day)
    if row is None or row.made_at is None:
        raise SheetNotMadeError([day], wanted=1)
    return pictures.read(work, row.tables)


def ask(
    work: Work,
    period: Period,
    *,
    organisation: str | None,
    days: Sequence[date],
    is_pictures: bool = False,
) -> None:
    """Have the sheet made, as of each of some days; once is enough, and old ones are forgotten.

    ``is_pictures``: what the pictures show, instead of the sheet.
    """
    rows.drop_old(work.session, before=work.now - KEPT)
    whose = (_PICTURES if is_pictures else "") + _whose(organisation)
    for day in days:
        sheet_id = _begun(work, period, whose, day)
        if sheet_id is not None:
            work.then(JobName.MAKE_SHEET, sheet_id)


def make(work: Work, sheet_id: UUID) -> str | None:
    """Count the sheet that was asked for; its tables, or None where nobody waits for it."""
    row = rows.get(work.session, sheet_id)
    if row is None or row.made_at is not None:
        return None
    period = release_tables.period_of_months(row.first, row.last)
    name = row.whose.removeprefix(_PICTURES)
    whose = None if name == _WHOLE else name
    if name != row.whose:
        return pictures.written(pictures.count(work, period, organisation=whose, as_of=row.as_of))
    made = monthly_sheet.make(work, period, organisation=whose, as_of=row.as_of)
    return release_tables.written(made.tables)


def keep(work: Work, sheet_id: UUID, tables: str) -> None:
    """Keep what was made."""
    row = rows.get(work.session, sheet_id)
    if row is not None and row.made_at is None:
        row.tables, row.made_at = tables, work.now


def ring_again(work: Work) -> None:
    """Ring for sheets nobody makes: a bell was lost, or a worker died."""
    for sheet_id in waiting(work):
        work.then(JobName.MAKE_SHEET, sheet_id)


def waiting(work: Work) -> Sequence[UUID]:
    """The sheets somebody waits for."""
    return rows.waiting(work.session, since=work.now - _RUNG_FOR)


def _begun(work: Work, period: Period, whose: str, day: date) -> UUID | None:
    """The id of a row that was not there yet."""
    first, last = months_of(period)
    if rows.find(work.session, (first, last), whose, day) is not None:
        return None
    row = MadeSheet(
        id=uuid4(),
        first=first,
        last=last,
        whose=whose,
        as_of=day,
        tables="",
        asked_at=work.now,
        made_at=None,
    )
    try:
        with work.session.begin_nested():
            work.session.add(row)
    except IntegrityError:  # somebody else asked at the same moment
        return None
    return row.id


def _whose(organisation: str | None) -> str:
    return _WHOLE if organisation is None else organisation
