"""Drives the simulator as its own process: people write, the account's answers are read.

It stands where the world begins: the program under test meets it only by its URL.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from tests.doubles.line_phone import Phone, Screen

ROOT = Path(__file__).parents[2]
READY_SECONDS, STOP_SECONDS = 15.0, 10.0


class LinePlatform:
    """A running simulator. Start it with `running_line_platform`."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.process = process

    def ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Call the control API; fails on any error answer."""
        status, text = self.call(method, path, json.dumps(body or {}).encode())
        if not 200 <= status < 300:
            raise AssertionError(f"{method} {path}: {status} {text}")
        return json.loads(text)

    def call(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
    ) -> tuple[int, str]:
        """Call any path and return status and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=70)
        try:
            connection.request(
                method, path, body, {"Content-Type": "application/json", **(headers or {})}
            )
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def person(self, number: int = 1) -> Phone:
        """The phone of the person with this number, from 1."""
        return Phone(self, number)

    def add_person(self) -> Phone:
        """A phone for somebody new."""
        return self.person(self.ask("POST", "/_control/people")["number"])

    def say(self, text: str, *, person: int = 1) -> dict[str, Any]:
        """Let a person write."""
        return self.person(person).say(text)

    def timeline(self, person: int = 1) -> Screen:
        """A person's screen as it is now."""
        return self.person(person).timeline()

    def faults(self, kind: str, **how: object) -> None:
        """Arm a fault: `times` (None: always), `only` (in the path), `seconds`."""
        self.ask("POST", "/_control/faults", {"kind": kind, **how})

    def clear_faults(self) -> None:
        """Disarm every fault."""
        self.ask("DELETE", "/_control/faults")

    def violations(self) -> list[dict[str, Any]]:
        """Calls that must never be made, or that LINE does not know."""
        found: list[dict[str, Any]] = self.ask("GET", "/_control/alarms")
        return found

    def traffic(self, direction: str, path: str = "") -> list[dict[str, Any]]:
        """Calls (`call`) or webhooks (`webhook`) so far whose path contains this."""
        lines = self.ask("GET", "/_control/calls")
        return [line for line in lines if line["direction"] == direction and path in line["path"]]

    def calls(self, path: str = "") -> list[dict[str, Any]]:
        """The program's calls so far whose path contains this."""
        return self.traffic("call", path)

    def webhooks(self) -> list[dict[str, Any]]:
        """The webhooks so far, with the program's answers."""
        return self.traffic("webhook")

    def flush(self, seconds: float = 5.0, *, with_redeliveries: bool = False) -> None:
        """Wait until every webhook is posted; fails when the seconds are over."""
        body = {"seconds": seconds, "with_redeliveries": with_redeliveries}
        if not self.ask("POST", "/_control/flush", body)["is_done"]:
            raise AssertionError(f"webhooks still waiting after {seconds} s")

    def advance(self, seconds: float) -> None:
        """Push LINE's clock forward; the program's clock does not follow."""
        self.ask("POST", "/_control/clock", {"advance_seconds": seconds})

    def set_quota(self, **quota: int | None) -> None:
        """Set the month's `limit` (None: none) and what is `used`."""
        self.ask("POST", "/_control/quota", quota)

    def expire_tokens(self) -> None:
        """Make every stateless access token invalid."""
        self.ask("POST", "/_control/tokens/expire")

    def reset(self, people: int = 3) -> None:
        """Begin anew: other people, nothing armed, nothing logged."""
        self.ask("POST", "/_control/reset", {"people": people})

    def stop(self) -> int:
        """Stop the process and return its exit code; fails when it does not end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS)

    def wait_until_ready(self) -> Self:
        """Wait until it answers; fails when it ends or takes too long."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the simulator ended with {self.process.returncode}")
            try:
                self.ask("GET", "/_control/state")
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError(f"the simulator is not ready after {READY_SECONDS} s")


@contextmanager
def running_line_platform(
    webhook_url: str,
    *,
    port: int | None = None,
    channel_id: str = "1000000001",
    channel_secret: str = "s" * 32,
    record: Path | None = None,
    options: tuple[str, ...] = (),
) -> Iterator[LinePlatform]:
    """Start a simulator for the time of a `with`; `options` are further words for its command."""
    port = port or _free_port()
    command = [sys.executable, "-m", "simulator", "--port", str(port)]
    command += ["--channel-id", channel_id, "--channel-secret", channel_secret]
    command += ["--webhook-url", webhook_url, *(["--record", str(record)] if record else [])]
    process = subprocess.Popen([*command, *options], cwd=ROOT, env={**os.environ})
    platform = LinePlatform(port, process)
    try:
        yield platform.wait_until_ready()
    finally:
        try:
            platform.stop()
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def free_address() -> str:
    """`http://127.0.0.1:PORT` where nothing listens."""
    return f"http://127.0.0.1:{_free_port()}"


def port_of(url: str) -> int:
    """The port of an address."""
    return urlsplit(url).port or 80


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
