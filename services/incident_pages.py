"""An incident as its page shows it: what was told, what is left, who may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.conversation import VisitState
from domain.incident import TWO_PERSONS, Decision, EntryKind, Lamp, Part, due_at
from domain.secret import PrivateText
from services import (
    incident_day,
    incident_entries,
    incident_guests,
    incident_held,
    incident_requests,
    incidents,
    reading,
    shown,
)
from services.incident_guests import Candidate, Guest
from services.work import Work
from storage.models.incident import Incident, IncidentEntry
from storage.models.visit import Visit
from storage.queries import incident_cover, visits
from storage.queries import incidents as rows

_CLOSED_SHOWN_FOR: Final = timedelta(days=30)
LOGGED_FROM: Final = 4
"""At this level every moment is logged: 今 stands first on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """One entry; ``parts`` is None where they cannot be opened.

    ``needs_second``: it takes two; ``is_agreed`` and ``answered_by`` are of the second. ``is_own``:
    this member has written it. ``is_past``: nobody has answered, and things have changed since:
    nobody can agree to it any more.
    """

    id: UUID
    kind: EntryKind
    decision: Decision | None
    happened_at: datetime
    next_at: datetime | None
    author: str
    parts: dict[Part, PrivateText] | None
    needs_second: bool
    is_agreed: bool | None
    answered_by: str | None
    answered_at: datetime | None
    is_own: bool
    is_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVisit:
    """One of the visits an incident is about."""

    id: UUID
    started_at: datetime
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIncident:
    """An incident in a list. ``next_at``: of the conference written last."""

    id: UUID
    visit_id: UUID
    alias: str
    level: int
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    due_at: datetime
    next_at: datetime | None
    lamp: Lamp | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """Everything about one incident.

    ``outside``: who speaks for us to the outside. ``is_running``: the talk goes on.
    ``may_keep``: this member writes in it; a guest of another role only reads, until
    ``guest_until``. ``held_count``: words the person took back meanwhile. ``visits``: those it is
    about that this member may read, where there are several; ``others``: the person's other
    incidents, the newest first, for whoever keeps this one and them.
    """

    incident: ShownIncident
    entries: tuple[ShownEntry, ...]
    outside: PrivateText | None
    is_running: bool
    is_logged: bool
    may_keep: bool
    may_open_talk: bool
    guest_until: datetime | None
    guests: tuple[Guest, ...]
    candidates: tuple[Candidate, ...]
    held_count: int
    visits: tuple[ShownVisit, ...]
    others: tuple[ShownIncident, ...]


def list_readable(work: Work, *, member_id: UUID) -> tuple[ShownIncident, ...]:
    """The incidents this supervisor keeps: the open ones, then those of the last thirty days."""
    found = [
        *rows.open_ones(work.session),
        *rows.closed_since(work.session, work.now - _CLOSED_SHOWN_FOR),
    ]
    readable = [row for row in found if incidents.may_keep(work, row, member_id=member_id)]
    lamps = incident_day.lamps_of(work, readable)
    return tuple(_in_list(work, row, lamps.get(row.id), member_id) for row in readable)


def look(work: Work, incident_id: UUID, *, member_id: UUID) -> IncidentPage:
    """One incident with everything that was told of it.

    Raises:
        NotFoundError: there is none, or it is not for this member (any more).
    """
    row = incidents.get(work, incident_id, member_id=member_id)
    told = list_entries(work, row, member_id=member_id)
    may_keep = incidents.may_keep(work, row, member_id=member_id)
    is_kept = may_keep and row.closed_at is None
    about = incident_cover.visits_of(work.session, row)
    visit = visits.get(work.session, row.visit_id)
    may_open_talk = incident_guests.may_let_in(work, row, member_id=member_id)
    return IncidentPage(
        incident=_in_list(work, row, incident_day.lamps_of(work, [row]).get(row.id), member_id),
        entries=told,
        outside=_outside(told),
        is_running=visit.state is not VisitState.ENDED,
        is_logged=any(each.risk >= LOGGED_FROM for each in about),
        may_keep=may_keep,
        may_open_talk=may_open_talk,
        guest_until=incidents.guest_until(work, row, member_id=member_id),
        guests=incident_guests.list_of(work, row) if may_keep else (),
        candidates=incident_guests.list_candidates(work, row) if is_kept and may_open_talk else (),
        held_count=incident_held.count(work, row.visit_id) if may_keep and may_open_talk else 0,
        visits=_visits(work, about, member_id) if len(about) > 1 else (),
        others=_others(work, row, member_id) if may_keep else (),
    )


