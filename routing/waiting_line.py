"""Who is next: first come, first served, by an arrival that never changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One visit's place in the waiting line; ``arrived_at`` is aware and set once."""

    visit_id: UUID
    arrived_at: datetime


def in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places, the one to serve next first. Equal arrivals keep the order of their ids."""
    return tuple(sorted(places, key=_turn))


def position(places: Iterable[Place], visit_id: UUID) -> int:
    """How many are served up to and including this visit: 1 is next.

    Raises:
        NotFoundError: the visit has no place in the line.
    """
    line = tuple(places)
    own = next((place for place in line if place.visit_id == visit_id), None)
    if own is None:
        raise NotFoundError("this visit has no place in the waiting line")
    return 1 + sum(_turn(place) < _turn(own) for place in line)


def _turn(place: Place) -> tuple[datetime, UUID]:
    return place.arrived_at, place.visit_id
