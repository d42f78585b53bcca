"""The small pure parts of the pages."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import evening_words, words
from console.own_path import own_path
from console.times import clock_banner, hour, minutes_between, since, waited, written
from domain import errors
from domain.conversation import End, VisitState
from domain.delivery import DeliveryState, Reason
from domain.errors import RefusedError
from domain.evening import Mode
from domain.message import MessageKind
from domain.offer import OfferKind
from domain.presence import Duty, Presence
from domain.record import ENDS_OF_A_TALK, Caller, RiskLevel, Theme
from domain.self_test import Finding
from domain.silence import SilenceStep
from routing.calendar import CalendarWarning
from routing.waiting_line import Priority
from texts.notices import NoticeName

NOW = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (VisitState, words.STATES),
        (DeliveryState, words.DELIVERY),
        (Reason, words.REASONS),
        (MessageKind, words.KINDS),
        (Caller, words.CALLERS),
        (Theme, words.THEMES),
        (RiskLevel, words.RISKS),
        (End, words.ENDS),
        (Duty, evening_words.DUTIES),
        (Presence, evening_words.PRESENCES),
        (OfferKind, evening_words.OFFERS),
        (Mode, evening_words.MODES),
        (Finding, evening_words.FINDINGS),
        (CalendarWarning, evening_words.CALENDAR),
    ],
)
def test_every_code_has_its_words(codes: type[StrEnum], table: dict[object, str]) -> None:
    assert set(table) == set(codes)
    assert all(table.values())


def test_every_step_and_class_has_its_words() -> None:
    assert set(evening_words.SILENCES) == set(SilenceStep)
    assert set(evening_words.PRIORITIES) == set(Priority)


def test_every_refusal_has_its_words() -> None:
    codes = {
        error.code
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, RefusedError)
    }

    assert codes <= set(words.REFUSALS)


def test_every_end_of_a_talk_is_an_end() -> None:
    assert set(ENDS_OF_A_TALK) < set(End)
    assert NoticeName.GOODBYE


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (timedelta(seconds=-5), "たった今"),
        (timedelta(seconds=59), "たった今"),
        (timedelta(minutes=1), "1分前"),
        (timedelta(minutes=59, seconds=59), "59分前"),
        (timedelta(hours=1), "1時間前"),
        (timedelta(days=2), "2日前"),
    ],
)
def test_how_long_ago_is_said_in_the_words_a_person_uses(gone: timedelta, said: str) -> None:
    assert since(NOW - gone, NOW) == said


def test_a_wait_is_said_in_whole_minutes_and_an_hour_as_a_clock_shows_it() -> None:
    assert waited(NOW - timedelta(minutes=12, seconds=59), NOW) == "12分"
    assert minutes_between(NOW, NOW + timedelta(minutes=20)) == 20
    assert hour(NOW) == "16時5分"
    assert hour(NOW - timedelta(minutes=5)) == "16時"


def test_the_hour_names_its_day_when_it_was_not_today_in_tokyo() -> None:
    assert written(NOW, NOW) == "16:05"
    assert written(NOW - timedelta(hours=20), NOW) == "11月23日 20:05"
    assert clock_banner(NOW) == "2026-11-24 16:05"


@pytest.mark.parametrize("wish", ["/", "/talks/3f-1", "/inbox/lists", "/talks/1/record?x=1"])
def test_a_path_of_ours_is_followed(wish: str) -> None:
    assert own_path(wish) == wish


@given(st.text(st.sampled_from("/\\.:%?@#\r\n\t 　ahttps0devil-"), max_size=20))
def test_no_wish_leads_to_another_site(wish: str) -> None:
    path = own_path(wish)

    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert not set(path) & set("\\%:@#\r\n\t 　")
