"""A small HTTP server that answers as it is told to, and remembers what it was asked."""

import json
import socket
import struct
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

TOKEN_PATH = "/oauth2/v3/token"
REPLY_PATH = "/v2/bot/message/reply"
PUSH_PATH = "/v2/bot/message/push"
QUOTA_PATH = "/v2/bot/message/quota"
USED_PATH = "/v2/bot/message/quota/consumption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``manner``: answer, silence (none comes), reset (the line is cut), cut (half of it comes)."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    manner: str = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def json(self) -> dict[str, object]:
        body: dict[str, object] = json.loads(self.body)
        return body

    @property
    def messages(self) -> list[object]:
        messages = self.json["messages"]
        assert isinstance(messages, list)
        return messages

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode())


@dataclass(slots=True)
class ScriptedLine:
    url: str
    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    is_over: threading.Event = field(default_factory=threading.Event)

    def will(self, path: str, *answers: Answer) -> None:
        """Answer calls of a path so, one after the other; the last answer stays."""
        self.answers[path] = list(answers)

    def calls(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]

    def next_answer(self, path: str) -> Answer:
        planned = self.answers[path]
        if len(planned) > 1:
            return planned.pop(0)
        return planned[0] if planned else Answer()


def sent(*message_ids: str) -> bytes:
    return json.dumps({"sentMessages": [{"id": message_id} for message_id in message_ids]}).encode()


def token(name: str, seconds: int = 900) -> Answer:
    told = {"access_token": name, "expires_in": seconds, "token_type": "Bearer"}
    return Answer(body=json.dumps(told).encode())


@contextmanager
def scripted_line() -> Iterator[ScriptedLine]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    line = ScriptedLine(url=f"http://127.0.0.1:{server.server_port}")
    server.line = line  # type: ignore[attr-defined]  # the handler finds its script there
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield line
    finally:
        line.is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self) -> None:
        line: ScriptedLine = self.server.line  # type: ignore[attr-defined]  # set above
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        line.asked.append(
            Asked(
                method=self.command,
                path=self.path,
                headers={name.lower(): value for name, value in self.headers.items()},
                body=body,
                connection=self.client_address[1],
            )
        )
        answer = line.next_answer(self.path)
        match answer.manner:
            case "silence":
                line.is_over.wait(10)
                self.close_connection = True
            case "reset":
                # Closing with nothing left to linger for sends RST.
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                self.close_connection = True
            case _:
                self._say(answer)

    def _say(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        more = 100 if answer.manner == "cut" else 0
        self.send_header("Content-Length", str(len(answer.body) + more))
        self.end_headers()
        self.wfile.write(answer.body)
        self.wfile.flush()
        if more:
            self.close_connection = True

    def finish(self) -> None:
        if self.connection.fileno() != -1:
            super().finish()
