"""Whatever a crew, people and the clock do: one owner, room kept, no ghost offers, once is once."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.clock import TOKYO
from domain.conversation import Passing, VisitState
from domain.errors import NotFoundError, RefusedError
from domain.offer import OfferKind
from services import handover, room
from storage.models.contact import Contact
from storage.models.evening import DayReport
from storage.models.offer import Offer
from storage.models.presence import PresenceRow
from storage.models.visit import Assignment, Conversation, Visit
from tests.factories.crew import OnDuty
from tests.factories.records import writes_record
from tests.factories.tables import rows
from tests.machinery.evening import Evening, user_id

CREW = ["comes", "pauses", "accepts", "declines", "answers", "ends", "releases", "keeps", "gives"]
PEOPLE = ["says", "blocks", "待つのをやめる", "順番", "少しだけ話す", "次の日にする"]
TIMES = [5, 61, 185, 700, 2500, 9000]
STEPS = st.one_of(
    st.tuples(st.sampled_from(CREW), st.integers(0, 2)),
    st.tuples(st.sampled_from(CREW), st.integers(0, 2)),
    st.tuples(st.sampled_from(PEOPLE), st.integers(0, 4)),
    st.tuples(st.just("says"), st.integers(0, 4)),
    st.tuples(st.just("time passes"), st.sampled_from(TIMES)),
)
BEGINS = datetime(2026, 11, 24, 19, 30, tzinfo=TOKYO)


@dataclass(slots=True)
class Story:
    """Three counsellors and five people, in the last hours of an evening."""

    evening: Evening = field(repr=False)
    crew: list[OnDuty] = field(repr=False)
    people: list[str] = field(default_factory=lambda: [uuid4().hex for _ in range(5)])
    arrivals: dict[UUID, datetime] = field(default_factory=dict)

    def step(self, act: str, number: int) -> None:
        if act == "time passes":
            self.time_passes(number)
        elif act in CREW:
            with suppress(RefusedError, NotFoundError):
                self.a_counsellor(act, self.crew[number])
        else:
            self.a_person(act, self.people[number])
        self.check()

    def time_passes(self, seconds: int) -> None:
        """Those who are here stay; the third one's console is shut, so she is lost in time."""
        while seconds > 0:
            for member in self.crew[:2]:
                member.beats()
            self.evening.tick(min(150, seconds))
            seconds -= 150
            self.check()

    def a_person(self, act: str, person: str) -> None:
        if act == "blocks":
            self.evening.arrive(self.evening.event("unfollow", person))
        else:
            self.evening.says("こんばんは" if act == "says" else act, person)

    def a_counsellor(self, act: str, member: OnDuty) -> None:
        if act == "comes":
            member.is_ready()
        elif act == "pauses":
            member.pauses()
        elif act == "accepts" and member.is_asked():
            member.accepts()
        elif act == "declines" and member.is_asked():
            member.declines()
        else:
            self.in_a_talk(act, member)

    def in_a_talk(self, act: str, member: OnDuty) -> None:
        own = [
            talk.visit_id
            for talk in rows(self.evening, Conversation)
            if talk.counsellor_id == member.member_id and talk.closed_at is None
        ]
        if not own:
            return
        if act == "answers":
            member.talks.says(own[0], "ここにいます")
        elif act == "ends":
            member.talks.ends(own[0])
            writes_record(self.evening, own[0], member.member_id)
        elif act == "releases":
            member.releases(own[0])
        elif act == "gives":
            others = [other for other in self.crew if other is not member]
            member.offers_on(own[0], others[0])
        elif act == "keeps":
            with self.evening.program.open_work() as work:
                handover.keep(work, own[0], member_id=member.member_id)

    def check(self) -> None:
        visits = {visit.id: visit for visit in rows(self.evening, Visit)}
        talks = {talk.visit_id: talk for talk in rows(self.evening, Conversation)}
        self.check_places(visits)
        self.check_owners(visits, talks)
        self.check_offers(visits)
        with self.evening.program.open_look() as look:
            for row in rows(self.evening, PresenceRow):
                assert room.room_of(look, row.member_id) >= 0

    def check_places(self, visits: dict[UUID, Visit]) -> None:
        for visit in visits.values():
            if visit.arrived_at is not None:
                assert self.arrivals.setdefault(visit.id, visit.arrived_at) == visit.arrived_at
        still_open = Counter(
            visit.contact_id for visit in visits.values() if visit.state is not VisitState.ENDED
        )
        assert set(still_open.values()) <= {1}

    def check_owners(self, visits: dict[UUID, Visit], talks: dict[UUID, Conversation]) -> None:
        owners: dict[UUID, list[UUID]] = {}
        for row in rows(self.evening, Assignment):
            if row.ended_at is None:
                owners.setdefault(row.visit_id, []).append(row.member_id)
        running = {
            visit_id: [talks[visit_id].counsellor_id]
            for visit_id, visit in visits.items()
            if visit.state is VisitState.TALKING
        }
        assert owners == running
        for visit_id, visit in visits.items():
            if visit.state is VisitState.ENDED and visit_id in talks:
                assert talks[visit_id].closed_at is not None
            if visit_id in talks and visit.state is not VisitState.TALKING:
                assert talks[visit_id].passing is None

    def check_offers(self, visits: dict[UUID, Visit]) -> None:
        held_out = [offer for offer in rows(self.evening, Offer) if offer.answered_at is None]
        assert max(Counter(offer.visit_id for offer in held_out).values(), default=0) <= 1
        for offer in held_out:
            is_new = offer.kind is OfferKind.WAITING
            expected = VisitState.WAITING if is_new else VisitState.TALKING
            assert visits[offer.visit_id].state is expected


