"""One's own desk: whether one takes talks, for how many there is room, and what one is asked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.conversation import Passing
from domain.offer import OfferKind
from domain.presence import Duty
from domain.secret import PrivateText
from services import heavy_talks, notes, reading, room, shown, timetable
from services.reading import Viewer
from services.work import Work
from storage.models.member import Member
from storage.models.offer import Offer
from storage.queries import line, offers, presences, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOffer:
    """An offer as the one who is asked sees it; ``note`` is what was handed on with it.

    ``is_dropped``: the talk's counsellor has lost the connection.
    """

    id: UUID
    kind: OfferKind
    alias: str
    waiting_since: datetime
    expires_at: datetime
    is_urgent: bool
    is_dropped: bool
    first_words: PrivateText | None
    from_alias: str | None
    note: PrivateText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDesk:
    """A member's own standing: ``talks`` run now, ``capacity`` is the most at once.

    ``needs_break``: has had as many heavy talks in a row as the schedule allows.
    """

    duty: Duty
    talks: int
    capacity: int
    offers: tuple[ShownOffer, ...]
    needs_break: bool


def look(work: Work, member_id: UUID) -> OwnDesk:
    """A member's own desk."""
    presence = presences.find(work.session, member_id)
    member = work.session.get_one(Member, member_id)
    duty = presence.duty if presence is not None else Duty.AWAY
    return OwnDesk(
        duty=duty,
        talks=line.count_talks(work.session, member_id),
        capacity=room.capacity_of(member, presence, timetable.current(work).capacity),
        offers=_offers(work, member_id),
        needs_break=duty is Duty.READY and heavy_talks.needs_break(work, member_id),
    )


def _offers(work: Work, member_id: UUID) -> tuple[ShownOffer, ...]:
    """What stands, whoever has waited longest first."""
    asked = offers.open_of_member(work.session, member_id)
    rows = [row for row in asked if row.expires_at > work.now]
    if not rows:
        return ()
    viewer = reading.viewer(work, member_id)
    first = shown.first_words(work, [row.visit_id for row in rows], since=viewer.reads_from)
    found = (_offer(work, row, first.get(row.visit_id), viewer) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.waiting_since, each.id)))


def _offer(work: Work, row: Offer, first: PrivateText | None, viewer: Viewer) -> ShownOffer:
    visit = visits.get(work.session, row.visit_id)
    is_running = row.kind is not OfferKind.WAITING
    readable = notes.list_readable(work, visit, member_id=row.member_id) if is_running else ()
    return ShownOffer(
        id=row.id,
        kind=row.kind,
        alias=shown.alias(work, visit.contact_id, viewer.organisation),
        waiting_since=visit.arrived_at or visit.started_at,
        expires_at=row.expires_at,
        is_urgent=visit.risk > 0 or visit.is_distressed,
        is_dropped=visit.conversation is not None and visit.conversation.passing is Passing.DROPPED,
        first_words=first,
        from_alias=shown.member_alias(work, row.from_member_id),
        note=readable[-1].words if readable else None,
    )
