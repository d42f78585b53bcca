"""Whoever is shown a talk or a record stands in the log before the page is sent."""

import threading
from collections import OrderedDict
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from flask import current_app

from console.guard import the_member
from console.house import the_house
from domain.audit import Act
from services import audit_reading
from services.audit import READ_ONCE_IN

MOST_REMEMBERED: Final = 5_000
"""Readings of the last minutes; of others the log is asked."""

_PLACE: Final = "madobe_readings"
_Reading = tuple[Act, UUID, UUID]


def note_opened(visit_id: UUID, act: Act = Act.TALK_READ) -> None:
    """Note that the member reads what a page is about to show; call it once they were let in."""
    member_id = the_member().id
    house = the_house()
    noted = cast("Noted", current_app.extensions.setdefault(_PLACE, Noted()))
    reading = (act, member_id, visit_id)
    if noted.has(reading, now=house.clock()):
        return
    with house.open_look() as look:
        is_noted = audit_reading.is_noted(look, act, member_id=member_id, visit_id=visit_id)
    if not is_noted:
        with house.open_work() as work:
            audit_reading.note_read(work, act, member_id=member_id, visit_id=visit_id)
        noted.keep(reading, at=work.now)


class Noted:
    """What this process has noted lately. An entry stays in the log: nobody has to ask for it."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._at: OrderedDict[_Reading, datetime] = OrderedDict()

    def has(self, reading: _Reading, *, now: datetime) -> bool:
        """Whether one entry still says it."""
        at = self._at.get(reading)
        return at is not None and at <= now < at + READ_ONCE_IN

    def keep(self, reading: _Reading, *, at: datetime) -> None:
        """It was noted, and that is committed."""
        with self._lock:
            self._at[reading] = at
            self._at.move_to_end(reading)
            if len(self._at) > self._most:
                self._at.popitem(last=False)
