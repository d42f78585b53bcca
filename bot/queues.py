"""The bell: Redis and RQ carry one opaque id a job, signed, and nothing else.

Plain RQ writes arguments into descriptions, unpickles what it is given, imports whatever function
a job names, and calls callbacks and webhooks that Redis alone vouches for. So here: a serializer
with a MAC and a list of the functions there are, and a job that knows none of the rest.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.job import Job

from bot.logs import get_log
from services.live import Topic
from services.work import JobName

INBOUND: Final = "inbound"
OUTBOUND: Final = "outbound"
TELLING: Final = "telling"
"""Its own, so that a slow mail server delays nobody's words."""

FIGURES: Final = "figures"
"""Its own: a year takes half a minute, and nobody waits for it but who asked."""

EVERY_QUEUE: Final = (INBOUND, OUTBOUND, TELLING, FIGURES)

QUEUE_OF: Final[dict[JobName, str]] = {
    JobName.HANDLE_EVENTS: INBOUND,
    JobName.DELIVER: OUTBOUND,
    JobName.LEAVE: OUTBOUND,
    JobName.SERVE_LINE: INBOUND,
    JobName.TELL_OF_ALERT: TELLING,
    JobName.TRY_WAYS: TELLING,
    JobName.TELL_STAFF: TELLING,
    JobName.PREPARE_RELEASE: FIGURES,
    JobName.MAKE_SHEET: FIGURES,
}
FUNCTION_OF: Final[dict[JobName, str]] = {name: f"bot.jobs.{name}" for name in JobName}
LIVE_CHANNEL: Final = "madobe:live"

_FUNCTIONS: Final = frozenset(FUNCTION_OF.values())
_WAITING_BELLS: Final = 2
_MAC_BYTES: Final = 32
_TIMEOUT_SECONDS: Final = 120
_WAITS_SECONDS: Final = 3600
_FAILED_SECONDS: Final = 3600


class ForgedJobError(ValueError):
    """A job that we did not write, or that was changed."""


class SignedSerializer:
    """What RQ stores of a job: a MAC, then JSON of one listed function and one id."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.__qualname__ = type(self).__qualname__  # RQ expects a class, and asks for its name

    def dumps(self, job: Any) -> bytes:  # noqa: ANN401 - RQ's protocol
        """Sign a call.

        Raises:
            ForgedJobError: it is not one of ours.
        """
        words = json.dumps(_checked(job), separators=(",", ":")).encode()
        return self._mac(words) + words

    def loads(self, data: bytes) -> Any:  # noqa: ANN401 - RQ's protocol
        """Give a call back.

        Raises:
            ForgedJobError: it does not carry our signature, or is not one of ours.
        """
        words = data[_MAC_BYTES:]
        if not hmac.compare_digest(self._mac(words), data[:_MAC_BYTES]):
            raise ForgedJobError("a job without our signature")
        return _checked(json.loads(words))

    def _mac(self, words: bytes) -> bytes:
        return hmac.digest(self._key, b"madobe-job|v1|" + words, hashlib.sha256)


class PlainJob(Job):
    """A job that calls nothing back, repeats nothing and reports to nobody."""

    def restore(self, raw_data: Any) -> None:  # noqa: ANN401 - RQ's own signature
        """Read a job from Redis, leaving out everything the MAC does not cover."""
        super().restore(raw_data)
        extras = (
            self._success_callback_name,
            self._failure_callback_name,
            self._stopped_callback_name,
            self.webhooks,
            self.retries_left,
            self.repeats_left,
            self._dependency_ids,
        )
        if any(extras):
            get_log().error("forged job", trouble="extras", cure="Look who can write to Redis.")
        self._success_callback_name = self._failure_callback_name = None
        self._stopped_callback_name = None
        self.webhooks = []
        self.retries_left = self.repeats_left = None
        self._dependency_ids = []
        self.timeout = _TIMEOUT_SECONDS
        self.result_ttl = 0
        self.failure_ttl = _FAILED_SECONDS


class Bell:
    """Rings workers and tells open pages. When Redis is away nothing is lost: a sweep rings."""

    def __init__(self, redis: Redis, serializer: SignedSerializer) -> None:
        self._redis = redis
        self._queues = {
            name: Queue(
                name,
                connection=redis,
                serializer=serializer,
                job_class=PlainJob,
                default_timeout=_TIMEOUT_SECONDS,
            )
            for name in EVERY_QUEUE
        }

    def ring(self, jobs: Sequence[tuple[JobName, UUID]]) -> bool:
        """Start jobs; gives whether Redis took them.

        Whoever handles events handles all there are. So where such jobs are waiting already, one
        more would find nothing: whatever is rung for here was committed before they begin.
        """
        try:
            if any(name is JobName.HANDLE_EVENTS for name, _ in jobs) and self._is_rung_enough():
                jobs = [job for job in jobs if job[0] is not JobName.HANDLE_EVENTS]
            for queue_name, queue in self._queues.items():
                calls = [
                    Queue.prepare_data(
                        FUNCTION_OF[job],
                        args=(str(subject),),
                        description=job.value,
                        result_ttl=0,
                        ttl=_WAITS_SECONDS,
                        failure_ttl=_FAILED_SECONDS,
                        timeout=_TIMEOUT_SECONDS,
                    )
                    for job, subject in jobs
                    if QUEUE_OF[job] == queue_name
                ]
                if calls:
                    queue.enqueue_many(calls)
        except RedisError as error:
            get_log().warning("bell not rung", trouble=type(error).__name__, count=len(jobs))
            return False
        return True

    def _is_rung_enough(self) -> bool:
        return self._queues[INBOUND].count >= _WAITING_BELLS

    def tell(self, topics: Sequence[Topic]) -> None:
        """Tell every console process what changed."""
        try:
            for topic in topics:
                self._redis.publish(LIVE_CHANNEL, topic.name)
        except RedisError as error:
            get_log().warning("pages not told", trouble=type(error).__name__, count=len(topics))


def has_jobs(redis: Redis, queue_name: str) -> bool:
    """Whether jobs wait in a queue; none do that we know of while Redis is away."""
    try:
        return bool(redis.llen(Queue.redis_queue_namespace_prefix + queue_name))
    except RedisError:
        return False


def _checked(job: Any) -> tuple[str, None, tuple[str], dict[str, Any]]:  # noqa: ANN401 - whatever was stored
    try:
        function, instance, (subject,), keywords = job
        if function in _FUNCTIONS and instance is None and not keywords:
            return function, None, (str(UUID(subject)),), {}
    except (TypeError, ValueError, AttributeError):
        pass
    raise ForgedJobError("not a job of ours")
