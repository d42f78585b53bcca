"""Who asked to be called, and who was."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from domain.conversation import VisitState
from storage.models.contact import Contact
from storage.models.visit import Conversation, Visit

_HERE = (VisitState.WAITING, VisitState.TALKING, VisitState.RESTING)


def asked_before(session: Session, moment: datetime) -> Sequence[Visit]:
    """The visits that asked before a moment to be called, and became no talk.

    Of people who have not blocked us, are not here now and have not waited since.
    """
    return session.scalars(
        select(Visit)
        .join(Contact, Contact.id == Visit.contact_id)
        .where(
            Visit.wants_call_at < moment,
            Visit.state.not_in(_HERE),
            Contact.blocked_at.is_(None),
            ~exists().where(Conversation.visit_id == Visit.id),
            ~_has_come_since(),
        )
    ).all()


def of_contact(session: Session, contact_id: bytes) -> Sequence[Visit]:
    """The contact's visits that ask to be called."""
    return session.scalars(
        select(Visit).where(Visit.contact_id == contact_id, Visit.wants_call_at.is_not(None))
    ).all()


def called_since(session: Session, moment: datetime) -> Sequence[Visit]:
    """The visits that were called at a moment or after it."""
    return session.scalars(select(Visit).where(Visit.called_at >= moment)).all()


def _has_come_since() -> ColumnElement[bool]:
    later = aliased(Visit)
    return exists().where(
        later.contact_id == Visit.contact_id,
        later.started_at > Visit.started_at,
        later.arrived_at.is_not(None),
    )
