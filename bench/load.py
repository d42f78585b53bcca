"""The load: raw sockets and one selector, in a process of its own, so that it costs little.

``closed`` posts as fast as it is answered over a fixed number of connections; ``steady`` posts at
a rate whatever the answers do, and counts the wait of a late one from when it was due.
"""

import os
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

from bench import webhooks

_PATIENCE_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the webhooks go; ``secret`` signs them."""

    port: int
    path: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one slice gave; waits in seconds, ``busy`` the share of a core the load itself took."""

    seconds: float
    waits: tuple[float, ...]
    refused: int
    busy: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds


def end_with_parent() -> None:
    """End this process when the one that measures does, in whatever way."""
    parent = os.getppid()

    def wait_for_the_end() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=wait_for_the_end, name="parent", daemon=True).start()


class _Wire:
    """One kept-alive connection, and the answer that is being read from it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.due = 0.0
        self._heard = b""

    def send(self, request: bytes, due: float) -> None:
        self.due = due
        self.socket.sendall(request)

    def hear(self) -> bool | None:
        """Whether the answer is 200; None while it is not complete."""
        heard = self.socket.recv(65536)
        if not heard:
            raise ConnectionError("The server closed the connection")
        self._heard += heard
        head, end, body = self._heard.partition(b"\r\n\r\n")
        if not end or len(body) < _stated_length(head):
            return None
        self._heard = b""
        return head.startswith(b"HTTP/1.1 200")


def closed(target: Target, *, connections: int, count: int) -> Outcome:
    """Post ``count`` webhooks, each connection the next one as soon as it has its answer."""
    requests = iter(webhooks.many(target.path, target.secret, count))
    with _wires(target.port, connections) as (selector, wires):
        waits: list[float] = []
        refused = 0
        began, worked = time.perf_counter(), time.process_time()
        for wire in wires:
            wire.send(next(requests), time.perf_counter())
        while len(waits) < count:
            for wire, is_ok in _answers(selector):
                now = time.perf_counter()
                waits.append(now - wire.due)
                refused += not is_ok
                if (request := next(requests, None)) is not None:
                    wire.send(request, now)
        seconds = time.perf_counter() - began
        busy = (time.process_time() - worked) / seconds
    return Outcome(seconds=seconds, waits=tuple(waits), refused=refused, busy=busy)


def steady(target: Target, *, rate: int, seconds: float) -> Outcome:
    """Post at a rate; a webhook goes out when it is due, over any connection that is free."""
    count = int(rate * seconds)
    requests = deque(webhooks.many(target.path, target.secret, count))
    with _wires(target.port, 32) as (selector, wires):
        free = deque(wires)
        waits: list[float] = []
        refused = 0
        began, worked = time.perf_counter(), time.process_time()
        while len(waits) < count:
            while requests and free:
                due = began + (count - len(requests)) / rate
                if due > time.perf_counter():
                    break
                free.popleft().send(requests.popleft(), due)
            for wire, is_ok in _answers(selector, 0.0005):
                waits.append(time.perf_counter() - wire.due)
                refused += not is_ok
                free.append(wire)
        taken = time.perf_counter() - began
        busy = (time.process_time() - worked) / taken
    return Outcome(seconds=taken, waits=tuple(waits), refused=refused, busy=busy)


@contextmanager
def _wires(port: int, count: int) -> Iterator[tuple[selectors.BaseSelector, list[_Wire]]]:
    with selectors.DefaultSelector() as selector, ExitStack() as open_sockets:
        wires = [_Wire(port) for _ in range(count)]
        for wire in wires:
            open_sockets.enter_context(wire.socket)
            selector.register(wire.socket, selectors.EVENT_READ, wire)
        yield selector, wires


def _answers(
    selector: selectors.BaseSelector, patience: float | None = None
) -> Iterator[tuple[_Wire, bool]]:
    ready = selector.select(_PATIENCE_SECONDS if patience is None else patience)
    if not ready and patience is None:
        raise TimeoutError("The server does not answer")
    for key, _ in ready:
        wire: _Wire = key.data
        is_ok = wire.hear()
        if is_ok is not None:
            yield wire, is_ok


def _stated_length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0
