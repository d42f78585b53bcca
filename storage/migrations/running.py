"""Runs the migrations from within the program."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database


def run(url: str, *, to: str = "head") -> None:
    """Bring the database at ``url`` to a revision: ``head``, ``base``, or one like ``0001``."""
    database = Database(url)
    try:
        with database.connection() as connection:
            config = _config()
            config.attributes["connection"] = connection
            (command.downgrade if _is_back(connection, to) else command.upgrade)(config, to)
    finally:
        database.close()


def is_current(database: Database) -> bool:
    """Whether every migration has been run; False also for an empty database."""
    with database.reading() as session:
        context = MigrationContext.configure(session.connection())
        return context.get_current_heads() == tuple(
            ScriptDirectory.from_config(_config()).get_heads()
        )


def _is_back(connection: Connection, to: str) -> bool:
    """Whether a revision lies before the database's own; revisions are numbered."""
    here = MigrationContext.configure(connection).get_current_revision() or ""
    return to == "base" or (to != "head" and to < here)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
