"""Offers: who is asked just now, and who has said no."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.offer import OfferAnswer
from storage.models.offer import Offer


def get(session: Session, offer_id: UUID) -> Offer:
    """The offer, read anew.

    Raises:
        NotFoundError: there is none.
    """
    offer = session.get(Offer, offer_id, populate_existing=True)
    if offer is None:
        raise NotFoundError("No such offer")
    return offer


def open_of_visit(session: Session, visit_id: UUID) -> Offer | None:
    """The one open offer of a visit, if there is one."""
    return session.scalar(_OPEN_OF_VISIT, {"visit_id": visit_id})


_OPEN_OF_VISIT: Final = (
    select(Offer)
    .where(Offer.visit_id == bindparam("visit_id"), Offer.answered_at.is_(None))
    .execution_options(populate_existing=True)
)


def open_of_member(session: Session, member_id: UUID) -> Sequence[Offer]:
    """What a member is being asked, oldest first."""
    return session.scalars(_OPEN_OF_MEMBER, {"member_id": member_id}).all()


_OPEN_OF_MEMBER: Final = (
    select(Offer)
    .where(Offer.member_id == bindparam("member_id"), Offer.answered_at.is_(None))
    .order_by(Offer.made_at, Offer.id)
)


def open_now(session: Session) -> Sequence[Offer]:
    """Every open offer."""
    return session.scalars(select(Offer).where(Offer.answered_at.is_(None))).all()


def expired(session: Session, now: datetime) -> Sequence[UUID]:
    """Open offers whose time is over."""
    return session.scalars(
        select(Offer.id).where(Offer.answered_at.is_(None), Offer.expires_at <= now)
    ).all()


def open_by_member(session: Session) -> dict[UUID, int]:
    """How many open offers each member has."""
    rows = session.execute(
        select(Offer.member_id, func.count())
        .where(Offer.answered_at.is_(None))
        .group_by(Offer.member_id)
    )
    return {member_id: count for member_id, count in rows}  # noqa: C416 - dict() of rows loses its types


def refusals(
    session: Session, visit_ids: Sequence[UUID], *, since: datetime
) -> dict[UUID, frozenset[UUID]]:
    """By visit, the members who declined it or let it lapse after a moment."""
    rows = session.execute(
        select(Offer.visit_id, Offer.member_id).where(
            Offer.visit_id.in_(visit_ids),
            Offer.answer.in_((OfferAnswer.DECLINED, OfferAnswer.LAPSED)),
            Offer.answered_at > since,
        )
    )
    found: dict[UUID, set[UUID]] = {}
    for visit_id, member_id in rows:
        found.setdefault(visit_id, set()).add(member_id)
    return {visit_id: frozenset(members) for visit_id, members in found.items()}
