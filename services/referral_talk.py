"""What a counsellor sends of a referral in a talk: the place, and whether the person agrees.

Each is looked at first, word for word as it goes out, and sent by a second press.
"""

from uuid import UUID

from domain.audit import Act
from domain.errors import ContactBlockedError, SecondLookError
from domain.record_details import ReferStep
from domain.referral import (
    STEPS_AFTER,
    ConsentAct,
    ConsentNotOpenError,
    ConsentState,
    DestinationGoneError,
    SaidBy,
    consent_after,
)
from domain.secret import PrivateText
from services import (
    audit,
    contacts,
    in_hand,
    put_question,
    referral_keeping,
    referral_places,
    saying,
)
from services.work import Work
from storage.models.contact import Contact
from storage.models.referral import Referral
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import referrals, visits
from texts.notices import Notice, NoticeName


def place_words(work: Work, referral_id: UUID, *, member_id: UUID) -> PrivateText:
    """What 「場所を知らせる」 would send now (T35).

    Raises:
        NotFoundError: the referral is not theirs. DestinationGoneError: it may not be named now.
    """
    row = referral_keeping.look(work, referral_id, member_id=member_id)
    return as_words(_place_notice(work, _contact(work, row), row))


def ask_words(work: Work, referral_id: UUID, *, member_id: UUID) -> PrivateText:
    """What the question for consent would say now.

    Raises:
        NotFoundError: the referral is not theirs. DestinationGoneError: it may not be named now.
    """
    row = referral_keeping.look(work, referral_id, member_id=member_id)
    return as_words(_ask_notice(work, _contact(work, row), row))


def tell(work: Work, referral_id: UUID, *, member_id: UUID, seen: PrivateText) -> None:
    """Send the place into the person's running talk, in the words that were ``seen``.

    Raises:
        NotFoundError, ReferralOverError: as ``referral_keeping.lock_to_keep``.
        NotYoursError, TalkEndedError, ReadingOnlyError, ContactBlockedError: not now, not you.
        DestinationGoneError: it may not be named now.
        SecondLookError: it would say something else than what was seen.
    """
    row, visit, contact = in_talk(work, referral_id, member_id)
    notice = _place_notice(work, contact, row)
    send(work, contact, visit, notice, seen)
    if ReferStep.TOLD in STEPS_AFTER[row.step]:
        referral_keeping.add_step(
            work, row, ReferStep.TOLD, said_by=SaidBy.MEMBER, member_id=member_id
        )
    contacts.changed(work, contact, visit.id)


def ask(work: Work, referral_id: UUID, *, member_id: UUID, seen: PrivateText) -> None:
    """Ask the person whether they agree. One question at a time: an earlier one is let go.

    Asked a second time before they have answered, nothing is sent; after あとで it is.

    Raises:
        NotFoundError, ReferralOverError: as ``referral_keeping.lock_to_keep``.
        NotYoursError, TalkEndedError, ReadingOnlyError, ContactBlockedError: not now, not you.
        ConsentNotOpenError: they have agreed already.
        DestinationGoneError: it may not be named now.
        SecondLookError: it would say something else than what was seen.
    """
    row, visit, contact = in_talk(work, referral_id, member_id)
    asked = consent_after(row.consent, ConsentAct.ASK)
    if asked is None:
        raise ConsentNotOpenError
    if row.consent is ConsentState.ASKED and row.put_off_at is None:
        return
    put = put_question.mark(work, row.id, work.now)
    notice = put_question.marked(_ask_notice(work, contact, row), put)
    send(work, contact, visit, notice, seen)
    let_go(work, contact, but=row.id)
    row.consent, row.asked_at, row.put_off_at = asked, work.now, None
    audit.note(work, Act.REFERRAL_ASKED, actor_id=member_id, subject=referral_keeping.about(row))
    contacts.changed(work, contact, visit.id)


def let_go(work: Work, contact: Contact, *, but: UUID) -> None:
    """There is one question at a time: whatever else was asked is let go.

    ``but`` is the referral or the paper that is asked about now.
    """
    row = referrals.asked_of(work.session, contact.id)
    if row is not None and row.id != but:
        row.consent, row.put_off_at = ConsentState.NOT_ASKED, None
    paper = referrals.asked_paper_of(work.session, contact.id)
    if paper is not None and paper.id != but:
        paper.asked_at = paper.answer = paper.answered_at = None


def in_talk(work: Work, referral_id: UUID, member_id: UUID) -> tuple[Referral, Visit, Contact]:
    """An open referral this member keeps, with the person's running talk, which is theirs.

    Raises:
        NotFoundError, ReferralOverError: as ``referral_keeping.lock_to_keep``.
        NotYoursError, TalkEndedError, ReadingOnlyError, ContactBlockedError: not now, not you.
    """
    row = referral_keeping.lock_to_keep(work, referral_id, member_id=member_id)
    latest = visits.latest_of(work.session, row.contact_id)
    visit_id = latest.id if latest is not None else row.visit_id
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id, or_beside=True)
    if contact.blocked_at is not None:
        raise ContactBlockedError
    return row, visit, contact


def send(work: Work, contact: Contact, visit: Visit, notice: Notice, seen: PrivateText) -> None:
    """Send a notice into the talk, in the words that were ``seen``.

    Raises:
        SecondLookError: it says something else.
    """
    if as_words(notice).reveal() != seen.reveal():
        raise SecondLookError
    saying.say(work, contact, visit, notice, is_reply_only=False)
    if visit.conversation is not None:
        visit.conversation.awaiting_since = visit.conversation.awaiting_since or work.now


def _place_notice(work: Work, contact: Contact, row: Referral) -> Notice:
    if row.is_for_staff:
        raise DestinationGoneError
    place = referral_places.get(work, row.destination_id)
    name = NoticeName.REFER_PLACE_QUIET if place.is_quiet else NoticeName.REFER_PLACE
    line = place.one_line.rstrip("。.")
    return saying.fill(work, contact, name, place=place.name, one_line=line)


def _ask_notice(work: Work, contact: Contact, row: Referral) -> Notice:
    if row.is_for_staff:  # its name is not for the person
        referral_places.get(work, row.destination_id, for_staff=True)
        return saying.fill(work, contact, NoticeName.REFER_ASK_STAFF)
    place = referral_places.get(work, row.destination_id)
    shown = referral_keeping.open_shown(work, row)
    if shown is None:
        return saying.fill(work, contact, NoticeName.REFER_ASK, place=place.name)
    return saying.fill(
        work, contact, NoticeName.REFER_ASK_SHOWN, place=place.name, shown=shown.reveal()
    )


def _contact(work: Work, row: Referral) -> Contact:
    return contact_rows.get(work.session, row.contact_id)


def as_words(notice: Notice) -> PrivateText:
    """What a notice says, as it is looked at before it goes out."""
    return PrivateText("\n".join(notice.bubbles))
