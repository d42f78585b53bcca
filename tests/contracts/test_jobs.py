"""Every job is listed, takes one id, and has a worker who hears it."""

import ast
import inspect
from uuid import uuid4

import pytest
import redis

from bot import jobs, worker
from bot.queues import FUNCTION_OF, QUEUE_OF, PlainJob
from bot.wiring import Program
from services.work import JobName


@pytest.mark.parametrize("name", JobName)
def test_a_job_is_a_function_that_takes_one_id(name: JobName) -> None:
    function = getattr(jobs, FUNCTION_OF[name].removeprefix("bot.jobs."))
    parameters = list(inspect.signature(function).parameters.values())

    assert FUNCTION_OF[name] == f"bot.jobs.{function.__name__}"
    assert len(parameters) == 1
    assert parameters[0].default is inspect.Parameter.empty


@pytest.mark.parametrize("name", JobName)
def test_a_job_is_one_line_long(name: JobName) -> None:
    [function] = ast.parse(inspect.getsource(getattr(jobs, name.value))).body

    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == len(["docstring", "the line"])


def test_every_job_has_a_queue_and_every_queue_a_worker() -> None:
    assert set(QUEUE_OF) == set(JobName)
    assert set(worker.QUEUES) == set(QUEUE_OF.values())


@pytest.mark.parametrize("name", JobName)
def test_what_redis_holds_of_a_job_is_one_id(
    sqlite_program: Program, redis_url: str, name: JobName
) -> None:
    subject = uuid4()

    assert sqlite_program.bell.ring([(name, subject)])

    with redis.Redis.from_url(redis_url) as client:
        keys = list(client.scan_iter("rq:job:*"))
        fields = client.hgetall(keys[0])
        job = PlainJob.fetch(
            keys[0].decode().removeprefix("rq:job:"),
            connection=client,
            serializer=sqlite_program.serializer,
        )
    assert len(keys) == 1
    assert fields[b"description"].decode() == name.value
    assert job.args == (str(subject),)
    assert job.kwargs == {}
