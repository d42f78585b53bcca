"""Serves the pretend LINE: one process with all the state, stopped promptly and for good."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from simulator.app import create_app
from simulator.world import Options, World, build_world

THREADS = 64
STOP_SECONDS = 4


class _Server(MPServer):
    """Tells the worker about the stop first, so that open streams end at once."""

    before_stop: Callable[[], None]

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - granian's own signature
        self.before_stop()
        super().signal_handler_interrupt(*args, **kwargs)  # type: ignore[no-untyped-call]  # granian types it so


def serve(options: Options) -> None:
    """Serve until SIGTERM or SIGINT; then end streams, worker and itself within seconds."""
    listening, telling = Pipe(duplex=False)
    server = _Server(
        "simulator",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.critical,
    )
    server.before_stop = partial(_tell, telling)
    server.serve(target_loader=partial(_load, options, listening, telling), wrap_loader=False)


def _tell(telling: Connection) -> None:
    try:
        telling.send_bytes(b"stop")
    except OSError:
        # The worker is gone already.
        return


def _load(options: Options, listening: Connection, telling: Connection) -> Callable[..., Any]:
    # Closed here, so that the pipe ends when the parent does, however it ends.
    telling.close()
    world = build_world(options)
    threading.Thread(target=_end_with_parent, args=(world, listening), daemon=True).start()
    return create_app(world)


def _end_with_parent(world: World, listening: Connection) -> None:
    try:
        listening.recv_bytes()
        world.stop()
    except (EOFError, OSError):
        world.stop()
        sys.stderr.write("simulator: the parent is gone, stopping\n")
        os.kill(os.getpid(), signal.SIGTERM)
