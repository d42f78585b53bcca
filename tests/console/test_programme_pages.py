"""The pages of programmes: seen by all, kept by supervisors and managers; nobody is named."""

import re
from datetime import datetime
from typing import Any, Final

import pytest

from console import programme_words
from domain.clock import TOKYO
from domain.destination import Offer
from domain.programme import CancelledFor, Ease, Room
from tests.console.crew import ready, supervisor
from tests.console.desk import Desk
from tests.factories import destinations
from tests.factories import programmes as made
from tests.factories.person import Person

FILLED: Final[dict[str, Any]] = {
    "kind": "a_place_to_be",
    "name": "みなとの午後",
    "one_line": "見ているだけでも大丈夫です。",
    "place": "駅前の会館2階",
    "eases": ["come_late", "stay_silent"],
    "may_show": "y",
}
DATE: Final[dict[str, Any]] = {
    "on": "2026-11-28",
    "begins": "14:00",
    "ends": "16:00",
    "places": "１２",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (Offer, programme_words.KINDS),
        (Ease, programme_words.EASES),
        (Room, programme_words.ROOMS),
        (CancelledFor, programme_words.REASONS),
    ],
)
def test_every_code_has_its_words(codes: object, table: object) -> None:
    assert set(codes) == set(table)  # type: ignore[call-overload]  # enums and tables of them


@pytest.mark.core
def test_a_supervisor_writes_a_programme_and_tells_of_a_date_in_two_steps(desk: Desk) -> None:
    made.with_examples(desk.evening)
    desk.reopen()
    destination_id = destinations.kept(desk.evening, is_example=True)
    visitor = supervisor(desk)

    at = visitor.post("/programmes/new", **FILLED, destination=str(destination_id))
    day = visitor.post(f"{at}/dates/new", **DATE)
    assert "駅前の会館2階" in visitor.get(at)
    assert "11月28日（土） 14時から16時" in visitor.get("/programmes")
    page = visitor.get(day)
    assert "若干名" in page
    assert "12人" in page
    step = visitor.get(f"{day}/tell")
    assert "11月の居場所のお知らせです。11月28日(土)の14時から、駅前の会館2階で開きます。" in step
    assert "今、送れる方: 若干名" in step
    assert "送っていません" in visitor.get(day)
    visitor.post(f"{day}/tell")

    assert "から送っています" in visitor.get(day)
    visitor.post(f"{day}/cancel", why="weather")
    assert "お休みになりました" in visitor.get(day)
    visitor.post(f"{at}/end")
    assert "終わった集まり" in visitor.get("/programmes")


@pytest.mark.parametrize(
    ("field", "words", "why"),
    [
        ("place", "みなとの広場の2階", "みなとの広場"),
        ("place", "相談センター", "ご家族の目に入るかもしれない画面"),
        ("one_line", "楽しいですよ！", "静かな文"),
    ],
)
def test_words_that_may_not_be_said_to_people_are_not_kept(
    desk: Desk, field: str, words: str, why: str
) -> None:
    made.with_examples(desk.evening)
    desk.reopen()
    destination_id = destinations.kept(desk.evening, is_example=True)
    visitor = supervisor(desk)

    form = FILLED | {"destination": str(destination_id), field: words}

    assert why in visitor.post("/programmes/new", 422, **form)
    assert "まだありません。" in visitor.get("/programmes")


@pytest.mark.parametrize(
    "wrong",
    [{"on": "2026-11-23"}, {"ends": "13:00"}, {"places": "many"}, {"until_on": "2026-11-29"}],
)
def test_a_date_that_cannot_be_is_not_kept(desk: Desk, wrong: dict[str, str]) -> None:
    kohaku = desk.evening.member("kohaku")
    programme_id = made.programme(desk.evening, kohaku)
    desk.reopen()

    page = supervisor(desk).post(f"/programmes/{programme_id}/dates/new", 422, **(DATE | wrong))

    assert 'aria-invalid="true"' in page


