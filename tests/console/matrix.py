"""Every role at every door: who is let in, and how everybody else is answered."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import yaml
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from bot.app import create_web
from domain.permission import Role
from domain.secret import PrivateText
from storage.database import Database
from storage.models.member import Member
from storage.models.visit import Conversation
from tests.console.desk import PASSPHRASE, Desk, Visitor
from tests.console.matrix_figures import FORMS as FIGURE_FORMS
from tests.console.matrix_referrals import REFERRAL_FORMS
from tests.console.matrix_things import Things, full_form, member_ids, things
from tests.machinery.evening import Evening
from tests.machinery.members import add

TABLE: Final = Path(__file__).with_name("permission_table.yaml")

MEMBERS: Final[Mapping[str, tuple[Role, str | None]]] = {
    "owner": (Role.COUNSELLOR, "kazoku"),
    "colleague": (Role.COUNSELLOR, "kazoku"),
    "counsellor_b": (Role.COUNSELLOR, "shien"),
    "supervisor_a": (Role.SUPERVISOR, "kazoku"),
    "supervisor_b": (Role.SUPERVISOR, "shien"),
    "manager_a": (Role.MANAGER, "kazoku"),
    "manager_b": (Role.MANAGER, "shien"),
    "coordinator": (Role.COORDINATOR, None),
    "destination": (Role.DESTINATION, None),
}
"""Who stands before the doors. What lies behind them is the owner's, of organisation A."""

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "everybody": tuple(MEMBERS),
    "counsellors": ("owner", "colleague", "counsellor_b"),
    "supervisors": ("supervisor_a", "supervisor_b"),
    "managers": ("manager_a", "manager_b"),
    "answering": ("owner", "colleague", "counsellor_b", "supervisor_a", "supervisor_b"),
    "team": ("owner", "colleague", "supervisor_a"),
    "anybody": ("anon", *MEMBERS),
} | {name: (name,) for name in ("anon", *MEMBERS)}

HIDDEN: Final = 404
AT_THE_DOOR: Final[Mapping[str, int]] = {"GET": 302, "POST": 401}
"""What somebody who is not signed in is told, by the method."""

Statuses = dict[str, int]


class Undone(Database):
    """A database in which, while ``is_undone``, every act happens and leaves nothing behind."""

    is_undone = False

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.left: list[object] = []

    @contextmanager
    def writing(self) -> Iterator[Session]:
        try:
            with super().writing() as session:
                yield session
                if self.is_undone:
                    session.flush()
                    self.left.append(_whose(session))
                    raise _NeverMindError  # noqa: TRY301 - through the transaction, to its end
        except _NeverMindError:
            pass


class _NeverMindError(Exception):
    """Rolls back."""


def _whose(session: Session) -> object:
    """Whose everything is, as an act is about to leave it."""
    members = session.query(
        Member.login, Member.organisation, Member.role, Member.is_manager, Member.is_active
    )
    talks = session.query(
        Conversation.visit_id, Conversation.counsellor_id, Conversation.organisation
    )
    return sorted(map(str, members)), sorted(map(str, talks))


@dataclass(frozen=True, slots=True)
class Door:
    """One method of one address, with what it leads to: ``GET /talks/<uuid:visit_id> ended``."""

    method: str
    rule: str
    thing: str = ""

    @property
    def way(self) -> tuple[str, str]:
        """The method and address, without what is asked of it."""
        return self.method, self.rule.partition("?")[0]

    def __str__(self) -> str:
        return f"{self.method} {self.rule} {self.thing}".strip()


@dataclass(slots=True)
class Town:
    """The console with everybody signed in, and something behind every door."""

    desk: Desk
    database: Undone
    visitors: dict[str, Visitor]
    things: Things
    members: dict[str, UUID]

    @property
    def app(self) -> Flask:
        return self.desk.web.app

    def ask(self, door: Door, who: str, **form: str) -> TestResponse:
        """Knock, a full form in hand; whatever is done is undone."""
        visitor = self.visitors[who]
        path = _path(door.rule, self.things["usual"] | self.things.get(door.thing, {}))
        token = {"csrf_token": visitor.fields["csrf_token"]}
        filled = full_form(self.members) | _form_of(door, self) | form | token
        cookie = visitor.cookie()
        self.database.is_undone = True
        try:
            answer = visitor.client.open(
                path, method=door.method, data=filled if door.method == "POST" else None
            )
        finally:
            self.database.is_undone = False
            self.desk.evening.jobs.clear()
            visitor.with_cookie(cookie)
        refused = (answer.location or "").partition("?again=")[2]
        answer.status_code = int(refused or answer.status_code)  # kept, and shown at another door
        answer.close()
        return answer