def list_entries(work: Work, row: Incident, *, member_id: UUID) -> tuple[ShownEntry, ...]:
    """What was told of an incident, by when it happened; whoever calls has asked who may read."""
    found = rows.entries(work.session, row.id)
    ids = {each.written_by for each in found} | {
        each.answered_by for each in found if each.answered_by is not None
    }
    names = shown.member_aliases(work, list(ids))
    return tuple(
        _entry(work, each, names, member_id, is_past=_is_past(work, row, each)) for each in found
    )


def _is_past(work: Work, incident: Incident, row: IncidentEntry) -> bool:
    if row.kind not in TWO_PERSONS or row.answered_at is not None or incident.closed_at is not None:
        return False
    return not incident_requests.is_standing(work, incident, row)


def _visits(work: Work, about: Sequence[Visit], member_id: UUID) -> tuple[ShownVisit, ...]:
    levels = rows.highest_levels(work.session, [visit.id for visit in about])
    return tuple(
        ShownVisit(id=visit.id, started_at=visit.started_at, level=levels[visit.id])
        for visit in about
        if reading.can_read(work, visit.id, member_id=member_id)
    )


def _others(work: Work, row: Incident, member_id: UUID) -> tuple[ShownIncident, ...]:
    found = [
        other
        for other in reversed(incident_cover.of_contact(work.session, row.contact_id))
        if other is not row and incidents.may_keep(work, other, member_id=member_id)
    ]
    lamps = incident_day.lamps_of(work, found)
    return tuple(_in_list(work, other, lamps.get(other.id), member_id) for other in found)


def _entry(
    work: Work, row: IncidentEntry, names: dict[UUID, str], member_id: UUID, *, is_past: bool
) -> ShownEntry:
    return ShownEntry(
        id=row.id,
        kind=row.kind,
        decision=row.decision,
        happened_at=row.happened_at,
        next_at=row.next_at,
        author=names[row.written_by],
        parts=incident_entries.opened(work, row),
        needs_second=row.kind in TWO_PERSONS,
        is_agreed=row.is_agreed,
        answered_by=names[row.answered_by] if row.answered_by is not None else None,
        answered_at=row.answered_at,
        is_own=row.written_by == member_id,
        is_past=is_past,
    )


def _in_list(work: Work, row: Incident, lamp: Lamp | None, member_id: UUID) -> ShownIncident:
    own = reading.viewer(work, member_id).organisation
    about = [visit.id for visit in incident_cover.visits_of(work.session, row)]
    levels = rows.highest_levels(work.session, about)
    called_at = incident_day.called_at(work, [row])[row.id]
    return ShownIncident(
        id=row.id,
        visit_id=row.visit_id,
        alias=shown.alias(work, row.contact_id, own),
        level=max(levels.values(), default=0),
        opened_at=row.opened_at,
        opened_by=shown.member_alias(work, row.opened_by) or "",
        closed_at=row.closed_at,
        due_at=due_at(called_at),
        next_at=incident_day.next_at(work, row),
        lamp=lamp,
    )


def _outside(told: tuple[ShownEntry, ...]) -> PrivateText | None:
    named = [
        each.parts[Part.WHOM]
        for each in told
        if each.kind is EntryKind.OUTSIDE and each.parts and Part.WHOM in each.parts
    ]
    return named[-1] if named else None
