"""What is red about an incident, and what an entry cannot do without."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from domain.incident import (
    CONFERENCES,
    PARTS,
    Decision,
    EntryKind,
    Held,
    Lamp,
    Part,
    due_at,
    is_decided,
    lamp,
    missing,
)

OPENED = datetime(2026, 11, 24, 19, 0, tzinfo=TOKYO)
LAST_MINUTE = datetime(2026, 11, 24, 23, 59, tzinfo=TOKYO)
MOMENTS = st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 20), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
DECIDED = st.sampled_from([Decision.EMERGENCY, Decision.WATCH])


def held(decision: Decision, next_at: datetime = OPENED + timedelta(days=1)) -> Held:
    return Held(decision=decision, next_at=next_at)


def test_the_conference_is_due_until_the_last_minute_of_the_day_it_was_opened_on() -> None:
    assert due_at(OPENED) == LAST_MINUTE
    assert due_at(datetime(2026, 11, 24, 15, 0, tzinfo=UTC)) == LAST_MINUTE + timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (OPENED, Lamp.DUE),
        (LAST_MINUTE - timedelta(seconds=1), Lamp.DUE),
        (LAST_MINUTE, Lamp.OVERDUE),
        (LAST_MINUTE + timedelta(days=3), Lamp.OVERDUE),
    ],
)
def test_without_a_conference_it_is_red(now: datetime, shown: Lamp) -> None:
    assert lamp(called_at=OPENED, closed_at=None, held=(), now=now) is shown


@given(now=MOMENTS, next_at=MOMENTS)
def test_a_small_conference_that_calls_the_large_one_has_decided_nothing(
    now: datetime, next_at: datetime
) -> None:
    calls = (held(Decision.TO_COMMITTEE, next_at),)

    assert not is_decided(calls)
    assert lamp(called_at=OPENED, closed_at=None, held=calls, now=now) in {Lamp.DUE, Lamp.OVERDUE}


@given(now=MOMENTS, next_at=MOMENTS, decision=DECIDED)
def test_once_the_next_time_has_passed_it_is_red_again_until_somebody_meets(
    now: datetime, next_at: datetime, decision: Decision
) -> None:
    shown = lamp(called_at=OPENED, closed_at=None, held=(held(decision, next_at),), now=now)

    assert (shown is Lamp.PASSED) == (next_at <= now)


@given(now=MOMENTS, opened_at=MOMENTS)
def test_what_is_closed_is_never_red(now: datetime, opened_at: datetime) -> None:
    assert lamp(called_at=opened_at, closed_at=now, held=(), now=now) is None


@given(blank=st.sampled_from(["", " ", "\n"]))
def test_no_emergency_is_never_decided_without_somebody_who_watches(blank: str) -> None:
    whole = dict.fromkeys(PARTS[EntryKind.CONFERENCE], "書いてある")

    assert missing(EntryKind.CONFERENCE, whole, Decision.WATCH) == frozenset()
    assert missing(
        EntryKind.CONFERENCE, whole | {Part.WATCHER: blank}, Decision.WATCH
    ) == frozenset({Part.WATCHER})


@pytest.mark.parametrize("kind", CONFERENCES)
def test_a_conference_keeps_facts_and_what_one_makes_of_them_apart(kind: EntryKind) -> None:
    assert missing(kind, {}, Decision.EMERGENCY) == {
        Part.PARTICIPANTS,
        Part.FACTS,
        Part.POLICY,
        Part.OWNER,
        Part.UNTIL_NEXT,
    }
    assert Part.VIEW in PARTS[kind]


def test_every_kind_says_what_it_is_made_of() -> None:
    assert set(PARTS) == set(EntryKind)
