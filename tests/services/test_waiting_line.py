"""The waiting line: first come, first served; and of two who take, one wins."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from domain.conversation import VisitState
from domain.errors import AlreadyTakenError, NobodyWaitingError, NotFoundError, RefusedError
from domain.secret import PrivateText
from services import waiting_line
from storage.models.visit import Conversation, Visit
from tests.factories.counsellor import Counsellor, waiting
from tests.factories.records import writes_record
from tests.factories.tables import ON_POSTGRESQL, ON_SQLITE, rows
from tests.machinery.evening import Evening


def arrive_in_turn(evening: Evening, *people: str) -> None:
    for person in people:
        evening.says(f"{person}です", person)
        evening.pass_time(1)


def test_whoever_came_first_is_first_and_is_told_so(evening: Evening) -> None:
    arrive_in_turn(evening, "a", "b", "c")

    assert [person.first_words for person in waiting(evening)] == [
        PrivateText("aです"),
        PrivateText("bです"),
        PrivateText("cです"),
    ]
    assert [person.position for person in waiting(evening)] == [1, 2, 3]
    told = [call.bubbles[0] for call in evening.line.calls]
    assert ["1番目" in told[0], "2番目" in told[1], "3番目" in told[2]] == [True] * 3


def test_writing_on_changes_no_place_and_gets_no_further_answer(evening: Evening) -> None:
    arrive_in_turn(evening, "a", "b")
    places = [(person.visit_id, person.arrived_at) for person in waiting(evening)]

    evening.says("まだかな", "a")
    evening.says("まだかな", "b")

    assert [(person.visit_id, person.arrived_at) for person in waiting(evening)] == places
    assert len(evening.line.calls) == 2


def test_the_next_is_taken_in_order_until_nobody_waits(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    arrive_in_turn(evening, "a", "b")
    order = [person.visit_id for person in waiting(evening)]

    taken = [midori.takes_next(), midori.takes_next()]

    assert taken == order
    with pytest.raises(NobodyWaitingError):
        midori.takes_next()


def test_a_chosen_person_may_be_taken_out_of_turn(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    arrive_in_turn(evening, "a", "b")
    first, second = (person.visit_id for person in waiting(evening))

    with evening.program.open_work() as work:
        waiting_line.take(work, second, member_id=midori.member_id)

    assert [person.visit_id for person in waiting(evening)] == [first]
    with evening.program.open_work() as work, pytest.raises(AlreadyTakenError):
        waiting_line.take(work, second, member_id=midori.member_id)
    with evening.program.open_work() as work, pytest.raises(NotFoundError):
        waiting_line.take(work, uuid4(), member_id=midori.member_id)


def test_who_wrote_outside_the_hours_is_in_no_line_to_be_taken_from(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.pass_time(6 * 3600)
    evening.says("こんばんは")

    with pytest.raises(NobodyWaitingError):
        midori.takes_next()


def race(evening: Evening, visit_id: UUID | None, members: list[UUID]) -> list[str]:
    """Everybody takes at the same moment; what each was told."""
    together = threading.Barrier(len(members))

    def take(member_id: UUID) -> str:
        together.wait(10)
        try:
            with evening.program.open_work() as work:
                if visit_id is None:
                    waiting_line.take_next(work, member_id=member_id)
                else:
                    waiting_line.take(work, visit_id, member_id=member_id)
        except RefusedError as refusal:
            return refusal.code
        return "taken"

    with ThreadPoolExecutor(len(members)) as threads:
        return list(threads.map(take, members))


def _race_for_one_person(evening: Evening, times: int) -> None:
    members = [Counsellor.midori(evening).member_id, Counsellor.asagi(evening).member_id]
    for number in range(times):
        evening.says("こんばんは", f"person {number}")
        (person,) = waiting(evening)

        told = race(evening, person.visit_id, members)

        assert sorted(told) == ["already_taken", "taken"]
        winner = members[told.index("taken")]
        with evening.program.open_look() as work:
            talk = work.session.get_one(Conversation, person.visit_id)
        assert talk.counsellor_id == winner
        Counsellor(evening, winner).ends(person.visit_id, with_goodbye=False)
        writes_record(evening, person.visit_id, winner)
    assert len(rows(evening, Conversation)) == times


@ON_SQLITE
def test_of_two_who_take_one_person_one_wins_on_sqlite(evening: Evening) -> None:
    _race_for_one_person(evening, 20)


@ON_POSTGRESQL
def test_of_two_who_take_one_person_one_wins_on_postgresql(evening: Evening) -> None:
    _race_for_one_person(evening, 100)


def test_of_many_who_take_the_next_each_gets_another_person(evening: Evening) -> None:
    members = [Counsellor.midori(evening).member_id, Counsellor.asagi(evening).member_id] * 3
    arrive_in_turn(evening, "a", "b", "c", "d")

    told = race(evening, None, members)

    assert told.count("taken") == 4
    assert set(told) <= {"taken", "nobody_waiting", "no_room"}
    assert [visit.state for visit in rows(evening, Visit)] == [VisitState.TALKING] * 4
    assert len(rows(evening, Conversation)) == 4
