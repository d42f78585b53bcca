"""Line events: kept in batches by the door, taken one by one by the workers."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Dialect, bindparam, delete, func, or_, select
from sqlalchemy.orm import Session

from storage.models.line_event import LineEvent

MOST_AT_ONCE: Final = 500

_STILL_OPEN: Final = (LineEvent.handled_at.is_(None), LineEvent.parked_at.is_(None))
_COLUMNS: Final = (
    "webhook_event_id",
    "contact_id",
    "occurred_ms",
    "received_at",
    "sealed",
    "is_urgent",
    "batch_id",
    "tries",
)
_INSERT: Final = f"INSERT INTO line_events ({', '.join(_COLUMNS)})"
_KNOWN_VANISHES: Final = "ON CONFLICT (webhook_event_id) DO NOTHING"
_SQLITE: Final = f"{_INSERT} VALUES {{}} {_KNOWN_VANISHES}"
_SQLITE_ROW: Final = "(?, ?, ?, ?, ?, ?, ?, ?)"
_POSTGRESQL: Final = (
    f"{_INSERT} SELECT * FROM "  # noqa: S608 - put together of our own constants
    "unnest(%s::text[], %s::bytea[], %s::bigint[], %s::timestamptz[],"
    f" %s::bytea[], %s::boolean[], %s::uuid[], %s::int[]) {_KNOWN_VANISHES}"
)


class KeptEvent(NamedTuple):
    """One event as the door keeps it; ``sealed`` is its payload under the intake key.

    ``is_urgent``: whoever handles events takes it before the others.
    """

    webhook_event_id: str
    contact_id: bytes | None
    occurred_ms: int
    received_at: datetime
    sealed: bytes
    is_urgent: bool


def keep(connection: Connection, rung: Sequence[tuple[KeptEvent, UUID]]) -> None:
    """Write events, each with its bell; one whose ``webhook_event_id`` is known vanishes here.

    One statement for up to ``MOST_AT_ONCE`` of them: it is a transaction of its own on a
    connection that commits by itself, and Python waits once for it, not once a row.
    """
    write = _into_postgresql if connection.dialect.name == "postgresql" else _into_sqlite
    for start in range(0, len(rung), MOST_AT_ONCE):
        part = rung[start : start + MOST_AT_ONCE]
        rows = [(*event, bell, 0) for event, bell in part]
        columns = [
            [value if stored is None else stored(value) for value in values]
            for values, stored in zip(
                zip(*rows, strict=True), _stored_by(connection.dialect), strict=True
            )
        ]
        write(connection, columns)


def open_contacts(session: Session, batch_id: UUID) -> list[bytes | None]:
    """The contacts with events of this batch that nobody has handled yet."""
    return list(
        session.scalars(
            select(LineEvent.contact_id)
            .where(LineEvent.batch_id == batch_id, *_STILL_OPEN)
            .group_by(LineEvent.contact_id)
            .order_by(func.min(LineEvent.id))
        )
    )


def urgent_people(session: Session, *, now: datetime, most: int) -> list[tuple[bytes, UUID]]:
    """Contacts with an open urgent event, with its batch; whose has waited longest is first."""
    rows = session.execute(
        select(LineEvent.contact_id, LineEvent.batch_id)
        .where(
            LineEvent.is_urgent,
            *_STILL_OPEN,
            or_(LineEvent.try_after.is_(None), LineEvent.try_after <= now),
        )
        .order_by(LineEvent.id)
        .limit(most)
    )
    return [(contact_id, batch_id) for contact_id, batch_id in rows if contact_id is not None]


def next_open(
    session: Session, contact_id: bytes | None, *, batch_id: UUID, now: datetime
) -> LineEvent | None:
    """The contact's earliest open event by LINE's time, unless it is set aside for now.

    Events that name nobody are taken batch by batch.
    """
    event = (
        session.scalar(_NEXT_OF_NOBODY, {"batch_id": batch_id})
        if contact_id is None
        else session.scalar(_NEXT_OF, {"contact_id": contact_id})
    )
    if event is None or (event.try_after is not None and event.try_after > now):
        return None
    return event


_EARLIEST: Final = (
    select(LineEvent)
    .where(*_STILL_OPEN)
    .order_by(LineEvent.occurred_ms, LineEvent.id)
    .limit(1)
    .execution_options(populate_existing=True)
)
_NEXT_OF: Final = _EARLIEST.where(LineEvent.contact_id == bindparam("contact_id"))
_NEXT_OF_NOBODY: Final = _EARLIEST.where(
    LineEvent.contact_id.is_(None), LineEvent.batch_id == bindparam("batch_id")
)


def unrung_batches(session: Session, *, before: datetime, now: datetime, most: int) -> list[UUID]:
    """Batches with open events received before a moment: nobody has taken them."""
    return list(
        session.scalars(
            select(LineEvent.batch_id)
            .where(
                LineEvent.received_at < before,
                or_(LineEvent.try_after.is_(None), LineEvent.try_after <= now),
                *_STILL_OPEN,
            )
            .group_by(LineEvent.batch_id)
            .order_by(func.min(LineEvent.id))
            .limit(most)
        )
    )


def count_open(session: Session) -> int:
    """How many events wait to be handled."""
    return session.scalar(select(func.count()).select_from(LineEvent).where(*_STILL_OPEN)) or 0


def count_parked(session: Session) -> int:
    """How many events could not be handled and wait for somebody to look."""
    return (
        session.scalar(
            select(func.count()).select_from(LineEvent).where(LineEvent.parked_at.is_not(None))
        )
        or 0
    )


def parked_of(session: Session, contact_id: bytes) -> list[LineEvent]:
    """A contact's events that could not be handled."""
    return list(
        session.scalars(
            select(LineEvent).where(
                LineEvent.contact_id == contact_id, LineEvent.parked_at.is_not(None)
            )
        )
    )


def unpark(session: Session, *, now: datetime) -> int:
    """Let every parked event be tried again; gives how many."""
    rows = list(session.scalars(select(LineEvent).where(LineEvent.parked_at.is_not(None))))
    for row in rows:
        row.parked_at, row.tries, row.try_after = None, 0, now
    return len(rows)


def forget_before(session: Session, moment: datetime) -> None:
    """Drop handled rows received before a moment: their duplicates come no more."""
    session.execute(
        delete(LineEvent).where(LineEvent.received_at < moment, LineEvent.handled_at.is_not(None))
    )


def _into_postgresql(connection: Connection, columns: list[list[Any]]) -> None:
    connection.exec_driver_sql(_POSTGRESQL, tuple(columns))


def _into_sqlite(connection: Connection, columns: list[list[Any]]) -> None:
    rows = ", ".join([_SQLITE_ROW] * len(columns[0]))
    values = tuple(chain.from_iterable(zip(*columns, strict=True)))
    connection.exec_driver_sql(_SQLITE.format(rows), values)


@cache
def _stored_by(dialect: Dialect) -> tuple[Callable[[Any], Any] | None, ...]:
    """How each column's own type turns a value into what the database's driver takes."""
    table = LineEvent.__table__
    return tuple(
        table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in _COLUMNS
    )
