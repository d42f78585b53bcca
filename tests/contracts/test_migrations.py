"""The migrations lead to the models, on both databases, and back."""

import ast
import re
from datetime import UTC, datetime

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, Table, create_engine, inspect, text

from storage import migrations
from storage.database import Database
from storage.models import everything
from tests.machinery.tree import ROOT

VERSIONS = sorted((ROOT / "storage" / "migrations" / "versions").glob("[!_]*.py"))


def test_the_migrations_are_numbered_in_one_line() -> None:
    steps = [_step(path.read_text(encoding="utf-8")) for path in VERSIONS]
    numbers = [f"{number:04d}" for number in range(1, len(VERSIONS) + 1)]

    assert [path.name[:5] for path in VERSIONS] == [f"{number}_" for number in numbers]
    assert [revision for revision, _ in steps] == numbers
    assert [before for _, before in steps] == [None, *numbers[:-1]]


def test_the_migrated_tables_are_those_of_the_models(empty_database_url: str) -> None:
    migrations.run(empty_database_url)

    engine = create_engine(empty_database_url)
    assert _differences(engine) == []


def test_every_migration_can_be_taken_back(empty_database_url: str) -> None:
    migrations.run(empty_database_url)

    for path in reversed(VERSIONS):
        number = int(path.name[:4]) - 1
        migrations.run(empty_database_url, to=f"{number:04d}" if number else "base")

    assert _tables(empty_database_url) <= {"alembic_version"}


def test_what_was_taken_back_can_be_done_again(empty_database_url: str) -> None:
    migrations.run(empty_database_url)
    once = _tables(empty_database_url)
    migrations.run(empty_database_url, to="base")

    migrations.run(empty_database_url)

    assert _tables(empty_database_url) == once


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    before = _tables(database_url)

    migrations.run(database_url)

    assert _tables(database_url) == before


def test_a_service_that_runs_already_keeps_its_friends(empty_database_url: str) -> None:
    migrations.run(empty_database_url, to="0020")
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        contacts = Table("contacts", MetaData(), autoload_with=connection)
        late = datetime(2026, 3, 31, 15, 30, tzinfo=UTC)
        for number, (followed, blocked) in enumerate(
            [(late, None), (late, late), (None, late), (None, None)]
        ):
            connection.execute(
                contacts.insert().values(
                    **_filled(contacts)
                    | {"id": bytes([number]) * 32, "followed_at": followed, "blocked_at": blocked}
                )
            )

    migrations.run(empty_database_url)

    with engine.connect() as connection:
        told = connection.execute(
            text("SELECT kind, day, fiscal_year, pseudonym FROM stat_facts ORDER BY kind")
        ).all()
    assert [(kind, str(day), year) for kind, day, year, _ in told] == [
        ("friend_added", "2026-04-01", 2026),
        ("friend_added", "2026-04-01", 2026),
        ("friend_blocked", "2026-04-01", 2026),
    ]
    assert {pseudonym for *_, pseudonym in told} == {None}
    engine.dispose()


def _filled(table: Table) -> dict[str, object]:
    """Something for every column that must have it."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    made: dict[type, object] = {bytes: b"x", str: "ja", int: 0, bool: False, datetime: moment}
    return {
        column.name: made[column.type.python_type]
        for column in table.columns
        if not column.nullable and column.server_default is None
    }


def test_an_empty_database_is_not_taken_for_a_current_one(empty_database_url: str) -> None:
    database = Database(empty_database_url)

    assert not migrations.is_current(database)
    migrations.run(empty_database_url)
    assert migrations.is_current(database)
    database.close()


def test_no_migration_reads_what_may_change_later() -> None:
    imports = [line for path in VERSIONS for line in path.read_text(encoding="utf-8").splitlines()]

    assert [
        line for line in imports if re.match(r"(?:from|import) (?:domain|services|storage)", line)
    ] == []


def _step(text: str) -> tuple[str, str | None]:
    values = {
        target.id: ast.literal_eval(node.value)
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in {"revision", "down_revision"}
    }
    return values["revision"], values["down_revision"]


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        found = compare_metadata(context, everything.Base.metadata)
    engine.dispose()
    return list(found)


def _tables(url: str) -> set[str]:
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names
