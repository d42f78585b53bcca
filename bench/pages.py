"""Open talk pages as browsers hold them, and people who write: one asyncio loop, raw sockets.

Each page has a stream and a member of its own; when its talk changes it fetches what changed, and
when something is told to its member her own desk, one fetch at a time, as the console's pages do.
"""

import asyncio
import re
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from bench import webhooks
from bot.webhook import PATH

_REVISION: Final = re.compile(rb'data-revision="(\d+)"')
_CHANGED: Final = b"event: change\ndata: "
_MARK: Final = re.compile(rb"bench-\d+-end")
_LATEST_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One talk: the LINE user id of the person, its path, and the sign-in of its counsellor."""

    user_id: str
    path: str
    cookie: str
    csrf_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Who writes to whom, how often a second, and for how long."""

    port: int
    secret: str
    talks: Sequence[Talk]
    rate: int
    answers_a_second: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When words were sent, and when a page showed them; monotonic seconds."""

    written_at: dict[str, float]
    shown_at: dict[str, float]
    answered_at: dict[str, float]

    def missing(self) -> set[str]:
        """What was written and has not been shown."""
        return self.written_at.keys() - self.shown_at.keys()


def live_through(story: Story) -> Told:
    """Open a page for each talk, let people write and the member answer."""
    return asyncio.run(_live(story))


async def _live(story: Story) -> Told:
    told = Told(written_at={}, shown_at={}, answered_at={})
    pages = [_Page(story.port, talk, told.shown_at) for talk in story.talks]
    await asyncio.gather(*(page.open() for page in pages))
    streams = [asyncio.create_task(page.follow()) for page in pages]
    desk = _Desk(story, told)
    await asyncio.gather(
        _at_rate(story.rate, story.seconds, desk.write),
        _at_rate(story.answers_a_second, story.seconds, desk.answer),
    )
    deadline = time.perf_counter() + _LATEST_SECONDS
    while told.missing() and time.perf_counter() < deadline:  # noqa: ASYNC110 - two hundred pages would set that event
        await asyncio.sleep(0.05)
    for stream in streams:
        stream.cancel()
    await asyncio.gather(*streams, return_exceptions=True)
    return told


@dataclass(slots=True)
class _Desk:
    """Who writes on a phone, and who answers at the console."""

    story: Story
    told: Told
    wires: "list[_Wire]" = field(default_factory=list)

    async def write(self, number: int) -> None:
        """A person writes; LINE posts it."""
        user_id = self.story.talks[number % len(self.story.talks)].user_id
        mark = f"bench-{number}-end"
        body = webhooks.text_webhook(user_id, f"こんばんは。{mark}", webhooks.message_id())
        self.told.written_at[mark] = time.perf_counter()
        await self._ask(webhooks.post(PATH, body, self.story.secret))

    async def answer(self, number: int) -> None:
        """The member answers."""
        talk = self.story.talks[number % len(self.story.talks)]
        text = f"お話しを聞いています。answer-{number}-end"
        fields = {"text": text, "send_key": uuid4().hex, "csrf_token": talk.csrf_token}
        form = urlencode(fields).encode()
        head = (
            f"POST {talk.path}/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {talk.cookie}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nX-Fragment: 1\r\n"
            f"Content-Length: {len(form)}\r\n\r\n"
        )
        self.told.answered_at[text] = time.perf_counter()
        await self._ask(head.encode() + form)

    async def _ask(self, request: bytes) -> None:
        wire = self.wires.pop() if self.wires else await _Wire.to(self.story.port)
        await wire.ask(request)
        self.wires.append(wire)


class _Page:
    """One open talk page: its stream, and the connection it fetches over."""

    def __init__(self, port: int, talk: Talk, shown_at: dict[str, float]) -> None:
        self._port = port
        self._talk = talk
        self._path = talk.path
        self._shown_at = shown_at
        self._revision = 0

    async def open(self) -> None:
        """Open the stream, and fetch what is there."""
        self._stream = await _Wire.to(self._port)
        self._fetch = await _Wire.to(self._port)
        visit_id = self._path.rpartition("/")[2]
        await self._stream.send(self._get(f"/live/stream?talk={visit_id}"))
        await self._stream.hear_until(_CHANGED)
        await self._catch_up()

    async def follow(self) -> None:
        """Fetch what has changed, whenever the stream says so."""
        while True:
            await self._stream.hear_until(_CHANGED)
            name = await self._stream.hear_until(b"\n")
            if name.startswith(b"member"):
                await self._fetch.ask(self._get(f"/offers?on={self._path}"))
            else:
                await self._catch_up()

    async def _catch_up(self) -> None:
        page = await self._fetch.ask(self._get(f"{self._path}/changes?since={self._revision}"))
        now = time.perf_counter()
        for mark in _MARK.findall(page):
            self._shown_at.setdefault(mark.decode(), now)
        if found := _REVISION.search(page):
            self._revision = int(found[1])

    def _get(self, path: str) -> bytes:
        return (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self._talk.cookie}\r\n"
            "X-Fragment: 1\r\n\r\n"
        ).encode()


class _Wire:
    """One kept-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, port: int) -> "_Wire":
        """Connect."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def send(self, request: bytes) -> None:
        """Send, and wait for nothing."""
        self._writer.write(request)
        await self._writer.drain()

    async def ask(self, request: bytes) -> bytes:
        """Send, and give the body of the answer.

        Raises:
            ConnectionError: the answer is not a good one.
        """
        await self.send(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith((b"http/1.1 200", b"http/1.1 303")):
            raise ConnectionError(head.split(b"\r\n")[0].decode())
        _, _, rest = head.partition(b"content-length:")
        return await self._reader.readexactly(int(rest.split(b"\r\n")[0] or 0))

    async def hear_until(self, words: bytes) -> bytes:
        """Read on until these words have come; gives what was read."""
        return await self._reader.readuntil(words)


async def _at_rate(
    rate: int, seconds: float, act: Callable[[int], Coroutine[Any, Any, None]]
) -> None:
    """Start an act so often a second, whether the ones before are done or not."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as acts:
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            acts.create_task(act(number))
