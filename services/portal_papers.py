"""Hand-over papers as the one destination reads them they were let go to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import NotFoundError, SealError
from services import destinations, handover_papers, portal_members
from services.paper_content import PaperContent
from services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """A paper for a destination, which it reads until then."""

    id: UUID
    destination: str
    until_at: datetime


def list_papers(work: Work, *, member_id: UUID) -> tuple[Addressed, ...]:
    """What the destinations a member stands for may read now."""
    return tuple(
        Addressed(
            id=paper_id,
            destination=destinations.get(work, destination_id).facts.name,
            until_at=until_at,
        )
        for destination_id in sorted(_ids(work, member_id))
        for paper_id, until_at in handover_papers.list_for(work, destination_id)
    )


def read(work: Work, paper_id: UUID, *, member_id: UUID) -> PaperContent:
    """One paper; that it is read stands in the audit log.

    Raises:
        NotFoundError: it is not theirs to read, or not any more.
    """
    for destination_id in _ids(work, member_id):
        if any(each == paper_id for each, _ in handover_papers.list_for(work, destination_id)):
            try:
                return handover_papers.read(work, paper_id, destination_id, member_id=member_id)
            except SealError:
                raise NotFoundError("No such paper") from None
    raise NotFoundError("No such paper")


def _ids(work: Work, member_id: UUID) -> frozenset[UUID]:
    return portal_members.in_use(work, member_id)
