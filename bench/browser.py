"""Open pages as browsers hold them: a stream, a beat, one fetch of a kind at a time."""

import asyncio
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

BEAT_SECONDS: Final = 30.0
"""So often a page says that it is open."""

LOOK_SECONDS: Final = 40.0
"""So often a talk's page looks again, whatever it has heard."""

_CHANGED: Final = b"event: change\ndata: "
_REVISION: Final = re.compile(rb'data-revision="(\d+)"')
_TRANSCRIPT: Final = re.compile(rb'<ol class="transcript[^>]*data-revision="(\d+)"')
_MARK: Final = re.compile(rb"bench-\d+-end")
_ALERT: Final = re.compile(
    rb'id="alert-[0-9a-f-]{36}"(?:(?!</li>).)*?/talks/([0-9a-f-]{36})', re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A member's sign-in, and the page they have open."""

    path: str
    cookie: str
    csrf_token: str


class OpenPage(ABC):
    """One open page: what the server tells it, and what it then asks. ``number`` of ``count``.

    ``revision`` is how far it shows a talk.
    """

    stream: str

    def __init__(self, port: int, sign_in: SignedIn, *, number: int = 0, count: int = 1) -> None:
        self._port = port
        self._sign_in = sign_in
        self._phase = (number + 0.5) / count
        self._is_changed = asyncio.Event()
        self._is_desk_changed = asyncio.Event()
        self._at_work = 0
        self.is_open = asyncio.Event()
        self.revision = 0

    @property
    def is_settled(self) -> bool:
        """Whether it is there, and has nothing to ask at this moment."""
        is_wanted = self._is_changed.is_set() or self._is_desk_changed.is_set()
        return self.is_open.is_set() and not is_wanted and not self._at_work

    async def live(self) -> None:
        """Load, and then do what a page does until it is cancelled."""
        self._wires = [await Wire.to(self._port) for _ in range(4)]
        hearing, looking, desk, beating = self._wires
        self.note_page(await looking.ask(self._get(self._sign_in.path)))
        await hearing.send(self._get(self.stream))
        await hearing.hear_until(_CHANGED)
        await self.look(looking)
        self.is_open.set()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._hear(hearing))
            tasks.create_task(self._each_time(self._is_changed, lambda: self.look(looking)))
            tasks.create_task(self._each_time(self._is_desk_changed, lambda: self._see(desk)))
            tasks.create_task(self._beat(beating))
            tasks.create_task(self._look_again())

    @abstractmethod
    def note_page(self, page: bytes) -> None:
        """Take from the loaded page what there is to know."""

    @abstractmethod
    async def look(self, wire: "Wire") -> None:
        """Fetch what has changed."""

    @abstractmethod
    def hears(self, name: bytes) -> tuple[bool, bool]:
        """Of news by this name: whether the page looks, and whether it asks for the own desk."""

    async def _hear(self, wire: "Wire") -> None:
        while True:
            name = (await wire.hear_until(b"\n")).strip()
            is_own, is_of_desk = self.hears(name)
            if is_own:
                self._is_changed.set()
            if is_of_desk:
                self._is_desk_changed.set()
            await wire.hear_until(_CHANGED)

    async def _beat(self, wire: "Wire") -> None:
        await asyncio.sleep(self._phase * BEAT_SECONDS)
        while True:
            await wire.ask(self._post("/presence/beat", on=self._sign_in.path))
            await asyncio.sleep(BEAT_SECONDS)

    async def _look_again(self) -> None:
        await asyncio.sleep(self._phase * LOOK_SECONDS)
        while True:
            self._is_changed.set()
            await asyncio.sleep(LOOK_SECONDS)

    async def _see(self, wire: "Wire") -> None:
        await wire.ask(self._get(f"/offers?on={self._sign_in.path}"))

    async def _each_time(
        self, event: asyncio.Event, act: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        while True:
            await event.wait()
            event.clear()
            self._at_work += 1
            await act()
            self._at_work -= 1

    def _get(self, path: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\n{self._heads()}\r\n".encode()

    def _post(self, path: str, **fields: str) -> bytes:
        return post(path, self._sign_in, **fields)

    def _heads(self) -> str:
        return f"Host: 127.0.0.1\r\nCookie: {self._sign_in.cookie}\r\nX-Fragment: 1\r\n"


class TalkPage(OpenPage):
    """The page of one talk: it notes when marked words are on it."""

    def __init__(
        self, port: int, sign_in: SignedIn, shown_at: dict[str, float], *, number: int, count: int
    ) -> None:
        super().__init__(port, sign_in, number=number, count=count)
        self.stream = f"/live/stream?talk={sign_in.path.rpartition('/')[2]}"
        self._shown_at = shown_at

    def note_page(self, page: bytes) -> None:
        """How far it shows the talk."""
        if found := _TRANSCRIPT.search(page):
            self.revision = int(found[1])

    def hears(self, name: bytes) -> tuple[bool, bool]:
        """Of the talk, or of the member."""
        is_of_member = name.startswith(b"member")
        return not is_of_member, is_of_member

    async def look(self, wire: "Wire") -> None:
        """Fetch by revision, before somebody's eyes."""
        address = f"{self._sign_in.path}/changes?since={self.revision}&read=yes"
        page = await wire.ask(self._get(address))
        now = time.perf_counter()
        for mark in _MARK.findall(page):
            self._shown_at.setdefault(mark.decode(), now)
        if found := _REVISION.search(page):
            self.revision = int(found[1])


class Board(OpenPage):
    """A supervisor's board: it notes when a talk's alert is on it."""

    stream = "/live/stream"

    def __init__(self, port: int, sign_in: SignedIn, alerted_at: dict[str, float]) -> None:
        super().__init__(port, sign_in)
        self._alerted_at = alerted_at

    def hears(self, name: bytes) -> tuple[bool, bool]:
        """Of the lists, of alerts, or of the member."""
        return not name.startswith(b"member"), name.startswith(b"member") or name == b"alerts"

    async def look(self, wire: "Wire") -> None:
        """Fetch the lists."""
        self.note_page(await wire.ask(self._get("/board/lists")))

    def note_page(self, page: bytes) -> None:
        """Whose alerts are on it."""
        now = time.perf_counter()
        for visit in _ALERT.findall(page):
            self._alerted_at.setdefault(visit.decode(), now)


class Wire:
    """One kept-alive connection; a server that has closed it meanwhile is connected to anew."""

    def __init__(self, port: int) -> None:
        self._port = port

    @classmethod
    async def to(cls, port: int) -> "Wire":
        """Connect."""
        wire = cls(port)
        await wire._connect()
        return wire

    async def _connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(
            "127.0.0.1", self._port, limit=1 << 22
        )

    async def send(self, request: bytes) -> None:
        """Send, and wait for nothing."""
        self._writer.write(request)
        await self._writer.drain()

    async def ask(self, request: bytes) -> bytes:
        """Send, and give the body of the answer.

        Raises:
            ConnectionError: the answer is not a good one.
        """
        try:
            await self.send(request)
            head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        except (asyncio.IncompleteReadError, ConnectionResetError, BrokenPipeError):
            await self._connect()
            await self.send(request)
            head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith((b"http/1.1 200", b"http/1.1 303")):
            raise ConnectionError(f"{request[:60]!r}: {head.splitlines()[0].decode()}")
        _, _, rest = head.partition(b"content-length:")
        return await self._reader.readexactly(int(rest.split(b"\r\n")[0] or 0))

    async def hear_until(self, words: bytes) -> bytes:
        """Read on until these words have come; gives what was read."""
        return await self._reader.readuntil(words)


def post(path: str, sign_in: SignedIn, **fields: str) -> bytes:
    """A form as a page with script sends it."""
    form = urlencode({**fields, "csrf_token": sign_in.csrf_token}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {sign_in.cookie}\r\nX-Fragment: 1\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
    )
    return head.encode() + form
