"""A full evening: 200 talks on 200 open pages, people writing, counsellors answering.

Everything is real (web, workers, clock, Redis, SQLite) but LINE, for which a sink stands.
"""

import hashlib
import json
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from bench import houses, load, memory, pages, sink, webhooks
from bench.houses import House
from bench.load import Target
from bench.member import Member
from bench.pages import Story, Talk, Told
from bench.report import Measure, at_most, median, part, say
from bot.embedded import EmbeddedRedis
from bot.family import our_command
from bot.queues import INBOUND, OUTBOUND, has_jobs
from bot.sessions import MEMBER_KEY
from bot.settings import read_settings
from bot.webhook import PATH
from bot.wiring import Program
from domain.delivery import DeliveryState
from domain.permission import Role
from services import accounts, ownership
from storage.models.line_event import LineEvent
from storage.models.member import Member as MemberRow
from storage.queries import contacts, line_events, outgoing, sessions, visits
from storage.queries.sessions import KeptSession

PAGES: Final = 200
RATE: Final = 50
ANSWERS_A_SECOND: Final = 5
PAGE_MS: Final = 300.0
OPEN_HOURS: Final = "2026-11-24T16:05:00+09:00"

QUEUES: Final = (INBOUND, OUTBOUND)
_READY_WITHIN_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evening:
    """What was told, when answers came to LINE, and how long events lay before a worker began.

    ``bytes_a_page`` is what each open page adds to the web service.
    """

    told: Told
    came_at: dict[str, float]
    lay: list[float]
    bytes_a_page: float


def measure(folder: Path, executor: Executor, *, seconds: float) -> list[Measure]:
    """Phone → page, counsellor → LINE, and door → worker, in milliseconds."""
    evening = _lived(folder, executor, seconds)
    told = evening.told
    if told.missing():
        raise RuntimeError(f"{len(told.missing())} messages were not shown within ten seconds")
    to_page = [told.shown_at[mark] - at for mark, at in told.written_at.items()]
    to_line = [evening.came_at[text] - at for text, at in told.answered_at.items()]
    page = f"phone → open page ({PAGES} pages, {RATE}/s)"
    return [
        Measure(name=f"{page}: p50", value=median(to_page) * 1e3, unit="ms"),
        at_most(f"{page}: p95", part(to_page, 0.95) * 1e3, "ms", PAGE_MS),
        Measure(name="memory of an open desk", value=evening.bytes_a_page / 1e3, unit="kB"),
        Measure(name="counsellor → LINE: p50", value=median(to_line) * 1e3, unit="ms"),
        Measure(name="counsellor → LINE: p95", value=part(to_line, 0.95) * 1e3, unit="ms"),
        Measure(name="webhook → worker starts: p50", value=median(evening.lay) * 1e3, unit="ms"),
        Measure(
            name="webhook → worker starts: p95", value=part(evening.lay, 0.95) * 1e3, unit="ms"
        ),
    ]


def _lived(folder: Path, executor: Executor, seconds: float) -> _Evening:
    say(f"an evening with {PAGES} talks: starting every process")
    with EmbeddedRedis(folder / "redis") as redis, sink.listening() as line:
        house = houses.prepare(
            folder / "house",
            database_url=None,
            redis=redis,
            line_url=f"http://127.0.0.1:{line.port}",
            clock_start=OPEN_HOURS,
        )
        program = Program.build(read_settings(house.environment))
        others = [
            our_command("worker", "--only", INBOUND),
            our_command("worker", "--only", OUTBOUND),
            our_command("clock"),
        ]
        with houses.web(house), houses.running(house, *others):
            story = _prepared(house, program, executor, seconds)
            _wait_for(lambda: _is_quiet(program))
            say(f"{RATE} messages and {ANSWERS_A_SECOND} answers a second, {seconds:.0f} s long")
            last = _last_event(program)
            before = memory.held_by(house.port)
            living = executor.submit(pages.live_through, story)
            time.sleep(seconds / 2)
            bytes_a_page = (memory.held_by(house.port) - before) / PAGES
            told = living.result()
            _wait_for(lambda: told.answered_at.keys() <= line.came_at.keys())
        lay = _lay(program, after=last)
        program.close()
        return _Evening(told=told, came_at=line.came_at, lay=lay, bytes_a_page=bytes_a_page)


