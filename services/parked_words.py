"""Words of an event that could not be handled: danger in them is seen all the same.

They are in no transcript, and nobody is answered; but an alert stands, and whoever is there is
called. Once the event can be handled, the sign joins that alert.
"""

from services import contacts, safety
from services.contacts import Sender
from services.transcript import Arrival
from services.visits import visit_for_kept_words, visit_for_late_words
from services.work import Work


def heed(work: Work, sender: Sender, arrival: Arrival) -> None:
    """Judge the words, and let danger that is found in them have its alert."""
    contact = contacts.meet(work, sender)
    judged = safety.judge(work, contact, arrival)
    if judged.level < 1:
        return
    if contact.blocked_at is not None:
        visit = visit_for_late_words(work, contact)
    else:
        visit = visit_for_kept_words(work, contact, moment=work.now)
    safety.heed(work, visit, judged)
