"""What lies behind the doors of programmes: one of a made-up destination, with a date to come."""

from collections.abc import Mapping
from uuid import UUID

from tests.factories import programmes
from tests.machinery.evening import Evening


def programme_things(evening: Evening, members: Mapping[str, UUID]) -> dict[str, UUID]:
    """A programme anybody may hear of, and its Saturday."""
    programme_id = programmes.programme(evening, members["supervisor_a"])
    return {"programme_id": programme_id, "date_id": programmes.date(evening, programme_id)}
