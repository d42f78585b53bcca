"""Hand-over papers as the one destination reads them they were let go to.

There a paper has an address of its own: its id stands in our audit log beside the moment its person
was asked, and whoever had both would know the talk. Reading is noted of the destination alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError, SealError
from services import audit, destinations, paper_content, portal_members, referral_keeping
from services.paper_content import PaperContent
from services.work import Work
from storage.models.referral import HandOverPaper
from storage.queries import referrals


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """A paper for a destination, which it reads until then; ``address`` means nothing elsewhere."""

    address: UUID
    destination: str
    until_at: datetime


def list_papers(work: Work, *, member_id: UUID) -> tuple[Addressed, ...]:
    """What the destinations a member stands for may read now, in an order that tells nothing."""
    found = [
        Addressed(
            address=_address(work, paper),
            destination=destinations.get(work, paper.destination_id).facts.name,
            until_at=paper.until_at,
        )
        for paper in _readable(work, member_id)
        if paper.until_at is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.destination, each.until_at, each.address)))


def read(work: Work, address: UUID, *, member_id: UUID) -> PaperContent:
    """One paper; that somebody of the destination reads is noted, and the paper's first day.

    Raises:
        NotFoundError: it is not theirs to read, or not any more.
    """
    for paper in _readable(work, member_id):
        if _address(work, paper) == address:
            return _read(work, paper, member_id)
    raise NotFoundError("No such paper")


def _read(work: Work, found: HandOverPaper, member_id: UUID) -> PaperContent:
    referral_keeping.lock(work, found.referral_id)  # nobody takes it back meanwhile
    paper = referrals.get_paper(work.session, found.id)
    if paper.withdrawn_at is not None:
        raise NotFoundError("No such paper")
    try:
        content = paper_content.open_(work, paper)
    except SealError:
        raise NotFoundError("No such paper") from None
    paper.read_on = paper.read_on or referral_keeping.today(work)
    subject = Subject(kind=SubjectKind.DESTINATION, id=paper.destination_id)
    audit.note(work, Act.PAPER_READ, actor_id=member_id, subject=subject)
    return content


def _readable(work: Work, member_id: UUID) -> Iterator[HandOverPaper]:
    for destination_id in portal_members.in_use(work, member_id):
        yield from referrals.released_to(work.session, destination_id, now=work.now)


def _address(work: Work, paper: HandOverPaper) -> UUID:
    return UUID(bytes=work.house.seals.code_mac("paper|v1", paper.id.bytes)[:16], version=4)