def test_a_date_is_written_anew_and_keeps_what_was_not_touched(desk: Desk) -> None:
    date_id = made.date(
        desk.evening, made.programme(desk.evening, desk.evening.member("kohaku")), places=12
    )
    desk.reopen()
    visitor = supervisor(desk)
    at = f"/programmes/dates/{date_id}"
    form = visitor.get(f"{at}/edit")
    assert 'value="2026-11-28"' in form
    assert 'value="14:00"' in form
    assert 'value="12"' in form

    assert "みなとの広場" in visitor.post(f"{at}/edit", 422, **DATE, place="みなとの広場の前")
    visitor.post(f"{at}/edit", **(DATE | {"begins": "15:00"}), place="図書館の会議室")

    page = visitor.get(at)
    assert "15時から16時" in page
    assert "図書館の会議室" in page
    made.cancelled(desk.evening, desk.evening.member("fuji"), date_id)
    assert "お休みになったか" in visitor.post(f"{at}/edit", 409, **DATE)


def test_no_page_says_who_or_exactly_how_many_signed_up(desk: Desk) -> None:
    date_id = made.date(desk.evening, made.programme(desk.evening, desk.evening.member("kohaku")))
    desk.reopen()
    visitor = supervisor(desk)
    nobody = visitor.get(f"/programmes/dates/{date_id}")

    for number in range(4):
        Person(desk.evening, f"p{number}").says("11月28日14時に申し込む")
    assert _plain(visitor.get(f"/programmes/dates/{date_id}")) == _plain(nobody)

    for number in range(4, 7):
        Person(desk.evening, f"p{number}").says("11月28日14時に申し込む")
    assert "5人以上" in visitor.get(f"/programmes/dates/{date_id}")


def test_how_many_came_is_for_who_keeps_the_programme(desk: Desk) -> None:
    date_id = made.date(desk.evening, made.programme(desk.evening, desk.evening.member("kohaku")))
    desk.evening.set_clock(datetime(2026, 11, 28, 16, 30, tzinfo=TOKYO))
    desk.reopen()
    keeper = supervisor(desk)

    keeper.post(f"/programmes/dates/{date_id}/heads", heads="23")

    assert "<dt>来た人の数</dt><dd>23人</dd>" in keeper.get(f"/programmes/dates/{date_id}")
    for_others = desk.signed_in("midori").get(f"/programmes/dates/{date_id}")
    assert "来た人の数" not in for_others
    assert "23人" not in for_others


def test_the_briefing_tells_what_takes_place_today(desk: Desk) -> None:
    today = made.SATURDAY.replace(day=24, hour=18)
    made.date(
        desk.evening,
        made.programme(desk.evening, desk.evening.member("kohaku")),
        begins_at=today,
    )
    desk.reopen()

    assert "今日の集まり: 18時から、みなとの午後" in desk.signed_in().get("/briefing")


def test_a_counsellor_asks_in_a_talk_whether_news_may_be_sent(desk: Desk) -> None:
    visitor = ready(desk)
    Person(desk.evening).says("こんばんは")
    talk = visitor.post(_accept(visitor.get("/")))
    assert "集まりのお知らせがほしいか、きく" in visitor.get(talk)

    visitor.post(f"{talk}/ask-news")
    desk.evening.work()

    assert [choice.text for choice in desk.evening.line.calls[-1].choices] == [
        "お知らせがほしい",
        "お知らせはいらない",
    ]
    assert "もうきいてある" in visitor.post(f"{talk}/ask-news", 409)


def _accept(page: str) -> str:
    found = re.search(r'action="(/offers/[0-9a-f-]{36}/accept)"', page)
    assert found is not None
    return found[1]


def _plain(page: str) -> str:
    """What a page says of a date."""
    return page.partition('<dl class="facts">')[2].partition("</dl>")[0]


def test_of_a_few_places_no_page_says_whether_they_are_taken(desk: Desk) -> None:
    made.with_examples(desk.evening)
    desk.reopen()
    visitor, by = supervisor(desk), desk.evening.member("fuji")
    small = made.date(desk.evening, made.programme(desk.evening, by), places=2)
    before = visitor.get(f"/programmes/dates/{small}")
    for name in ("a", "b"):
        Person(desk.evening, name).presses(f"go:{small.hex}")

    assert "少人数の集まりです" in before
    assert _said(visitor.get(f"/programmes/dates/{small}")) == _said(before)


def _said(page: str) -> str:
    """What a page says, from its title on."""
    return re.sub(r'value="[^"]*"', "", page[page.index("<main") :])
