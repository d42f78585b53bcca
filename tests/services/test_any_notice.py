"""Whatever people and the clock do: once is once, and unasked notices keep apart."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.conversation import VisitState
from storage.models.visit import IntakeAnswer
from storage.models.visit import Visit as VisitRow
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import ON_SQLITE, rows
from tests.factories.time import at
from tests.machinery.evening import Evening

NEAR = ("お待たせしています。次の方です。", "お待たせしています。今、2番目です。")
FULL = "今日は混み合っていて、21時までにお話しできないかもしれません。ごめんなさい。"
CALL = (
    "こんにちは。16時になりました。",
    "こんばんは。お待たせしました。",
    "こんにちは。お待たせしました。",
)
SORRY = "ごめんなさい。今日は、お話しできないまま閉まる時間になりました。"
APART = timedelta(minutes=10)
BUTTONS = (
    *("position", "call_me", "no_call", "leave_line", "not_today", "short_talk", "next_day"),
    *("leave_words", "urgent", "q:who:self", "q:age:skip", "q:distress:3", "q:distress:5"),
)
STEPS = st.one_of(
    st.tuples(st.just("writes"), st.integers(0, 4)),
    st.tuples(st.just("presses"), st.integers(0, 4), st.sampled_from(BUTTONS)),
    st.tuples(st.just("time passes"), st.sampled_from([1, 60, 300, 900, 3600])),
    st.tuples(st.just("time passes"), st.just(60)),
    st.tuples(st.sampled_from(["steps back", "restarts", "blocks", "ready", "takes"])),
)
STARTS = (at(15, 50), at(16, 5), at(19, 50), at(20, 25), at(20, 50))


@ON_SQLITE
@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(start=st.sampled_from(STARTS), steps=st.lists(STEPS, min_size=8, max_size=20))
def test_what_is_told_once_is_told_once_and_unasked_notices_keep_apart(
    evening: Evening, start: datetime, steps: list[tuple[object, ...]]
) -> None:
    evening.ask_questions()
    story = _Story(evening)
    evening.set_clock(start + timedelta(days=2 * story.number))
    for step in steps:
        story.go(step)
        evening.tick()
        story.look()


class _Story:
    """Five people of this example alone, and a counsellor."""

    count = 0

    def __init__(self, evening: Evening) -> None:
        _Story.count += 1
        self.number = _Story.count
        self.evening = evening
        self.people = [Person(evening, f"{self.number} {index}") for index in range(5)]
        self.midori = OnDuty.comes(evening, f"midori{self.number}", is_ready=False)
        self.unasked: dict[str, list[datetime]] = {person.name: [] for person in self.people}
        self.seen = len(evening.line.calls)

    def go(self, step: tuple[object, ...]) -> None:
        match step:
            case "writes", int(who):
                self.people[who].says("こんばんは")
            case "presses", int(who), str(data):
                self.people[who].presses(data)
            case "time passes", int(seconds):
                self.evening.pass_time(seconds)
                self.midori.beats()
            case _:
                self.do(str(step[0]))

    def do(self, act: str) -> None:
        match act:
            case "steps back":
                self.evening.pass_time(-30)
            case "restarts":
                self.evening.restart()
            case "blocks":
                self.people[0].blocks()
            case "ready":
                self.midori.is_ready()
            case "takes" if self.midori.is_asked():
                self.midori.accepts()

    def look(self) -> None:
        self._note_unasked()
        for person in self.people:
            heard = Counter(person.heard)
            visits = [row for row in rows(self.evening, VisitRow) if self._is_of(person, row)]
            assert sum(heard[words] for words in NEAR) <= len(visits)
            assert heard[FULL] <= len(visits)
            assert heard[SORRY] <= len(visits)
            assert all(row.question is None or row.state is VisitState.WAITING for row in visits)
            times = self.unasked[person.name]
            gaps = [later - earlier for earlier, later in pairwise(times)]
            assert all(gap >= APART for gap in gaps)
        kept = Counter((row.visit_id, row.question) for row in rows(self.evening, IntakeAnswer))
        assert all(count == 1 for count in kept.values())

    def _note_unasked(self) -> None:
        calls = self.evening.line.calls[self.seen :]
        self.seen = len(self.evening.line.calls)
        for person in self.people:
            mine = [call for call in person.pushed if call in calls]
            if any(call.bubbles[0] in (*NEAR, *CALL) for call in mine):
                self.unasked[person.name].append(self.evening.now)

    def _is_of(self, person: Person, row: VisitRow) -> bool:
        return row.contact_id == person.contact_id
