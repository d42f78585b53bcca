"""Several processes run as one: started together, restarted when one dies, stopped together.

Each child holds the reading end of a pipe to us. When we end, in whatever way, the pipe closes and
the child stops by itself: no process is left behind.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.logs import get_log

_LOOK_SECONDS: Final = 0.2
_PAUSE_SECONDS: Final = 1.0
_STOPPED_WITHIN_SECONDS: Final = 12.0


@dataclass(slots=True, kw_only=True)
class Child:
    """One process: its name, and how it is started."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    _process: "subprocess.Popen[bytes] | None" = None
    _started_at: float = 0.0

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C is for us, who stop it in order."""
        self._started_at = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - commands of our own
            self.command, env=self.environment, stdin=subprocess.PIPE, start_new_session=True
        )

    def look_after(self) -> None:
        """Start it again if it has ended by itself."""
        process = self._process
        if process is None or process.poll() is None:
            return
        if time.monotonic() - self._started_at < _PAUSE_SECONDS:
            return
        get_log().error("process ended", process=self.name, status=process.returncode)
        self._close_pipe()
        self.start()

    def ask_to_stop(self) -> None:
        """Ask it to stop."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end until a moment of the monotonic clock; then end it."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._close_pipe()

    def _close_pipe(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()


@dataclass(slots=True)
class Family:
    """Children that live and end together."""

    children: Sequence[Child]
    _stopping: threading.Event = field(default_factory=threading.Event)

    def live(self, when_started: Callable[[], None] | None = None) -> None:
        """Start everybody and look after them until SIGTERM or SIGINT, then stop everybody."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stopping.set())
        try:
            for child in self.children:
                child.start()
            if when_started is not None:
                when_started()
            while not self._stopping.wait(_LOOK_SECONDS):
                for child in self.children:
                    child.look_after()
        finally:
            self._stop()

    @property
    def is_stopping(self) -> bool:
        """Whether somebody has asked us to stop."""
        return self._stopping.is_set()

    def _stop(self) -> None:
        until = time.monotonic() + _STOPPED_WITHIN_SECONDS
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.wait(until)


def end_with_parent() -> None:
    """Stop this process when its parent's end of the pipe on standard input closes."""

    def wait_for_the_end() -> None:
        while os.read(0, 64):  # not sys.stdin: its lock is in the way when Python ends
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait_for_the_end, name="parent", daemon=True).start()


def our_command(*words: str) -> list[str]:
    """The command line of one of our own commands, as a child."""
    return [sys.executable, "-m", "bot", *words, "--with-parent"]
