"""Who is next: by need, then first come, first served, by an arrival that never changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, unique
from typing import Final
from uuid import UUID

from domain.errors import NotFoundError
from domain.risk_level import JOINED

LONG_WAIT: Final = timedelta(minutes=30)
"""Whoever has waited so long comes before those who have not."""

LONGEST_BEHIND: Final = timedelta(minutes=45)
"""Whoever has waited so long is overtaken by no later arrival, danger excepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One visit's place in the waiting line; ``arrived_at`` is aware and set once.

    ``risk`` is 0 to 4 (R0-R4); ``is_passing``: a running talk that looks for a counsellor;
    ``is_returning``: back from a rest of the same evening; ``has_ticket``: not reached before.
    """

    visit_id: UUID
    arrived_at: datetime
    risk: int = 0
    is_distressed: bool = False
    is_passing: bool = False
    is_returning: bool = False
    has_ticket: bool = False


@unique
class Priority(IntEnum):
    """The class of a place, the lowest served first. A person never sees it."""

    P0 = 0  # danger: R3, R4
    P1 = 1  # strong distress, R1, R2, a talk cut off or resumed, or waited longest
    P2 = 2  # waited long, or holds a ticket
    P3 = 3


def priority(place: Place, *, now: datetime) -> Priority:
    """The class of a place at this moment."""
    waited = now - place.arrived_at
    if place.risk >= JOINED:
        return Priority.P0
    needs_haste = place.risk > 0 or place.is_distressed
    is_resumed = place.is_passing or place.is_returning
    # The aged join the first comers of the urgent: in there, too, arrival decides.
    if needs_haste or is_resumed or waited >= LONGEST_BEHIND:
        return Priority.P1
    return Priority.P2 if place.has_ticket or waited >= LONG_WAIT else Priority.P3


def in_order(places: Iterable[Place], *, now: datetime) -> tuple[Place, ...]:
    """The places, the one to serve next first. Equal arrivals keep the order of their ids."""
    return tuple(sorted(places, key=lambda place: _turn(place, now)))


def position(places: Iterable[Place], visit_id: UUID, *, now: datetime) -> int:
    """How many are served up to and including this visit: 1 is next.

    Raises:
        NotFoundError: the visit has no place in the line.
    """
    line = tuple(places)
    own = next((place for place in line if place.visit_id == visit_id), None)
    if own is None:
        raise NotFoundError("this visit has no place in the waiting line")
    turn = _turn(own, now)
    return 1 + sum(_turn(place, now) < turn for place in line)


def _turn(place: Place, now: datetime) -> tuple[Priority, datetime, UUID]:
    return priority(place, now=now), place.arrived_at, place.visit_id
