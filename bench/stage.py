"""The stage of a busy evening: two hundred talks, each with a counsellor of its own, signed in.

Everything is real (web, workers, clock, Redis, SQLite) but LINE, for which a sink stands.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from bench import houses, load, sink, webhooks
from bench.browser import SignedIn
from bench.houses import House
from bench.load import Target
from bench.member import Member
from bench.pages import Talk
from bench.report import say
from bench.sink import Sink
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
from services.work import Work
from storage.models.line_event import LineEvent
from storage.models.member import Member as MemberRow
from storage.queries import contacts, line_events, outgoing, sessions, visits
from storage.queries.sessions import KeptSession

PAGES: Final = 200
OPEN_HOURS: Final = "2026-11-24T16:05:00+09:00"

_QUEUES: Final = (INBOUND, OUTBOUND)
_READY_WITHIN_SECONDS: Final = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The running service: ``line`` takes what it sends, ``board`` is a supervisor's."""

    house: House
    program: Program
    line: Sink
    talks: tuple[Talk, ...]
    board: SignedIn

    def last_event(self) -> int:
        """The number of the newest line event."""
        with self.program.open_look() as work:
            return work.session.scalar(select(func.max(LineEvent.id))) or 0

    def lay(self, *, after: int) -> list[float]:
        """Seconds from the door to the start of the act that handled the event."""
        with self.program.open_look() as work:
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


@contextmanager
def prepared(folder: Path, executor: Executor) -> Iterator[Stage]:
    """The stage while the block runs, with nothing left to do when it begins."""
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
            talks = _talks(house, program, executor)
            board = _supervisor(house, program)
            wait_for(lambda: _is_quiet(program))
            yield Stage(house=house, program=program, line=line, talks=talks, board=board)
        program.close()


def wait_for(claim: Callable[[], bool]) -> None:
    """Return once it is true.

    Raises:
        TimeoutError: it is not, for three minutes.
    """
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while not claim():
        if time.monotonic() > deadline:
            raise TimeoutError("The evening does not get on")
        time.sleep(0.1)


def _talks(house: House, program: Program, executor: Executor) -> tuple[Talk, ...]:
    """Everybody writes once, and is given to a counsellor of their own."""
    target = Target(port=house.port, path=PATH, secret=houses.CHANNEL_SECRET)
    executor.submit(load.closed, target, connections=8, count=PAGES).result()
    wait_for(lambda: len(_waiting(program)) == PAGES)
    waiting = _waiting(program)
    say(f"{PAGES} counsellors come, and each is given somebody")
    contact_id = program.house.seals.contact_id
    user_ids = [webhooks.user_id(number) for number in range(PAGES)]
    return tuple(
        Talk(
            user_id=user_id,
            sign_in=_counsellor(house, program, number, waiting[contact_id(user_id)]),
        )
        for number, user_id in enumerate(user_ids)
    )


def _waiting(program: Program) -> dict[bytes, UUID]:
    with program.open_look() as work:
        return {visit.contact_id: visit.id for visit in visits.waiting(work.session)}


def _counsellor(house: House, program: Program, number: int, visit_id: UUID) -> SignedIn:
    with program.open_work() as work:
        member_id = _added(work, f"bench{number}", f"べんち{number}", Role.COUNSELLOR)
        visit = visits.get(work.session, visit_id)
        contact = contacts.get(work.session, visit.contact_id)
        ownership.begin(work, contact, visit, member_id)
        token = _signed_in(work, member_id)
    return _at_page(house, token, f"/talks/{visit_id}")


def _supervisor(house: House, program: Program) -> SignedIn:
    with program.open_work() as work:
        member_id = _added(work, "board", "せきにん", Role.SUPERVISOR)
        token = _signed_in(work, member_id)
    return _at_page(house, token, "/board")


def _added(work: Work, login: str, alias: str, role: Role) -> UUID:
    return accounts.add_member(
        work,
        login=login,
        alias=alias,
        role=role,
        password_hash="-",  # noqa: S106 - opens nothing
    )


def _signed_in(work: Work, member_id: UUID) -> str:
    """The token of a session made by hand: hashing two hundred passphrases would last."""
    token = f"bench-{member_id}"
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
    return token


def _at_page(house: House, token: str, path: str) -> SignedIn:
    member = Member(house.port, cookie=f"madobe={token}")
    member.close()
    return SignedIn(path=path, cookie=member.cookie, csrf_token=member.csrf_token)


def _is_quiet(program: Program) -> bool:
    """Whether the workers have done everything there was."""
    with program.open_look() as work:
        events = line_events.count_open(work.session)
        calls = outgoing.count_open_by_state(work.session).get(DeliveryState.WAITING, 0)
    return not events and not calls and not any(has_jobs(program.redis, name) for name in _QUEUES)
