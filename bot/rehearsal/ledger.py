"""The evening as its tables have it at one moment: read from outside, with no service's help."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.conversation import Passing, VisitState
from domain.offer import OfferAnswer, OfferKind
from routing.waiting_line import Place
from storage.models.offer import Offer
from storage.models.presence import PresenceRow
from storage.models.visit import Assignment, Conversation, Visit

_OWNERS: Final = (
    select(func.count())
    .where(Assignment.visit_id == Visit.id, Assignment.ended_at.is_(None))
    .scalar_subquery()
)
_VISITS: Final = (
    select(
        Visit.id,
        Visit.contact_id,
        Visit.state,
        Visit.arrived_at,
        Visit.escalated_at,
        Visit.risk,
        Visit.is_distressed,
        Visit.has_ticket,
        Visit.returned_at,
        Conversation.counsellor_id,
        Conversation.passing,
        Conversation.opened_at,
        Conversation.extended_until,
        Conversation.awaiting_since,
        _OWNERS.label("owners"),
    )
    .outerjoin(Conversation, Conversation.visit_id == Visit.id)
    .where(Visit.state != VisitState.ENDED)
    .order_by(Visit.started_at, Visit.id)
)
_OFFERS: Final = (
    select(Offer.id, Offer.visit_id, Offer.member_id, Offer.kind, Offer.made_at, Visit.state)
    .join(Visit, Visit.id == Offer.visit_id)
    .where(Offer.answered_at.is_(None))
    .order_by(Offer.made_at, Visit.arrived_at, Offer.id)
)
_CREW: Final = select(PresenceRow.member_id, PresenceRow.capacity, PresenceRow.seen_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitNow:
    """A visit that has not ended, and its talk."""

    id: UUID
    person: str
    state: VisitState
    arrived_at: datetime | None
    escalated_at: datetime | None
    risk: int
    is_distressed: bool
    has_ticket: bool
    is_returning: bool
    owner_id: UUID | None
    passing: Passing | None
    opened_at: datetime | None
    extended_until: datetime | None
    awaiting_since: datetime | None
    owners: int

    @property
    def is_in_line(self) -> bool:
        """Whether it has a place in the line: waiting, or looking for another counsellor."""
        is_passing = self.state is VisitState.TALKING and self.passing is not None
        return self.state is VisitState.WAITING or is_passing

    @property
    def place(self) -> Place:
        """Its place, by what the rule of the line asks for."""
        if self.arrived_at is None:
            raise ValueError("no place without an arrival")
        return Place(
            visit_id=self.id,
            arrived_at=self.arrived_at,
            risk=self.risk,
            is_distressed=self.is_distressed,
            is_passing=self.state is VisitState.TALKING,
            is_returning=self.is_returning,
            has_ticket=self.has_ticket,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferNow:
    """An open offer; ``visit_state`` is that of its visit, also of one that has ended."""

    id: UUID
    visit_id: UUID
    member_id: UUID
    kind: OfferKind
    made_at: datetime
    visit_state: VisitState


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewNow:
    """A member's presence; ``capacity`` as a supervisor has set it."""

    capacity: int | None
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Everything that is going on at one moment."""

    at: datetime
    visits: Mapping[UUID, VisitNow]
    offers: Mapping[UUID, OfferNow]
    crew: Mapping[UUID, CrewNow]

    def count(self, state: VisitState) -> int:
        """How many visits are in a state."""
        return sum(visit.state is state for visit in self.visits.values())

    def talks_of(self, member_id: UUID) -> int:
        """How many running talks a member has."""
        return sum(
            visit.state is VisitState.TALKING and visit.owner_id == member_id
            for visit in self.visits.values()
        )

    def asked_of(self, member_id: UUID) -> int:
        """How many open offers a member has."""
        return sum(offer.member_id == member_id for offer in self.offers.values())


def read(session: Session, *, at: datetime, people: Mapping[bytes, str]) -> Moment:
    """The evening as it stands; ``people`` are the names by contact."""
    return Moment(
        at=at,
        visits=_visits(session, people),
        offers=_offers(session),
        crew={
            row.member_id: CrewNow(capacity=row.capacity, seen_at=row.seen_at)
            for row in session.execute(_CREW)
        },
    )


def refused_since(session: Session, visit_id: UUID, moment: datetime) -> frozenset[UUID]:
    """Who has declined a visit, or let it lapse, after a moment."""
    return frozenset(
        session.scalars(
            select(Offer.member_id).where(
                Offer.visit_id == visit_id,
                Offer.answer.in_((OfferAnswer.DECLINED, OfferAnswer.LAPSED)),
                Offer.answered_at > moment,
            )
        )
    )


def _visits(session: Session, people: Mapping[bytes, str]) -> dict[UUID, VisitNow]:
    return {
        row.id: VisitNow(
            id=row.id,
            person=people[row.contact_id],
            state=row.state,
            arrived_at=row.arrived_at,
            escalated_at=row.escalated_at,
            risk=row.risk,
            is_distressed=row.is_distressed,
            has_ticket=row.has_ticket,
            is_returning=row.returned_at is not None,
            owner_id=row.counsellor_id,
            passing=row.passing,
            opened_at=row.opened_at,
            extended_until=row.extended_until,
            awaiting_since=row.awaiting_since,
            owners=row.owners,
        )
        for row in session.execute(_VISITS)
    }


def _offers(session: Session) -> dict[UUID, OfferNow]:
    return {
        row.id: OfferNow(
            id=row.id,
            visit_id=row.visit_id,
            member_id=row.member_id,
            kind=row.kind,
            made_at=row.made_at,
            visit_state=row.state,
        )
        for row in session.execute(_OFFERS)
    }