def _form_of(door: Door, town: Town) -> dict[str, str]:
    """What a door wishes to hear that others understand otherwise."""
    owner, ended = str(town.members["owner"]), str(town.things["ended"]["visit_id"])
    return {
        "/certificates/<uuid:certificate_id>/revoke": {"reason": "mistake"},
        "/directory/<uuid:line_id>/confirm": {"based_on": "1"},
        "/day/allow": {"member": owner, "reason": "few_here"},
        "/glass/ask": {"talk": ended, "reason": "complaint"},
        "/language": {"language": "en"},
        "/review": {"weight": "3"},
        **FIGURE_FORMS,
        **REFERRAL_FORMS,
        "/talks/<uuid:visit_id>/send-key": {"send_with": "none"},
    }.get(door.rule, {})


def doors(app: Flask) -> list[tuple[str, str]]:
    """Every method and address of the app, except those of Flask itself."""
    return sorted(
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )


def read_table() -> dict[Door, Statuses]:
    """The checked-in table, its groups spelled out; everybody it does not name finds nothing."""
    table = yaml.safe_load(TABLE.read_text())
    return {_door(key): _spelled_out(_door(key), statuses) for key, statuses in table.items()}


def _door(key: str) -> Door:
    method, rule, *thing = key.split()
    return Door(method, rule, *thing)


def _spelled_out(door: Door, statuses: Mapping[str, int]) -> Statuses:
    found = unnamed(door)
    for group, status in statuses.items():
        found |= dict.fromkeys(GROUPS[group], status)
    return found


def unnamed(door: Door) -> Statuses:
    """How those are answered whom the table does not name."""
    return {"anon": AT_THE_DOOR[door.method]} | dict.fromkeys(MEMBERS, HIDDEN)


def written(door: Door, statuses: Statuses) -> str:
    """A line for the table, as short as its groups make it."""
    usual = unnamed(door)
    left = {name: status for name, status in statuses.items() if status != usual[name]}
    parts: list[str] = []
    for group in sorted(GROUPS, key=lambda name: -len(GROUPS[name])):
        found = {left.get(name) for name in GROUPS[group]}
        if len(found) == 1 and None not in found:
            parts.append(f"{group}: {found.pop()}")
            for name in GROUPS[group]:
                del left[name]
    return f'"{door}": {{{", ".join(parts)}}}'


def _path(rule: str, things: Mapping[str, UUID | str]) -> str:
    def value(match: re.Match[str]) -> str:
        return str(things.get(match[1], uuid4()))

    return re.sub(r"<(?:\w+:)?(\w+)>", value, rule)


# ── the town ─────────────────────────────────────────────────────────────────────────────


def settle(evening: Evening) -> Town:
    """Everybody signed in, and of everything one: the owner's, of organisation A."""
    database = Undone(evening.program.settings.database_url.reveal())
    evening.program.database.close()
    evening.program = replace(evening.program, database=database)
    for login, (role, organisation) in MEMBERS.items():
        add(
            evening.program,
            login=login,
            alias=login[:20],
            role=role,
            passphrase=PrivateText(PASSPHRASE),
            organisation=organisation,
        )
    desk = Desk(evening, create_web(evening.program))
    visitors = {login: desk.signed_in(login) for login in MEMBERS}
    for visitor in visitors.values():
        visitor.get("/overview")
    visitors["anon"] = _anonymous(desk)
    members = member_ids(evening)
    return Town(desk, database, visitors, things(evening, members), members)


def _anonymous(desk: Desk) -> Visitor:
    visitor = desk.visitor()
    visitor.get("/sign-in")
    return visitor
