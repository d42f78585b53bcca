"""On PostgreSQL: the program's role adds to the audit log and does nothing else to it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.cli import main
from bot.wiring import Program
from domain.audit import Act
from domain.secret import PrivateText
from services import audit, audit_trimming
from storage import roles
from storage.database import Database
from tests.factories.counsellor import Counsellor
from tests.factories.log import entries, found
from tests.machinery.evening import Evening

WORDS = ("line_events", "messages", "outbox", "drafts", "records", "notes")
KEYS = ("month_keys", "visit_keys")
FIGURES = {"alembic_version", "stat_facts", "destinations"} | {
    "releases", "release_files", "release_cells", "indicator_sheets", "indicators",
}  # fmt: skip
"""What released figures are made of, which the exporter reads."""
PEOPLE = ("contacts", "visits", "conversations", "members", "console_sessions", "audit_entries")


@pytest.fixture
def database_url(postgres_url: str) -> str:
    """SQLite has no roles."""
    return postgres_url


@pytest.fixture
def role(database_url: str) -> Iterator[Callable[[str], str]]:
    """Makes a role and gives the address by which it reaches the evening's database."""
    owner = create_engine(database_url)

    def make(kind: str) -> str:
        name = f"{kind}_{os.urandom(4).hex()}"
        with owner.begin() as connection:
            connection.execute(text(f'CREATE ROLE "{name}" LOGIN'))
            connection.execute(text(f'CREATE ROLE "other_{name}" LOGIN'))
            both = {"app": name, "exporter": f"other_{name}"}
            if kind == "exporter":
                both = {"app": f"other_{name}", "exporter": name}
            for statement in roles.statements(**both):
                connection.execute(text(statement))
        return database_url.replace("madobe@", f"{name}@", 1)

    yield make
    owner.dispose()


def as_app(evening: Evening, url: str) -> Evening:
    """The same evening, with the program signed in to the database as another role."""
    settings = replace(evening.program.settings, database_url=PrivateText(url))
    clock, bell = evening.program.clock, evening.program.bell
    evening.program.close()
    evening.program = replace(Program.build(settings), clock=clock, bell=bell)
    return evening


def test_an_evening_runs_as_a_role_that_can_only_add_to_the_log(
    evening: Evening, role: Callable[[str], str]
) -> None:
    as_app(evening, role("app"))
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    midori.says(visit_id, "こんばんは")
    midori.ends(visit_id)

    assert "talk_closed" in {row.act for row in entries(evening)}
    assert found(evening) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stat_facts SET number = 2",
        "DELETE FROM stat_facts",
        "UPDATE audit_entries SET reason = 'waiting'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_entries_only_grow ON audit_entries",
        "DROP TABLE audit_entries",
        "SET session_replication_role = replica",
    ],
)
def test_the_programs_role_cannot_change_the_log(
    evening: Evening, role: Callable[[str], str], statement: str
) -> None:
    as_app(evening, role("app"))
    with evening.program.open_work() as work:
        audit.note(work, Act.DAY_CLOSED, actor_id=None)

    with (
        pytest.raises(DBAPIError, match=r"permission denied|must be owner"),
        evening.program.database.connection() as connection,
    ):
        connection.execute(text(statement))

    assert [row.act for row in entries(evening)] == ["day_closed"]


def test_the_programs_role_trims_nothing(evening: Evening, role: Callable[[str], str]) -> None:
    now = evening.now
    evening.set_clock(now - timedelta(days=4 * 366))
    for _ in range(2):
        with evening.program.open_work() as work:
            audit.note(work, Act.DAY_CLOSED, actor_id=None)
    as_app(evening, role("app")).set_clock(now)

    with pytest.raises(DBAPIError, match="must be owner"), evening.program.open_work() as work:
        audit_trimming.trim(work)

    assert [row.act for row in entries(evening)] == ["day_closed", "day_closed"]


def test_even_the_owner_does_not_change_the_log_by_mistake(evening: Evening) -> None:
    with evening.program.open_work() as work:
        audit.note(work, Act.DAY_CLOSED, actor_id=None)

    for statement in ("TRUNCATE audit_entries", "UPDATE audit_entries SET reason = NULL"):
        with (
            pytest.raises(DBAPIError, match="only grows"),
            evening.program.database.connection() as connection,
        ):
            connection.execute(text(statement))


def test_the_exporters_role_reads_no_words_no_keys_and_no_people(
    database_url: str, role: Callable[[str], str]
) -> None:
    owner = create_engine(database_url)
    tables = set(inspect(owner).get_table_names()) - FIGURES
    owner.dispose()
    exporter = create_engine(role("exporter"))

    assert tables >= {*WORDS, *KEYS, *PEOPLE}
    for table in sorted(tables):
        with (
            exporter.connect() as connection,
            pytest.raises(DBAPIError, match="permission denied"),
        ):
            connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 - names of our own tables
    with exporter.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM stat_facts")).scalar() == 0
    exporter.dispose()


def test_who_could_change_the_log_is_told_so(database_url: str, role: Callable[[str], str]) -> None:
    for url, can_change in ((database_url, True), (role("app"), False)):
        database = Database(url)
        with database.reading() as session:
            assert roles.can_change_log(session) is can_change
        database.close()


def test_a_role_with_an_odd_name_is_no_way_in() -> None:
    printed = CliRunner().invoke(main, ["database", "roles", "--app", 'x"; DROP TABLE members;--'])

    assert printed.exit_code == 0
    assert '"x""; DROP TABLE members;--"' in printed.output
