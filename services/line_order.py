"""The waiting line as it stands: everybody who has a place, in the order of its rule."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from routing.waiting_line import Place, in_order
from services.work import Work
from storage.models.visit import Visit
from storage.queries import line


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A place in the line: whose it is; of a talk that is passed on who has it, and where from.

    ``is_going_on``: somebody of the organisation ``whose`` has talked with this person before, in
    this visit.
    """

    place: Place
    contact_id: bytes
    owner_id: UUID | None = None
    held_by: str | None = None
    is_going_on: bool = False
    whose: str | None = None


def places(work: Work) -> tuple[Place, ...]:
    """Every place, of those who wait and of talks being passed on, the next one first."""
    return tuple(standing.place for standing in standings(work))


def standings(work: Work) -> tuple[Standing, ...]:
    """The same, with whose place it is."""
    found = {row.id: _standing(row) for row in line.waiting(work.session)}
    found |= {row.id: _passing(row) for row in line.passing(work.session)}
    ordered = in_order((standing.place for standing in found.values()), now=work.now)
    return tuple(found[each.visit_id] for each in ordered)


def place(row: Visit | Row[Any], *, is_passing: bool = False) -> Place:
    """The place of a visit, or of a row that has what a place depends on."""
    return Place(
        visit_id=row.id,
        arrived_at=row.arrived_at or row.started_at,
        risk=row.risk,
        is_distressed=row.is_distressed,
        is_passing=is_passing,
        is_returning=row.returned_at is not None,
        has_ticket=row.has_ticket,
    )


def _standing(row: Row[Any]) -> Standing:
    return Standing(
        place=place(row),
        contact_id=row.contact_id,
        is_going_on=row.talk_id is not None,
        whose=row.whose,
    )


def _passing(row: Row[Any]) -> Standing:
    return Standing(
        place=place(row, is_passing=True),
        contact_id=row.contact_id,
        owner_id=row.counsellor_id,
        held_by=row.organisation,
        is_going_on=True,
        whose=row.organisation,
    )
