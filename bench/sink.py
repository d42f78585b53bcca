"""Stands for LINE's API: takes every message, and remembers when its words came."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bench.webhooks import BOT_USER_ID


class Sink:
    """What has come: words, and the monotonic second at which they came."""

    def __init__(self) -> None:
        self.came_at: dict[str, float] = {}
        self.port = 0

    def take(self, body: bytes) -> dict[str, object]:
        """Remember the words of one call, and answer as LINE does."""
        messages = json.loads(body).get("messages", []) if body else []
        for message in messages:
            self.came_at.setdefault(message.get("text", ""), time.perf_counter())
        return {"sentMessages": [{"id": str(number)} for number, _ in enumerate(messages)]}


@contextmanager
def listening() -> Iterator[Sink]:
    """A sink on loopback while the block runs."""
    sink = Sink()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            """One call that sends."""
            length = int(self.headers.get("Content-Length") or 0)
            self._answer(sink.take(self.rfile.read(length)))

        def do_GET(self) -> None:
            """Who we are."""
            self._answer({"userId": BOT_USER_ID, "basicId": "@bench", "displayName": "bench"})

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self, document: dict[str, object]) -> None:
            body = json.dumps(document).encode()
            self.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Line-Request-Id: bench\r\n"
                + f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sink.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, name="sink", daemon=True).start()
    try:
        yield sink
    finally:
        server.shutdown()
        server.server_close()
