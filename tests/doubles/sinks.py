"""Servers that take whatever is sent to them, byte for byte: a mail server and a web server."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_LOCAL: Final = ("127.0.0.1", 0)


class Sink(socketserver.ThreadingTCPServer):
    """Listens on this machine; ``wire`` is everything it was sent, ``messages`` how many."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, handler: type[socketserver.StreamRequestHandler], *, refuses: bool) -> None:
        super().__init__(_LOCAL, handler)
        self.refuses = refuses
        self.wire = b""
        self.messages = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs to hand over a message (RFC 5321)."""

    server: Sink

    def handle(self) -> None:
        self._say("220 sink")
        is_data = False
        for line in self.rfile:
            self.server.wire += line
            if is_data:
                if line == b".\r\n":
                    is_data = False
                    self.server.messages += 1
                    self._say("250 taken")
                continue
            word = line.strip().upper()
            if word.startswith(b"MAIL") and self.server.refuses:
                self._say("451 not now")
            elif word == b"DATA":
                is_data = True
                self._say("354 go on")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class _Web(socketserver.StreamRequestHandler):
    """Takes one request and answers it."""

    server: Sink

    def handle(self) -> None:
        head = b""
        for line in self.rfile:
            head += line
            if line == b"\r\n":
                break
        length = next(
            (
                int(line.split(b":")[1])
                for line in head.splitlines()
                if line.lower().startswith(b"content-length:")
            ),
            0,
        )
        self.server.wire += head + self.rfile.read(length)
        if not head:
            return  # somebody only looked whether we are there
        self.server.messages += 1
        status = b"503 Not now" if self.server.refuses else b"200 OK"
        self.wfile.write(
            b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )


@contextmanager
def mail_sink(*, refuses: bool = False) -> Iterator[Sink]:
    """A mail server on this machine."""
    yield from _running(Sink(_Mail, refuses=refuses))


@contextmanager
def web_sink(*, refuses: bool = False) -> Iterator[Sink]:
    """A web server on this machine."""
    yield from _running(Sink(_Web, refuses=refuses))


def _running(sink: Sink) -> Iterator[Sink]:
    thread = threading.Thread(
        target=sink.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield sink
    finally:
        sink.shutdown()
        sink.server_close()
        thread.join()
