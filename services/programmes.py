"""Programmes and their dates as they stand for whoever looks at them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.programme import (
    FEW,
    CancelledFor,
    DateFacts,
    ProgrammeFacts,
    Room,
    at_least,
    local_day,
    read_eases,
    room_of,
)
from services import destinations
from services.work import Work
from storage.models.programme import Programme, ProgrammeDate
from storage.queries import programmes as rows
from storage.queries import sign_ups as sign_up_rows

_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProgramme:
    """A programme; ``destination`` is the name of whoever runs it.

    ``may_be_told``: people may hear of it, since it and its destination may be shown today.
    """

    id: UUID
    facts: ProgrammeFacts
    destination: str
    may_be_told: bool
    is_ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDate:
    """One date. How many signed up is never exact, and who never shown.

    ``at_least`` is the last full step below their number, None for fewer (若干名), nobody too.
    ``is_small``: of so few places that 「いっぱい」 would say how many signed up; no page does.
    ``heads`` is the destination's own count of everybody who came. ``place`` is where it is.
    ``waits``: the destination wrote it down, and no member has looked yet; nobody hears of it.
    ``lapsed``: nobody looked before it began, and nobody will.
    """

    id: UUID
    programme: ShownProgramme
    facts: DateFacts
    place: str
    room: Room
    waits: bool
    lapsed: bool
    at_least: int | None
    told_from: datetime | None
    cancelled_for: CancelledFor | None
    heads: int | None
    is_past: bool

    @property
    def are_few(self) -> bool:
        """Whether so few came that their number would tell of one of them; none are few too."""
        return self.heads is not None and self.heads < FEW

    @property
    def is_small(self) -> bool:
        """Whether it has fewer places than people may be told apart."""
        return self.facts.places is not None and self.facts.places < FEW


def list_all(work: Work) -> tuple[ShownProgramme, ...]:
    """Every programme, those that have ended last."""
    return tuple(shown(work, row) for row in rows.listed(work.session))


def get(work: Work, programme_id: UUID) -> ShownProgramme:
    """One programme.

    Raises:
        NotFoundError: there is none.
    """
    return shown(work, rows.get(work.session, programme_id))


def get_date(work: Work, date_id: UUID) -> ShownDate:
    """One date.

    Raises:
        NotFoundError: there is none.
    """
    return shown_date(work, *rows.get_date(work.session, date_id))


def find_date(work: Work, date_id: UUID) -> ShownDate | None:
    """One date, if there is one."""
    found = rows.find_date(work.session, date_id)
    return shown_date(work, *found) if found is not None else None


def list_dates(
    work: Work,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    programme_id: UUID | None = None,
) -> tuple[ShownDate, ...]:
    """The dates that begin from ``since`` to before ``until``, the next one first."""
    only = None if programme_id is None else [programme_id]
    found = rows.dates(work.session, since=since, until=until, programme_ids=only)
    return tuple(shown_date(work, date, programme) for date, programme in found)


def list_today(work: Work) -> tuple[ShownDate, ...]:
    """The dates of this day in Tokyo that take place."""
    today = local_day(work.now)
    around = list_dates(work, since=work.now - _A_DAY, until=work.now + _A_DAY)
    return tuple(
        each
        for each in around
        if local_day(each.facts.begins_at) == today
        and each.cancelled_for is None
        and not (each.waits or each.lapsed)
    )


def list_waiting(work: Work) -> tuple[ShownDate, ...]:
    """The dates that destinations wrote down and nobody has looked at, the next one first."""
    found = rows.waiting(work.session, now=work.now)
    return tuple(shown_date(work, date, programme) for date, programme in found)


def of_destination(work: Work, destination_id: UUID, *, since: datetime) -> tuple[ShownDate, ...]:
    """A destination's own dates from a moment on, for its own staff."""
    own = [row.id for row in rows.listed(work.session, destination_id)]
    found = rows.dates(work.session, since=since, programme_ids=own) if own else ()
    return tuple(shown_date(work, date, programme) for date, programme in found)


def going_on(work: Work, destination_id: UUID) -> tuple[ShownProgramme, ...]:
    """A destination's own programmes that have not ended."""
    found = (shown(work, row) for row in rows.listed(work.session, destination_id))
    return tuple(each for each in found if not each.is_ended)


def facts_of(row: Programme) -> ProgrammeFacts:
    """What is written of a programme."""
    return ProgrammeFacts(
        destination_id=row.destination_id,
        kind=row.kind,
        name=row.name,
        one_line=row.one_line,
        place=row.place,
        eases=read_eases(row.eases),
        may_show=row.may_show,
    )


def date_facts_of(row: ProgrammeDate) -> DateFacts:
    """When a date is, and for how many."""
    return DateFacts(
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        sign_up_until=row.sign_up_until,
        places=row.places,
        place=row.place or "",
    )


def place_of(row: ProgrammeDate, programme: Programme) -> str:
    """Where a date is."""
    return row.place or programme.place


def waits(row: ProgrammeDate) -> bool:
    """Whether a destination wrote it down, and no member has looked yet."""
    return row.entered_by is not None and row.accepted_at is None


def shown(work: Work, row: Programme) -> ShownProgramme:
    """A row as it is shown."""
    destination = destinations.get(work, row.destination_id)
    return ShownProgramme(
        id=row.id,
        facts=facts_of(row),
        destination=destination.facts.name,
        may_be_told=row.may_show and row.ended_at is None and destination.may_be_shown,
        is_ended=row.ended_at is not None,
    )


def shown_date(work: Work, row: ProgrammeDate, programme: Programme) -> ShownDate:
    """A date as it is shown."""
    signed_up = sign_up_rows.count(work.session, row.id)
    whole, facts = shown(work, programme), date_facts_of(row)
    is_unseen = waits(row) and row.cancelled_at is None
    return ShownDate(
        id=row.id,
        programme=whole,
        facts=facts,
        place=place_of(row, programme),
        waits=is_unseen and work.now < row.begins_at,
        lapsed=is_unseen and work.now >= row.begins_at,
        room=room_of(
            facts,
            may_show=whole.may_be_told and not waits(row),
            is_cancelled=row.cancelled_at is not None,
            signed_up=signed_up,
            now=work.now,
        ),
        at_least=at_least(signed_up),
        told_from=row.told_from,
        cancelled_for=row.cancelled_for,
        heads=row.heads,
        is_past=row.ends_at <= work.now,
    )
