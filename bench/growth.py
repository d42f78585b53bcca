"""How pages grow with the years: the same evening on a thousand and on a million messages.

Two services, side by side: ten people wait, the member has nine open talks of forty messages. The
pages are fetched in turn, so that the machine's swings hit both alike.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final
from uuid import UUID

from bench import history, houses, people
from bench.member import LOGIN, PASSPHRASE, Member
from bench.report import Measure, at_most, median, say
from bot import members
from bot.embedded import EmbeddedRedis
from bot.settings import read_settings
from bot.wiring import Program
from domain.permission import Role
from domain.secret import PrivateText
from services import waiting_line
from storage.queries import members as member_rows

FEW: Final = 1_000
MANY: Final = 1_000_000
MOST_GROWTH: Final = 1.5
OPEN_HOURS: Final = "2026-11-24T16:05:00+09:00"
TALKS: Final = 9
WAITING: Final = 10
MESSAGES_A_TALK: Final = 40
_NOBODY: Final = "http://127.0.0.1:9"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """A signed-in member, and the address of one talk of theirs."""

    member: Member
    talk: str


def measure(folder: Path, *, fetches: int) -> list[Measure]:
    """Milliseconds of the inbox and of a talk page, and how they grow."""
    with ExitStack() as stack:
        redis = stack.enter_context(EmbeddedRedis(folder / "redis"))
        desks = {
            count: stack.enter_context(_desk(folder / str(count), redis, count))
            for count in (FEW, MANY)
        }
        pages = {"inbox": dict.fromkeys(desks, "/"), "talk": {n: d.talk for n, d in desks.items()}}
        measures: list[Measure] = []
        for name, paths in pages.items():
            say(f"{name} page, {fetches} times on each")
            measures += _compared(name, desks, paths, fetches)
        for desk in desks.values():
            desk.member.close()
    return measures


def _compared(
    name: str, desks: dict[int, _Desk], paths: dict[int, str], fetches: int
) -> list[Measure]:
    waits: dict[int, list[float]] = {count: [] for count in desks}
    for _ in range(fetches):
        for count, desk in desks.items():
            began = perf_counter()
            desk.member.get(paths[count])
            waits[count].append(perf_counter() - began)
    growth = median(waits[MANY]) / median(waits[FEW])
    return [
        *(
            Measure(name=f"{name} at {count:,} messages", value=median(of) * 1e3, unit="ms")
            for count, of in waits.items()
        ),
        at_most(f"{name}: growth {FEW:,} → {MANY:,}", growth, "×", MOST_GROWTH),
    ]


@contextmanager
def _desk(folder: Path, redis: EmbeddedRedis, count: int) -> Iterator[_Desk]:
    house = houses.prepare(
        folder, database_url=None, redis=redis, line_url=_NOBODY, clock_start=OPEN_HOURS
    )
    program = Program.build(read_settings(house.environment))
    try:
        members.add(
            program,
            login=LOGIN,
            alias="べんち",
            role=Role.COUNSELLOR,
            passphrase=PrivateText(PASSPHRASE),
        )
        say(f"laying down {count:,} messages")
        history.lay_down(folder / "madobe.db", messages=count)
        talk = _evening(program)
    finally:
        program.close()
    with houses.web(house):
        yield _Desk(member=Member(house.port), talk=f"/talks/{talk}")


def _evening(program: Program) -> UUID:
    """Let people write, and some be taken; gives one of the member's talks."""
    for person in range(TALKS + WAITING):
        for number in range(MESSAGES_A_TALK if person < TALKS else 2):
            people.write(program, person, f"{number}: 今日は少しだけ外の風にあたりました。")
    with program.open_look() as work:
        row = member_rows.find_by_login(work.session, LOGIN)
        assert row is not None
        member_id = row.id
    return [_taken(program, member_id) for _ in range(TALKS)][-1]


def _taken(program: Program, member_id: UUID) -> UUID:
    with program.open_work() as work:
        return waiting_line.take_next(work, member_id=member_id)
