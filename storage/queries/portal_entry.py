"""What a destination's own people say of its entry."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.portal import ProposalState
from storage.models.referral_code import EntryProposal

_SHOWN = 20


def proposals(session: Session, destination_id: UUID) -> Sequence[EntryProposal]:
    """The latest changes that were proposed for an entry, the newest first."""
    return session.scalars(
        select(EntryProposal)
        .where(EntryProposal.destination_id == destination_id)
        .order_by(
            EntryProposal.proposed_on.desc(),
            EntryProposal.proposed_at.desc().nulls_last(),
            EntryProposal.id,
        )
        .limit(_SHOWN)
    ).all()


def count_open(session: Session) -> dict[UUID, int]:
    """How many are open, by destination."""
    found = session.execute(
        select(EntryProposal.destination_id, func.count().label("number"))
        .where(EntryProposal.state == ProposalState.OPEN)
        .group_by(EntryProposal.destination_id)
    )
    return {row.destination_id: row.number for row in found}
