"""The embedded Redis keeps itself to itself, and leaves nothing behind."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue, SimpleWorker

from bot.embedded import EmbeddedRedis
from tests.machinery.waiting import until

ONCE = Retry(NoBackoff(), 0)


def test_who_does_not_sign_in_gets_no_answer(embedded_redis: EmbeddedRedis) -> None:
    stranger = redis.Redis(port=embedded_redis.port, retry=ONCE)

    with stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()


@pytest.mark.parametrize(
    "command",
    [
        "CONFIG GET dir",
        "FLUSHALL",
        "FLUSHDB",
        "KEYS *",
        "SHUTDOWN NOSAVE",
        "REPLICAOF 127.0.0.1 1",
        "MODULE LIST",
        "ACL LIST",
        "SAVE",
        "EVAL return(1) 0",
        "MONITOR",
    ],
)
def test_the_program_itself_may_not_do_what_only_an_intruder_would(
    redis_url: str, command: str
) -> None:
    with (
        redis.Redis.from_url(redis_url) as client,
        pytest.raises(redis.exceptions.NoPermissionError),
    ):
        client.execute_command(*command.split())


def test_rq_works_with_the_rights_it_has(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        queue = Queue("rights", connection=client)
        job = queue.enqueue(os.path.basename, "a/b")

        SimpleWorker([queue], connection=client).work(burst=True)

        assert job.return_value() == "b"


def test_neither_files_nor_process_list_hold_the_password(tmp_path: Path) -> None:
    with EmbeddedRedis(tmp_path / "redis") as server:
        password = server.url.split(":")[2].split("@")[0]
        shown = subprocess.run(["/bin/ps", "-axww", "-o", "args="], capture_output=True, check=True)

        assert password.encode() not in shown.stdout
        assert all(password not in file.read_text() for file in (tmp_path / "redis").iterdir())
        mode = (tmp_path / "redis" / "redis.conf").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600
        assert stat.S_IMODE((tmp_path / "redis").stat().st_mode) == 0o700


def test_a_restart_keeps_the_address_and_forgets_the_rest(tmp_path: Path) -> None:
    with EmbeddedRedis(tmp_path) as server:
        address = server.url
        with redis.Redis.from_url(address) as client:
            client.set("bell", "1")

            server.stop()
            server.start()

            assert server.url == address
            assert client.get("bell") is None
    assert not list(tmp_path.glob("*.rdb"))


def test_after_a_clean_end_nothing_listens(tmp_path: Path) -> None:
    with EmbeddedRedis(tmp_path) as server:
        pass

    with redis.Redis.from_url(server.url) as client, pytest.raises(redis.ConnectionError):
        client.ping()


def test_a_killed_parent_takes_the_server_with_it(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import pathlib, signal, sys
        from bot.embedded import EmbeddedRedis
        with EmbeddedRedis(pathlib.Path(sys.argv[1])) as server:
            print(server.url, flush=True)
            signal.pause()
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        url = parent.stdout.readline().strip()

        parent.send_signal(signal.SIGKILL)

    with redis.Redis.from_url(url) as client:
        until(lambda: not _answers(client), "the server is gone", seconds=5)


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
