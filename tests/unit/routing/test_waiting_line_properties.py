from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from routing.waiting_line import LONGEST_BEHIND, Place, Priority, in_order, position, priority

OPENING = datetime(2026, 11, 24, 7, tzinfo=UTC)
DANGER = 3

# Few minutes, so that arrivals often coincide, and the ages of 30 and 45 minutes are hit exactly.
_moments = st.integers(0, 12).map(lambda fives: OPENING + timedelta(minutes=5 * fives))
_later = st.integers(0, 24).map(lambda fives: OPENING + timedelta(minutes=5 * fives))
_flags = st.sampled_from([False, False, True])
places = st.builds(
    Place,
    visit_id=st.uuids(),
    arrived_at=_moments,
    risk=st.sampled_from([0, 0, 0, 1, 2, 3, 4]),
    is_distressed=_flags,
    is_passing=_flags,
    is_returning=_flags,
    has_ticket=_flags,
)
lines = st.lists(places, unique_by=lambda place: place.visit_id, max_size=12)
filled = lines.filter(bool)


def _has_same_need(one: Place, other: Place) -> bool:
    return replace(one, visit_id=other.visit_id, arrived_at=other.arrived_at) == other


@given(line=lines, now=_later, data=st.data())
def test_the_order_does_not_depend_on_how_the_places_were_found(
    line: list[Place], now: datetime, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(line))

    assert in_order(shuffled, now=now) == in_order(line, now=now)


@given(line=lines, now=_later)
def test_nobody_is_lost_and_the_classes_come_one_after_the_other(
    line: list[Place], now: datetime
) -> None:
    ordered = in_order(line, now=now)
    classes = [priority(place, now=now) for place in ordered]

    assert set(ordered) == set(line)
    assert classes == sorted(classes)


@given(line=lines, now=_later)
def test_positions_count_from_one_without_a_gap(line: list[Place], now: datetime) -> None:
    ordered = in_order(line, now=now)

    positions = [position(line, place.visit_id, now=now) for place in ordered]

    assert positions == list(range(1, len(line) + 1))


@given(line=lines, now=_later)
def test_among_equals_who_came_first_is_served_first(line: list[Place], now: datetime) -> None:
    ordered = in_order(line, now=now)

    for number, ahead in enumerate(ordered):
        for behind in ordered[number + 1 :]:
            if _has_same_need(ahead, behind):
                assert ahead.arrived_at <= behind.arrived_at


@given(line=lines, now=_later)
def test_after_45_minutes_only_danger_overtakes(line: list[Place], now: datetime) -> None:
    ordered = in_order(line, now=now)

    for number, aged in enumerate(ordered):
        if now - aged.arrived_at >= LONGEST_BEHIND:
            overtaking = [p for p in ordered[:number] if p.arrived_at > aged.arrived_at]
            assert all(place.risk >= DANGER for place in overtaking)


@given(line=lines, now=_later)
def test_nobody_in_danger_waits_behind_anybody_who_is_not(line: list[Place], now: datetime) -> None:
    dangers = [place.risk >= DANGER for place in in_order(line, now=now)]

    assert dangers == sorted(dangers, reverse=True)


@given(line=lines, now=_later, more=st.timedeltas(timedelta(), timedelta(hours=3)))
def test_time_never_moves_a_place_behind_a_later_arrival_it_was_ahead_of(
    line: list[Place], now: datetime, more: timedelta
) -> None:
    before, after = in_order(line, now=now), in_order(line, now=now + more)

    for number, ahead in enumerate(before):
        for behind in before[number + 1 :]:
            if ahead.arrived_at <= behind.arrived_at and ahead.risk == behind.risk == 0:
                came_with = ahead.arrived_at == behind.arrived_at
                is_kept = after.index(ahead) < after.index(behind)
                assert is_kept or (came_with and behind.visit_id < ahead.visit_id)


@given(line=filled, now=_later, more=st.timedeltas(timedelta(), timedelta(hours=3)))
def test_waiting_never_lowers_a_class(line: list[Place], now: datetime, more: timedelta) -> None:
    for place in line:
        assert priority(place, now=now + more) <= priority(place, now=now)


@given(line=filled, newcomer=st.uuids())
def test_a_newcomer_without_need_changes_nobodys_position(
    line: list[Place], newcomer: UUID
) -> None:
    now = OPENING + timedelta(hours=1, seconds=1)
    later = Place(visit_id=newcomer, arrived_at=now)

    for place in line:
        assert position([*line, later], place.visit_id, now=now) == position(
            line, place.visit_id, now=now
        )


@given(line=filled, now=_later, data=st.data())
def test_who_leaves_moves_only_those_behind(
    line: list[Place], now: datetime, data: st.DataObject
) -> None:
    leaving = data.draw(st.sampled_from(line))
    others = [place for place in line if place is not leaving]
    left_at = position(line, leaving.visit_id, now=now)

    for place in others:
        before = position(line, place.visit_id, now=now)
        after = position(others, place.visit_id, now=now)
        assert after == before - (before > left_at)


@given(place=places, now=_later)
def test_a_greater_need_never_costs_the_place(place: Place, now: datetime) -> None:
    raised = (
        replace(place, risk=min(place.risk + 1, 4)),
        replace(place, is_distressed=True),
        replace(place, has_ticket=True),
        replace(place, is_returning=True),
    )

    assert all(priority(more, now=now) <= priority(place, now=now) for more in raised)


def test_a_place_has_nothing_that_further_messages_could_change() -> None:
    names = {field.name for field in fields(Place)}

    assert names == {
        "visit_id",
        "arrived_at",
        "risk",
        "is_distressed",
        "is_passing",
        "is_returning",
        "has_ticket",
    }
    assert max(Priority) is Priority.P3
