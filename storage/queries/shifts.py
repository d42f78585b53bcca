"""Planned duties and the warnings about shifts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain.duty_plan import STANDING, DutyState
from domain.errors import NotFoundError
from domain.permission import Role
from storage.models.member import Member
from storage.models.shift import PlannedDuty, ShiftWarningRow

_PLAN_LOCK: Final = 0x706C616E  # "plan"
ON_DUTY: Final = frozenset({Role.COUNSELLOR, Role.SUPERVISOR})
"""Who may be planned at all."""


def lock(session: Session) -> None:
    """Wait until nobody else changes the plan; held to the end of the transaction.

    SQLite needs nothing: a writing transaction has the whole database.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _PLAN_LOCK})


def get(session: Session, duty_id: UUID) -> PlannedDuty:
    """The duty, read anew.

    Raises:
        NotFoundError: there is none.
    """
    duty = session.get(PlannedDuty, duty_id, populate_existing=True)
    if duty is None:
        raise NotFoundError("No such duty")
    return duty


def find_able(session: Session, member_id: UUID) -> Member | None:
    """The member, read anew, if they answer at all and are still here."""
    member = session.get(Member, member_id, populate_existing=True)
    if member is None or not member.is_active or member.role not in ON_DUTY:
        return None
    return member


def able(session: Session, organisation: str) -> Sequence[Member]:
    """Everybody of an organisation who can be planned, by alias."""
    return session.scalars(
        select(Member)
        .where(
            Member.organisation == organisation,
            Member.is_active,
            Member.role.in_(ON_DUTY),
        )
        .order_by(Member.alias, Member.id)
    ).all()


def standing(
    session: Session, from_at: datetime, until_at: datetime
) -> list[tuple[PlannedDuty, Member]]:
    """Every duty that shares a moment with a stretch of time, of members who are still here."""
    rows = session.execute(
        select(PlannedDuty, Member)
        .join(Member, Member.id == PlannedDuty.member_id)
        .where(
            PlannedDuty.begins_at < until_at,
            PlannedDuty.ends_at > from_at,
            PlannedDuty.state.in_(STANDING),
            Member.is_active,
        )
        .order_by(PlannedDuty.begins_at, Member.alias, PlannedDuty.id)
    )
    return [(duty, member) for duty, member in rows]


def vacated(
    session: Session, organisation: str, from_at: datetime, until_at: datetime
) -> list[tuple[PlannedDuty, str]]:
    """The duties members have left behind, with the alias of each."""
    rows = session.execute(
        select(PlannedDuty, Member.alias)
        .join(Member, Member.id == PlannedDuty.member_id)
        .where(
            PlannedDuty.organisation == organisation,
            PlannedDuty.begins_at < until_at,
            PlannedDuty.ends_at > from_at,
            PlannedDuty.state == DutyState.VACATED,
        )
        .order_by(PlannedDuty.begins_at, Member.alias)
    )
    return [(duty, alias) for duty, alias in rows]


def of_member(session: Session, member_id: UUID, *, after: datetime) -> Sequence[PlannedDuty]:
    """A member's own duties that are not over at a moment, the soonest first."""
    return session.scalars(
        select(PlannedDuty)
        .where(
            PlannedDuty.member_id == member_id,
            PlannedDuty.ends_at > after,
            PlannedDuty.state.in_(STANDING),
        )
        .order_by(PlannedDuty.begins_at, PlannedDuty.id)
    ).all()


def held_out(session: Session, *, after: datetime) -> list[tuple[PlannedDuty, Member]]:
    """The duties that are held out to colleagues, or wait for a manager, and have not begun."""
    rows = session.execute(
        select(PlannedDuty, Member)
        .join(Member, Member.id == PlannedDuty.member_id)
        .where(
            PlannedDuty.state.in_((DutyState.OFFERED, DutyState.AWAITING)),
            PlannedDuty.begins_at > after,
            Member.is_active,
        )
        .order_by(PlannedDuty.begins_at, PlannedDuty.id)
    )
    return [(duty, member) for duty, member in rows]


def taken_by(session: Session, member_id: UUID) -> Sequence[PlannedDuty]:
    """The duties a member would take, while a manager has not agreed."""
    return session.scalars(
        select(PlannedDuty).where(
            PlannedDuty.taker_id == member_id, PlannedDuty.state == DutyState.AWAITING
        )
    ).all()


def warnings(
    session: Session, organisation: str | None, *, after: datetime
) -> Sequence[ShiftWarningRow]:
    """The steps that were reached for shifts not yet begun, of one organisation or of all."""
    query = select(ShiftWarningRow).where(ShiftWarningRow.begins_at > after)
    if organisation is not None:
        query = query.where(ShiftWarningRow.organisation == organisation)
    return session.scalars(query.order_by(ShiftWarningRow.begins_at, ShiftWarningRow.id)).all()
