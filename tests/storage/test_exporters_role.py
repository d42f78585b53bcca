"""On PostgreSQL: a role that reads facts and keeps releases, and nothing else, releases figures."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.cli import main
from bot.settings import PREFIX
from domain.permission import Role
from storage import roles
from tests.factories import figures
from tests.factories.log import entries, found
from tests.factories.releases import MONTHS
from tests.machinery.evening import Evening


@pytest.fixture
def database_url(postgres_url: str) -> str:
    """SQLite has no roles."""
    return postgres_url


@pytest.fixture
def exporter(database_url: str) -> Iterator[str]:
    """The address by which the exporter's role reaches the evening's database."""
    owner = create_engine(database_url)
    name = f"exporter_{os.urandom(4).hex()}"
    with owner.begin() as connection:
        for role in (name, f"app_{name}"):
            connection.execute(text(f'CREATE ROLE "{role}" LOGIN'))
        for statement in roles.statements(app=f"app_{name}", exporter=name):
            connection.execute(text(statement))
    yield database_url.replace("madobe@", f"{name}@", 1)
    owner.dispose()


def test_the_exporters_role_releases_a_month_and_reads_no_message(
    evening: Evening, exporter: str, tmp_path: Path
) -> None:
    figures.note(evening, figures.people(60, seed=1, months=MONTHS[:7]))
    settings = evening.program.settings
    environment = {
        f"{PREFIX}DATABASE_URL": exporter,
        f"{PREFIX}REDIS_URL": settings.redis_url.reveal(),
        f"{PREFIX}KEYRING": str(settings.keyring),
        f"{PREFIX}LINE_CHANNEL_ID": settings.line_channel_id,
        f"{PREFIX}LINE_CHANNEL_SECRET": settings.line_channel_secrets[0].reveal(),
        f"{PREFIX}LINE_API_URL": settings.line_api_url,
        f"{PREFIX}SCHEDULES": str(settings.schedules),
    }
    start = settings.clock_start
    assert start is not None
    assert start.at is not None
    shown = f"{start.shows.isoformat()}@{start.at.timestamp()}"
    environment[f"{PREFIX}CLOCK_START"] = shown
    wakaba = evening.member("wakaba", Role.COORDINATOR)
    evening.member("midori", Role.COUNSELLOR)
    command = ["export", "month", "2026-06", "--to", str(tmp_path / "out"), "--by"]

    refused = CliRunner().invoke(main, [*command, "midori"], env=environment)
    tried = CliRunner().invoke(main, [*command, "wakaba", "--dry-run"], env=environment)
    done = CliRunner().invoke(main, [*command, "wakaba"], env=environment)
    year = CliRunner().invoke(main, ["export", "year", "fy2025", "--dry-run"], env=environment)
    again = CliRunner().invoke(main, [*command[:-1], "--format", "csv"], env=environment)

    assert (tried.exit_code, done.exit_code, again.exit_code) == (0, 0, 0), done.output
    assert (year.exit_code, "指標の数" in year.output) == (0, True), year.output
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".csv", ".xlsx", ".pdf"}
    assert "Released before, as edition 1" in again.output
    assert "may not release figures" in refused.output
    noted = [each for each in entries(evening) if each.act.startswith("figures")]
    assert [each.act for each in noted][:2] == ["figures_prepared", "figures_released"]
    by = [(each.actor_id, each.actor_roles) for each in noted]
    assert by == [(wakaba, "coordinator")] * 6 + [(None, "")] * 4  # each file is an entry
    assert found(evening) == []
    asked = create_engine(exporter)
    for table in ("messages", "contacts", "records", "visits", "members", "audit_entries"):
        with asked.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
            connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - tables of our own
    asked.dispose()
