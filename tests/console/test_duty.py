"""Being on duty: a sign from the open page, taking talks or not, and going home."""

from uuid import UUID

import pytest

from domain.presence import Duty
from storage.models.presence import PresenceRow
from tests.console.crew import asked, colleague, member_id, ready, talking
from tests.console.desk import Desk


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Duty is shown alike on every database."""
    return sqlite_url


def test_whoever_signs_in_takes_no_talks_until_they_say_so(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = desk.signed_in()

    page = visitor.get("/")
    desk.evening.work()

    assert "まだ受けていません" in page
    assert "2つまで・今0つ" in page
    assert 'class="offer"' not in visitor.get("/")


def test_coming_on_duty_and_a_rest_are_one_button(desk: Desk) -> None:
    visitor = ready(desk)
    page = visitor.get("/")
    assert "受けられます" in page

    assert visitor.post("/presence/pause", next="/board") == "/board"

    assert "休み中" in visitor.get("/")


@pytest.mark.parametrize("wish", ["https://evil.example", "//evil.example"])
def test_the_button_never_leads_elsewhere(desk: Desk, wish: str) -> None:
    visitor = desk.signed_in()
    visitor.get("/")

    assert visitor.post("/presence/come", next=wish) == "/"


def test_an_open_page_is_a_sign_of_being_here(desk: Desk) -> None:
    visitor = ready(desk)
    desk.evening.pass_time(130)
    desk.reopen()
    again = desk.visitor().with_cookie(visitor.cookie())
    again.fields = visitor.fields

    answer = again.post("/presence/beat", 200)

    assert 'id="duty"' in answer
    assert (desk.evening.now - _presence(desk).seen_at).total_seconds() < 5
    assert _presence(desk).duty is Duty.READY


def test_a_page_without_script_is_a_sign_too(desk: Desk) -> None:
    talk, visitor = talking(desk)
    for path in ("/", talk, f"{talk}/hand-over"):
        desk.evening.pass_time(100)
        desk.reopen()

        again = desk.visitor().with_cookie(visitor.cookie())
        again.get(path)

        assert (desk.evening.now - _presence(desk).seen_at).total_seconds() < 5


def test_signing_out_with_an_open_talk_leads_to_it_and_keeps_the_sign_in(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get("/")

    assert visitor.post("/sign-out") == "/leaving"

    page = visitor.get("/leaving")
    assert f'href="{talk}/hand-over"' in page
    assert "まだお話しが続いています" in page


def test_once_a_colleague_has_the_talk_one_may_go_home(desk: Desk) -> None:
    talk, visitor = talking(desk)
    other = colleague(desk)
    visitor.get(f"{talk}/hand-over")
    visitor.post(f"{talk}/hand-over", to="line")
    desk.evening.work()
    assert visitor.post("/sign-out") == "/leaving"
    other.post(asked(other))

    assert "サインアウトできます" in visitor.get("/leaving")
    assert visitor.post("/sign-out", 302) == "/sign-in"

    assert _presence(desk).duty is Duty.AWAY


def test_signing_out_takes_back_what_one_was_being_asked(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor, other = ready(desk), colleague(desk)
    asked(visitor)

    assert visitor.post("/sign-out", 302) == "/sign-in"
    desk.evening.work()

    asked(other)


def _presence(desk: Desk) -> PresenceRow:
    """Midori's presence."""
    with desk.evening.program.open_look() as work:
        return work.session.get_one(PresenceRow, UUID(member_id(desk, "midori")))
