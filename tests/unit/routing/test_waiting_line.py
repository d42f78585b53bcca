from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NotFoundError
from routing.waiting_line import Place, in_order, position

OPENING = datetime(2026, 11, 24, 7, tzinfo=UTC)

_places = st.lists(
    st.builds(
        Place,
        visit_id=st.uuids(),
        arrived_at=st.integers(0, 5).map(lambda minutes: OPENING + timedelta(minutes=minutes)),
    ),
    unique_by=lambda place: place.visit_id,
    max_size=12,
)


def _place(number: int, minutes: int) -> Place:
    return Place(visit_id=UUID(int=number), arrived_at=OPENING + timedelta(minutes=minutes))


def test_who_came_first_is_served_first() -> None:
    late, early, middle = _place(1, 9), _place(2, 1), _place(3, 5)

    assert in_order([late, early, middle]) == (early, middle, late)


def test_who_came_at_the_same_moment_keeps_one_order() -> None:
    one, other = _place(1, 5), _place(2, 5)

    assert in_order([other, one]) == in_order([one, other]) == (one, other)


def test_a_visit_without_a_place_has_no_position() -> None:
    with pytest.raises(NotFoundError):
        position([_place(1, 0)], UUID(int=2))


def test_an_empty_line_has_nobody_to_serve() -> None:
    assert in_order([]) == ()


@given(places=_places, data=st.data())
def test_the_order_does_not_depend_on_how_the_places_were_found(
    places: list[Place], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(places))

    assert in_order(shuffled) == in_order(places)


@given(places=_places)
def test_nobody_is_overtaken_and_nobody_is_lost(places: list[Place]) -> None:
    line = in_order(places)

    assert sorted(place.arrived_at for place in places) == [place.arrived_at for place in line]
    assert set(line) == set(places)


@given(places=_places)
def test_positions_count_from_one_without_a_gap(places: list[Place]) -> None:
    positions = [position(places, place.visit_id) for place in in_order(places)]

    assert positions == list(range(1, len(places) + 1))


@given(places=_places.filter(bool), newcomer=st.uuids())
def test_a_newcomer_changes_nobodys_position(places: list[Place], newcomer: UUID) -> None:
    later = Place(visit_id=newcomer, arrived_at=OPENING + timedelta(hours=1))

    for place in places:
        assert position([*places, later], place.visit_id) == position(places, place.visit_id)


@given(places=_places.filter(bool))
def test_who_leaves_moves_only_those_behind(places: list[Place]) -> None:
    first, *others = in_order(places)

    for place in others:
        assert position(others, place.visit_id) == position(places, place.visit_id) - 1
    assert first not in in_order(others)
