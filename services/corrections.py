"""Corrections: what a person puts in the place of their words, or takes back. Both are judged.

What was said is judged when it comes; here it is what has come instead, and what never came
through before it was taken back. An alert keeps its level and time, whatever becomes of the words.
"""

from dataclasses import replace
from datetime import UTC, datetime

from domain.alert import Origin
from domain.conversation import VisitState
from domain.evening import Intake
from domain.message import MessageKind
from domain.risk_level import CONSULTED
from services import (
    contacts,
    danger_notices,
    intake,
    last_intake,
    paused_words,
    safety,
    timetable,
    transcript,
)
from services.contacts import Sender
from services.transcript import Arrival
from services.visits import visit_for_kept_words, visit_for_late_words, visit_for_words
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import messages, visits


def edit(work: Work, sender: Sender, arrival: Arrival) -> None:
    """Put new words in the place of the old ones, and let danger in them have what follows."""
    contact = contacts.meet(work, sender)
    _heed(work, contact, _in_its_place(work, contact, arrival), origin=Origin.EDITED)
    transcript.edit(work, sender, arrival)


def take_back(work: Work, sender: Sender, message_id: str) -> None:
    """Erase a message, whether it has come already or not; what nobody had read is judged first."""
    contact = contacts.meet(work, sender)
    for words in intake.erase_parked(work, contact.id, message_id):
        arrival = Arrival(
            message_id=message_id,
            kind=MessageKind.TEXT,
            text=words.text,
            occurred_at=_moment(words.occurred_ms),
            received_at=sender.received_at,
        )
        _heed(work, contact, _in_its_place(work, contact, arrival), origin=Origin.DETECTED)
    transcript.erase(work, sender, message_id)


def _heed(work: Work, contact: Contact, arrival: Arrival, *, origin: Origin) -> None:
    judged = safety.judge(work, contact, arrival, origin=origin)
    if not judged.level and not judged.is_flag:
        return
    level = judged.level
    if level < 1 or contact.blocked_at is not None:
        # The visit as it stands: a correction begins none. Danger does, so that a human reads it.
        visit = visits.latest_of(work.session, contact.id) or visit_for_late_words(work, contact)
        safety.heed(work, visit, judged)
        return
    is_held = paused_words.are_held(work, contact, level=level)
    visit = (
        visit_for_kept_words(work, contact, moment=work.now)
        if is_held
        else _visit(work, contact, level=level)
    )
    safety.heed(work, visit, judged)
    if is_held:
        paused_words.answer(work, contact, visit, level=level)
    elif not danger_notices.answer(work, contact, visit, level=level):
        _say_if_full(work, contact, visit)


def _visit(work: Work, contact: Contact, *, level: int) -> Visit:
    """The visit of words in which there is danger; what is new waits where words would."""
    window = timetable.closed_window(work)
    open_to = timetable.intake(work, at=work.now) if level < CONSULTED else Intake.OPEN
    return visit_for_words(work, contact, window=window, intake=open_to, moment=work.now)


def _say_if_full(work: Work, contact: Contact, visit: Visit) -> None:
    is_open = timetable.closed_window(work) is None
    if is_open and visit.state is VisitState.OUT_OF_HOURS:
        last_intake.answer(work, contact, visit)


def _in_its_place(work: Work, contact: Contact, arrival: Arrival) -> Arrival:
    """As if it had been said where it stands among the bubbles, not when it was changed."""
    line_key = work.house.seals.message_key(arrival.message_id)
    message = messages.with_line_key(work.session, line_key)
    if message is None or message.contact_id != contact.id:
        return arrival
    return replace(arrival, occurred_at=_moment(message.occurred_ms))


def _moment(occurred_ms: int) -> datetime:
    """Half a millisecond on: counted back in whole ones it is the same."""
    return datetime.fromtimestamp((occurred_ms + 0.5) / 1000, UTC)
