"""What stands in the tables, for claims about them."""

from collections.abc import Sequence
from typing import TypeVar

import pytest
from sqlalchemy import select

from storage.models.base import Base
from storage.models.line_event import LineEvent
from storage.models.outgoing import Outgoing
from tests.machinery.evening import Evening

Row = TypeVar("Row", bound=Base)

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For tests to which the database makes no difference."""
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""For tests of what only PostgreSQL does."""


def rows(evening: Evening, table: type[Row]) -> Sequence[Row]:
    """Every row of a table."""
    with evening.program.open_look() as work:
        return work.session.scalars(select(table)).all()


def events(evening: Evening) -> Sequence[LineEvent]:
    """The kept line events, in the order they were kept."""
    return sorted(rows(evening, LineEvent), key=lambda row: row.id)


def outbox(evening: Evening) -> Sequence[Outgoing]:
    """The outbox in order."""
    return sorted(rows(evening, Outgoing), key=lambda row: row.number)
