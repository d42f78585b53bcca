"""Indicators: sheets, rows, the newest of everything, and what was before."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.indicator import (
    IndicatorRow,
    IndicatorSheet,
    IndicatorValue,
    IndicatorVersion,
)
from storage.models.member import Member

_LOCK: Final = 0x6B7069  # "kpi"


def lock(session: Session) -> None:
    """Wait until nobody else writes to an indicator; held to the end of the transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def sheets(session: Session) -> Sequence[IndicatorSheet]:
    """Every sheet, in order."""
    return session.scalars(
        select(IndicatorSheet).order_by(IndicatorSheet.place, IndicatorSheet.id)
    ).all()


def get_sheet(session: Session, sheet_id: UUID) -> IndicatorSheet:
    """One sheet.

    Raises:
        NotFoundError: there is none.
    """
    row = session.get(IndicatorSheet, sheet_id)
    if row is None:
        raise NotFoundError("No such sheet")
    return row


def get(session: Session, indicator_id: UUID) -> IndicatorRow:
    """One indicator.

    Raises:
        NotFoundError: there is none.
    """
    row = session.get(IndicatorRow, indicator_id)
    if row is None:
        raise NotFoundError("No such indicator")
    return row


def rows(session: Session, sheet_id: UUID | None = None) -> Sequence[IndicatorRow]:
    """The indicators of a sheet, or all, in order."""
    query = select(IndicatorRow).order_by(IndicatorRow.place, IndicatorRow.id)
    if sheet_id is not None:
        query = query.where(IndicatorRow.sheet_id == sheet_id)
    return session.scalars(query).all()


def next_sheet_place(session: Session) -> int:
    """The place of the next sheet, from 1."""
    return (session.scalar(select(func.max(IndicatorSheet.place))) or 0) + 1


def next_place(session: Session, sheet_id: UUID) -> int:
    """The place of a sheet's next indicator, from 1."""
    query = select(func.max(IndicatorRow.place)).where(IndicatorRow.sheet_id == sheet_id)
    return (session.scalar(query) or 0) + 1


def versions(
    session: Session, indicator_id: UUID | None = None
) -> Sequence[tuple[IndicatorVersion, str | None]]:
    """What an indicator (or every one) has said, with who wrote it, oldest first."""
    query = (
        select(IndicatorVersion, Member.alias)
        .outerjoin(Member, Member.id == IndicatorVersion.made_by)
        .order_by(IndicatorVersion.number)
    )
    if indicator_id is not None:
        query = query.where(IndicatorVersion.indicator_id == indicator_id)
    return [(version, alias) for version, alias in session.execute(query)]


def newest_facts(session: Session) -> Sequence[tuple[UUID, str]]:
    """What every row says of itself now, with its sheet; asks nothing of who wrote it."""
    newest = (
        select(IndicatorVersion.indicator_id, func.max(IndicatorVersion.number).label("number"))
        .group_by(IndicatorVersion.indicator_id)
        .subquery()
    )
    query = (
        select(IndicatorRow.sheet_id, IndicatorVersion.facts)
        .join(IndicatorVersion, IndicatorVersion.indicator_id == IndicatorRow.id)
        .join(
            newest,
            (newest.c.indicator_id == IndicatorVersion.indicator_id)
            & (newest.c.number == IndicatorVersion.number),
        )
    )
    return [(sheet_id, facts) for sheet_id, facts in session.execute(query)]


def values(
    session: Session, indicator_id: UUID | None = None
) -> Sequence[tuple[IndicatorValue, str | None]]:
    """What stood in the slots of an indicator, or of every one, with who wrote it, oldest first."""
    query = (
        select(IndicatorValue, Member.alias)
        .outerjoin(Member, Member.id == IndicatorValue.made_by)
        .order_by(IndicatorValue.made_at, IndicatorValue.slot, IndicatorValue.number)
    )
    if indicator_id is not None:
        query = query.where(IndicatorValue.indicator_id == indicator_id)
    return [(value, alias) for value, alias in session.execute(query)]
