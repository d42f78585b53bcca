"""Corrections: what a person puts in the place of their words, or takes back. Both are judged.

What was said is judged when it comes; here it is what has come instead, and what never came
through before it was taken back. An alert keeps its level and time, whatever becomes of the words.
"""

from domain.alert import Origin
from domain.evening import Intake
from domain.message import MessageKind
from services import contacts, danger_notices, intake, safety, timetable, transcript
from services.contacts import Sender
from services.transcript import Arrival
from services.visits import visit_for_late_words, visit_for_words
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import visits


def edit(work: Work, sender: Sender, arrival: Arrival) -> None:
    """Put new words in the place of the old ones, and let danger in them have what follows."""
    contact = contacts.meet(work, sender)
    _heed(work, contact, arrival, origin=Origin.EDITED)
    transcript.edit(work, sender, arrival)


def take_back(work: Work, sender: Sender, message_id: str) -> None:
    """Erase a message, whether it has come already or not; what nobody had read is judged first."""
    contact = contacts.meet(work, sender)
    for words in intake.erase_parked(work, contact.id, message_id):
        arrival = Arrival(
            message_id=message_id,
            kind=MessageKind.TEXT,
            text=words,
            occurred_at=sender.occurred_at,
            received_at=sender.received_at,
        )
        _heed(work, contact, arrival, origin=Origin.DETECTED)
    transcript.erase(work, sender, message_id)


def _heed(work: Work, contact: Contact, arrival: Arrival, *, origin: Origin) -> None:
    judged = safety.judge(work, contact, arrival, origin=origin)
    if not judged.level and not judged.is_flag:
        return
    visit = _visit(work, contact, level=judged.level)
    safety.heed(work, visit, judged)
    if contact.blocked_at is None:
        danger_notices.answer(work, contact, visit, level=judged.level)


def _visit(work: Work, contact: Contact, *, level: int) -> Visit:
    """The visit as it stands: a correction begins none. Danger does, so that a human reads it."""
    if level < 1 or contact.blocked_at is not None:
        return visits.latest_of(work.session, contact.id) or visit_for_late_words(work, contact)
    window = timetable.closed_window(work)
    return visit_for_words(work, contact, window=window, intake=Intake.OPEN, moment=work.now)
