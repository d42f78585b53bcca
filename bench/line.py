"""A long evening: a thousand people wait and two hundred counsellors talk, on both databases.

One capacity change is a talk that ends: measured is the serving that follows it, from the look
whether there is room to the committed offer. Pages are the inbox and the supervisor's board.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Final
from uuid import UUID, uuid4

import psycopg

from bench import houses, people
from bench.member import LOGIN, PASSPHRASE, Member
from bench.report import Measure, at_most, median, say
from bot import line_service, members, periodic
from bot.embedded import EmbeddedRedis
from bot.settings import read_settings
from bot.wiring import Program
from domain.conversation import VisitState
from domain.permission import Role
from domain.presence import Duty
from domain.secret import PrivateText
from services import closing
from storage.models.member import Member as MemberRow
from storage.models.presence import PresenceRow
from storage.models.visit import Assignment, Conversation
from storage.queries import contacts, visits
from storage.queries import members as member_rows
from tests.machinery.database_server import running_postgres

WAITING: Final = 1_000
COUNSELLORS: Final = 200
MOST_SERVE_MS: Final = 50.0
MOST_PAGE_MS: Final = 200.0
_ROUNDS: Final = 40
_OPEN_HOURS: Final = "2026-11-24T16:05:00+09:00"
_NOBODY: Final = "http://127.0.0.1:9"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rush:
    """A full evening: the program, its talks, and a signed-in supervisor."""

    program: Program
    talks: list[UUID]
    member: Member


def measure(folder: Path, *, fetches: int) -> list[Measure]:
    """Milliseconds of one serving, of one turn of the evening's clock, and of two pages."""
    measures: list[Measure] = []
    with ExitStack() as stack:
        redis = stack.enter_context(EmbeddedRedis(folder / "redis"))
        server = stack.enter_context(running_postgres(houses.DURABLE_POSTGRES))
        with psycopg.connect(f"host={server} user=madobe dbname=postgres", autocommit=True) as to:
            to.execute("CREATE DATABASE line")
        url = f"postgresql+psycopg://madobe@/line?host={server}"
        for name, database_url in (("SQLite", None), ("PostgreSQL", url)):
            with _rush(folder / name, redis, database_url) as rush:
                measures += _measured(name, rush, fetches)
    return measures


def _measured(name: str, rush: _Rush, fetches: int) -> list[Measure]:
    say(f"{name}: {_ROUNDS} talks end, each is followed by a serving")
    serving: list[float] = []
    for visit_id in rush.talks[:_ROUNDS]:
        _end(rush.program, visit_id)
        began = perf_counter()
        line_service.serve(rush.program)
        serving.append(perf_counter() - began)
    began = perf_counter()
    periodic.keep_evening(rush.program)
    turn = perf_counter() - began
    pages = {path: _fetched(rush.member, path, fetches) for path in ("/", "/board")}
    return [
        at_most(f"{name}: one capacity change served", median(serving) * 1e3, "ms", MOST_SERVE_MS),
        Measure(name=f"{name}: one turn of the evening's clock", value=turn * 1e3, unit="ms"),
        *(
            at_most(f"{name}: the page {path}", median(waits) * 1e3, "ms", MOST_PAGE_MS)
            for path, waits in pages.items()
        ),
    ]


def _fetched(member: Member, path: str, times: int) -> list[float]:
    waits: list[float] = []
    for _ in range(times):
        began = perf_counter()
        member.get(path)
        waits.append(perf_counter() - began)
    return waits


@contextmanager
def _rush(folder: Path, redis: EmbeddedRedis, database_url: str | None) -> Iterator[_Rush]:
    house = houses.prepare(
        folder, database_url=database_url, redis=redis, line_url=_NOBODY, clock_start=_OPEN_HOURS
    )
    program = Program.build(read_settings(house.environment))
    try:
        members.add(
            program,
            login=LOGIN,
            alias="べんち",
            role=Role.SUPERVISOR,
            passphrase=PrivateText(PASSPHRASE),
        )
        say(f"{WAITING:,} people wait, {COUNSELLORS} counsellors talk")
        for person in range(COUNSELLORS + WAITING):
            people.write(program, person, "今日は少しだけ外の風にあたりました。")
        talks = _talking(program)
        with houses.web(house):
            member = Member(house.port)
            yield _Rush(program=program, talks=talks, member=member)
            member.close()
    finally:
        program.close()


def _talking(program: Program) -> list[UUID]:
    """Two hundred counsellors with room for one talk each, all of them talking."""
    with program.open_work() as work:
        template = member_rows.find_by_login(work.session, LOGIN)
        assert template is not None
        first = sorted(visits.waiting(work.session), key=lambda visit: visit.started_at)
        for number, visit in enumerate(first[:COUNSELLORS]):
            member = MemberRow(
                id=uuid4(),
                login=f"counsellor{number}",
                alias=f"c{number}",
                password_hash=template.password_hash,
                role=Role.COUNSELLOR,
                is_active=True,
                is_new=False,
                fs_uniquifier=uuid4().hex,
                created_at=work.now,
            )
            work.session.add(member)
            work.session.flush()
            work.session.add(
                PresenceRow(
                    member_id=member.id,
                    duty=Duty.READY,
                    duty_since=work.now,
                    seen_at=work.now + timedelta(hours=1),
                    capacity=1,
                )
            )
            visit.state = VisitState.TALKING
            visit.conversation = Conversation(
                visit_id=visit.id, counsellor_id=member.id, opened_at=work.now
            )
            work.session.add(
                Assignment(id=uuid4(), visit_id=visit.id, member_id=member.id, began_at=work.now)
            )
        return [visit.id for visit in first[:COUNSELLORS]]


def _end(program: Program, visit_id: UUID) -> None:
    with program.open_work() as work:
        visit = visits.get(work.session, visit_id)
        closing.finish(work, contacts.get(work.session, visit.contact_id), visit, None)
        work.jobs.clear()
