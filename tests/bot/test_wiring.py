"""The program is built once from its settings; its clock is one for all processes."""

import contextlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from bot import running
from bot.running import NotMigratedError
from bot.settings import read_settings
from bot.wiring import Program
from domain.clock import TOKYO
from services.work import JobName
from storage.encryption import KeyringError
from storage.models.contact import Contact
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening
from tests.machinery.processes import said_by

START = "2026-11-24T16:05:00+09:00"


def test_a_set_clock_is_shared_by_processes_and_kept_over_restarts(
    environment: dict[str, str],
) -> None:
    settings = read_settings({**environment, "MADOBE_CLOCK_START": START})
    first = Program.build(settings)
    second = Program.build(settings)

    assert first.clock == second.clock
    assert first.clock.now() - datetime(2026, 11, 24, 16, 5, tzinfo=TOKYO) < timedelta(minutes=1)
    first.close()
    second.close()
    third = Program.build(settings)
    assert third.clock == second.clock
    third.close()


def test_another_start_is_another_clock(environment: dict[str, str]) -> None:
    one = Program.build(read_settings({**environment, "MADOBE_CLOCK_START": START}))
    other_start = "2026-11-24T20:55:00+09:00"
    other = Program.build(read_settings({**environment, "MADOBE_CLOCK_START": other_start}))

    gap = other.clock.now() - one.clock.now()
    assert timedelta(hours=4, minutes=49) < gap < timedelta(hours=4, minutes=51)
    one.close()
    other.close()


def test_without_a_keyring_nothing_starts(environment: dict[str, str], tmp_path: Path) -> None:
    settings = read_settings({**environment, "MADOBE_KEYRING": str(tmp_path / "nowhere")})

    with pytest.raises(KeyringError, match="madobe keyring new"):
        Program.build(settings)


def test_on_an_empty_database_nothing_starts(
    environment: dict[str, str], empty_database_url: str
) -> None:
    settings = read_settings({**environment, "MADOBE_DATABASE_URL": empty_database_url})

    with pytest.raises(NotMigratedError, match="madobe migrate"):
        running.require_usable(settings)


@ON_SQLITE
def test_a_mistake_in_the_settings_is_said_in_words_without_a_trace(evening: Evening) -> None:
    settings = evening.program.settings
    evening.program = replace(
        evening.program, settings=replace(settings, line_api_url="http://user:hidden@simulator")
    )

    told = said_by(evening, "worker")

    assert told.returncode == 1
    assert "MADOBE_LINE_API_URL must be an address" in told.stderr
    assert "hidden" not in told.stderr
    assert "Traceback" not in told.stderr


def test_an_act_that_fails_changes_nothing_and_rings_for_nothing(evening: Evening) -> None:
    evening.says("こんばんは")

    with contextlib.suppress(LookupError), evening.program.open_work() as work:
        work.then(JobName.DELIVER, uuid4())
        for contact in work.session.query(Contact):
            contact.answered_for = "nothing"
        raise LookupError

    (contact,) = rows(evening, Contact)
    assert contact.answered_for != "nothing"
    assert not evening.jobs
