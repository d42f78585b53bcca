"""What a person says of referrals: yes, no, later, call it off, show me the numbers."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.audit import Act
from domain.conversation import VisitState
from domain.record_details import ReferStep
from domain.referral import ConsentAct, ConsentState, SaidBy, consent_after
from domain.referral_code import CodePurpose
from services import (
    audit,
    contacts,
    handover_papers,
    outbox,
    paper_answers,
    put_question,
    referral_card,
    referral_codes,
    referral_keeping,
    referral_places,
    saying,
    sign_up_card,
)
from services.put_question import Said
from services.work import Work
from storage.models.contact import Contact
from storage.models.referral import Referral
from storage.models.visit import Visit
from storage.queries import referrals, visits
from texts.notices import NoticeName
from texts.words import Command

_ACTS: Final = {
    Command.REFER_YES: ConsentAct.YES,
    Command.REFER_NO: ConsentAct.NO,
    Command.REFER_LATER: ConsentAct.LATER,
}
_OPEN_AGAIN_FOR: Final = timedelta(days=7)
"""So long after the question a no may still become a yes by its words alone."""

QUESTIONS: Final = frozenset(_ACTS)
"""The buttons of a question, which carry its mark."""

COMMANDS: Final = QUESTIONS | paper_answers.COMMANDS | {Command.REFER_STOP, Command.REFER_CODES}


def heed(work: Work, contact: Contact, visit: Visit | None, said: Said) -> bool:
    """Do what a button or a word says of referrals; ``visit`` is the talk it is said in, if any.

    A button answers its own question. A bare はい, いいえ or あとで is an answer only while the
    question is the last thing that was said; the whole words always are. Without a question,
    紹介しないで typed after a yes calls off what was agreed. Gives whether it meant something.
    """
    if said.command is Command.REFER_CODES:
        _show(work, contact, visit)
        return True
    if said.command is Command.REFER_STOP:
        _stop(work, contact, visit)
        return True
    if paper_answers.heed(work, contact, visit, said):
        return True
    return said.command in _ACTS and _heed_answer(work, contact, visit, said)


def rest(work: Work, contact: Contact) -> None:
    """The person has blocked us: what is open holds no more, and no paper of it is read.

    What they agreed to stays agreed: after coming back 紹介コード gives another number.
    """
    for row in referrals.open_of(work.session, contact.id):
        referral_codes.withdraw(work, purpose=CodePurpose.REFERRAL, subject_id=row.id)
        handover_papers.recall(work, row, member_id=None)


def _heed_answer(work: Work, contact: Contact, visit: Visit | None, said: Said) -> bool:
    row = referrals.asked_of(work.session, contact.id)
    if row is None:
        if said.typed is None or put_question.is_bare(work, contact, said):
            return False
        return _say_anew(work, contact, visit, said.command)
    if not put_question.is_answered(work, contact, said, subject_id=row.id, asked_at=row.asked_at):
        return False
    _answer(work, contact, visit, row, _ACTS[said.command])
    return True


def _answer(
    work: Work, contact: Contact, visit: Visit | None, row: Referral, act: ConsentAct
) -> None:
    row.answered_at = work.now
    row.put_off_at = work.now if act is ConsentAct.LATER else None
    is_gone = act is ConsentAct.YES and not row.is_for_staff and not _is_place(work, row)
    after = ConsentState.NOT_ASKED if is_gone else consent_after(row.consent, act)
    row.consent = after or row.consent
    audit.note(
        work,
        Act.REFERRAL_ANSWERED,
        actor_id=None,
        subject=referral_keeping.about(row),
        reason=act,
    )
    if is_gone:
        _say(work, contact, visit, NoticeName.REFER_GONE)
    elif act is ConsentAct.YES and row.is_for_staff:
        _say(work, contact, visit, NoticeName.REFER_YES_STAFF)
    elif act is ConsentAct.YES:
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
    stopped: list[Referral] = []
    for row in referrals.open_of(work.session, contact.id):
        after = consent_after(row.consent, ConsentAct.STOP)
        if after is None:
            continue
        stopped.append(row)
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
    if not stopped:
        _say(work, contact, visit, NoticeName.REFER_NO_CODES)
    elif all(row.is_for_staff for row in stopped):
        _say(work, contact, visit, NoticeName.REFER_STOPPED_STAFF)
    else:
        _say(work, contact, visit, NoticeName.REFER_STOPPED)


def _show(work: Work, contact: Contact, visit: Visit | None) -> None:
    """The numbers that hold, at any hour; one that is over is made anew, while its place is one."""
    given = [
        row
        for row in referrals.open_of(work.session, contact.id)
        if row.consent is ConsentState.GIVEN and not row.is_for_staff
    ]
    rows = [row for row in given if referral_places.is_nameable(work, row.destination_id)]
    lost = [row for row in rows if not referral_card.has_code(work, row)]
    for row in lost:
        referral_card.issue(work, row)
    others = sign_up_card.list_cards(work, contact)
    if not rows and not others:
        is_gone = bool(given)
        _say(work, contact, visit, NoticeName.REFER_GONE if is_gone else NoticeName.REFER_NO_CODES)
        return
    name = NoticeName.REFER_CODES_ANEW if lost else NoticeName.REFER_CODES
    notice = saying.fill(work, contact, name)
    if len(rows) < len(given):
        gone = saying.fill(work, contact, NoticeName.REFER_GONE)
        notice = replace(notice, bubbles=(*gone.bubbles[:1], *notice.bubbles))
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


def _say_anew(work: Work, contact: Contact, visit: Visit | None, command: Command) -> bool:
    """Whole words without a question: a no after a yes, or a yes after a no."""
    if command is Command.REFER_NO:
        return _take_back(work, contact, visit)
    return command is Command.REFER_YES and _agree_late(work, contact, visit)


def _take_back(work: Work, contact: Contact, visit: Visit | None) -> bool:
    open_ones = referrals.open_of(work.session, contact.id)
    if not any(row.consent is ConsentState.GIVEN for row in open_ones):
        return False
    _stop(work, contact, visit)
    return True


def _agree_late(work: Work, contact: Contact, visit: Visit | None) -> bool:
    """Whoever said no, or called it off, may say yes to what was asked last, and to nothing else.

    What was asked last is the last of all there ever was, also where it is closed or let go.
    """
    row = referrals.last_asked_of(work.session, contact.id)
    if row is None or row.closed_at is not None:
        return False
    if row.consent not in {ConsentState.REFUSED, ConsentState.WITHDRAWN}:
        return False
    if not _is_fresh(work, row) or not _is_place(work, row):
        return False
    row.consent = ConsentState.ASKED
    _answer(work, contact, visit, row, ConsentAct.YES)
    return True


def _is_fresh(work: Work, row: Referral) -> bool:
    """Whether it was asked in this visit, or not long ago."""
    if row.asked_at is None:
        return False
    latest = visits.latest_of(work.session, row.contact_id)
    is_open = latest is not None and latest.state is not VisitState.ENDED
    is_now = latest is not None and is_open and row.asked_at >= latest.started_at
    return is_now or work.now - row.asked_at <= _OPEN_AGAIN_FOR


def _say(work: Work, contact: Contact, visit: Visit | None, name: NoticeName) -> None:
    notice = saying.fill(work, contact, name)
    saying.say(work, contact, visit, notice, is_reply_only=visit is None)


def _is_place(work: Work, row: Referral) -> bool:
    """Whether its place may still be named: to the person, or to staff where it is for them."""
    return referral_places.is_nameable(work, row.destination_id, for_staff=row.is_for_staff)
