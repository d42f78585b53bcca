"""The members of one organisation, and what the log and the door know of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from domain.audit import Act, Outcome
from domain.permission import Role
from storage.models.audit import AuditEntry
from storage.models.member import Member
from storage.models.sign_in import FailedTries
from storage.models.visit import Companion

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def of_organisation(session: Session, organisation: str | None) -> Sequence[Member]:
    """Everybody of one organisation, also who has left, by alias."""
    return session.scalars(
        select(Member)
        .where(Member.organisation == organisation)
        .order_by(Member.is_active.desc(), Member.alias, Member.id)
    ).all()


def lock_managers(
    session: Session, organisation: str | None, *, beside: UUID | None = None
) -> None:
    """Read an organisation's managers anew, and let nobody else change them until the act ends.

    ``beside``: and one more member, in the same order for all who lock.
    """
    session.scalars(
        select(Member)
        .where(
            or_(
                and_(
                    Member.organisation.is_not_distinct_from(organisation),
                    or_(Member.role == Role.MANAGER, Member.is_manager),
                ),
                Member.id == beside,
            ),
        )
        .order_by(Member.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def active_aliases(session: Session) -> Sequence[str]:
    """What everybody who answers is called, in every organisation."""
    return session.scalars(select(Member.alias).where(Member.is_active)).all()


def supervisors(session: Session) -> Sequence[Member]:
    """Every supervisor who is still here, of every organisation."""
    return session.scalars(
        select(Member).where(Member.is_active, Member.role == Role.SUPERVISOR)
    ).all()


def locked(session: Session, member_ids: Sequence[UUID], *, now: datetime) -> frozenset[UUID]:
    """Of some members, those whose door is locked after failures."""
    rows = session.scalars(
        select(FailedTries.member_id).where(
            FailedTries.member_id.in_(member_ids), FailedTries.locked_until > now
        )
    )
    return frozenset(member_id for member_id in rows if member_id is not None)


def last_signed_in(session: Session, organisation: str | None) -> dict[UUID, datetime]:
    """By member of an organisation, their last sign-in, as the log tells."""
    rows = session.execute(
        select(AuditEntry.actor_id, func.max(AuditEntry.at_us))
        .where(
            AuditEntry.concerns == organisation,
            AuditEntry.act == Act.SIGNED_IN,
            AuditEntry.outcome == Outcome.DONE,
        )
        .group_by(AuditEntry.actor_id)
    )
    return {
        member_id: _EPOCH + timedelta(microseconds=at_us)
        for member_id, at_us in rows
        if member_id is not None
    }


def beside(session: Session, member_id: UUID) -> Sequence[Companion]:
    """Where a member writes beside a counsellor."""
    return session.scalars(
        select(Companion).where(Companion.member_id == member_id, Companion.left_at.is_(None))
    ).all()
