"""Hand-over papers: written by one, agreed to by the person, let go by another, read by one place.

The person is asked in ``services.paper_talk``, and answers in ``services.paper_answers``.
"""

from datetime import datetime, time
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.errors import NotFoundError, SealError
from domain.hand_over_paper import (
    READABLE_FOR,
    EmptyPaperError,
    NotAskedAboutPaperError,
    PaperChangedError,
    PaperState,
    PiecesOpenError,
    WordsOffError,
    is_agreed,
    last_day,
)
from domain.permission import Permission, may
from domain.referral import ConsentState, DestinationGoneError, ReferralOverError
from services import (
    audit,
    making,
    paper_content,
    paper_pieces,
    referral_keeping,
    referral_places,
)
from services.glass import SameHandsError
from services.paper_content import PaperContent
from services.work import Work
from storage.models.member import Member
from storage.models.referral import HandOverPaper, Referral
from storage.queries import contacts, referrals


def write(
    work: Work,
    referral_id: UUID,
    content: PaperContent,
    *,
    member_id: UUID,
    paper_id: UUID | None = None,
) -> UUID:
    """Write a paper, or write a draft anew: whoever had agreed is then asked again.

    Raises:
        NotFoundError, ReferralOverError: as ``referral_keeping.lock_to_keep``; or no such draft.
        WordsOffError: it has free words, and they are switched off here.
        EmptyPaperError: it says nothing.
        DestinationGoneError: no person is told of the place, so nobody can agree to it.
    """
    row = referral_keeping.lock_to_keep(work, referral_id, member_id=member_id)
    if row.is_for_staff:
        raise DestinationGoneError
    if content.words is None and not any(content.codes.values()):
        raise EmptyPaperError
    if content.words is not None and not work.house.allows_words:
        raise WordsOffError
    paper = _draft(work, row, paper_id) if paper_id is not None else _new(row)
    paper.written_by, paper.written_at = member_id, work.now
    paper.asked_at = paper.answer = paper.answered_at = None
    paper_content.seal(work, paper, content)
    work.session.add(paper)
    work.session.flush()
    note(work, Act.PAPER_WRITTEN, paper, member_id)
    return paper.id


def release(work: Work, paper_id: UUID, *, member_id: UUID, seen: str) -> None:
    """Let a paper go, as the second person; its digest stands in the audit log.

    Raises:
        NotFoundError, ReferralOverError: no such draft, or not this member's to let go.
        SameHandsError: whoever wrote it does not let it go, nor whom they made or were made by
            (``making.are_two``).
        NotAskedAboutPaperError: the person has not agreed to it, not any more, or too long ago.
        PiecesOpenError: something that may identify somebody is not confirmed.
        PaperChangedError: it reads differently from what was ``seen``.
        WordsOffError: it has free words, and they are switched off by now.
        DestinationGoneError: its destination may not be named any more.
    """
    _, row = _locked(work, paper_id, member_id)
    paper = get_draft(work, paper_id)
    if not may(work.session.get_one(Member, member_id).roles, Permission.RELEASE_PAPER):
        raise NotFoundError("No such paper")
    if not making.are_two(work, paper.written_by, member_id):
        raise SameHandsError
    if not holds(work, row, paper) or _is_blocked(work, row):
        raise NotAskedAboutPaperError
    content = open_(work, paper)
    if paper_content.digest(content) != seen:
        raise PaperChangedError
    require_clean(work, content)
    referral_places.get(work, paper.destination_id)
    paper.released_by, paper.released_at = member_id, work.now
    paper.until_at = _last_moment(work)
    paper.digest = paper_content.digest(content)
    note(work, Act.PAPER_RELEASED, paper, member_id, reason=paper.digest)


def holds(work: Work, row: Referral, paper: HandOverPaper) -> bool:
    """Whether the person agreed to being linked, and to this paper not too long ago."""
    is_linked = row.consent is ConsentState.GIVEN
    return is_linked and is_agreed(paper.answer, paper.answered_at, now=work.now)


