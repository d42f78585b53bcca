"""Programmes: who may be told of one, and numbers that never show a single person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from domain.destination import Offer
from domain.programme import (
    TOLD_OF,
    CancelledFor,
    DateFacts,
    Ease,
    Reachable,
    Room,
    at_least,
    may_be_told,
    month_of,
    presses,
    read_eases,
    read_kinds,
    room_of,
    written_eases,
    written_kinds,
)
from texts import programme_words
from texts.language import Language
from texts.programme_words import Wish, go_words, news_words, read_named, stay_words

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
FREE = Reachable(
    wants_news=True,
    is_blocked=False,
    is_unreached=False,
    is_here=False,
    has_alert=False,
    last_word_at=None,
    danger_at=None,
    told_in=None,
)
DATE = DateFacts(begins_at=NOW, ends_at=NOW, sign_up_until=NOW, places=3)


@pytest.mark.parametrize(
    "changed",
    [
        {"wants_news": False},
        {"is_blocked": True},
        {"is_unreached": True},
        {"is_here": True},
        {"has_alert": True},
        {"told_in": "2026-11"},
        {"last_word_at": NOW - timedelta(hours=5)},
        {"danger_at": NOW - timedelta(days=6)},
    ],
)
def test_one_thing_is_enough_not_to_be_told(changed: dict[str, object]) -> None:
    assert may_be_told(FREE, now=NOW)
    assert not may_be_told(replace(FREE, **changed), now=NOW)  # type: ignore[arg-type]  # any field


def test_what_is_long_past_keeps_nobody_from_news() -> None:
    past = replace(
        FREE,
        told_in="2026-10",
        last_word_at=NOW - timedelta(hours=6),
        danger_at=NOW - timedelta(days=7),
    )

    assert may_be_told(past, now=NOW)


def test_a_month_is_one_of_tokyo() -> None:
    assert month_of(datetime(2026, 11, 30, 15, 0, tzinfo=UTC)) == "2026-12"


@given(st.integers(0, 500), st.sampled_from([5, 10]))
def test_no_number_shown_tells_one_person_from_none(count: int, step: int) -> None:
    shown = at_least(count, step=step)

    assert shown is None or (shown >= step and shown % step == 0)
    assert (shown is None) == (count < step)


@pytest.mark.parametrize(
    ("changed", "room"),
    [
        ({}, Room.OPEN),
        ({"is_cancelled": True}, Room.CANCELLED),
        ({"may_show": False}, Room.HIDDEN),
        ({"signed_up": 3}, Room.FULL),
        ({"now": NOW}, Room.OVER),
    ],
)
def test_whether_one_can_sign_up(changed: dict[str, object], room: Room) -> None:
    usual = {
        "may_show": True, "is_cancelled": False, "signed_up": 2, "now": NOW - timedelta(seconds=1),
    }  # fmt: skip

    assert room_of(DATE, **(usual | changed)) is room  # type: ignore[arg-type]  # as named


@pytest.mark.parametrize(
    ("now", "begins", "does"),
    [
        ((27, 21, 0), (28, 11, 59), True),
        ((27, 21, 0), (28, 12, 0), False),
        ((28, 8, 59), (28, 11, 59), True),
        ((28, 2, 0), (29, 8, 0), False),
        ((28, 21, 30), (28, 10, 0), False),  # it is over
    ],
)
def test_a_change_presses_before_noon_of_the_morning_that_comes(
    now: tuple[int, int, int], begins: tuple[int, int, int], *, does: bool
) -> None:
    moment, begins_at = (datetime(2026, 11, *each, tzinfo=TOKYO) for each in (now, begins))

    assert presses(begins_at, now=moment) is does


@given(st.frozensets(st.sampled_from(Ease)), st.frozensets(st.sampled_from(Offer)))
def test_what_is_written_is_read_again(eases: frozenset[Ease], kinds: frozenset[Offer]) -> None:
    assert read_eases(written_eases(eases)) == eases
    assert read_kinds(written_kinds(kinds)) == kinds


@pytest.mark.parametrize("language", Language)
def test_every_code_has_words_for_the_person(language: Language) -> None:
    assert {code for code, spoken in programme_words.KINDS if spoken is language} == set(Offer)
    assert {code for code, spoken in programme_words.CANCELLED if spoken is language} == set(
        CancelledFor
    )
    assert all(programme_words.ease_words([ease], language) for ease in Ease)


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(Language))
def test_every_button_can_be_typed(moment: datetime, language: Language) -> None:
    begins = moment.replace(second=0, microsecond=0)
    clock = (begins.month, begins.day, begins.hour, begins.minute)
    go = read_named(go_words(begins, language), language)
    stay = read_named(f"　{stay_words(begins, language).upper()} ", language)

    assert go is not None
    assert stay is not None
    assert (go.wish, go.clock, stay.wish, stay.clock) == (Wish.GO, clock, Wish.STAY, clock)
    assert len(go_words(begins, language)) <= 20
    assert len(stay_words(begins, language)) <= 20


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", [None, *Offer])
def test_news_of_a_kind_can_be_typed(kind: Offer | None, language: Language) -> None:
    named = read_named(news_words(kind, language), language)

    assert named is not None
    assert (named.wish, named.kind) == (Wish.NEWS, kind)
    assert kind not in {None, *TOLD_OF} or len(news_words(kind, language)) <= 20
