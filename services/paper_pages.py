"""Hand-over papers as the console shows them: each exactly as the receiving side reads it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.errors import NotFoundError, RefusedError, SealError
from domain.hand_over_paper import AGREED_FOR, PaperState, is_agreed, last_day
from domain.permission import Permission, may
from domain.referral import ConsentAct, ConsentState
from domain.secret import PrivateText
from services import (
    handover_papers,
    making,
    paper_content,
    paper_pieces,
    paper_talk,
    referral_keeping,
    referral_pages,
    shown,
)
from services.paper_content import PaperContent
from services.paper_pieces import Piece
from services.work import Work
from storage.models.member import Member
from storage.models.referral import HandOverPaper, Referral
from storage.queries import referrals


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPaper:
    """One paper. ``content`` is None once it was taken back; ``digest`` stands for what is shown.

    ``answer`` is what the person said when they were asked at ``asked_at``; a yes holds up to
    ``agreed_until``, and ``is_agreed`` while it does. ``asking`` is what this member may send them
    now, word for word. ``may_release``: by this member, now; ``open_pieces`` keep everybody from
    both. ``read_on``: since then somebody at the destination knows it.
    """

    id: UUID
    referral_id: UUID
    name: str
    state: PaperState
    written_by: str
    written_at: datetime
    asked_at: datetime | None
    answer: ConsentAct | None
    answered_at: datetime | None
    is_agreed: bool
    agreed_until: date | None
    asking: PrivateText | None
    released_by: str | None
    until_at: datetime | None
    read_on: date | None
    content: PaperContent | None
    digest: str
    pieces: tuple[Piece, ...]
    is_own: bool
    has_consent: bool
    is_in_talk: bool
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
    is_own = not making.are_two(work, paper.written_by, member_id)
    is_in_talk = referral_pages.is_in_talk(work, row, member_id=member_id)
    return ShownPaper(
        id=paper.id,
        referral_id=paper.referral_id,
        name=row.name,
        state=state,
        written_by=shown.member_alias(work, paper.written_by) or "",
        written_at=paper.written_at,
        asked_at=paper.asked_at,
        answer=paper.answer,
        answered_at=paper.answered_at,
        is_agreed=is_agreed(paper.answer, paper.answered_at, now=work.now),
        agreed_until=_agreed_until(paper),
        asking=_asking(work, row, paper, member_id) if is_in_talk else None,
        released_by=shown.member_alias(work, paper.released_by),
        until_at=paper.until_at,
        read_on=paper.read_on,
        content=content,
        digest=paper_content.digest(content) if content is not None else "",
        pieces=paper_pieces.find(work, words, confirmed=confirmed) if words is not None else (),
        is_own=is_own,
        has_consent=row.consent is ConsentState.GIVEN,
        is_in_talk=is_in_talk,
        may_release=state is PaperState.DRAFT
        and not is_own
        and may(member.roles, Permission.RELEASE_PAPER),
    )


def _asking(work: Work, row: Referral, paper: HandOverPaper, member_id: UUID) -> PrivateText | None:
    is_waiting = paper.asked_at is not None and paper.answer is None
    holds = is_agreed(paper.answer, paper.answered_at, now=work.now)
    is_draft = handover_papers.state_of(paper) is PaperState.DRAFT
    is_open = is_draft and row.consent is ConsentState.GIVEN
    if not is_open or is_waiting or holds:
        return None
    try:
        return paper_talk.ask_words(work, paper.id, member_id=member_id)
    except RefusedError:
        return None


def _agreed_until(paper: HandOverPaper) -> date | None:
    if paper.answer is not ConsentAct.YES or paper.answered_at is None:
        return None
    return last_day(paper.answered_at, AGREED_FOR)


def _content(work: Work, paper: HandOverPaper) -> PaperContent | None:
    try:
        return paper_content.open_(work, paper)
    except SealError:
        return None
