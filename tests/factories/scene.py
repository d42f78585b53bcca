"""A scene for two acts that meet: one visit, held out to somebody."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import update

from domain.conversation import VisitState
from domain.offer import OfferAnswer, OfferKind
from domain.permission import Role
from domain.secret import PrivateText
from services import offers, presences
from services.contacts import Sender, meet
from services.work import Work
from storage.models.offer import Offer
from storage.models.visit import Assignment, Conversation, Visit
from storage.queries import contacts as contact_rows
from storage.queries import visits
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening, user_id

Crew = tuple[OnDuty, OnDuty, OnDuty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One visit that two acts meet over: with midori, held out to asagi."""

    evening: Evening
    visit_id: UUID
    offer_id: UUID
    person: str
    midori: OnDuty
    asagi: OnDuty
    kohaku: OnDuty

    def sender(self, work: Work) -> Sender:
        visit = visits.get(work.session, self.visit_id)
        return Sender(
            contact_id=visit.contact_id,
            user_id=PrivateText(user_id(self.person)),
            reply_token=None,
            occurred_at=work.now,
            received_at=work.now,
        )


def crew(evening: Evening) -> Crew:
    """Midori and asagi, and kohaku who supervises; each with room for one talk."""
    members = (
        OnDuty.comes(evening, "midori"),
        OnDuty.comes(evening, "asagi"),
        OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False),
    )
    with evening.program.open_work() as work:
        for member in members:
            presences.set_capacity(work, member.member_id, 1)
    return members


def waiting_scene(evening: Evening, person: str, members: Crew) -> Scene:
    """Somebody waits, and asagi is asked."""
    return _scene(evening, person, members, VisitState.WAITING, OfferKind.WAITING)


def talk_scene(evening: Evening, person: str, members: Crew) -> Scene:
    """Midori talks with somebody, and asks asagi to go on."""
    return _scene(evening, person, members, VisitState.TALKING, OfferKind.HAND_OVER)


def _scene(
    evening: Evening,
    person: str,
    members: Crew,
    state: VisitState,
    kind: OfferKind,
) -> Scene:
    midori, asagi, kohaku = members
    with evening.program.open_work() as work:
        for member in (midori, asagi):
            presences.come(work, member.member_id)
        contact_id = evening.program.house.seals.contact_id(user_id(person))
        contact = meet(
            work,
            Sender(
                contact_id=contact_id,
                user_id=PrivateText(user_id(person)),
                reply_token=None,
                occurred_at=work.now,
                received_at=work.now,
            ),
        )
        visit = Visit(
            id=uuid4(),
            contact_id=contact.id,
            state=state,
            started_at=work.now,
            last_word_at=work.now,
            arrived_at=work.now,
        )
        work.session.add(visit)
        work.session.flush()
        evening.program.house.seals.begin_visit(work.session, visit.id, now=work.now)
        if state is VisitState.TALKING:
            work.session.add(
                Conversation(visit_id=visit.id, counsellor_id=midori.member_id, opened_at=work.now)
            )
            work.session.add(
                Assignment(
                    id=uuid4(),
                    visit_id=visit.id,
                    member_id=midori.member_id,
                    began_at=work.now,
                )
            )
        offer_id = offers.make(
            work, visit, member_id=asagi.member_id, kind=kind, from_member_id=None
        )
        visit_id = visit.id
    evening.jobs.clear()
    return Scene(
        evening=evening,
        visit_id=visit_id,
        offer_id=offer_id,
        person=person,
        midori=midori,
        asagi=asagi,
        kohaku=kohaku,
    )


def clear(scene: Scene) -> None:
    """The next scene finds nobody in the line and everybody free."""
    with scene.evening.program.open_work() as work:
        contact_rows.lock(work.session, visits.get(work.session, scene.visit_id).contact_id)
        now = work.now
        work.session.execute(
            update(Offer)
            .where(Offer.answered_at.is_(None))
            .values(answered_at=now, answer=OfferAnswer.WITHDRAWN)
        )
        work.session.execute(
            update(Visit).where(Visit.id == scene.visit_id).values(state=VisitState.ENDED)
        )
        work.session.execute(
            update(Conversation)
            .where(Conversation.visit_id == scene.visit_id)
            .values(closed_at=now, passing=None)
        )
        work.session.execute(
            update(Assignment).where(Assignment.ended_at.is_(None)).values(ended_at=now)
        )
    scene.evening.jobs.clear()
