"""Members at the console of an evening: ready, asked, in a talk."""

import re
from uuid import UUID

from domain.permission import Role
from storage.models.member import Member
from tests.console.desk import Desk, Visitor
from tests.factories.counsellor import Counsellor

NEXT = re.compile(r'action="(/offers/[0-9a-f-]{36}/(?:accept|decline))"')


def ready(desk: Desk, login: str = "midori") -> Visitor:
    """A member who takes talks from now on; whoever waits is offered."""
    visitor = desk.signed_in(login)
    visitor.get("/")
    visitor.post("/presence/come")
    desk.evening.work()
    return visitor


def colleague(desk: Desk) -> Visitor:
    """Asagi, a second counsellor, ready."""
    desk.evening.member("asagi")
    return ready(desk, "asagi")


def supervisor(desk: Desk) -> Visitor:
    """A supervisor, signed in."""
    desk.evening.member("asagi", Role.SUPERVISOR)
    visitor = desk.signed_in("asagi")
    visitor.get("/")
    return visitor


def asked(visitor: Visitor, answer: str = "accept") -> str:
    """The path of an answer to the first offer on the inbox."""
    found = [match[1] for match in NEXT.finditer(visitor.get("/"))]
    return next(path for path in found if path.endswith(answer))


def talking(desk: Desk, words: str = "こんばんは") -> tuple[str, Visitor]:
    """Midori in a talk; gives its page."""
    desk.evening.says(words)
    visitor = ready(desk)
    talk = visitor.post(asked(visitor))
    desk.evening.work()
    return talk, visitor


def speaks(desk: Desk, talk: str) -> None:
    """Midori says something in her talk: from now on it is the person's silence."""
    midori = Counsellor(desk.evening, UUID(member_id(desk, "midori")))
    midori.says(UUID(talk.rpartition("/")[2]), "聞いています")


def member_id(desk: Desk, login: str) -> str:
    """The id of a member."""
    with desk.evening.program.open_look() as work:
        return str(work.session.query(Member).filter_by(login=login).one().id)
