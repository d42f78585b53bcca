"""An incident behind the doors of the matrix."""

from collections.abc import Mapping
from uuid import UUID

from domain.incident import Cause, EntryKind, Part
from domain.secret import PrivateText
from services import incident_guests, incident_requests, incidents
from services.incident_entries import Told
from storage.models.incident import IncidentGuest
from tests.machinery.evening import Evening


def incident(evening: Evening, members: Mapping[str, UUID], visit_id: UUID) -> dict[str, UUID]:
    """An incident of another ended talk, with an asking, and somebody who may read it."""
    boss = members["supervisor_a"]
    with evening.program.open_work() as work:
        incident_id = incidents.open_for(work, visit_id, member_id=boss, cause=Cause.TALK)
        told = Told(
            kind=EntryKind.DISCLOSE,
            happened_at=work.now,
            parts={Part.WORDS: PrivateText("警察の照会")},
        )
        entry_id = incident_requests.ask(work, incident_id, told, member_id=boss)
        incident_guests.let_in(
            work, incident_id, members["destination"], member_id=boss, for_hours=1
        )
        (guest,) = work.session.query(IncidentGuest)
        guest_id = guest.id
    return {"incident_id": incident_id, "entry_id": entry_id, "guest_id": guest_id}
