"""Destinations as a referral needs them: which may be named to the person now, and as what."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.destination_search import Wanted
from domain.errors import NotFoundError
from domain.record_details import ReferTo
from domain.referral import DestinationGoneError
from services import destinations
from services.destinations import Shown
from services.work import Work

MOST_FOUND: Final = 8
"""So many are offered beside a talk; who wishes for more looks into the directory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A destination that may be referred to. ``is_quiet``: one needs no voice, and may only look.

    ``is_for_staff``: no person is told its name; staff turn to it themselves.
    """

    id: UUID
    name: str
    one_line: str
    kind: ReferTo
    is_quiet: bool
    is_for_staff: bool


def get(work: Work, destination_id: UUID, *, for_staff: bool = False) -> NamedPlace:
    """A destination that may be named to a person now; ``for_staff``: to staff at least.

    Raises:
        DestinationGoneError: it may not: not checked, expired, out of use, or for staff alone.
    """
    try:
        found = destinations.get(work, destination_id)
    except NotFoundError:
        raise DestinationGoneError from None
    if not (found.is_nameable if for_staff else found.may_be_shown):
        raise DestinationGoneError
    return _named(found)


def is_nameable(work: Work, destination_id: UUID, *, for_staff: bool = False) -> bool:
    """Whether it may be named to a person (``for_staff``: to staff at least) now."""
    try:
        get(work, destination_id, for_staff=for_staff)
    except DestinationGoneError:
        return False
    return True


def search(work: Work, wanted: Wanted) -> tuple[NamedPlace, ...]:
    """Those that may be referred to now and are wanted, the best first; without a wish the first.

    With those whose names are for staff alone.
    """
    found = destinations.search(work, wanted)
    return tuple(_named(each) for each in found if each.is_nameable)[:MOST_FOUND]


def _named(found: Shown) -> NamedPlace:
    facts = found.facts
    return NamedPlace(
        id=found.id,
        name=facts.name,
        one_line=facts.one_line,
        kind=facts.kind,
        is_quiet=facts.needs_no_voice and facts.may_look_on,
        is_for_staff=not facts.may_show,
    )
