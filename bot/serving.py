"""Serves the web application with granian, from our own entry point.

Granian reads headers and bodies outside Python's threads, so that slow senders cost nothing; each
request and each open page then has a thread. On stop the hub ends the open pages first: a server
that waits for them would hang.
"""

import multiprocessing
import os
import sys
import threading
from typing import TYPE_CHECKING, Final

from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from bot import logs
from bot.app import create_web
from bot.hub import MOST_PAGES
from bot.settings import PREFIX, read_settings
from bot.wiring import Program

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_THREADS_A_PAGE: Final = 4
"""An open page has its stream, and may ask for its talk, for the own desk and beat, all at once.
Where requests wait in line they wait on threads: LINE's webhook must find one that is free."""

SPARE_THREADS: Final = 32
"""Beyond the open pages: what answers ordinary requests."""

_THREADS: Final = MOST_PAGES * _THREADS_A_PAGE + SPARE_THREADS

_SWITCH_SECONDS: Final = 0.001
"""Whoever comes back from the database with the turn to write waits this long for each thread that
computes, not five times that."""

_STOPPED_WITHIN_SECONDS: Final = 8
_LOOK_SECONDS: Final = 1.0

_FORK: Final = multiprocessing.get_context("fork")
_STOPPING: Final = _FORK.Event()


class _Server(Granian):  # type: ignore[misc, valid-type] # a class chosen at run time
    """Granian, telling its worker that it is about to stop before it waits for it."""

    def signal_handler_interrupt(self, *args: object, **kwargs: object) -> None:
        """End the open pages, then everything else."""
        _STOPPING.set()
        super().signal_handler_interrupt(*args, **kwargs)


def serve(address: str, port: int, *, target: str = "bot.serving:application") -> None:
    """Serve until SIGTERM or SIGINT; ``target`` names a function that makes a WSGI application."""
    multiprocessing.set_start_method("fork", force=True)
    _Server(
        target,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=1,
        blocking_threads=_THREADS,
        backlog=2048,
        backpressure=_THREADS + 512,
        loop=Loops.asyncio,
        log_level=LogLevels.error,
        workers_kill_timeout=_STOPPED_WITHIN_SECONDS,
        respawn_failed_workers=True,
    ).serve()


def application() -> "WSGIApplication":
    """The application of one server process, built from its environment."""
    logs.configure()
    sys.setswitchinterval(_SWITCH_SECONDS)
    program = Program.build(read_settings(os.environ))
    web = create_web(program)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]  # granian copies the environment into every request

    parent = os.getppid()

    def stop_when_told() -> None:
        while not _STOPPING.wait(_LOOK_SECONDS):
            if os.getppid() != parent:  # killed, without a word to us
                os._exit(1)
        web.stop()

    threading.Thread(target=stop_when_told, name="stopper", daemon=True).start()
    return web.app