def get_draft(work: Work, paper_id: UUID) -> HandOverPaper:
    """A paper that has not gone out.

    Raises:
        NotFoundError: there is none. ReferralOverError: it went out, or was taken back.
    """
    paper = referrals.get_paper(work.session, paper_id)
    if state_of(paper) is not PaperState.DRAFT:
        raise ReferralOverError
    return paper


def open_(work: Work, paper: HandOverPaper) -> PaperContent:
    """What a paper says.

    Raises:
        PaperChangedError: it cannot be opened.
    """
    try:
        return paper_content.open_(work, paper)
    except SealError:
        raise PaperChangedError from None


def require_clean(work: Work, content: PaperContent) -> None:
    """A content that may be shown to anybody as it stands.

    Raises:
        WordsOffError: it has free words, and they are switched off here.
        PiecesOpenError: something that may identify somebody is not confirmed.
    """
    if content.words is None:
        return
    if not work.house.allows_words:
        raise WordsOffError
    found = paper_pieces.find(work, content.words, confirmed=content.confirmed)
    if not all(each.is_confirmed for each in found):
        raise PiecesOpenError


def withdraw(work: Work, paper_id: UUID, *, member_id: UUID) -> None:
    """Take a paper back, sent or not; from now on nobody there reads it.

    Raises:
        NotFoundError, ReferralOverError: no such paper, or not this member's.
    """
    paper, _ = _locked(work, paper_id, member_id)
    take_back(work, paper, member_id)


def take_back(work: Work, paper: HandOverPaper, member_id: UUID | None) -> None:
    """Erase what a paper says; ``member_id`` is None for the person. Once is enough."""
    if paper.withdrawn_at is not None:
        return
    paper.withdrawn_at = work.now
    paper.sealed = paper.wrapped_key = paper.key_generation = None
    note(work, Act.PAPER_WITHDRAWN, paper, member_id)


def recall(work: Work, row: Referral, *, member_id: UUID | None) -> None:
    """Take every paper of a referral back; ``member_id`` is None for the person."""
    for paper in referrals.papers(work.session, row.id):
        take_back(work, paper, member_id)


def clear_expired(work: Work) -> None:
    """Erase the words of papers nobody may read any more; that they went out stays known."""
    for found in referrals.expired_papers(work.session, now=work.now):
        referral_keeping.lock(work, found.referral_id)
        paper = referrals.get_paper(work.session, found.id)
        paper.sealed = paper.wrapped_key = paper.key_generation = None


def state_of(paper: HandOverPaper) -> PaperState:
    """How far a paper came."""
    if paper.withdrawn_at is not None:
        return PaperState.WITHDRAWN
    return PaperState.DRAFT if paper.released_at is None else PaperState.RELEASED


def _last_moment(work: Work) -> datetime:
    """The end of the last day, in Tokyo: it does not tell at what hour the paper went out."""
    return datetime.combine(last_day(work.now, READABLE_FOR), time.max, tzinfo=TOKYO)


def _new(row: Referral) -> HandOverPaper:
    return HandOverPaper(
        id=uuid4(),
        referral_id=row.id,
        visit_id=row.visit_id,
        destination_id=row.destination_id,
    )


def _draft(work: Work, row: Referral, paper_id: UUID) -> HandOverPaper:
    paper = referrals.get_paper(work.session, paper_id)
    if paper.referral_id != row.id or state_of(paper) is not PaperState.DRAFT:
        raise NotFoundError("No such draft")
    return paper


def _locked(work: Work, paper_id: UUID, member_id: UUID) -> tuple[HandOverPaper, Referral]:
    referral_id = referrals.get_paper(work.session, paper_id).referral_id
    row = referral_keeping.lock_to_keep(work, referral_id, member_id=member_id)
    return referrals.get_paper(work.session, paper_id), row


def _is_blocked(work: Work, row: Referral) -> bool:
    return contacts.get(work.session, row.contact_id).blocked_at is not None


def note(
    work: Work,
    act: Act,
    paper: HandOverPaper,
    member_id: UUID | None,
    *,
    reason: str | None = None,
) -> None:
    """Note an act on a paper in the audit log; ``member_id`` is None for the person."""
    subject = Subject(kind=SubjectKind.PAPER, id=paper.id)
    audit.note(work, act, actor_id=member_id, subject=subject, reason=reason)
