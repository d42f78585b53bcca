"""RQ workers: they import the program first, never fork for a job, and outlive Redis's absences."""

import os
import signal
import threading
from collections.abc import Sequence
from types import FrameType
from typing import Final

from redis.exceptions import RedisError
from rq import Queue, SimpleWorker

from bot.jobs import STATION
from bot.logs import get_log
from bot.queues import INBOUND, OUTBOUND, PlainJob
from bot.sending import line_client
from bot.wiring import Program, connect_redis

QUEUES: Final = (INBOUND, OUTBOUND)
_PAUSE_SECONDS: Final = 1.0


class PatientWorker(SimpleWorker):
    """Runs jobs in its own process, waits briefly for Redis, and remembers a wish to stop."""

    max_connection_wait_time = 2.0
    is_asked_to_stop = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Finish the job in hand, then end."""
        self.is_asked_to_stop = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call] # RQ leaves it so


def work_on(program: Program, queue_names: Sequence[str]) -> None:
    """Work until SIGTERM or SIGINT."""
    STATION.man(program, line_client(program.settings))
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    get_log().info("worker ready", process=os.getpid())
    while not stopping.is_set():
        try:
            if _worked_until_asked_to_stop(program, queue_names):
                return
        except RedisError as error:
            get_log().warning("worker without redis", trouble=type(error).__name__)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        stopping.wait(_PAUSE_SECONDS)


def _worked_until_asked_to_stop(program: Program, queue_names: Sequence[str]) -> bool:
    redis = connect_redis(program.settings.redis_url.reveal())
    queues = [
        Queue(name, connection=redis, serializer=program.serializer, job_class=PlainJob)
        for name in queue_names
    ]
    worker = PatientWorker(
        queues,
        connection=redis,
        serializer=program.serializer,
        job_class=PlainJob,
        log_job_description=False,
    )
    try:
        worker.work(logging_level="CRITICAL")
    finally:
        redis.close()
    return worker.is_asked_to_stop
