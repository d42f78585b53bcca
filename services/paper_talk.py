"""Whether a hand-over paper may go out: asked of the person in the talk, with all that it says."""

from typing import Final
from uuid import UUID

from domain.audit import Act
from domain.hand_over_paper import (
    AGREED_FOR,
    READABLE_FOR,
    NotAskedAboutPaperError,
    is_agreed,
)
from domain.referral import ConsentNotOpenError, ConsentState
from domain.secret import PrivateText
from services import (
    contacts,
    handover_papers,
    put_question,
    referral_keeping,
    referral_places,
    referral_talk,
    saying,
)
from services.work import Work
from storage.models.contact import Contact
from storage.models.referral import HandOverPaper, Referral
from storage.queries import contacts as contact_rows
from storage.queries import referrals
from texts import paper_words
from texts.language import Language
from texts.notices import Notice, NoticeName

_TERM: Final = AGREED_FOR.days
_DAYS: Final = READABLE_FOR.days


def ask_words(work: Work, paper_id: UUID, *, member_id: UUID) -> PrivateText:
    """What the question would say now, with the whole paper.

    Raises:
        NotFoundError: no such paper, or not theirs. PaperChangedError: it cannot be opened.
        PiecesOpenError, WordsOffError: as ``handover_papers.require_clean``.
        DestinationGoneError: its destination may not be named now.
    """
    paper = referrals.get_paper(work.session, paper_id)
    row = referral_keeping.look(work, paper.referral_id, member_id=member_id)
    contact = contact_rows.get(work.session, row.contact_id)
    return referral_talk.as_words(_notice(work, contact, row, paper))


def ask(work: Work, paper_id: UUID, *, member_id: UUID, seen: PrivateText) -> None:
    """Ask the person; whatever else was asked is let go. Asked again before an answer: nothing.

    Raises:
        NotFoundError, ReferralOverError: no such draft, or not this member's.
        NotYoursError, TalkEndedError, ReadingOnlyError, ContactBlockedError: not now, not you.
        NotAskedAboutPaperError: they have not agreed to being linked at all.
        ConsentNotOpenError: they have agreed to this paper already, and it holds.
        DestinationGoneError, PiecesOpenError, WordsOffError, PaperChangedError: as ``ask_words``.
        SecondLookError: it would say something else than what was seen.
    """
    referral_id = referrals.get_paper(work.session, paper_id).referral_id
    row, visit, contact = referral_talk.in_talk(work, referral_id, member_id)
    paper = handover_papers.get_draft(work, paper_id)
    if row.consent is not ConsentState.GIVEN:
        raise NotAskedAboutPaperError
    if is_agreed(paper.answer, paper.answered_at, now=work.now):
        raise ConsentNotOpenError
    if paper.asked_at is not None and paper.answer is None:
        return
    notice = _notice(work, contact, row, paper)
    put = put_question.mark(work, paper.id, work.now)
    referral_talk.send(work, contact, visit, put_question.marked(notice, put), seen)
    referral_talk.let_go(work, contact, but=paper.id)
    paper.asked_at, paper.answer, paper.answered_at = work.now, None, None
    handover_papers.note(work, Act.PAPER_ASKED, paper, member_id)
    contacts.changed(work, contact, visit.id)


def _notice(work: Work, contact: Contact, row: Referral, paper: HandOverPaper) -> Notice:
    """The question; each line of the paper stands as the destination reads it."""
    place = referral_places.get(work, row.destination_id)
    content = handover_papers.open_(work, paper)
    handover_papers.require_clean(work, content)
    said = content.words.reveal() if content.words is not None else ""
    codes = {part.value: found for part, found in content.codes.items()}
    lines = paper_words.lines(codes, said, Language(contact.language))
    return saying.fill(
        work,
        contact,
        NoticeName.PAPER_ASK,
        place=place.name,
        term=_TERM,
        days=_DAYS,
        paper=lines,
    )
