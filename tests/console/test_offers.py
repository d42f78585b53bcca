"""Offers: seen on every page, answered once, gone kindly."""

from uuid import UUID

import pytest

from services.live import Topic
from tests.console.crew import asked, colleague, member_id, ready, talking
from tests.console.desk import Desk

FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Offers are shown alike on every database; who wins is tested on each."""
    return sqlite_url


def test_an_offer_is_on_every_page_with_its_first_words(desk: Desk) -> None:
    talk, visitor = talking(desk)
    desk.evening.says("眠れなくて" + "あ" * 100, "b")
    desk.evening.work()

    for path in ("/", talk, f"{talk}/hand-over", "/leaving", "/offers"):
        page = visitor.get(path)
        assert "お話しの申し出" in page
        assert "待っている方・来られてから0分" in page
        assert "眠れなくて" + "あ" * 55 + "…" in page


def test_accepting_leads_to_the_talk(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = ready(desk)

    talk = visitor.post(asked(visitor))

    assert "<textarea" in visitor.get(talk)
    assert "2つまで・今1つ" in visitor.get("/")


def test_what_is_declined_goes_to_the_next_and_not_at_once_to_the_same(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor, other = ready(desk), colleague(desk)

    assert visitor.post(asked(visitor, "decline"), next="/leaving") == "/leaving"
    desk.evening.work()

    assert 'class="offer"' not in visitor.get("/")
    asked(other)


def test_a_declining_page_with_script_gets_its_own_desk(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = ready(desk)
    path = asked(visitor, "decline")

    answer = visitor.client.post(path, data=visitor.fields, headers=FRAGMENT)

    assert answer.status_code == 200
    assert 'id="offers" data-count="0"' in answer.text


def test_a_gone_offer_is_said_kindly(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = ready(desk)
    path = asked(visitor)
    visitor.post(path)

    assert "この申し出は、もう終わっています" in visitor.post(path, 409)


def test_nobody_answers_what_another_is_asked(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor, other = ready(desk), colleague(desk)

    other.post(asked(visitor), 404)
    other.post(asked(visitor, "decline"), 404)


def test_whoever_is_offered_to_somebody_cannot_be_taken_by_another(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor, other = ready(desk), colleague(desk)

    assert "ほかの相談員に申し出中" in other.get("/")
    assert "この方とお話しする" not in other.get("/")
    assert "あなたに申し出中" in visitor.get("/")


def test_after_its_minute_an_offer_is_no_longer_shown(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = ready(desk)
    asked(visitor)
    desk.evening.pass_time(61)
    desk.reopen()

    again = desk.visitor().with_cookie(visitor.cookie())

    assert 'class="offer"' not in again.get("/")


def test_an_open_page_hears_of_what_one_is_asked(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = desk.signed_in()
    answer = visitor.client.get("/live/stream")
    chunks = answer.iter_encoded()
    seen = "".join(next(chunks).decode() for _ in range(3))  # that it began, and where things are
    topic = Topic.member(UUID(member_id(desk, "midori")))
    own = f"data: {topic.name}\n"
    before = seen.count(own)

    ready(desk)

    while seen.count(own) == before:
        seen += next(chunks).decode()
    answer.close()