def _prepared(house: House, program: Program, executor: Executor, seconds: float) -> Story:
    """Everybody has written once and has a talk with a counsellor of their own, signed in."""
    target = Target(port=house.port, path=PATH, secret=houses.CHANNEL_SECRET)
    executor.submit(load.closed, target, connections=8, count=PAGES).result()
    _wait_for(lambda: len(_waiting(program)) == PAGES)
    waiting = _waiting(program)
    say(f"{PAGES} counsellors come, and each is given somebody")
    # The load let people write one after another in the order of their numbers, but not who
    # arrived first: whose talk is whose does not matter, as long as each page is some person's.
    return Story(
        port=house.port,
        secret=houses.CHANNEL_SECRET,
        talks=[_talk(house, program, number, visit_id) for number, visit_id in enumerate(waiting)],
        rate=RATE,
        answers_a_second=ANSWERS_A_SECOND,
        seconds=seconds,
    )


def _waiting(program: Program) -> list[UUID]:
    with program.open_look() as work:
        return [visit.id for visit in visits.waiting(work.session)]


def _talk(house: House, program: Program, number: int, visit_id: UUID) -> Talk:
    """A counsellor who has one talk, and a session; hashing two hundred passphrases would last."""
    token = f"bench-{number}-{visit_id}"
    with program.open_work() as work:
        member_id = accounts.add_member(
            work,
            login=f"bench{number}",
            alias=f"べんち{number}",
            role=Role.COUNSELLOR,
            password_hash="-",  # noqa: S106 - opens nothing
        )
        visit = visits.get(work.session, visit_id)
        contact = contacts.get(work.session, visit.contact_id)
        ownership.begin(work, contact, visit, member_id)
        mark = work.session.get_one(MemberRow, member_id).fs_uniquifier
        sessions.begin(
            work.session,
            KeptSession(
                token_hash=hashlib.sha256(token.encode()).digest(),
                member_id=member_id,
                data=json.dumps({MEMBER_KEY: mark, "_fresh": True}),
                created_at=work.now,
                seen_at=work.now,
                expires_at=work.now + sessions.LONGEST,
            ),
        )
    member = Member(house.port, cookie=f"madobe={token}")
    member.close()
    return Talk(
        user_id=webhooks.user_id(number),
        path=f"/talks/{visit_id}",
        cookie=member.cookie,
        csrf_token=member.csrf_token,
    )


def _is_quiet(program: Program) -> bool:
    """Whether the workers have done everything there was."""
    with program.open_look() as work:
        events = line_events.count_open(work.session)
        calls = outgoing.count_open_by_state(work.session).get(DeliveryState.WAITING, 0)
    return not events and not calls and not any(has_jobs(program.redis, name) for name in QUEUES)


def _last_event(program: Program) -> int:
    with program.open_look() as work:
        return work.session.scalar(select(func.max(LineEvent.id))) or 0


def _lay(program: Program, *, after: int) -> list[float]:
    """Seconds from the door to the start of the act that handled the event."""
    with program.open_look() as work:
        rows = work.session.execute(
            select(LineEvent.received_at, LineEvent.handled_at).where(
                LineEvent.id > after, LineEvent.handled_at.is_not(None)
            )
        ).all()
    return [
        (handled_at - received_at).total_seconds()
        for received_at, handled_at in rows
        if handled_at is not None
    ]


def _wait_for(claim: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while not claim():
        if time.monotonic() > deadline:
            raise TimeoutError("The evening does not get on")
        time.sleep(0.1)
