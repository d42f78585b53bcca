"""Somebody sends a number or an address: said once, quietly, that this is not needed here.

By reply, beside the answer there is: never beside danger, and never to somebody whose phone others
in the home may read. In a talk too, but not where the counsellor has just asked for it; whoever
talks with them reads it. Names are let be: to tell somebody theirs would be a cold welcome.
"""

from datetime import timedelta
from typing import Final

from domain.conversation import VisitState
from domain.details.asked import asks_for_details
from domain.details.find import find_sent
from domain.details.kinds import DetailKind
from domain.mark import Mark
from domain.message import MASK
from domain.risk.assessment import Sign
from domain.risk_level import CONSULTED
from domain.secret import PrivateText
from domain.utterance import Utterance
from services import danger_notices, outbox, saying, shown, transcript
from services.safety import Judged
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import marks, messages, outgoing
from texts.notices import NoticeName

APART: Final = timedelta(hours=1)
"""Between two of these to one person."""

_ANSWERS: Final = "details"
_NOTICES: Final = {
    DetailKind.PHONE: NoticeName.DETAIL_PHONE,
    DetailKind.EMAIL: NoticeName.DETAIL_MAIL,
    DetailKind.LINE_ID: NoticeName.DETAIL_HANDLE,
    DetailKind.POSTAL: NoticeName.DETAIL_ADDRESS,
    DetailKind.ADDRESS: NoticeName.DETAIL_ADDRESS,
    DetailKind.MYNUMBER: NoticeName.DETAIL_MY_NUMBER,
}
_STATES: Final = frozenset({VisitState.OUT_OF_HOURS, VisitState.WAITING, VisitState.TALKING})


def tell(
    work: Work, contact: Contact, visit: Visit, text: PrivateText | None, judged: Judged
) -> None:
    """Say that it need not be sent, where the text holds a way to reach somebody."""
    if text is None or not _may_speak(work, visit, judged):
        return
    name = _notice_for(text.reveal())
    if name is None or _is_told_or_watched(work, contact) or _is_asked_for(work, visit):
        return
    notice = saying.fill(work, contact, name)
    words = PrivateText("\n\n".join(notice.bubbles))
    outbox.lay_down(
        work,
        contact,
        Utterance(
            bubbles=notice.bubbles,
            choices=outbox.choices_above(work, contact),
            is_silent=saying.is_quiet_hour(work.now),
        ),
        visit_id=visit.id,
        message_id=transcript.add_outbound(work, contact, visit, words).id,
        answers=_ANSWERS,
        is_reply_only=True,
    )


def _may_speak(work: Work, visit: Visit, judged: Judged) -> bool:
    return (
        visit.state in _STATES
        and max(visit.risk, judged.level, judged.heard) < CONSULTED
        and Sign.HARMED not in judged.signs
        and not danger_notices.is_promised(work, visit)
    )


def _notice_for(words: str) -> NoticeName | None:
    """The first kind that stands in the words. A town alone is no address: many name theirs.

    A My Number has been masked before anything was kept.
    """
    if MASK in words:
        return NoticeName.DETAIL_MY_NUMBER
    for found in find_sent(words):
        is_place = found.kind is DetailKind.ADDRESS
        if is_place and not any(letter.isdecimal() for letter in words[found.start : found.end]):
            continue
        if found.kind in _NOTICES:
            return _NOTICES[found.kind]
    return None


def _is_told_or_watched(work: Work, contact: Contact) -> bool:
    since = work.now - APART
    return outgoing.was_answered(work.session, contact.id, _ANSWERS, since=since) or bool(
        marks.of_contact(work.session, contact.id, Mark.VIOLENCE_AT_HOME)
    )


def _is_asked_for(work: Work, visit: Visit) -> bool:
    """Whether the counsellor asked last: a place to visit, a number to ring back."""
    last = messages.last_outbound(work.session, visit.id)
    said = shown.words(work, last) if last is not None else None
    return said is not None and asks_for_details(said.reveal())
