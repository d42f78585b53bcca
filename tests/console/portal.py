"""A destination at the console: its people, and codes that lead to it."""

from uuid import UUID

from storage.models.member import Member
from storage.models.visit import Visit
from tests.console.desk import Desk, Visitor
from tests.factories import portal as made
from tests.machinery.evening import Evening, user_id


def linked(evening: Evening, nickname: str | None = None) -> tuple[UUID, UUID]:
    """A destination, and a referral there with a code."""
    destination_id = made.destination(evening)
    return destination_id, another(evening, destination_id, nickname)


def another(evening: Evening, destination_id: UUID, nickname: str | None = None) -> UUID:
    """One more referral, of somebody else."""
    with evening.program.open_look() as look:
        person = f"person {look.session.query(Visit).count()}"
        by = look.session.query(Member).filter_by(login="midori").one().id
    evening.says("こんばんは", person)
    with evening.program.open_look() as look:
        contact_id = look.house.seals.contact_id(user_id(person))
        visit_id = look.session.query(Visit).filter_by(contact_id=contact_id).one().id
    return made.referral(evening, visit_id, destination_id, by, nickname=nickname)


def staff(desk: Desk, destination_id: UUID, login: str = "hidamari") -> Visitor:
    """Somebody of a destination, signed in."""
    made.staff(desk.evening, destination_id, login)
    return desk.signed_in(login)
