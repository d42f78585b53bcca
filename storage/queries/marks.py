"""Marks of visits and people."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.mark import Mark
from storage.models.mark import MarkRow


def find(session: Session, visit_id: UUID, kind: Mark) -> MarkRow | None:
    """One mark of a visit."""
    return session.get(MarkRow, (visit_id, kind), populate_existing=True)


def of_visit(session: Session, visit_id: UUID) -> Sequence[MarkRow]:
    """Every mark of a visit, the oldest first."""
    return session.scalars(
        select(MarkRow)
        .where(MarkRow.visit_id == visit_id)
        .order_by(MarkRow.marked_at, MarkRow.kind)
    ).all()


def visits_with(
    session: Session, kinds: Collection[Mark], visit_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Those of these visits that have any of these marks."""
    return frozenset(
        session.scalars(
            select(MarkRow.visit_id).where(
                MarkRow.kind.in_(kinds), MarkRow.visit_id.in_(list(visit_ids))
            )
        )
    )


def contacts_with(session: Session, kind: Mark, contact_ids: Iterable[bytes]) -> frozenset[bytes]:
    """Those of these people who have ever had this mark."""
    return frozenset(
        session.scalars(
            select(MarkRow.contact_id).where(
                MarkRow.kind == kind, MarkRow.contact_id.in_(list(contact_ids))
            )
        )
    )


def since(session: Session, kinds: Collection[Mark], moment: datetime) -> Sequence[MarkRow]:
    """Every mark of these kinds set since a moment, the newest first."""
    return session.scalars(
        select(MarkRow)
        .where(MarkRow.kind.in_(kinds), MarkRow.marked_at >= moment)
        .order_by(MarkRow.marked_at.desc(), MarkRow.visit_id)
    ).all()


def of_contact(session: Session, contact_id: bytes, kind: Mark) -> Sequence[MarkRow]:
    """Every mark of this kind that a person ever had, the oldest first."""
    return session.scalars(
        select(MarkRow)
        .where(MarkRow.contact_id == contact_id, MarkRow.kind == kind)
        .order_by(MarkRow.marked_at, MarkRow.visit_id)
    ).all()