@given(st.lists(STEPS, min_size=8, max_size=40))
@settings(
    max_examples=4,
    phases=[Phase.generate],  # an evening takes its time: what fails is read, not shrunk
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_some_things_always_hold_of_a_crew(evening: Evening, steps: list[tuple[str, int]]) -> None:
    if evening.now < BEGINS:
        evening.set_clock(BEGINS)
    else:  # the next example is the next evening
        evening.set_clock(evening.now + timedelta(days=1))
        evening.set_clock(evening.now.astimezone(TOKYO).replace(hour=19, minute=30))
    evening.tick()
    crew = [OnDuty.comes(evening, f"m{uuid4().hex[:12]}") for _ in range(3)]
    story = Story(evening, crew)
    reports = len(rows(evening, DayReport))

    for act, number in steps:
        story.step(act, number)
    while evening.now.astimezone(TOKYO).hour < 23 and evening.now.astimezone(TOKYO).hour > 12:
        story.time_passes(600)

    _everybody_has_come_to_an_end(story)
    _machines_spoke_once(story)
    assert len(rows(evening, DayReport)) <= reports + 1
    for member in crew:
        member.pauses()


def _everybody_has_come_to_an_end(story: Story) -> None:
    """An hour after closing nobody waits, rests or talks; a talk in danger is not in this story."""
    talked = {talk.visit_id for talk in rows(story.evening, Conversation)}
    for visit in rows(story.evening, Visit):
        assert visit.state in {VisitState.ENDED, VisitState.OUT_OF_HOURS}
        if visit.state is VisitState.ENDED and visit.id not in talked:
            assert visit.end is not None
    assert not [
        talk for talk in rows(story.evening, Conversation) if talk.passing is Passing.DROPPED
    ]
    assert all(contact.revision >= 0 for contact in rows(story.evening, Contact))


def _machines_spoke_once(story: Story) -> None:
    for person in story.people:
        said = [
            bubble
            for call in story.evening.line.calls
            if call.to == user_id(person)
            for bubble in call.bubbles
        ]
        assert sum("閉まる時間になりました" in words for words in said) <= 1
