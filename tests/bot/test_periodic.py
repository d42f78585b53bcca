"""What runs by the clock: one process does it, and takes over from one that is gone."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from bot import line_watch, periodic
from domain.errors import PlatformBusyError, PlatformRefusedError
from services import evening as clockwork
from services import leases
from services.evening import Step
from services.work import Work
from storage.models.departure import Departure
from storage.models.line_event import LineEvent
from storage.models.service import Fact
from tests.factories.alarm import Supervisor, called
from tests.factories.tables import events, rows
from tests.machinery.evening import Evening

FIVE = timedelta(seconds=5)
GROUP = {"type": "group", "groupId": "C" + "1" * 32}


def holds(evening: Evening, holder: str) -> bool:
    with evening.program.open_work() as work:
        return leases.hold(work, "clock", holder, for_=FIVE)


def test_one_clock_acts_and_another_takes_over_when_it_is_gone(evening: Evening) -> None:
    assert holds(evening, "first")
    assert not holds(evening, "second")
    evening.pass_time(3)
    assert holds(evening, "first")
    evening.pass_time(3)
    assert not holds(evening, "second")

    evening.pass_time(5.1)

    assert holds(evening, "second")
    assert not holds(evening, "first")


def test_the_table_names_each_thing_once_and_sweeps_every_second() -> None:
    names = [row.name for row in periodic.TABLE]

    assert len(names) == len(set(names))
    assert {row.name: row.every for row in periodic.TABLE}["sweep"] == timedelta(seconds=1)


def test_a_step_that_cannot_say_what_is_due_keeps_none_of_the_others_waiting(
    evening: Evening,
) -> None:
    def fails(work: Work) -> Sequence[UUID]:
        work.session.execute(text("SELECT nothing FROM nowhere"))
        return ()

    kohaku = Supervisor.comes(evening, "kohaku")
    evening.says("もう死にたいです")
    evening.pass_time(125)
    kohaku.duty.beats()
    broken = Step(name="broken", due=fails, act=lambda _work, _nobody: None)

    periodic.keep_evening(evening.program, (broken, *clockwork.STEPS, broken))

    assert called(evening) == ["kohaku", "kohaku"]


def test_old_handled_events_are_forgotten_and_open_ones_never(evening: Evening) -> None:
    evening.says("こんばんは")
    evening.keep(evening.text("まだ開かれていない"))
    evening.pass_time(31 * 24 * 3600)

    periodic.tidy(evening.program)

    assert [event.handled_at for event in events(evening)] == [None]


def test_who_we_are_is_asked_and_a_silence_is_no_trouble(evening: Evening) -> None:
    line_watch.confirm(evening.program)

    assert [row.name.partition(":")[0] for row in rows(evening, Fact)] == ["line_away"]


def test_a_group_that_cannot_be_left_now_is_left_later(evening: Evening) -> None:
    evening.line.troubles.extend([PlatformBusyError(), PlatformBusyError()])
    evening.arrive(evening.event("join", source=GROUP))
    assert not evening.line.left

    for _ in range(2):
        evening.pass_time(61)
        evening.sweep()

    assert evening.line.left == [GROUP["groupId"]]
    (departure,) = rows(evening, Departure)
    assert departure.sealed is None
    evening.pass_time(3600)
    evening.sweep()
    assert len(evening.line.left) == 1


def test_a_group_line_does_not_know_is_left_alone(evening: Evening) -> None:
    evening.line.troubles.append(PlatformRefusedError())

    evening.arrive(evening.event("join", source=GROUP))
    evening.pass_time(61)
    evening.sweep()

    assert len(evening.line.tried) == 1
    assert rows(evening, Departure)[0].settled_at is not None


def test_a_group_that_can_never_be_left_is_given_up_and_its_id_forgotten(evening: Evening) -> None:
    evening.line.troubles.extend([PlatformBusyError()] * 50)
    evening.arrive(evening.event("join", source=GROUP))

    for _ in range(12):
        evening.pass_time(61)
        evening.sweep()

    assert len(evening.line.tried) == 10
    assert rows(evening, Departure)[0].sealed is None
    assert len(rows(evening, LineEvent)) == 1
