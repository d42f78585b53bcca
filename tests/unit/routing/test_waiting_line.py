from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.errors import NotFoundError
from routing.waiting_line import Place, Priority, in_order, position, priority

OPENING = datetime(2026, 11, 24, 7, tzinfo=UTC)
TICK = datetime.resolution


def _place(number: int, minutes: int, **more: bool) -> Place:
    return Place(visit_id=UUID(int=number), arrived_at=_after(minutes), **more)


def _risky(number: int, minutes: int, risk: int) -> Place:
    return Place(visit_id=UUID(int=number), arrived_at=_after(minutes), risk=risk)


def _after(minutes: int) -> datetime:
    return OPENING + timedelta(minutes=minutes)


def test_who_came_first_is_served_first() -> None:
    late, early, middle = _place(1, 9), _place(2, 1), _place(3, 5)

    assert in_order([late, early, middle], now=_after(10)) == (early, middle, late)


def test_who_came_at_the_same_moment_keeps_one_order() -> None:
    one, other = _place(1, 5), _place(2, 5)

    line = in_order([other, one], now=_after(6))

    assert line == in_order([one, other], now=_after(6)) == (one, other)


def test_a_visit_without_a_place_has_no_position() -> None:
    with pytest.raises(NotFoundError):
        position([_place(1, 0)], UUID(int=2), now=_after(1))


def test_an_empty_line_has_nobody_to_serve() -> None:
    assert in_order([], now=OPENING) == ()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (_place(1, 0), Priority.P3),
        (_place(1, 0, has_ticket=True), Priority.P2),
        (_place(1, 0, is_distressed=True), Priority.P1),
        (_place(1, 0, is_passing=True), Priority.P1),
        (_place(1, 0, is_returning=True), Priority.P1),
        (_risky(1, 0, 1), Priority.P1),
        (_risky(1, 0, 2), Priority.P1),
        (_risky(1, 0, 3), Priority.P0),
        (_risky(1, 0, 4), Priority.P0),
    ],
)
def test_each_need_has_its_class(place: Place, expected: Priority) -> None:
    assert priority(place, now=OPENING) is expected


@pytest.mark.parametrize(
    ("minutes", "before", "after"),
    [(30, Priority.P3, Priority.P2), (45, Priority.P2, Priority.P1)],
)
def test_waiting_itself_moves_a_place_forward(
    minutes: int, before: Priority, after: Priority
) -> None:
    place = _place(1, 0)

    assert priority(place, now=_after(minutes) - TICK) is before
    assert priority(place, now=_after(minutes)) is after


def test_danger_is_never_aged_down() -> None:
    assert priority(_risky(1, 0, 4), now=_after(600)) is Priority.P0


def test_need_comes_before_waiting_and_waiting_before_coming() -> None:
    danger, distress = _risky(1, 34, 3), _place(2, 33, is_distressed=True)
    ticket, waited, newcomer = _place(3, 32, has_ticket=True), _place(4, 4), _place(5, 31)

    line = in_order([newcomer, waited, ticket, distress, danger], now=_after(35))

    assert line == (danger, distress, waited, ticket, newcomer)


def test_who_was_turned_away_before_comes_before_other_newcomers() -> None:
    newcomer, ticket = _place(1, 0), _place(2, 1, has_ticket=True)

    assert in_order([newcomer, ticket], now=_after(2)) == (ticket, newcomer)


def test_after_45_minutes_distress_that_comes_later_waits_behind() -> None:
    aged, distressed = _place(1, 0), _place(2, 20, is_distressed=True)

    assert in_order([aged, distressed], now=_after(45) - TICK) == (distressed, aged)
    assert in_order([aged, distressed], now=_after(45)) == (aged, distressed)


def test_a_talk_that_was_cut_off_keeps_the_arrival_of_its_person() -> None:
    passing, distressed = _place(2, 3, is_passing=True), _place(1, 50, is_distressed=True)

    assert in_order([distressed, passing], now=_after(51)) == (passing, distressed)
