"""The waiting line as it stands: everybody who waits, in the order of its rule."""

from routing.waiting_line import Place, in_order
from services.work import Work
from storage.models.visit import Visit
from storage.queries import visits


def places(work: Work) -> tuple[Place, ...]:
    """Every place in the line, the next one first."""
    return in_order(_place(visit) for visit in visits.waiting(work.session))


def visits_in_order(work: Work) -> tuple[Visit, ...]:
    """Every visit in the line, the next one first."""
    waiting = {visit.id: visit for visit in visits.waiting(work.session)}
    return tuple(
        waiting[place.visit_id] for place in in_order(_place(visit) for visit in waiting.values())
    )


def _place(visit: Visit) -> Place:
    return Place(visit_id=visit.id, arrived_at=visit.arrived_at or visit.started_at)
