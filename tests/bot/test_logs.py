"""Logs hold ids and kinds, never words: not from us, not from a library, not from an error."""

import json
import subprocess
import sys

from tests.machinery.tree import ROOT

CANARY = "だれにも言えない話"


def logged(script: str) -> tuple[list[dict[str, object]], str]:
    """What a process writes: its log's lines, and all of it."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"CANARY = {CANARY!r}\nfrom bot import logs\nlogs.configure()\n{script}",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert not run.stdout
    return [json.loads(line) for line in run.stderr.splitlines()], run.stderr


def test_a_field_that_is_not_listed_is_dropped_and_its_name_kept() -> None:
    lines, text = logged("logs.get_log().warning('an event', count=3, words=CANARY)")

    assert CANARY not in text
    assert lines[0]["event"] == "an event"
    assert lines[0]["count"] == 3
    assert lines[0]["dropped"] == ["words"]
    assert lines[0]["level"] == "warning"


def test_a_line_break_or_a_terminals_sign_in_a_field_begins_no_line_of_its_own() -> None:
    lines, text = logged("logs.get_log().warning('x', where='a\\r\\n\\x1b[31m{\"event\": 1}')")

    assert [line["event"] for line in lines] == ["x"]
    assert not {"\r", "\x1b"} & set(text)


def test_a_librarys_line_is_reduced_to_who_spoke_and_how_loudly() -> None:
    lines, text = logged(
        "import logging\n"
        "log = logging.getLogger('a.library')\n"
        "log.warning('said %s', CANARY)\n"
        "log.info(CANARY)\n"
        "try:\n    raise ValueError(CANARY)\n"
        "except ValueError:\n    log.exception(CANARY)"
    )

    assert CANARY not in text
    assert [line["level"] for line in lines] == ["warning", "error"]
    assert [line["logger"] for line in lines] == ["a.library", "a.library"]
    assert lines[1]["trouble"] == "ValueError"


def test_talkative_libraries_say_nothing() -> None:
    lines, _ = logged(
        "import logging\n"
        "for name in ('rq.worker', 'urllib3.connectionpool', 'linebot.v3.messaging.rest'):\n"
        "    logging.getLogger(name).error(CANARY)"
    )

    assert not [line for line in lines if CANARY in str(line)]


def test_an_error_that_ends_the_program_is_logged_without_its_text() -> None:
    lines, text = logged("raise RuntimeError(CANARY)")

    assert CANARY not in text
    assert "Traceback" not in text
    assert lines[0]["trouble"] == "RuntimeError"
    assert lines[0]["event"] == "program ended"


def test_where_an_error_was_raised_is_said_without_its_text() -> None:
    lines, text = logged(
        "from domain.message import without_my_number\n"
        "try:\n    without_my_number(CANARY)\n"
        "except AttributeError as error:\n"
        "    logs.get_log().error('failed', where=logs.where_of(error))"
    )

    assert CANARY not in text
    assert str(lines[0]["where"]).startswith("domain/message.py:")
