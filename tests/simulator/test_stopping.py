"""The simulator stops at once, with phones open and answers waiting, and leaves nothing behind."""

import http.client
import signal
import time
from pathlib import Path

import pytest

from tests.doubles.line_platform import LinePlatform, free_address, running_line_platform
from tests.machinery.waiting import until

PROMPT_SECONDS = 3.0
PROCESSES = Path("/proc")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_promptly_with_phones_open(how: signal.Signals) -> None:
    with running_line_platform(free_address()) as line:
        streams = [_open_stream(line, number) for number in (1, 2, 3)]
        worker = _children(line.process.pid)
        started = time.monotonic()

        line.process.send_signal(how)
        code = line.process.wait(10)

        assert time.monotonic() - started < PROMPT_SECONDS
        assert code == 0
        assert worker
        until(lambda: not any(_is_alive(pid) for pid in worker), "the worker's end")
        for stream in streams:
            stream.close()


def test_its_worker_ends_when_the_process_is_killed() -> None:
    with running_line_platform(free_address()) as line:
        worker = _children(line.process.pid)

        line.process.kill()

        assert worker
        until(lambda: not any(_is_alive(pid) for pid in worker), "the worker's end")


def test_a_stream_goes_on_where_it_was_left() -> None:
    with running_line_platform(free_address()) as line:
        line.say("ひとつ")
        first = _open_stream(line, 1)
        seen = _read_until(first, "ひとつ")
        first.close()
        line.say("ふたつ")

        again = _open_stream(line, 1, last_seen=_last_id(seen))

        later = _read_until(again, "ふたつ")
        assert "ひとつ" not in later
        again.close()


def test_a_stream_of_before_a_reset_is_told_to_begin_anew() -> None:
    with running_line_platform(free_address()) as line:
        line.say("ひとつ")
        first = _open_stream(line, 1)
        seen = _read_until(first, "ひとつ")
        first.close()
        line.reset()
        line.say("あたらしく")

        again = _open_stream(line, 1, last_seen=_last_id(seen))

        text = _read_until(again, "あたらしく")
        assert text.startswith("event: reset")
        assert "ひとつ" not in text
        again.close()


def _open_stream(
    line: LinePlatform, number: int, last_seen: str = ""
) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection("127.0.0.1", line.port, timeout=10)
    headers = {"Last-Event-ID": last_seen} if last_seen else {}
    connection.request("GET", f"/phone/{number}/stream", headers=headers)
    return connection


def _read_until(connection: http.client.HTTPConnection, words: str) -> str:
    response = connection.getresponse()
    text = ""
    escaped = words.encode("ascii", "backslashreplace").decode()
    while escaped not in text:
        text += response.readline().decode()
    response.close()
    return text.replace(escaped, words)


def _last_id(text: str) -> str:
    return [line for line in text.splitlines() if line.startswith("id: ")][-1].removeprefix("id: ")


def _children(pid: int) -> list[int]:
    everybody = [int(entry.name) for entry in PROCESSES.iterdir() if entry.name.isdigit()]
    return [one for one in everybody if _stat(one)[1:2] == [str(pid)]]


def _is_alive(pid: int) -> bool:
    return _stat(pid)[:1] not in ([], ["Z"])


def _stat(pid: int) -> list[str]:
    """State, parent and so on; empty when there is no such process."""
    try:
        return (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
