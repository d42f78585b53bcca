"""Whoever is shown a talk or a record stands in the log before the page is sent."""

from uuid import UUID

from console.guard import the_member
from console.house import the_house
from domain.audit import Act
from services import audit_reading


def note_opened(visit_id: UUID, act: Act = Act.TALK_READ) -> None:
    """Note that the member reads what a page is about to show; call it once they were let in."""
    member_id = the_member().id
    house = the_house()
    with house.open_look() as look:
        is_noted = audit_reading.is_noted(look, act, member_id=member_id, visit_id=visit_id)
    if not is_noted:
        with house.open_work() as work:
            audit_reading.note_read(work, act, member_id=member_id, visit_id=visit_id)
