"""What a person says of referrals: yes, no, later, call it off, show me the numbers."""

from typing import Final

from domain.audit import Act
from domain.record_details import ReferStep
from domain.referral import ConsentAct, ConsentState, SaidBy, consent_after
from domain.referral_code import CodePurpose
from domain.secret import PrivateText
from services import (
    audit,
    contacts,
    handover_papers,
    outbox,
    referral_card,
    referral_codes,
    referral_keeping,
    saying,
    sign_up_card,
)
from services.work import Work
from storage.models.contact import Contact
from storage.models.referral import Referral
from storage.models.visit import Visit
from storage.queries import referrals
from texts.language import Language
from texts.notices import NoticeName
from texts.words import Command

_ACTS: Final = {
    Command.REFER_YES: ConsentAct.YES,
    Command.REFER_NO: ConsentAct.NO,
    Command.REFER_LATER: ConsentAct.LATER,
}
COMMANDS: Final = frozenset({*_ACTS, Command.REFER_STOP, Command.REFER_CODES})


def heed(
    work: Work,
    contact: Contact,
    visit: Visit | None,
    command: Command,
    *,
    typed: PrivateText | None = None,
) -> bool:
    """Do what a button or a word says of referrals; ``visit`` is the talk it is said in, if any.

    A bare はい, いいえ or あとで is an answer only while the question is the last thing that was
    said; the whole words always are. Gives whether it meant something.
    """
    if command is Command.REFER_CODES:
        _show(work, contact, visit)
        return True
    if command is Command.REFER_STOP:
        _stop(work, contact, visit)
        return True
    row = referrals.asked_of(work.session, contact.id)
    if row is None:
        return _agree_late(work, contact, visit, command, typed=typed)
    if _is_bare(work, contact, command, typed) and _is_overtaken(work, row):
        return False
    _answer(work, contact, visit, row, _ACTS[command])
    return True


def _answer(
    work: Work, contact: Contact, visit: Visit | None, row: Referral, act: ConsentAct
) -> None:
    row.answered_at = work.now
    row.put_off_at = work.now if act is ConsentAct.LATER else None
    row.consent = consent_after(row.consent, act) or row.consent
    audit.note(
        work,
        Act.REFERRAL_ANSWERED,
        actor_id=None,
        subject=referral_keeping.about(row),
        reason=act,
    )
    if act is ConsentAct.YES:
        referral_card.issue(work, row)
        referral_keeping.add_step(
            work, row, ReferStep.GAVE_CONTACT, said_by=SaidBy.PERSON, member_id=None
        )
        until = referral_card.last_day(work, contact)
        notice = saying.fill(work, contact, NoticeName.REFER_YES, until=until)
        referral_card.send(work, contact, visit, notice, [row], is_reply_only=visit is None)
    elif act is ConsentAct.NO:
        _not_wanted(work, row)
        _say(work, contact, visit, NoticeName.REFER_NO)
    else:
        _say(work, contact, visit, NoticeName.REFER_LATER)
    contacts.changed(work, contact, row.visit_id)


def _stop(work: Work, contact: Contact, visit: Visit | None) -> None:
    """Call off every referral there is: said once, it need not be said of each."""
    outbox.recall(work, contact, answers=referral_card.ANSWERS)
    stopped = False
    for row in referrals.open_of(work.session, contact.id):
        after = consent_after(row.consent, ConsentAct.STOP)
        if after is None:
            continue
        stopped = True
        row.consent, row.answered_at, row.put_off_at = after, work.now, None
        referral_codes.withdraw(work, purpose=CodePurpose.REFERRAL, subject_id=row.id)
        handover_papers.recall(work, row, member_id=None)
        audit.note(
            work,
            Act.REFERRAL_ANSWERED,
            actor_id=None,
            subject=referral_keeping.about(row),
            reason=ConsentAct.STOP,
        )
        _not_wanted(work, row)
        contacts.changed(work, contact, row.visit_id)
    name = NoticeName.REFER_STOPPED if stopped else NoticeName.REFER_NO_CODES
    _say(work, contact, visit, name)


def _show(work: Work, contact: Contact, visit: Visit | None) -> None:
    """The numbers that hold, at any hour."""
    rows = [
        row
        for row in referrals.open_of(work.session, contact.id)
        if row.consent is ConsentState.GIVEN and referral_card.has_code(work, row)
    ]
    others = sign_up_card.list_cards(work, contact)
    if not rows and not others:
        _say(work, contact, visit, NoticeName.REFER_NO_CODES)
        return
    notice = saying.fill(work, contact, NoticeName.REFER_CODES)
    newest_first = list(reversed(rows))
    referral_card.send(
        work, contact, visit, notice, newest_first, others=others, is_reply_only=visit is None
    )


def _not_wanted(work: Work, row: Referral) -> None:
    """A refusal is a fact."""
    if row.step is not ReferStep.NOT_WANTED:
        referral_keeping.add_step(
            work, row, ReferStep.NOT_WANTED, said_by=SaidBy.PERSON, member_id=None
        )


def _agree_late(
    work: Work,
    contact: Contact,
    visit: Visit | None,
    command: Command,
    *,
    typed: PrivateText | None,
) -> bool:
    """Whoever said no, or called it off, may say yes in whole words to what was asked last."""
    if command is not Command.REFER_YES or _is_bare(work, contact, command, typed):
        return False
    again = [
        row
        for row in referrals.open_of(work.session, contact.id)
        if row.consent in {ConsentState.REFUSED, ConsentState.WITHDRAWN}
    ]
    if not again:
        return False
    row = max(again, key=lambda each: each.asked_at or each.made_at)
    row.consent = ConsentState.ASKED
    _answer(work, contact, visit, row, ConsentAct.YES)
    return True


def _say(work: Work, contact: Contact, visit: Visit | None, name: NoticeName) -> None:
    notice = saying.fill(work, contact, name)
    saying.say(work, contact, visit, notice, is_reply_only=visit is None)


def _is_bare(work: Work, contact: Contact, command: Command, typed: PrivateText | None) -> bool:
    """Whether it was typed, and in the one word that may be said to anything."""
    language = Language(contact.language)
    return typed is not None and work.house.words.is_first_word(typed.reveal(), command, language)


def _is_overtaken(work: Work, row: Referral) -> bool:
    """Whether something was said after the question."""
    return row.asked_at is None or referrals.is_said_since(
        work.session, row.contact_id, row.asked_at
    )
