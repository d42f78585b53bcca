"""RQ workers: they import the program first, never fork for a job, and outlive Redis's absences."""

import os
import signal
import threading
from collections.abc import Sequence
from types import FrameType
from typing import Final

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.job import Job

from bot import notices_out
from bot.jobs import STATION
from bot.logs import get_log, where_of
from bot.queues import EVERY_QUEUE, TELLING, ForgedJobError, PlainJob
from bot.sending import line_client
from bot.wiring import Program, connect_redis

QUEUES: Final = EVERY_QUEUE
_PAUSE_SECONDS: Final = 1.0


class PatientWorker(SimpleWorker):
    """Runs jobs in its own process, waits briefly for Redis, and remembers a wish to stop."""

    max_connection_wait_time = 2.0
    is_asked_to_stop = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Finish the job in hand, then end."""
        self.is_asked_to_stop = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call] # RQ leaves it so

    def handle_job_failure(
        self, job: Job, queue: Queue, started_job_registry: object = None, exc_string: str = ""
    ) -> None:
        """Forget the job: what it was rung for stands in the database, and is rung for again.

        RQ would keep the trace, which can hold anything, in Redis.
        """
        del exc_string
        super().handle_job_failure(job, queue, started_job_registry, "")
        job.delete()


def worker_on(program: Program, redis: Redis, queue_names: Sequence[str]) -> PatientWorker:
    """An RQ worker that runs our jobs and nothing else."""
    queues = [
        Queue(name, connection=redis, serializer=program.serializer, job_class=PlainJob)
        for name in queue_names
    ]
    return PatientWorker(
        queues,
        connection=redis,
        serializer=program.serializer,
        job_class=PlainJob,
        exception_handlers=[_log_failure],
        disable_default_exception_handler=True,
        log_job_description=False,
    )


def work_on(program: Program, queue_names: Sequence[str]) -> None:
    """Work until SIGTERM or SIGINT."""
    STATION.man(program, line_client(program.settings))
    if TELLING in queue_names:
        notices_out.make_ready()
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    get_log().info("worker ready", process=os.getpid())
    while not stopping.is_set():
        try:
            _work(program, queue_names, stopping)
        except RedisError as error:
            get_log().warning("worker without redis", trouble=type(error).__name__)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        stopping.wait(_PAUSE_SECONDS)


def _work(program: Program, queue_names: Sequence[str], stopping: threading.Event) -> None:
    """Work as long as Redis is there. A wish to stop is kept even if Redis goes with it."""
    redis = connect_redis(program.settings.redis_url.reveal())
    worker = worker_on(program, redis, queue_names)
    try:
        worker.work(logging_level="CRITICAL")
    finally:
        redis.close()
        if worker.is_asked_to_stop:
            stopping.set()


def _log_failure(_job: Job, kind: type[Exception], error: Exception, _trace: object) -> bool:
    if isinstance(error.__cause__, ForgedJobError):
        get_log().error("forged job", trouble="signature", cure="Look who can write to Redis.")
    else:
        get_log().error("job failed", trouble=kind.__name__, where=where_of(error))
    return False
