"""Referral codes, their uses, and who stands for a destination."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from domain.referral_code import CodePurpose, CodeStep
from storage.models.referral_code import CodeUse, PortalLink, PortalMember, ReferralCode


def find_of(session: Session, purpose: CodePurpose, subject_id: UUID) -> ReferralCode | None:
    """The code of a referral or sign-up, whether or not it still holds; locked."""
    return session.scalars(
        select(ReferralCode)
        .where(ReferralCode.purpose == purpose, ReferralCode.subject_id == subject_id)
        .with_for_update(key_share=True)
    ).one_or_none()


def look_for(session: Session, purpose: CodePurpose, subject_id: UUID) -> ReferralCode | None:
    """As ``find_of``, without a lock."""
    return session.scalars(
        select(ReferralCode).where(
            ReferralCode.purpose == purpose, ReferralCode.subject_id == subject_id
        )
    ).one_or_none()


def is_drawn(session: Session, digest: bytes) -> bool:
    """Whether some row has this code."""
    found = select(ReferralCode.id).where(ReferralCode.digest == digest)
    return session.scalar(found) is not None


def find_by_digest(session: Session, digest: bytes) -> ReferralCode | None:
    """The code that was typed, whoever's; not locked: its contact is, before its code."""
    return session.scalars(select(ReferralCode).where(ReferralCode.digest == digest)).one_or_none()


def find_by_page(session: Session, page_digest: bytes) -> ReferralCode | None:
    """The code whose page has this address."""
    return session.scalars(
        select(ReferralCode).where(ReferralCode.page_digest == page_digest)
    ).one_or_none()


def is_used(session: Session, code_id: UUID, generation: int, step: CodeStep) -> bool:
    """Whether the step was confirmed with the code that was drawn for the row as this one."""
    found = select(CodeUse.id).where(
        CodeUse.code_id == code_id, CodeUse.generation == generation, CodeUse.step == step
    )
    return session.scalar(found) is not None


def was_used(session: Session, code_id: UUID, generation: int) -> bool:
    """Whether any step was confirmed with the code that was drawn for the row as this one."""
    found = select(CodeUse.id).where(CodeUse.code_id == code_id, CodeUse.generation == generation)
    return session.scalars(found.limit(1)).first() is not None


def take_step(session: Session, use: CodeUse) -> bool:
    """Keep that a step was confirmed; False when it was before: of two at once, one."""
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    kept = session.execute(
        dialect.insert(CodeUse)
        .values(
            id=use.id,
            code_id=use.code_id,
            generation=use.generation,
            step=use.step,
            used_on=use.used_on,
            used_by=use.used_by,
        )
        .on_conflict_do_nothing()
        .returning(CodeUse.id)
    )
    return kept.first() is not None


def purge(session: Session, *, over_before: datetime) -> None:
    """Remove codes that were over by then, with what they were used for."""
    over = select(ReferralCode.id).where(ReferralCode.good_until < over_before)
    session.execute(delete(CodeUse).where(CodeUse.code_id.in_(over)))
    session.execute(delete(ReferralCode).where(ReferralCode.good_until < over_before))


# ── who stands for a destination ─────────────────────────────────────────────────────────


def destinations_of(session: Session, member_id: UUID) -> Sequence[UUID]:
    """The destinations a member stands for."""
    return session.scalars(
        select(PortalMember.destination_id)
        .where(PortalMember.member_id == member_id)
        .order_by(PortalMember.destination_id)
    ).all()


def members_of(session: Session, destination_id: UUID) -> Sequence[UUID]:
    """Who stands for a destination."""
    return session.scalars(
        select(PortalMember.member_id).where(PortalMember.destination_id == destination_id)
    ).all()


def find_link(session: Session, token_hash: bytes, *, now: datetime, most: int) -> UUID | None:
    """The destination of a link that may still be used."""
    return session.scalar(
        select(PortalLink.destination_id).where(
            PortalLink.token_hash == token_hash,
            PortalLink.used_at.is_(None),
            PortalLink.expires_at > now,
            PortalLink.tries < most,
        )
    )


def take_try(session: Session, token_hash: bytes, *, now: datetime, most: int) -> UUID | None:
    """Count a try of a link, and give its destination; None when it cannot be used (any more)."""
    return session.scalar(
        update(PortalLink)
        .where(
            PortalLink.token_hash == token_hash,
            PortalLink.used_at.is_(None),
            PortalLink.expires_at > now,
            PortalLink.tries < most,
        )
        .values(tries=PortalLink.tries + 1)
        .returning(PortalLink.destination_id)
    )


def use_link(session: Session, token_hash: bytes, *, now: datetime) -> None:
    """The link has done its work."""
    session.execute(
        update(PortalLink).where(PortalLink.token_hash == token_hash).values(used_at=now)
    )


def purge_links(session: Session, *, expired_before: datetime) -> None:
    """Remove links that lead nowhere."""
    session.execute(delete(PortalLink).where(PortalLink.expires_at < expired_before))
