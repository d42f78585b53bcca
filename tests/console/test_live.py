"""Live updates: who may hear them, and until when."""

import re
import time
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot.app import create_app
from bot.hub import Hub
from bot.sessions import Shelf
from services import sign_ins
from services.live import WAITING_LINE, Topic
from storage.models.member import Member
from tests.console.desk import Desk, Visitor
from tests.machinery.waiting import until

NAMES = rb"(?:change\ndata: (?:line|member [0-9a-f-]{36})|tick\ndata: )"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is heard is the same on every database."""
    return sqlite_url


def test_a_stream_needs_a_sign_in_and_is_not_led_to_the_door(desk: Desk) -> None:
    answer = desk.visitor().client.get("/live/stream", headers={"Accept": "text/event-stream"})

    assert answer.status_code == 401


def test_nobody_hears_of_a_talk_that_is_not_theirs_to_read(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    desk.evening.member("asagi")
    visitor = desk.signed_in()
    visitor.get("/")
    talk = visitor.post("/line/next").rpartition("/")[2]
    other = desk.signed_in("asagi")

    other.get(f"/live/stream?talk={talk}", 404)
    other.get(f"/live/stream?talk={uuid4()}", 404)
    other.get("/live/stream?talk=x", 404)


def test_a_page_too_many_is_told_when_to_come_back(desk: Desk) -> None:
    full = Hub(desk.evening.program.redis, most_pages=0)
    visitor = Visitor(client=create_app(desk.evening.program, full).test_client())
    visitor.sign_in()

    answer = visitor.client.get("/live/stream")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_a_stream_tells_names_and_nothing_else(desk: Desk) -> None:
    visitor = desk.signed_in()
    answer = visitor.client.get("/live/stream")
    chunks = answer.iter_encoded()
    assert next(chunks) == b": begun\n\n"

    desk.evening.says("こんばんは")

    heard = b""
    while heard.count(b"data: line\n") < 2:  # of what was there, and of who came
        heard += next(chunks)
    assert re.fullmatch(rb"(?:id: (?:[0-9a-f]{8}-\d+)?\nevent: %b\n\n)+" % NAMES, heard)
    answer.close()


def test_a_sign_in_no_longer_holds_for_a_stream_once_it_has_ended(desk: Desk) -> None:
    shelf = desk.web.app.session_interface
    assert isinstance(shelf, Shelf)
    first, second = desk.signed_in(), desk.signed_in()
    with desk.evening.program.open_look() as work:
        mark = work.session.scalars(select(Member.fs_uniquifier)).one()
    cookies = [visitor.cookie() for visitor in (first, second)]
    assert [shelf.still_holds(cookie, mark) for cookie in cookies] == [True, True]
    first.get("/")
    first.post("/sign-out", 302)
    assert [shelf.still_holds(cookie, mark) for cookie in cookies] == [False, True]

    with desk.evening.program.open_work() as work:
        work.session.execute(update(Member).values(is_active=False))

    assert [shelf.still_holds(cookie, mark) for cookie in cookies] == [False, False]


def test_a_stream_ends_as_soon_as_its_sign_in_is_ended_from_elsewhere(desk: Desk) -> None:
    visitor = desk.signed_in()
    answer = visitor.client.get("/live/stream")
    chunks = answer.iter_encoded()
    assert next(chunks) == b": begun\n\n"
    with desk.evening.program.open_look() as work:
        member_id = work.session.scalars(select(Member.id)).one()

    with desk.evening.program.open_work() as work:
        sign_ins.end_all(work, member_id, actor_id=None, reason="role")

    desk.evening.says("こんばんは")

    assert b"".join(chunks).count(b"data: line") <= 1  # what there was, and nothing since


def test_a_stream_ends_with_the_sign_out_and_not_at_the_next_tick(desk: Desk) -> None:
    visitor = desk.signed_in()
    visitor.get("/")
    chunks = visitor.client.get("/live/stream").iter_encoded()
    next(chunks), next(chunks)
    begun = time.monotonic()

    visitor.post("/sign-out", 302)

    assert b"tick" not in b"".join(chunks)
    assert time.monotonic() - begun < 5  # a tick is ten seconds


def test_an_open_page_keeps_its_sign_in_awake(desk: Desk) -> None:
    visitor = desk.signed_in()
    for _ in range(4):
        desk.evening.pass_time(10 * 60)
        desk.reopen()
        shelf = desk.web.app.session_interface
        assert isinstance(shelf, Shelf)
        with desk.evening.program.open_look() as work:
            mark = work.session.scalars(select(Member.fs_uniquifier)).one()
        assert shelf.still_holds(visitor.cookie(), mark)


def test_whoever_comes_back_with_their_place_hears_only_what_they_missed(desk: Desk) -> None:
    hub = desk.web.hub
    place = _place_of_whoever_heard_all(hub)
    assert _first_heard(hub, place) is None

    desk.evening.says("こんばんは")

    until(lambda: _first_heard(hub, place) == WAITING_LINE, "the change is heard of")
    assert _first_heard(hub, "12345678-1") == WAITING_LINE


def test_the_place_may_come_in_the_address_or_as_a_browser_sends_it(desk: Desk) -> None:
    visitor = desk.signed_in()
    place = _place_of_whoever_heard_all(desk.web.hub)

    for answer in (
        visitor.client.get(f"/live/stream?after={place}"),
        visitor.client.get("/live/stream", headers={"Last-Event-ID": place}),
    ):
        chunks = answer.iter_encoded()
        next(chunks)
        assert next(chunks) == f"id: {place}\nevent: tick\ndata: \n\n".encode()
        answer.close()


def _place_of_whoever_heard_all(hub: Hub) -> str:
    with hub.listen(frozenset({WAITING_LINE})) as news:
        next(news)  # when the page opens
        return next(news).place  # when listening begins


def _first_heard(hub: Hub, place: str) -> Topic | None:
    with hub.listen(frozenset({WAITING_LINE}), after=place) as news:
        return next(news).topic


def test_a_word_is_told_to_its_own_page_by_its_talk_and_to_the_others_of_the_member(
    desk: Desk,
) -> None:
    hub, member_id, visit_id = desk.web.hub, uuid4(), uuid4()
    hers, own = Topic.member(member_id), Topic.conversation(visit_id)
    _place_of_whoever_heard_all(hub)  # from here on it listens
    with (
        hub.listen(frozenset({hers, own})) as own_page,
        hub.listen(frozenset({hers, Topic.conversation(uuid4())})) as other_page,
    ):
        for page in (own_page, own_page, other_page, other_page):
            next(page)  # what there was

        desk.evening.program.bell.tell([Topic.own_talk(member_id, visit_id), own])
        assert next(own_page).topic == own
        assert next(other_page).topic == hers

        desk.evening.program.bell.tell([hers])
        assert next(own_page).topic == hers


def test_pages_that_open_together_are_not_all_asked_at_the_same_moment(desk: Desk) -> None:
    first = [desk.web.hub.first_patience() for _ in range(200)]

    assert all(5 <= seconds < 10 for seconds in first)
    assert max(sum(at <= other < at + 0.5 for other in first) for at in first) <= 25
