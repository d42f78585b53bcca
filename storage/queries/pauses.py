"""Pauses: who does not come for a while."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.mark import Pause


def get(session: Session, pause_id: UUID) -> Pause:
    """One pause, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(Pause, pause_id, populate_existing=True)
    if found is None:
        raise NotFoundError("No such pause")
    return found


def in_force(session: Session, contact_id: bytes, *, now: datetime) -> Pause | None:
    """The pause of a person that stands now; the longest should there be two."""
    return session.scalar(_IN_FORCE, {"contact_id": contact_id, "now": now})


_IN_FORCE: Final = (
    select(Pause)
    .where(
        Pause.contact_id == bindparam("contact_id"),
        Pause.lifted_at.is_(None),
        Pause.until_at > bindparam("now"),
    )
    .order_by(Pause.until_at.desc())
    .limit(1)
    .execution_options(populate_existing=True)
)


def of_visit(session: Session, visit_id: UUID) -> Pause | None:
    """A pause that was decided about a visit, in force or over."""
    return session.scalar(select(Pause).where(Pause.visit_id == visit_id).limit(1))


def contacts_paused(
    session: Session, contact_ids: Iterable[bytes], *, now: datetime
) -> frozenset[bytes]:
    """Those of these people who are in a pause."""
    return frozenset(
        session.scalars(
            select(Pause.contact_id).where(
                Pause.contact_id.in_(list(contact_ids)),
                Pause.lifted_at.is_(None),
                Pause.until_at > now,
            )
        )
    )


def standing(session: Session, *, since: datetime) -> Sequence[Pause]:
    """Every pause that ends, or was lifted, after a moment; the one that ends last first."""
    return session.scalars(
        select(Pause)
        .where(Pause.until_at > since, or_(Pause.lifted_at.is_(None), Pause.lifted_at > since))
        .order_by(Pause.until_at.desc(), Pause.id)
    ).all()
