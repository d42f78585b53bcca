"""How heavy a page is when it is opened for the first time: itself and all that it loads."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from bench import houses, people
from bench.member import LOGIN, PASSPHRASE, Member
from bench.report import Measure, at_most, say
from bot import members
from bot.embedded import EmbeddedRedis
from bot.settings import read_settings
from bot.wiring import Program
from domain.permission import Role
from domain.secret import PrivateText
from services import waiting_line
from storage.queries import members as member_rows

MOST_KILOBYTES: Final = 150.0
OPEN_HOURS: Final = "2026-11-24T16:05:00+09:00"
MESSAGES: Final = 40
_NOBODY: Final = "http://127.0.0.1:9"
_LINKED: Final = re.compile(r'<(?:link|script)\b[^>]*\b(?:href|src)="(/static/[^"]+)"')
_IMPORTED: Final = re.compile(r'\b(?:from|import)\s+"(\./[^"]+)"')


def measure(folder: Path) -> list[Measure]:
    """Kilobytes of the inbox and of a talk of forty messages, compressed as a proxy does it."""
    say("the weight of a first visit")
    with EmbeddedRedis(folder / "redis") as redis:
        house = houses.prepare(
            folder / "house",
            database_url=None,
            redis=redis,
            line_url=_NOBODY,
            clock_start=OPEN_HOURS,
        )
        talk = _evening(Program.build(read_settings(house.environment)))
        with houses.web(house):
            member = Member(house.port)
            weights = {name: first_load(member.get, path) for name, path in (("inbox", "/"), talk)}
            member.close()
    return [
        at_most(f"first load of the {name}, compressed", size / 1000, "kB", MOST_KILOBYTES)
        for name, size in weights.items()
    ]


def first_load(get: Callable[[str], str], path: str) -> int:
    """Compressed bytes of a page, its styles, its modules and theirs, its icon and manifest."""
    page = get(path)
    waiting = [place for place in _LINKED.findall(page) if not place.endswith(".png")]
    loaded: dict[str, str] = {}
    while waiting:
        place = waiting.pop()
        if place not in loaded:
            loaded[place] = get(place)
            waiting += [urljoin(place, name) for name in _IMPORTED.findall(loaded[place])]
    return sum(len(gzip.compress(text.encode())) for text in (page, *loaded.values()))


def _evening(program: Program) -> tuple[str, str]:
    members.add(
        program,
        login=LOGIN,
        alias="べんち",
        role=Role.COUNSELLOR,
        passphrase=PrivateText(PASSPHRASE),
    )
    for person in range(4):
        for number in range(MESSAGES if person == 0 else 1):
            people.write(program, person, f"{number}: 今日は少しだけ外の風にあたりました。")
    with program.open_work() as work:
        member = member_rows.find_by_login(work.session, LOGIN)
        assert member is not None
        visit_id = waiting_line.take_next(work, member_id=member.id)
    program.close()
    return "talk", f"/talks/{visit_id}"
