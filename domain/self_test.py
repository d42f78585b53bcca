"""What the service finds wrong with itself half an hour before it opens (DOMAIN §2.7)."""

from datetime import timedelta
from enum import StrEnum, unique
from typing import Final

FEW_PUSHES: Final = 100
"""So few pushes left this month may not last an evening with its calls and its greetings."""

CLOCKS_APART: Final = timedelta(seconds=5)
"""So far apart the clocks of the program and the database may be."""


@unique
class Finding(StrEnum):
    """One thing somebody should look at before 16:00; the console words it."""

    LINE_SHUT = "line_shut"  # LINE does not let our token in, or does not answer
    FEW_PUSHES = "few_pushes"
    CLOCKS_APART = "clocks_apart"
    CALENDAR = "calendar"  # nobody has said what is open in the weeks to come
    SCHEDULE_FILE = "schedule_file"  # the changed file is wrong; the old one still holds
    PARKED_EVENTS = "parked_events"  # people's words that could not be handled
    WAYS_MISSING = "ways_missing"  # the phone tree names a way that has no address
    WAYS_SHUT = "ways_shut"  # one of its ways does not answer
    WORKERS_BEHIND = "workers_behind"  # events wait that nobody has taken for a minute
