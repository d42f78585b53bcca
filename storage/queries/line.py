"""The waiting line: one lock for whoever gives talks to counsellors, and who has a place."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, select, text
from sqlalchemy.orm import Session

from domain.conversation import VisitState
from storage.models.member import Member
from storage.models.visit import Conversation, Visit

_LINE_LOCK: Final = 0x6C696E65  # "line"


def lock(session: Session) -> None:
    """Wait until nobody else gives talks to counsellors; held to the end of the transaction.

    Always taken before a contact's lock, never after it. SQLite needs nothing: a writing
    transaction has the whole database.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LINE_LOCK})


def waiting(session: Session) -> Sequence[Row[Any]]:
    """Everybody who waits: what their place depends on, whose it is, and whose talk it was."""
    return session.execute(
        _places()
        .add_columns(
            Conversation.visit_id.label("talk_id"), Conversation.organisation.label("whose")
        )
        .outerjoin(Conversation, Conversation.visit_id == Visit.id)
        .where(Visit.state == VisitState.WAITING)
    ).all()


def passing(session: Session) -> Sequence[Row[Any]]:
    """Every running talk that looks for another counsellor, with its present one and theirs."""
    return session.execute(
        _places()
        .add_columns(Conversation.counsellor_id, Member.organisation)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .join(Member, Member.id == Conversation.counsellor_id)
        .where(Visit.state == VisitState.TALKING, Conversation.passing.is_not(None))
    ).all()


def has_somebody(session: Session) -> bool:
    """Whether anybody has a place in the line."""
    is_waiting = select(Visit.id).where(Visit.state == VisitState.WAITING).limit(1)
    is_passing = select(Conversation.visit_id).where(
        Conversation.passing.is_not(None), Conversation.closed_at.is_(None)
    )
    return bool(session.execute(is_waiting).first() or session.execute(is_passing.limit(1)).first())


def open_talks(session: Session) -> dict[UUID, int]:
    """How many running talks each counsellor has."""
    rows = session.execute(
        select(Conversation.counsellor_id, func.count())
        .join(Visit, Visit.id == Conversation.visit_id)
        .where(Conversation.closed_at.is_(None), Visit.state == VisitState.TALKING)
        .group_by(Conversation.counsellor_id)
    )
    return {member_id: count for member_id, count in rows}  # noqa: C416 - dict() of rows loses its types


def busy_organisations(session: Session) -> dict[str, int]:
    """How many running talks each organisation has."""
    rows = session.execute(
        select(Member.organisation, func.count())
        .join(Conversation, Conversation.counsellor_id == Member.id)
        .join(Visit, Visit.id == Conversation.visit_id)
        .where(
            Conversation.closed_at.is_(None),
            Visit.state == VisitState.TALKING,
        )
        .group_by(Member.organisation)
    )
    return {organisation: count for organisation, count in rows if organisation is not None}


def count_talks(session: Session, member_id: UUID) -> int:
    """How many running talks one counsellor has."""
    return session.scalar(_COUNT_TALKS, {"member_id": member_id}) or 0


_COUNT_TALKS: Final = (
    select(func.count())
    .select_from(Conversation)
    .join(Visit, Visit.id == Conversation.visit_id)
    .where(
        Conversation.counsellor_id == bindparam("member_id"),
        Conversation.closed_at.is_(None),
        Visit.state == VisitState.TALKING,
    )
)


def _places() -> Select[*tuple[Any, ...]]:
    return select(
        Visit.id,
        Visit.contact_id,
        Visit.started_at,
        Visit.arrived_at,
        Visit.risk,
        Visit.is_distressed,
        Visit.has_ticket,
        Visit.returned_at,
    )
