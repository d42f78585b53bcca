"""Whom nobody calls: people in a pause, and those for whom an unasked message could be a danger.

Where violence at home was marked, a message that comes by itself may be read by whoever hits. So
nothing is sent there but answers: no call at the opening, no word of a closure.
"""

from collections.abc import Collection, Iterable

from domain.mark import Mark
from services.work import Work
from storage.models.visit import Visit
from storage.queries import marks, pauses


def of(work: Work, contact_ids: Iterable[bytes]) -> frozenset[bytes]:
    """Those of these people who are not to be called."""
    asked = frozenset(contact_ids)
    if not asked:
        return asked
    return pauses.contacts_paused(work.session, asked, now=work.now) | after_violence(work, asked)


def after_violence(work: Work, contact_ids: Iterable[bytes]) -> frozenset[bytes]:
    """Those of these people for whom violence at home was marked, and not cleared since."""
    return marks.contacts_with(work.session, Mark.VIOLENCE_AT_HOME, contact_ids)


def without(work: Work, found: Collection[Visit]) -> list[Visit]:
    """These visits without those of people who are not to be called."""
    left_out = of(work, (visit.contact_id for visit in found))
    return [visit for visit in found if visit.contact_id not in left_out]
