"""Whatever stands in an address, a query or a form, it is read as words and never as a question."""

import re
from itertools import cycle
from pathlib import Path
from typing import Final
from urllib.parse import quote
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import inspect

import console
from domain.permission import Role
from services import accounts
from storage.models.member import Member
from tests.console.crew import member_id, talking
from tests.console.desk import Desk, Visitor
from tests.machinery.extent import IS_THOROUGH

ODD: Final = (
    "' OR '1'='1' --",
    "'; DROP TABLE members; --",
    '" OR ""="',
    "0) UNION SELECT password_hash FROM members --",
    "1; UPDATE members SET role='manager' --",
    "%' OR alias LIKE '%\\",
    "\x00'\r\nSet-Cookie: a=b",
)
_READ: Final = (
    re.compile(r'request\.\w+(?:\.get(?:list)?\(|\[)"(\w+)"'),
    re.compile(r"^ {4}(\w+) = \w+Field\(", re.MULTILINE),
)
_PLACE: Final = re.compile(r"<(?:(\w+):)?(\w+)>")
_ENDS_IT: Final = {"/sign-out"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """No database is asked anything else by a parameter: the questions are the same."""
    return sqlite_url


@pytest.mark.parametrize("turn", range(len(ODD)) if IS_THOROUGH else [0])
def test_no_parameter_becomes_part_of_a_question_to_the_database(desk: Desk, turn: int) -> None:
    talk, _ = talking(desk)
    visitor = _who_may_most(desk)
    before = _everything(desk)
    odd = dict(zip(_names(), cycle((*ODD[turn:], *ODD[:turn])), strict=False))

    broken = [
        f"{method} {rule}: {status}"
        for method, rule in _doors(desk.web.app)
        if (status := _asks(visitor, method, _path(rule, talk, odd), odd)) >= 500
    ]

    assert len(odd) > 60
    assert broken == []
    assert _everything(desk) == before


def _who_may_most(desk: Desk) -> Visitor:
    """Midori, in her talk, as a supervisor who is a manager as well."""
    midori = UUID(member_id(desk, "midori"))
    with desk.evening.program.open_work() as work:
        accounts.set_roles(work, midori, role=Role.SUPERVISOR, is_manager=True, actor_id=None)
    visitor = desk.signed_in()
    visitor.get("/")
    return visitor


def _names() -> list[str]:
    """Every name by which a page reads something that was sent."""
    pages = [file.read_text() for file in Path(console.__file__).parent.rglob("*.py")]
    found = {name for page in pages for form in _READ for name in form.findall(page)}
    return sorted(found - {"csrf_token"})


def _doors(app: Flask) -> list[tuple[str, str]]:
    return sorted(
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.rule not in _ENDS_IT and rule.endpoint.startswith(("console.", "security."))
    )


def _path(rule: str, talk: str, odd: dict[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] == "uuid":
            return talk.rpartition("/")[2]
        return "1" if match[1] == "int" else quote(odd.get(match[2], ODD[0]), safe="")

    return _PLACE.sub(value, rule)


def _asks(visitor: Visitor, method: str, path: str, odd: dict[str, str]) -> int:
    cookie = visitor.cookie()
    token = {"csrf_token": visitor.fields["csrf_token"]}
    answer = visitor.client.open(
        path,
        method=method,
        query_string=odd,
        data={**odd, **token} if method == "POST" else None,
        headers={"Last-Event-ID": ODD[0]},
    )
    answer.close()
    visitor.with_cookie(cookie)
    return answer.status_code


def _everything(desk: Desk) -> object:
    """The tables there are, and what members are."""
    with desk.evening.program.database.reading() as session:
        tables = inspect(session.connection()).get_table_names()
        members = session.query(Member.login, Member.role, Member.is_manager, Member.is_active)
        return sorted(tables), sorted(map(str, members))
