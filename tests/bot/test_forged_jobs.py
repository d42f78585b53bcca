"""Whoever can write to Redis can ring the bell, and do nothing else."""

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from bot.queues import INBOUND, OUTBOUND
from tests.doubles.witness import CALLED
from tests.factories.counsellor import waiting
from tests.factories.tables import ON_SQLITE
from tests.machinery.bell import RealBell
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE
Fields = dict[bytes, bytes]
WITNESS = "tests.doubles.witness.witness"


@pytest.fixture(autouse=True)
def _nobody_called() -> None:
    CALLED.clear()


def take_the_only_job(bell: RealBell) -> tuple[str, Fields]:
    """An intruder takes a true job off the queue."""
    ((job_id, fields),) = bell.jobs().items()
    bell.redis.delete(f"rq:job:{job_id}", f"rq:queue:{INBOUND}")
    return job_id, fields


def pickled(command: str) -> bytes:
    """What a pickle reader would run."""
    return b"cposix\nsystem\n(S'" + command.encode() + b"'\ntR."


def as_json(function: str, *words: str) -> bytes:
    return json.dumps([function, None, words, {}]).encode()


FORGERIES: dict[str, Callable[[str], bytes]] = {
    "pickle": pickled,
    "compressed pickle": lambda command: zlib.compress(pickled(command)),
    "json": lambda command: as_json("os.system", command),
    "json behind a made-up mac": lambda command: b"m" * 32 + as_json("os.system", command),
    "pickle behind a made-up mac": lambda command: b"m" * 32 + pickled(command),
    "one of ours unsigned": lambda _: as_json("bot.jobs.handle_events", str(uuid4())),
    "nothing": lambda _: b"",
    "half a mac": lambda _: b"m" * 16,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_job_runs_nothing(
    evening: Evening, bell: RealBell, tmp_path: Path, forgery: str
) -> None:
    marks = tmp_path / "marks"
    data = FORGERIES[forgery](f"touch {marks}")
    evening.line.calls.clear()

    for number, queue in enumerate((INBOUND, OUTBOUND)):
        bell.push(queue, f"forged-{number}", {b"data": zlib.compress(data), b"status": b"queued"})
    bell.work()

    assert not marks.exists()
    assert not evening.line.tried


def test_changed_words_or_functions_of_a_true_job_run_nothing(
    evening: Evening, bell: RealBell
) -> None:
    bell.posts(evening.text("こんばんは"))
    job_id, fields = take_the_only_job(bell)
    signed = zlib.decompress(fields[b"data"])

    for number, changed in enumerate(
        (
            signed.replace(b"handle_events", b"deliver"),
            signed[:-8] + b'0000"],{}]',
            signed.replace(b"bot.jobs.handle_events", WITNESS.encode()),
            signed + b" ",
            signed[1:],
        )
    ):
        assert changed != signed
        bell.push(INBOUND, f"changed-{number}", {**fields, b"data": zlib.compress(changed)})
    bell.work()
    assert not waiting(evening)
    assert not CALLED

    bell.push(INBOUND, job_id, fields)
    bell.work()
    assert len(waiting(evening)) == 1


EXTRAS: dict[str, Fields] = {
    "on success": {b"success_callback_name": WITNESS.encode()},
    "on failure": {b"failure_callback_name": WITNESS.encode()},
    "on stop": {b"stopped_callback_name": WITNESS.encode()},
    "webhooks": {
        b"webhooks": json.dumps(
            [{"url": "http://127.0.0.1:1/", "events": ["finished"], "statuses": ["finished"]}]
        ).encode()
    },
    "retries": {b"retries_left": b"99", b"number_of_retries": b"1", b"retry_intervals": b"[0]"},
    "repeats": {b"repeats_left": b"99", b"repeat_intervals": b"[0]"},
    "dependencies": {b"dependency_ids": b'["another"]', b"dependency_id": b"another"},
    "result": {b"result": pickled("true"), b"meta": pickled("true")},
    "times": {b"timeout": b"1", b"result_ttl": b"-1", b"failure_ttl": b"-1", b"ttl": b"1"},
}


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_is_added_to_a_true_job_is_left_out(
    evening: Evening, bell: RealBell, extra: str
) -> None:
    bell.posts(evening.text("こんばんは"))
    job_id, fields = take_the_only_job(bell)

    bell.push(INBOUND, job_id, {**fields, **EXTRAS[extra]})
    bell.work()

    assert not CALLED
    assert len(waiting(evening)) == 1
    assert len(evening.line.calls) == 1
    assert not bell.jobs()


@pytest.mark.parametrize("extra", ["on failure", "retries"])
def test_what_is_added_to_a_forged_job_is_left_out_too(
    evening: Evening, bell: RealBell, extra: str
) -> None:
    forged = {b"data": zlib.compress(as_json("os.system", "true")), **EXTRAS[extra]}

    bell.push(INBOUND, "forged", forged)
    bell.work()

    assert not CALLED
    assert bell.redis.llen(f"rq:queue:{INBOUND}") == 0
    assert not waiting(evening)


def test_a_replayed_job_changes_nothing(evening: Evening, bell: RealBell) -> None:
    bell.posts(evening.text("こんばんは"))
    job_id, fields = take_the_only_job(bell)

    for number in range(5):
        bell.push(INBOUND, f"{job_id}-{number}", fields)
        bell.work()

    (person,) = waiting(evening)
    assert person.message_count == 1
    assert len(evening.line.calls) == 1


def test_a_worker_goes_on_after_a_forgery(evening: Evening, bell: RealBell) -> None:
    bell.push(INBOUND, "forged", {b"data": zlib.compress(pickled("true"))})
    bell.posts(evening.text("こんばんは"))

    bell.work()

    assert len(waiting(evening)) == 1
