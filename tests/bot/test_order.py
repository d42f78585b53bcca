"""Events of one person are handled one at a time, in LINE's order; other people's beside them."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot import inbound
from bot.wiring import Program
from domain.message import Direction
from services import urgency
from services.work import JobName
from storage.models.contact import Contact
from storage.models.message import Message
from storage.queries import contacts, line_events
from tests.factories.counsellor import Counsellor, waiting
from tests.factories.tables import ON_POSTGRESQL, events, rows
from tests.machinery.evening import BOT, Evening, user_id


def keep(evening: Evening, *batch: dict[str, object]) -> None:
    body = json.dumps({"destination": BOT, "events": list(batch)}).encode()
    assert evening.post(body) == "200 OK"


def handled_in_order(evening: Evening) -> list[int]:
    """LINE's times of what the people said, in the order in which it was handled."""
    said = [row for row in rows(evening, Message) if row.direction is Direction.INBOUND]
    return [row.occurred_ms for row in sorted(said, key=lambda row: row.revision)]


def test_events_that_came_reversed_are_handled_as_they_were_said(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    said = [evening.text(f"その{number}") for number in range(5)]

    evening.arrive(*reversed(said))

    assert handled_in_order(evening) == sorted(handled_in_order(evening))
    reads = midori.reads(midori.takes_next())
    assert [words for words in reads if words.startswith("その")] == [
        f"その{number}" for number in range(5)
    ]


def test_words_that_came_late_stand_where_they_were_said(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    said = [evening.text(f"その{number}") for number in range(6)]
    for number in (0, 5, 2, 1, 4, 3):
        evening.pass_time(1)
        evening.arrive(said[number])

    reads = midori.reads(midori.takes_next())

    assert [words for words in reads if words.startswith("その")] == [
        f"その{number}" for number in range(6)
    ]


def test_many_workers_on_one_person_never_interleave(evening: Evening) -> None:
    said = [evening.text(f"その{number}") for number in range(16)]
    for event in (*said[1::2], *said[::2]):
        keep(evening, event)
    bells = [subject for name, subject in evening.jobs if name is JobName.HANDLE_EVENTS]
    together = threading.Barrier(4)

    other = replace(Program.build(evening.program.settings), bell=evening.program.bell)

    def one_worker(program: Program, mine: list[UUID]) -> None:
        together.wait(10)
        for bell in mine:
            inbound.handle_batch(program, bell)

    programs = [evening.program, evening.program, other, other]
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(one_worker, programs, [bells, bells[::-1], bells[::2], bells[1::2]]))
    other.close()

    order = handled_in_order(evening)
    assert len(order) == 16
    assert order == sorted(order)


def test_many_workers_on_many_people_handle_each_word_once(evening: Evening) -> None:
    people = [f"person {number}" for number in range(8)]
    for _ in range(3):
        keep(evening, *(evening.text("言葉", person) for person in people))
    bells = [subject for name, subject in evening.jobs if name is JobName.HANDLE_EVENTS]

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda bell: inbound.handle_batch(evening.program, bell), bells * 2))
    evening.jobs = [job for job in evening.jobs if job[0] is not JobName.HANDLE_EVENTS]
    evening.work()

    assert [person.message_count for person in waiting(evening)] == [3] * 8
    assert all(event.handled_at and event.sealed is None for event in events(evening))
    assert sum("番目です" in words for words in evening.line.said) == 8


def test_danger_does_not_wait_behind_other_peoples_words(evening: Evening) -> None:
    people = [f"person {number}" for number in range(4)]
    for person in people:
        keep(evening, evening.text("こんばんは", person))
    keep(evening, evening.text("ひとつ前の言葉", "in danger"))
    keep(evening, evening.text("死にたい", "in danger"))
    kept = [event.id for event in events(evening)]

    evening.work()

    in_order = sorted(events(evening), key=lambda event: event.handled_at or evening.now)
    assert [event.id for event in in_order] == [*kept[4:], *kept[:4]]


def test_a_first_glance_that_fails_costs_no_words(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_payload: bytes) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(urgency, "is_urgent", stumble)

    evening.says("死にたい")

    assert [event.outcome for event in events(evening)] == ["received"]


@ON_POSTGRESQL
def test_one_persons_words_do_not_wait_for_anothers(evening: Evening) -> None:
    keep(evening, evening.text("長い話", "a"))
    keep(evening, evening.text("こんばんは", "b"))
    seals = evening.program.house.seals
    contact_a = seals.contact_id(user_id("a"))
    (_, bell_a), (_, bell_b) = evening.jobs

    with ThreadPoolExecutor(1) as worker:
        with evening.program.database.writing() as session:
            contacts.lock(session, contact_a)
            blocked = worker.submit(inbound.handle_batch, evening.program, bell_a)
            inbound.handle_batch(evening.program, bell_b)
            assert len(rows(evening, Contact)) == 1
            assert not blocked.done()
        blocked.result(10)

    assert len(rows(evening, Contact)) == 2


def unreadable(evening: Evening, number: int) -> None:
    """Spoil one kept event."""
    with evening.program.open_work() as work:
        row = work.session.get_one(type(events(evening)[0]), number)
        row.sealed = b"\0\1" + b"spoiled" * 10


def test_an_event_that_fails_is_tried_again_then_parked_and_the_next_goes_on(
    evening: Evening,
) -> None:
    keep(evening, evening.text("読めなくなる言葉"))
    unreadable(evening, events(evening)[0].id)
    keep(evening, evening.text("つぎの言葉"), evening.text("こんばんは", "b"))

    evening.work()
    tried = [(event.tries, bool(event.handled_at)) for event in events(evening)]
    assert tried == [(1, False), (0, False), (0, True)]
    for seconds in (2, 5, 16):
        evening.pass_time(seconds)
        evening.sweep()

    spoiled, following, _ = events(evening)
    assert (spoiled.tries, spoiled.parked_at is not None) == (4, True)
    assert (spoiled.handled_at, spoiled.outcome) == (None, "SealError")
    assert following.handled_at is not None
    assert [person.message_count for person in waiting(evening)] == [1, 1]


def test_a_parked_event_is_handled_when_its_cause_is_mended_and_it_is_asked_for(
    evening: Evening,
) -> None:
    keep(evening, evening.text("大事な言葉"))
    (event,) = events(evening)
    whole = event.sealed
    unreadable(evening, event.id)
    evening.work()
    for seconds in (2, 5, 16):
        evening.pass_time(seconds)
        evening.sweep()
    evening.pass_time(600)
    evening.sweep()
    assert not waiting(evening)

    with evening.program.open_work() as work:
        work.session.get_one(type(event), event.id).sealed = whole
        assert line_events.unpark(work.session, now=work.now) == 1
    evening.sweep()

    (person,) = waiting(evening)
    assert person.message_count == 1


@pytest.mark.parametrize("days", [29, 31])
def test_an_events_id_is_remembered_for_a_month(evening: Evening, days: int) -> None:
    evening.says("こんばんは")
    evening.pass_time(days * 24 * 3600)

    with evening.program.open_work() as work:
        line_events.forget_before(work.session, work.now - timedelta(days=30))

    assert len(events(evening)) == (1 if days == 29 else 0)
