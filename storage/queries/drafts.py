"""Drafts: one per member and visit."""

from uuid import UUID

from sqlalchemy.orm import Session

from storage.models.record import Draft


def find(session: Session, visit_id: UUID, member_id: UUID) -> Draft | None:
    """The draft, if there is one."""
    return session.get(Draft, (visit_id, member_id))


def drop(session: Session, visit_id: UUID, member_id: UUID) -> None:
    """Forget the draft, if there is one."""
    draft = find(session, visit_id, member_id)
    if draft is not None:
        session.delete(draft)
