"""Whatever people, counsellors and the clock do, some things always hold."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.conversation import End, VisitState
from domain.delivery import DeliveryState
from domain.errors import (
    PlatformBusyError,
    PlatformForbiddenError,
    PlatformUnsureError,
    QuotaExhaustedError,
    RefusedError,
    ReplyTokenSpentError,
)
from domain.message import Direction
from domain.statistics.coming import Outcome, comings
from storage.models.message import Message
from storage.models.visit import Visit
from storage.queries import messages, stat_facts
from tests.factories.counsellor import Counsellor
from tests.factories.records import writes_record
from tests.factories.tables import events, outbox, rows
from tests.machinery.evening import Evening, user_id

ACTS = ["says", "sends picture", "takes back", "follows", "blocks", "taps", "repeats", "is late"]
DUTIES = ["takes", "answers", "ends"]
TROUBLES = [
    PlatformBusyError,
    PlatformForbiddenError,
    PlatformUnsureError,
    QuotaExhaustedError,
    ReplyTokenSpentError,
]
NO_DIGITS = str.maketrans("0123456789", "ghijklmnop")  # chance may write a My Number
STEPS = st.one_of(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 1)),
    st.tuples(st.just("says"), st.integers(0, 1)),
    st.tuples(st.sampled_from(DUTIES), st.just(0)),
    st.tuples(st.just("time passes"), st.sampled_from([1, 40, 70, 900, 4 * 3600, 9 * 3600])),
    st.tuples(st.just("trouble"), st.integers(0, len(TROUBLES) - 1)),
)


@dataclass(slots=True)
class Story:
    """Two people and a counsellor; what was written, and where people stood in the line."""

    evening: Evening
    midori: Counsellor
    people: tuple[str, str] = field(default_factory=lambda: (uuid4().hex, uuid4().hex))
    written: dict[str, str] = field(default_factory=dict)
    taken_back: set[str] = field(default_factory=set)
    answers: list[str] = field(default_factory=list)
    last: dict[str, object] | None = None
    held_back: list[dict[str, object]] = field(default_factory=list)
    arrivals: dict[UUID, datetime] = field(default_factory=dict)

    def step(self, act: str, number: int) -> None:
        if act in ACTS:
            self.a_person(act, self.people[number])
        elif act in DUTIES:
            self.the_counsellor(act)
        elif act == "time passes":
            self.evening.pass_time(number)
            self.evening.sweep()
        else:
            self.evening.line.troubles.append(TROUBLES[number]())
        self.check_the_line()

    def a_person(self, act: str, person: str) -> None:
        event = self.event(act, person)
        if event is None:
            return
        if act == "is late":
            self.held_back.append(event)
            return
        self.last = event
        self.evening.arrive(event)

    def event(self, act: str, person: str) -> dict[str, object] | None:
        evening = self.evening
        if act in {"says", "is late"}:
            message_id = uuid4().hex
            self.written[message_id] = f"言葉 {message_id.translate(NO_DIGITS)}"
            return evening.text(self.written[message_id], person, message_id)
        if act == "takes back":
            message_id = next(reversed(self.written), "none")
            sender = self.people[0]
            self.taken_back.add(message_id)
            return evening.event("unsend", sender, unsend={"messageId": message_id})
        if act == "repeats":
            return self.last
        if act == "sends picture":
            return evening.event("message", person, message={"type": "image", "id": uuid4().hex})
        if act == "taps":
            return evening.event("postback", person, postback={"data": "how"})
        return evening.event("follow" if act == "follows" else "unfollow", person)

    def the_counsellor(self, act: str) -> None:
        talking = [visit for visit in self.visits() if visit.state is VisitState.TALKING]
        try:
            if act == "takes":
                self.midori.takes_next()
            elif talking and act == "ends":
                self.midori.ends(talking[0].id)
                writes_record(self.evening, talking[0].id, self.midori.member_id)
            elif talking:
                self.answers.append(f"返事 {uuid4().hex.translate(NO_DIGITS)}")
                self.midori.says(talking[0].id, self.answers[-1])
        except RefusedError:
            pass

    def visits(self) -> list[Visit]:
        seals = self.evening.program.house.seals
        ours = {seals.contact_id(user_id(person)) for person in self.people}
        return [visit for visit in rows(self.evening, Visit) if visit.contact_id in ours]

    def check_the_line(self) -> None:
        visits = self.visits()
        still_open = Counter(v.contact_id for v in visits if v.state is not VisitState.ENDED)
        assert not [count for count in still_open.values() if count > 1]
        for visit in visits:
            if visit.state in {VisitState.WAITING, VisitState.TALKING}:
                assert visit.arrived_at is not None
            if visit.arrived_at is not None:
                assert self.arrivals.setdefault(visit.id, visit.arrived_at) == visit.arrived_at


@given(st.lists(STEPS, min_size=3, max_size=18))
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_some_things_always_hold(evening: Evening, steps: list[tuple[str, int]]) -> None:
    evening.line.troubles.clear()
    midori = Counsellor(evening, _midori(evening))
    story = Story(evening, midori)

    for act, number in steps:
        story.step(act, number)
    evening.line.troubles.clear()
    if story.held_back:
        evening.arrive(*story.held_back)
    for _ in range(3):
        evening.pass_time(400)
        evening.sweep()

    story.check_the_line()
    assert not [event for event in events(evening) if event.parked_at or not event.handled_at]
    every_word_is_there_once(story)
    no_machine_spoke_in_a_talk(story)
    no_window_was_answered_twice(evening)
    the_counsellors_words_went_out_in_order_and_once(story)
    for visit in story.visits():
        if visit.state is VisitState.TALKING:
            midori.ends(visit.id)
    every_visit_is_counted_once_as_what_became_of_it(evening)


def every_visit_is_counted_once_as_what_became_of_it(evening: Evening) -> None:
    """Arrivals = answered + turned away + left + closed while waiting + blocked + out of hours."""
    answered = {row.visit_id for row in rows(evening, Message) if row.author_id is not None}
    visits = rows(evening, Visit)
    became = Counter(_became(visit, is_answered=visit.id in answered) for visit in visits)
    with evening.program.open_look() as work:
        facts = stat_facts.between(work.session, date.min, date.max)
    assert Counter(each.outcome for each in comings(facts)) == became
    assert sum(became.values()) == len(visits)
    in_hours = sum(visit.arrived_at is not None or visit.refused_at is not None for visit in visits)
    assert sum(each.is_in_hours for each in comings(facts)) == in_hours


def _became(visit: Visit, *, is_answered: bool) -> Outcome:
    if is_answered:
        return Outcome.ANSWERED
    if visit.end is End.LEFT_WAITING:
        return Outcome.LEFT
    if visit.arrived_at is not None and visit.end is End.BLOCKED:
        return Outcome.BLOCKED  # later, a block says nothing about that coming
    if visit.arrived_at is not None:
        return Outcome.CLOSED_WAITING if visit.state is VisitState.ENDED else Outcome.OPEN
    return Outcome.OUT_OF_HOURS if visit.refused_at is None else Outcome.TURNED_AWAY


def _midori(evening: Evening) -> UUID:
    return evening.member(f"midori-{uuid4().hex[:12]}")


def every_word_is_there_once(story: Story) -> None:
    seals = story.evening.program.house.seals
    contact_of_first = seals.contact_id(user_id(story.people[0]))
    kept = {row.line_key: row for row in rows(story.evening, Message) if row.line_key}
    with story.evening.program.open_look() as work:
        for message_id, words in story.written.items():
            row = kept[seals.message_key(message_id)]
            if message_id in story.taken_back and row.contact_id == contact_of_first:
                assert row.withdrawn_at is not None
                assert row.sealed is None
                continue
            place = messages.place_of_message(row.id, row.direction)
            opened = seals.open_words(work.session, row.visit_id, place, row)
            assert opened.reveal() == words


def no_machine_spoke_in_a_talk(story: Story) -> None:
    seals = story.evening.program.house.seals
    with story.evening.program.open_look() as work:
        for visit in story.visits():
            talk = work.session.get_one(Visit, visit.id).conversation
            if talk is None:
                continue
            for row in messages.of_visits(work.session, [visit.id]):
                during = talk.opened_at < row.order_at and (
                    talk.closed_at is None or row.order_at < talk.closed_at
                )
                if row.direction is Direction.NOTICE and during:
                    place = messages.place_of_message(row.id, row.direction)
                    words = seals.open_words(work.session, visit.id, place, row).reveal()
                    assert words.startswith("写真は、ここでは")


def no_window_was_answered_twice(evening: Evening) -> None:
    said = Counter(
        (row.contact_id, row.answers)
        for row in outbox(evening)
        if row.answers and row.state is not DeliveryState.FAILED
    )
    assert not [answer for answer, count in said.items() if count > 1]


def the_counsellors_words_went_out_in_order_and_once(story: Story) -> None:
    said = [words for words in story.evening.line.said if words in story.answers]
    assert len(said) == len(set(said))
    for person in story.people:
        to_one = [
            words
            for call in story.evening.line.calls
            if call.to == user_id(person)
            for words in call.bubbles
            if words in story.answers
        ]
        assert to_one == sorted(to_one, key=story.answers.index)
