"""What stands about people before they are told of a programme: here, in danger, lately written."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.conversation import VisitState
from domain.risk_level import CONSULTED
from storage.models.alert import Alert
from storage.models.visit import Visit

_HERE = (VisitState.WAITING, VisitState.TALKING, VisitState.RESTING)


def here(session: Session, contact_ids: Iterable[bytes]) -> frozenset[bytes]:
    """Those of these people who wait, talk or rest now."""
    return frozenset(
        session.scalars(
            select(Visit.contact_id).where(
                Visit.contact_id.in_(list(contact_ids)), Visit.state.in_(_HERE)
            )
        )
    )


def last_words(session: Session, contact_ids: Iterable[bytes]) -> dict[bytes, datetime]:
    """When each of these people last wrote."""
    return _latest(session, contact_ids, level=0)


def last_danger(session: Session, contact_ids: Iterable[bytes]) -> dict[bytes, datetime]:
    """When each of these people last wrote in a visit of R2 or more."""
    return _latest(session, contact_ids, level=CONSULTED)


def with_alert(session: Session, contact_ids: Iterable[bytes]) -> frozenset[bytes]:
    """Those of these people of whom an alert, or a counsellor's flag, is not settled."""
    return frozenset(
        session.scalars(
            select(Alert.contact_id).where(
                Alert.contact_id.in_(list(contact_ids)), Alert.settled_at.is_(None)
            )
        )
    )


def _latest(session: Session, contact_ids: Iterable[bytes], *, level: int) -> dict[bytes, datetime]:
    rows = session.execute(
        select(Visit.contact_id, func.max(Visit.last_word_at))
        .where(Visit.contact_id.in_(list(contact_ids)), Visit.risk >= level)
        .group_by(Visit.contact_id)
    )
    return {row[0]: row[1] for row in rows}
