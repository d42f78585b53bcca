"""What must hold when an evening is over."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from domain.conversation import VisitState
from domain.delivery import DeliveryState
from routing import hours
from routing.schedule import Schedule
from storage.models.outgoing import Outgoing
from storage.models.visit import Visit

NAMED_STATE: Final = "everybody met ends in a named state"
ONE_CLOSED_ANSWER: Final = "one answer a closed window and person"
ALL_SETTLED: Final = "everything laid in the outbox is settled"


def final_claims(
    session: Session, schedule: Schedule, people: Mapping[bytes, str]
) -> Iterator[tuple[str, str]]:
    """Every claim that does not hold, and how it shows."""
    yield from _unnamed(session, schedule, people)
    yield from _answered_twice(session, people)
    yield from _unsettled(session, people)


def _unnamed(
    session: Session, schedule: Schedule, people: Mapping[bytes, str]
) -> Iterator[tuple[str, str]]:
    met: set[bytes] = set()
    for visit in session.execute(
        select(
            Visit.contact_id, Visit.state, Visit.end, Visit.started_at, Visit.refused_at
        ).order_by(Visit.started_at)
    ):
        met.add(visit.contact_id)
        if not _is_named(visit, schedule):
            end = visit.end.name if visit.end is not None else "no end"
            yield NAMED_STATE, f"{people[visit.contact_id]} is {visit.state}, {end}"
    for contact_id, name in people.items():
        if contact_id not in met:
            yield NAMED_STATE, f"{name} was never met"


def _is_named(visit: Row[*tuple[Any, ...]], schedule: Schedule) -> bool:
    if visit.state is VisitState.ENDED:
        return visit.end is not None
    if visit.state is not VisitState.OUT_OF_HOURS:
        return False
    return visit.refused_at is not None or not hours.is_open(schedule, now=visit.started_at)


def _answered_twice(session: Session, people: Mapping[bytes, str]) -> Iterator[tuple[str, str]]:
    rows = session.execute(
        select(Outgoing.contact_id, Outgoing.answers).where(
            Outgoing.answers.startswith("closed:"), Outgoing.state == DeliveryState.SENT
        )
    )
    counted = Counter((contact_id, answers) for contact_id, answers in rows)
    for (contact_id, _), count in counted.items():
        if count > 1:
            yield ONE_CLOSED_ANSWER, f"{people[contact_id]} was answered {count} times"


def _unsettled(session: Session, people: Mapping[bytes, str]) -> Iterator[tuple[str, str]]:
    rows = session.execute(
        select(Outgoing.contact_id, Outgoing.state).where(
            Outgoing.settled_at.is_(None), Outgoing.state != DeliveryState.HELD
        )
    )
    for contact_id, state in rows:
        yield ALL_SETTLED, f"something for {people[contact_id]} is {state}"
