"""The portals of the destinations, as whoever keeps them sees them."""

from dataclasses import dataclass
from uuid import UUID

from domain.checking import EntryState
from services import destinations, guessing, portal_entry, portal_members
from services.destinations import Shown
from services.guessing import Seen
from services.portal_entry import Proposed, Room
from services.portal_members import Staff
from services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One destination's portal; ``proposals`` are None on a list, which counts the open ones."""

    destination_id: UUID
    name: str
    staff: tuple[Staff, ...]
    room: Room | None
    open_proposals: int
    proposals: tuple[Proposed, ...] = ()
    alarms: tuple[Seen, ...] = ()


def list_all(work: Work) -> tuple[Portal, ...]:
    """Those of every destination in use; where something waits, first."""
    waiting = portal_entry.open_proposals(work)
    found = [
        _portal(work, entry, waiting.get(entry.id, 0))
        for entry in destinations.list_all(work)
        if entry.state is not EntryState.WITHDRAWN
    ]
    return tuple(sorted(found, key=lambda each: (not each.alarms, not each.open_proposals)))


def get(work: Work, destination_id: UUID) -> Portal:
    """One, whole.

    Raises:
        NotFoundError: there is no such destination in use.
    """
    portal_members.require_in_use(work, destination_id)
    waiting = portal_entry.open_proposals(work)
    entry = destinations.get(work, destination_id)
    return _portal(work, entry, waiting.get(destination_id, 0))


def _portal(work: Work, entry: Shown, open_proposals: int) -> Portal:
    return Portal(
        destination_id=entry.id,
        name=entry.facts.name,
        staff=portal_members.staff_of(work, entry.id),
        room=portal_entry.room_of(work, entry.id),
        open_proposals=open_proposals,
        proposals=portal_entry.proposals(work, entry.id),
        alarms=tuple(each for each in guessing.alarms(work) if each.destination_id == entry.id),
    )
