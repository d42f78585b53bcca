"""Whatever people say and the clock does: no news to whoever has not asked, none twice a month."""

from datetime import timedelta
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.clock import TOKYO
from domain.programme import TOLD_FROM, TOLD_UNTIL, month_of
from services import programme_dates
from storage.models.programme import Interest, ProgrammeDate
from tests.doubles.line import MadeCall
from tests.factories import programmes as made
from tests.factories.person import Person
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import EVENING, Evening

NEWS: Final = "居場所のお知らせです。"
STEPS = st.one_of(
    st.tuples(
        st.sampled_from(["お知らせがほしい", "もう送らないで", "見てみる", "こんばんは"]),
        st.integers(0, 2),
    ),
    st.tuples(st.sampled_from(["blocks", "comes back"]), st.integers(0, 2)),
    st.tuples(st.just("hours"), st.sampled_from([1, 5, 9, 18, 24, 24 * 16])),
    st.tuples(st.just("a date"), st.integers(1, 20)),
)
BEGINNING: Final = (("お知らせがほしい", 0), ("a date", 15), ("hours", 18))
"""Somebody has been told of a date, on the next morning."""


@ON_SQLITE
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=8, max_size=24))
def test_nobody_is_ever_told_who_has_not_asked_nor_twice_a_month(
    evening: Evening, steps: list[tuple[str, int]]
) -> None:
    story = _Story(evening)
    for what, number in (*BEGINNING, *steps):
        story.go(what, number)
        evening.tick()
        story.look()

    assert story.months


class _Story:
    """Three people of this example alone; a programme whose dates they are told of."""

    count = 0

    def __init__(self, evening: Evening) -> None:
        _Story.count += 1
        self.evening = evening
        evening.set_clock(EVENING + timedelta(days=400 * _Story.count))
        self.people = [Person(evening, f"{_Story.count} {index}") for index in range(3)]
        self.kohaku = evening.member(f"kohaku{_Story.count}")
        self.programme_id = made.programme(evening, self.kohaku)
        self.wants = dict.fromkeys(range(3), False)
        self.months: set[tuple[str, str]] = set()
        self.seen = len(evening.line.calls)
        with evening.program.open_work() as work:
            work.session.query(ProgrammeDate).update({"told_from": None})
            work.session.query(Interest).update({"stopped_at": work.now})

    def go(self, what: str, number: int) -> None:
        if what == "hours":
            self.evening.pass_time(3600 * number)
        elif what == "a date":
            begins_at = self.evening.now + timedelta(days=number)
            date_id = made.date(self.evening, self.programme_id, begins_at=begins_at)
            with self.evening.program.open_work() as work:
                programme_dates.tell(work, date_id, member_id=self.kohaku)
        elif what == "blocks":
            self.people[number].blocks()
            self.wants[number] = False
        elif what == "comes back":
            name = self.people[number].name
            self.evening.arrive(self.evening.event("follow", name, follow={"isUnblocked": True}))
        else:
            self.people[number].says(what)
            self.wants[number] = {"お知らせがほしい": True, "もう送らないで": False}.get(
                what, self.wants[number]
            )

    def look(self) -> None:
        new = self.evening.line.calls[self.seen :]
        self.seen += len(new)
        for call in new:
            if NEWS in call.bubbles[0]:
                self._claim(call)

    def _claim(self, call: MadeCall) -> None:
        index = next(place for place, each in enumerate(self.people) if call in each.pushed)
        month = (self.people[index].name, month_of(self.evening.now))

        assert self.wants[index]
        assert month not in self.months
        assert call.is_silent
        assert TOLD_FROM <= self.evening.now.astimezone(TOKYO).time() < TOLD_UNTIL
        self.months.add(month)
