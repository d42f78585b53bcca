"""Supervisors at the console, around an incident."""

from domain.permission import Role
from tests.console.desk import Desk, Visitor
from tests.console.managers import belongs


def boss(desk: Desk, login: str = "kohaku") -> Visitor:
    """A supervisor of kazoku, signed in."""
    desk.evening.member(login, Role.SUPERVISOR)
    belongs(desk, login, "kazoku")
    visitor = desk.signed_in(login)
    visitor.get("/")
    return visitor


def sends(visitor: Visitor, path: str, fields: dict[str, str], status: int = 303) -> str:
    """Send a form of the page fetched last."""
    return visitor.post(path, status, **fields)


def opened(visitor: Visitor, talk: str) -> str:
    """The path of the incident of a talk, just opened."""
    visitor.get("/incidents")
    path = visitor.post(f"{talk}/incident")
    visitor.get(path)
    return path


def ten_minutes_on(desk: Desk, visitor: Visitor) -> Visitor:
    """The same browser, when what was proved at the door is too long ago."""
    cookie = visitor.cookie()
    desk.evening.pass_time(601)
    desk.reopen()
    return desk.visitor().with_cookie(cookie)


def proves(visitor: Visitor) -> None:
    """Prove again that it is them."""
    visitor.get("/prove")
    visitor.post("/prove", 303, password="a long passphrase")
