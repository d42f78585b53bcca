"""The real bell: Redis, RQ and its worker, run in this process until no job is left."""

import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest
import redis

from bot.jobs import STATION
from bot.queues import Bell
from bot.worker import QUEUES, worker_on
from tests.machinery.evening import Evening


class RealBell:
    """An evening whose jobs travel through Redis."""

    def __init__(self, evening: Evening, redis_url: str) -> None:
        self.evening = evening
        self.redis = redis.Redis.from_url(redis_url)
        program = evening.program
        bell = Bell(self.redis, program.serializer)
        evening.program = replace(program, bell=bell)

    def posts(self, *events: dict[str, object]) -> None:
        """Let events arrive, and ring for them."""
        evening = self.evening
        handled = len(evening.jobs)
        evening.keep(*events)
        assert evening.program.bell.ring(evening.jobs[handled:])
        evening.jobs.clear()

    def work(self) -> None:
        """Run every job in Redis."""
        program = self.evening.program
        STATION.man(program, self.evening.line)  # type: ignore[arg-type] # LINE is pretended
        worker = worker_on(program, self.redis, QUEUES)
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            worker.work(burst=True, logging_level="CRITICAL")
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)

    def jobs(self) -> dict[str, dict[bytes, bytes]]:
        """What Redis holds of every job, by its id."""
        keys = [key for key in self.redis.scan_iter("rq:job:*") if self.redis.type(key) == b"hash"]
        found: dict[str, dict[bytes, bytes]] = {}
        for key in keys:
            fields = self.redis.hgetall(key)
            found[key.decode().removeprefix("rq:job:")] = {
                bytes(name): bytes(value)
                for name, value in fields.items()
                if isinstance(name, bytes) and isinstance(value, bytes)
            }
        return found

    def push(self, queue: str, job_id: str, fields: dict[bytes, bytes]) -> None:
        """Put a job on a queue as whoever can write to Redis could."""
        for name, value in fields.items():
            self.redis.hset(f"rq:job:{job_id}", name, value)
        self.redis.sadd("rq:queues", f"rq:queue:{queue}")
        self.redis.rpush(f"rq:queue:{queue}", job_id)


@pytest.fixture
def bell(evening: Evening, redis_url: str) -> Iterator[RealBell]:
    """The evening's jobs travel through a real Redis."""
    real = RealBell(evening, redis_url)
    yield real
    real.redis.close()
