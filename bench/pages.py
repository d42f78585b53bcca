"""Many open pages and people who write: one asyncio loop, raw sockets."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from bench import memory, webhooks
from bench.browser import Board, OpenPage, SignedIn, TalkPage, Wire, post
from bot.webhook import PATH

DANGER: Final = "死にたい"
_LATEST_SECONDS: Final = 10.0
_ALWAYS_AT_WORK: Final = 0.05
"""Some pages are always saying that they are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One talk: the LINE user id of the person, and the sign-in of its counsellor at its page."""

    user_id: str
    sign_in: SignedIn

    @property
    def visit_id(self) -> str:
        """Whose alert it would be."""
        return self.sign_in.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Who writes to whom, how often a second, and for how long.

    Every ``danger_every``-th word tells of danger; ``board`` is a supervisor's.
    """

    port: int
    secret: str
    talks: Sequence[Talk]
    rate: int
    answers_a_second: int
    seconds: float
    danger_every: int = 0
    board: SignedIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When words were sent, and when a page showed them; monotonic seconds.

    Alerts by visit. ``door_seconds``: until LINE had its answer. ``opening_seconds``: until the
    pages, opened at once, were there and at rest. ``bytes_a_page`` is what each adds to the web
    service, ``spent_seconds`` what it took of a core from the first word to the last.
    """

    written_at: dict[str, float]
    shown_at: dict[str, float]
    answered_at: dict[str, float]
    endangered_at: dict[str, float]
    alerted_at: dict[str, float]
    door_seconds: list[float]
    opening_seconds: float
    bytes_a_page: float
    spent_seconds: float

    def missing(self) -> set[str]:
        """What was written and has not been shown."""
        return (self.written_at.keys() - self.shown_at.keys()) | self.missing_alerts()

    def missing_alerts(self) -> set[str]:
        """Whose danger is on no board."""
        return self.endangered_at.keys() - self.alerted_at.keys()


def live_through(story: Story) -> Told:
    """Open a page for each talk, let people write and the members answer."""
    return asyncio.run(_live(story))


async def _live(story: Story) -> Told:
    desk = _Desk(story)
    began, before = time.perf_counter(), memory.held_by(story.port)
    living = [asyncio.create_task(page.live()) for page in desk.pages]
    while sum(not page.is_settled for page in desk.pages) > len(desk.pages) * _ALWAYS_AT_WORK:
        await asyncio.sleep(0.02)
        for page in living:
            if page.done():
                page.result()  # none ends by itself: it says why
    opening_seconds = time.perf_counter() - began
    bytes_a_page = (memory.held_by(story.port) - before) / len(desk.pages)
    spent = memory.spent_by(story.port)
    await asyncio.gather(
        _at_rate(story.rate, story.seconds, desk.write),
        _at_rate(story.answers_a_second, story.seconds, desk.answer),
    )
    told = Told(
        written_at=desk.written_at,
        shown_at=desk.shown_at,
        answered_at=desk.answered_at,
        endangered_at=desk.endangered_at,
        alerted_at=desk.alerted_at,
        door_seconds=desk.door_seconds,
        opening_seconds=opening_seconds,
        bytes_a_page=bytes_a_page,
        spent_seconds=memory.spent_by(story.port) - spent,
    )
    deadline = time.perf_counter() + _LATEST_SECONDS
    while told.missing() and time.perf_counter() < deadline:  # noqa: ASYNC110 - two hundred pages would set that event
        await asyncio.sleep(0.05)
    for page in living:
        page.cancel()
    await asyncio.gather(*living, return_exceptions=True)
    return told


@dataclass(slots=True)
class _Desk:
    """Who writes on a phone, who answers at the console, and the pages."""

    story: Story
    written_at: dict[str, float] = field(default_factory=dict)
    shown_at: dict[str, float] = field(default_factory=dict)
    answered_at: dict[str, float] = field(default_factory=dict)
    endangered_at: dict[str, float] = field(default_factory=dict)
    alerted_at: dict[str, float] = field(default_factory=dict)
    door_seconds: list[float] = field(default_factory=list)
    pages: list[OpenPage] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)

    def __post_init__(self) -> None:
        story, count = self.story, len(self.story.talks)
        self.pages = [
            TalkPage(story.port, talk.sign_in, self.shown_at, number=number, count=count)
            for number, talk in enumerate(story.talks)
        ]
        if story.board is not None:
            self.pages.append(Board(story.port, story.board, self.alerted_at))

    async def write(self, number: int) -> None:
        """A person writes; LINE posts it."""
        talk = self.story.talks[number % len(self.story.talks)]
        every, mark = self.story.danger_every, f"bench-{number}-end"
        is_danger = every > 0 and number % every == every // 2
        words = f"{DANGER if is_danger else 'こんばんは'}。{mark}"
        body = webhooks.text_webhook(talk.user_id, words, webhooks.message_id())
        self.written_at[mark] = time.perf_counter()
        if is_danger:
            self.endangered_at.setdefault(talk.visit_id, self.written_at[mark])
        await self._ask(webhooks.post(PATH, body, self.story.secret))
        self.door_seconds.append(time.perf_counter() - self.written_at[mark])

    async def answer(self, number: int) -> None:
        """The member answers."""
        place = number % len(self.story.talks)
        talk = self.story.talks[place]
        text = f"お話しを聞いています。answer-{_in_letters(number)}-end"
        self.answered_at[text] = time.perf_counter()
        path, since = f"{talk.sign_in.path}/messages", self.pages[place].revision
        await self._ask(post(path, talk.sign_in, text=text, send_key=uuid4().hex, since=str(since)))

    async def _ask(self, request: bytes) -> None:
        wire = self.wires.pop() if self.wires else await Wire.to(self.story.port)
        await wire.ask(request)
        self.wires.append(wire)


def _in_letters(number: int) -> str:
    """A number that is none to read: 119 would be asked about before it is sent."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


async def _at_rate(
    rate: int, seconds: float, act: Callable[[int], Coroutine[Any, Any, None]]
) -> None:
    """Start an act so often a second, whether the ones before are done or not."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as acts:
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            acts.create_task(act(number))
