"""Who has looked at an incident, in the log: once in ten minutes for each member and kind."""

from uuid import UUID

from domain.audit import Act
from services import audit, incident_entries, incidents
from services.work import Work


def note(work: Work, incident_id: UUID, act: Act, *, member_id: UUID) -> None:
    """Note that a member was shown something of an incident they may read.

    Raises:
        NotFoundError: there is none, or it is not theirs.
    """
    row = incidents.get(work, incident_id, member_id=member_id)
    if audit.is_read_noted(work, act, actor_id=member_id, visit_id=row.visit_id):
        return
    is_guest = incidents.guest_until(work, row, member_id=member_id) is not None
    audit.note(
        work,
        act,
        actor_id=member_id,
        subject=incident_entries.about(row),
        reason="guest" if is_guest else None,
    )
