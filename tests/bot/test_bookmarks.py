"""Bookmarks: whoever comes back hears what has changed since, and nothing they know already."""

import pytest

from bot.bookmarks import Bookmarks
from services.live import WAITING_LINE, Topic

HERS, OTHERS = Topic("conversation 1"), Topic("conversation 2")
TOPICS = frozenset({HERS, WAITING_LINE})


@pytest.mark.parametrize("place", [None, "", "x", "00000000-0", "-1", "\u0661-1", "9" * 400])
def test_whoever_names_no_place_of_ours_hears_everything(place: str | None) -> None:
    assert Bookmarks().missed(TOPICS, place) == TOPICS


def test_whoever_comes_back_hears_only_what_has_changed_since() -> None:
    marks = Bookmarks()
    marks.note(HERS)
    place = marks.place

    assert marks.missed(TOPICS, place) == frozenset()
    marks.note(OTHERS)
    assert marks.missed(TOPICS, place) == frozenset()
    marks.note(HERS)
    assert marks.missed(TOPICS, place) == {HERS}
    assert marks.missed(TOPICS, marks.place) == frozenset()


def test_the_place_of_a_change_is_before_every_later_one() -> None:
    marks = Bookmarks()
    first = marks.note(HERS)
    marks.note(WAITING_LINE)

    assert marks.missed(TOPICS, first) == {WAITING_LINE}


def test_a_gap_in_the_listening_makes_every_earlier_place_worthless() -> None:
    marks = Bookmarks()
    place = marks.note(HERS)

    marks.begin_era()

    assert marks.missed(TOPICS, place) == TOPICS


def test_what_is_no_longer_remembered_counts_as_changed() -> None:
    marks = Bookmarks(most_topics=2)
    marks.note(HERS)
    place = marks.place
    later = marks.note(OTHERS)
    for number in range(2):
        marks.note(Topic(f"conversation {number + 3}"))

    assert marks.missed(TOPICS, place) == TOPICS
    assert marks.missed(TOPICS, later) == frozenset()
