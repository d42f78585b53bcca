"""Marks of visits and people."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.mark import Mark
from storage.models.mark import MarkRow


def find(session: Session, visit_id: UUID, kind: Mark) -> MarkRow | None:
    """One mark of a visit."""
    return session.get(MarkRow, (visit_id, kind), populate_existing=True)


def of_visit(session: Session, visit_id: UUID) -> Sequence[MarkRow]:
    """Every mark of a visit, the oldest first."""
    return session.scalars(_OF_VISIT, {"visit_id": visit_id}).all()


_OF_VISIT: Final = (
    select(MarkRow)
    .where(MarkRow.visit_id == bindparam("visit_id"))
    .order_by(MarkRow.marked_at, MarkRow.kind)
)


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
    values = {"kind": kind, "contact_ids": list(contact_ids)}
    return frozenset(session.scalars(_CONTACTS_WITH, values))


_CONTACTS_WITH: Final = select(MarkRow.contact_id).where(
    MarkRow.kind == bindparam("kind"),
    MarkRow.contact_id.in_(bindparam("contact_ids", expanding=True)),
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
