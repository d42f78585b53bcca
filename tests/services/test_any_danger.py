"""Whatever a person writes, in whatever order it comes: levels hold, and no machine babbles."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.conversation import VisitState
from tests.factories.alarm import T13, T14
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import ON_SQLITE
from tests.factories.time import at, count
from tests.machinery.evening import Evening

WORDS = (
    *("こんばんは", "もう死にたいです", "なんでもないです", "消えたい", "し", "に", "た", "い"),
    "つらくて今すぐ話したい",
)
STEPS = st.one_of(
    st.tuples(st.just("writes"), st.sampled_from(WORDS)),
    st.tuples(st.just("edits"), st.sampled_from(WORDS)),
    st.tuples(st.just("takes back"), st.just("")),
    st.tuples(st.just("presses"), st.sampled_from(["q:distress:5", "distress", "position"])),
    st.tuples(st.just("waits"), st.sampled_from(["5", "100", "1200"])),
    st.tuples(st.just("is taken"), st.just("")),
)
STARTS = (at(16, 5), at(20, 57), at(22, 30), at(3, 12, day=25))
A_FEW = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ON_SQLITE
@A_FEW
@given(start=st.sampled_from(STARTS), steps=st.lists(STEPS, min_size=4, max_size=12))
def test_a_level_never_goes_down_by_what_a_person_writes_and_no_machine_speaks_in_a_talk(
    evening: Evening, start: datetime, steps: list[tuple[str, str]]
) -> None:
    story = _Story(evening)
    evening.set_clock(start + timedelta(days=2 * story.number))
    story.person.says("はじめまして")
    for kind, value in steps:
        before, said = story.person.visit, len(evening.line.calls)

        story.go(kind, value)

        after = story.person.visit
        if after.id == before.id:
            assert after.risk >= before.risk
        if before.state is after.state is VisitState.TALKING:
            assert len(evening.line.calls) == said


@ON_SQLITE
@A_FEW
@given(order=st.permutations(range(4)), gap=st.integers(0, 20), at_once=st.booleans())
def test_four_bubbles_are_answered_once_in_whatever_order_and_however_they_come(
    evening: Evening, order: list[int], gap: int, *, at_once: bool
) -> None:
    story = _Story(evening)
    evening.set_clock(at(3, 12) + timedelta(days=1 + 2 * story.number))
    pieces = []
    for piece in ("し", "に", "た", "い"):
        pieces.append(evening.text(piece, story.person.name))
        evening.pass_time(gap)
    before = count(evening, T13)

    if at_once:
        evening.arrive(*(pieces[number] for number in order))
    else:
        for number in order:
            evening.arrive(pieces[number])
    evening.arrive(*pieces)  # LINE delivers some twice

    assert count(evening, T13) == before + 1
    assert count(evening, T14) == 0


class _Story:
    """One person of this example alone, and a counsellor."""

    count = 0

    def __init__(self, evening: Evening) -> None:
        _Story.count += 1
        self.number = _Story.count
        self.evening = evening
        self.person = Person(evening, f"danger {self.number}")
        self.midori = OnDuty.comes(evening, f"danger{self.number}", is_ready=False)
        self.last = ""

    def go(self, kind: str, value: str) -> None:
        match kind:
            case "writes":
                event = self.evening.text(value, self.person.name)
                self.last = str(event["message"]["id"])  # type: ignore[index] # a text event
                self.evening.arrive(event)
            case "edits" if self.last:
                message = {"id": self.last, "type": "text", "text": value}
                self._arrives("messageEdited", message=message)
            case "takes back" if self.last:
                self._arrives("unsend", unsend={"messageId": self.last})
            case "presses":
                self.person.presses(value)
            case "waits":
                self.evening.pass_time(float(value))
            case "is taken":
                self.midori.is_ready()
                if self.midori.is_asked():
                    self.midori.accepts()
            case _:  # nothing to take back or to change yet
                pass

    def _arrives(self, kind: str, **fields: object) -> None:
        self.evening.arrive(self.evening.event(kind, self.person.name, **fields))
