"""Whatever was done to a destination: a person is shown what two vouch for today, nothing else."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.checking import months_after
from domain.clock import TOKYO
from services import destination_keeping, destinations
from services.destination_confirming import DestinationIncompleteError
from tests.factories.destinations import kept, made_sure, made_sure_by_itself
from tests.factories.directory import two_people
from tests.machinery.evening import Evening


def named(evening: Evening) -> list[UUID]:
    with evening.program.open_look() as work:
        return [each.id for each in destinations.usable(work)]


@given(
    checks=st.lists(st.tuples(st.sampled_from([0, 1, None]), st.integers(0, 200)), max_size=5),
    asked=st.integers(0, 400),
    changed=st.fixed_dictionaries(
        {},
        optional={
            "may_show": st.sampled_from([False]),
            "hours": st.just(""),
            "valid_until": st.just(date(2027, 6, 1)),
            "valid_from": st.just(date(2027, 1, 1)),
        },
    ),
    is_withdrawn=st.booleans(),
    is_example=st.booleans(),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_unchecked_expired_withdrawn_or_for_staff_is_ever_named_to_a_person(  # noqa: PLR0913 - one of each
    evening: Evening,
    people_of: Callable[[], tuple[UUID, UUID]],
    checks: list[tuple[int | None, int]],
    asked: int,
    changed: dict[str, object],
    *,
    is_withdrawn: bool,
    is_example: bool,
) -> None:
    begun = datetime(2026, 11, 24, 12, 0, tzinfo=TOKYO)
    people = people_of()
    evening.set_clock(begun)
    destination_id = kept(evening, is_example=is_example, **changed)
    pressed: dict[UUID, int] = {}
    for who, day in sorted(checks, key=lambda each: each[1]):
        evening.set_clock(begun + timedelta(days=day))
        try:
            if who is None:
                made_sure_by_itself(evening, destination_id)
            else:
                made_sure(evening, destination_id, people[who])
        except DestinationIncompleteError:
            continue
        pressed[destination_id if who is None else people[who]] = day
    if is_withdrawn:
        with evening.program.open_work() as work:
            destination_keeping.withdraw(work, destination_id, member_id=people[0])
    last = max([day for _, day in checks], default=0)
    evening.set_clock(begun + timedelta(days=max(asked, last)))

    today = evening.now.astimezone(TOKYO).date()
    vouching = [
        day
        for day in pressed.values()
        if today <= months_after(begun.date() + timedelta(days=day), 6)
    ]
    first, until = changed.get("valid_from", today), changed.get("valid_until", today)
    assert (destination_id in named(evening)) == (
        len(vouching) >= 2
        and not is_withdrawn
        and not is_example
        and not {"may_show", "hours"} & set(changed)
        and first <= today <= until  # type: ignore[operator]  # both are days
    )


@pytest.fixture
def people_of(evening: Evening) -> Callable[[], tuple[UUID, UUID]]:
    """The same two people, however often they are asked for."""
    both = two_people(evening)
    return lambda: both
