"""Sheets that were made, and those somebody waits for."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain.statistics.fact import FactKind
from storage.models.made_sheet import MadeSheet
from storage.models.statistics import StatFact


def count_visits(session: Session, first: date, last: date) -> int:
    """How many visits these days have, both included."""
    query = select(func.count()).where(
        StatFact.kind == FactKind.VISIT_BEGAN, StatFact.on.between(first, last)
    )
    return session.scalar(query) or 0


def find(session: Session, months: tuple[int, int], whose: str, as_of: date) -> MadeSheet | None:
    """The sheet of a period as one organisation sees it, as known on a day; made or asked for."""
    first, last = months
    return session.scalar(
        select(MadeSheet).where(
            MadeSheet.first == first,
            MadeSheet.last == last,
            MadeSheet.whose == whose,
            MadeSheet.as_of == as_of,
        )
    )


def get(session: Session, sheet_id: UUID) -> MadeSheet | None:
    """One of them, if it is still there."""
    return session.get(MadeSheet, sheet_id)


def waiting(session: Session, *, since: datetime) -> Sequence[UUID]:
    """Those that were asked for since a moment and are not made."""
    query = select(MadeSheet.id).where(MadeSheet.made_at.is_(None), MadeSheet.asked_at >= since)
    return session.scalars(query.order_by(MadeSheet.asked_at)).all()


def drop_old(session: Session, *, before: datetime) -> None:
    """Forget those that were asked for before a moment: each can be made again as it was."""
    session.execute(delete(MadeSheet).where(MadeSheet.asked_at < before))
