"""Reports of ads, week by week, with the friends of that week beside them and not among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.disclosure.catalogue import FRIEND_WEEKS
from domain.outreach import AdLine, Channel
from domain.statistics.table import Mark, Value
from services import audit, released_tables
from services.work import Work
from storage.models.outreach import AdReport
from storage.queries import outreach as rows

WEEKS: Final = 13
_DAYS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAd:
    """What a platform says of one of its own age bands, in one period."""

    batch_id: UUID
    channel: Channel
    campaign: str
    starts_on: date
    ends_on: date
    age_band: str
    impressions: int | None
    clicks: int | None
    cost_yen: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """From Monday to Sunday: the ads that began in it, and how many became friends.

    ``friends`` are what was released of it with its month; not measured where nothing was, and of a
    week that lies in two months.
    """

    monday: date
    ads: tuple[ShownAd, ...]
    friends: Value

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=_DAYS - 1)


def keep(work: Work, lines: Sequence[AdLine], *, channel: Channel, member_id: UUID | None) -> UUID:
    """Keep the lines of one report; gives what they are withdrawn by."""
    batch_id = uuid4()
    work.session.add_all(
        AdReport(
            id=uuid4(),
            batch_id=batch_id,
            channel=channel,
            campaign=line.campaign,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            age_band=line.age_band,
            impressions=line.impressions,
            clicks=line.clicks,
            cost_yen=line.cost_yen,
            original=line.original,
            added_by=member_id,
            added_at=work.now,
        )
        for line in lines
    )
    _note(work, batch_id, "ads_added", member_id)
    return batch_id


def withdraw(work: Work, batch_id: UUID, *, member_id: UUID) -> None:
    """Show the lines of a report no more.

    Raises:
        NotFoundError: there is no such report.
    """
    for row in rows.batch(work.session, batch_id):
        if row.withdrawn_at is None:
            row.withdrawn_by, row.withdrawn_at = member_id, work.now
    _note(work, batch_id, "ads_withdrawn", member_id)


def weeks(work: Work) -> tuple[Week, ...]:
    """The last quarter's weeks, the newest first; friends as far as they may be shown."""
    today = work.now.astimezone(TOKYO).date()
    newest = _monday(today)
    mondays = [newest - timedelta(days=_DAYS * back) for back in range(WEEKS)]
    ads = [_shown(row) for row in rows.reports(work.session, since=mondays[-1])]
    friends = _released(work)
    return tuple(
        Week(
            monday=monday,
            ads=tuple(_of_week(ads, monday)),
            friends=friends.get(monday.isoformat(), Mark.NOT_MEASURED),
        )
        for monday in mondays
    )


def _released(work: Work) -> dict[str, Value]:
    """What was released of each week, by its Monday."""
    tables = (each.find(FRIEND_WEEKS) for each in released_tables.list_all(work))
    return {
        code: number
        for table in tables
        if table is not None
        for (code, _column), number in table.cells.items()
    }


def _of_week(ads: Iterable[ShownAd], monday: date) -> Iterable[ShownAd]:
    """Those that began in it: a longer period stands once."""
    return (each for each in ads if _monday(each.starts_on) == monday)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _shown(row: AdReport) -> ShownAd:
    return ShownAd(
        batch_id=row.batch_id,
        channel=row.channel,
        campaign=row.campaign,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        age_band=row.age_band,
        impressions=row.impressions,
        clicks=row.clicks,
        cost_yen=row.cost_yen,
    )


def _note(work: Work, batch_id: UUID, reason: str, member_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.OUTREACH, id=batch_id)
    audit.note(work, Act.OUTREACH_KEPT, actor_id=member_id, subject=subject, reason=reason)
