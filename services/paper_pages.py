"""Hand-over papers as the console shows them: each exactly as the receiving side reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import NotFoundError, SealError
from domain.hand_over_paper import PaperState
from domain.permission import Permission, may
from domain.referral import ConsentState
from services import handover_papers, paper_content, paper_pieces, referral_keeping, shown
from services.paper_content import PaperContent
from services.paper_pieces import Piece
from services.work import Work
from storage.models.member import Member
from storage.models.referral import HandOverPaper
from storage.queries import referrals


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPaper:
    """One paper. ``content`` is None once it was taken back; ``digest`` stands for what is shown.

    ``may_release``: by this member, now; ``open_pieces`` keep everybody from it.
    """

    id: UUID
    referral_id: UUID
    name: str
    state: PaperState
    written_by: str
    written_at: datetime
    agreed_at: datetime | None
    released_by: str | None
    until_at: datetime | None
    content: PaperContent | None
    digest: str
    pieces: tuple[Piece, ...]
    is_own: bool
    has_consent: bool
    may_release: bool

    @property
    def open_pieces(self) -> tuple[Piece, ...]:
        """Pieces that may identify somebody, and that nobody has confirmed."""
        return tuple(each for each in self.pieces if not each.is_confirmed)


def list_of(work: Work, referral_id: UUID, *, member_id: UUID) -> tuple[ShownPaper, ...]:
    """The papers of a referral, the newest first.

    Raises:
        NotFoundError: there is no such referral, or it is not this member's.
    """
    referral_keeping.look(work, referral_id, member_id=member_id)
    rows = referrals.papers(work.session, referral_id)
    return tuple(_shown(work, row, member_id) for row in rows)


def look(work: Work, paper_id: UUID, *, member_id: UUID) -> ShownPaper:
    """One paper.

    Raises:
        NotFoundError: there is none, or its referral is not this member's.
    """
    paper = referrals.get_paper(work.session, paper_id)
    referral_keeping.look(work, paper.referral_id, member_id=member_id)
    return _shown(work, paper, member_id)


def get_draft(work: Work, paper_id: UUID, *, member_id: UUID) -> ShownPaper:
    """One paper that may still be written anew.

    Raises:
        NotFoundError: there is none, it is not this member's, or it went out.
    """
    found = look(work, paper_id, member_id=member_id)
    if found.state is not PaperState.DRAFT:
        raise NotFoundError("No such draft")
    return found


def _shown(work: Work, paper: HandOverPaper, member_id: UUID) -> ShownPaper:
    row = referrals.get(work.session, paper.referral_id)
    content = _content(work, paper)
    words = content.words if content is not None else None
    confirmed = content.confirmed if content is not None else frozenset()
    member = work.session.get_one(Member, member_id)
    state = handover_papers.state_of(paper)
    is_own = paper.written_by == member_id
    return ShownPaper(
        id=paper.id,
        referral_id=paper.referral_id,
        name=row.name,
        state=state,
        written_by=shown.member_alias(work, paper.written_by) or "",
        written_at=paper.written_at,
        agreed_at=paper.agreed_at,
        released_by=shown.member_alias(work, paper.released_by),
        until_at=paper.until_at,
        content=content,
        digest=paper_content.digest(content) if content is not None else "",
        pieces=paper_pieces.find(work, words, confirmed=confirmed) if words is not None else (),
        is_own=is_own,
        has_consent=row.consent is ConsentState.GIVEN,
        may_release=state is PaperState.DRAFT
        and not is_own
        and may(member.roles, Permission.RELEASE_PAPER),
    )


def _content(work: Work, paper: HandOverPaper) -> PaperContent | None:
    try:
        return paper_content.open_(work, paper)
    except SealError:
        return None
