"""Managers at the console, and a talk of their organisation that has ended."""

import re
from uuid import UUID

from domain.permission import Role
from storage.models.member import Member
from tests.console.crew import member_id, talking
from tests.console.desk import Desk, Visitor
from tests.factories.counsellor import Counsellor
from tests.factories.log import told


def belongs(desk: Desk, login: str, organisation: str) -> None:
    with desk.evening.program.open_work() as work:
        work.session.query(Member).filter_by(login=login).one().organisation = organisation


def manager(desk: Desk, login: str = "hisui", organisation: str = "kazoku") -> Visitor:
    """A manager, signed in."""
    desk.evening.member(login, Role.MANAGER)
    belongs(desk, login, organisation)
    return desk.signed_in(login)


def ended(desk: Desk) -> str:
    """The page of a talk that midori has ended."""
    talk, _ = talking(desk)
    Counsellor(desk.evening, UUID(member_id(desk, "midori"))).ends(visit_of(talk))
    return talk


def visit_of(talk: str) -> UUID:
    return UUID(talk.rpartition("/")[2])


def glass_path(page: str, act: str) -> str:
    match = re.search(rf'"(/glass/[0-9a-f-]{{36}}/{act})"', page)
    assert match is not None
    return match[1]


def reading(desk: Desk) -> list[tuple[str, str | None]]:
    return [
        (row.act, row.reason)
        for row in told(desk.evening)
        if row.act in {"talk_read", "glass_asked"}
    ]
