"""Handing a talk on: to a colleague, to the line, and back; and what else is said about it."""

import re

import pytest
from sqlalchemy import select

from domain.conversation import Passing, VisitState
from services import presences
from storage.models.presence import Conflict
from storage.models.visit import Conversation, Visit
from tests.console.crew import asked, colleague, member_id, speaks, talking
from tests.console.desk import Desk, Visitor

FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database; who wins is tested on each."""
    return sqlite_url


def test_a_colleague_is_asked_with_a_note_and_reads_it_before_answering(desk: Desk) -> None:
    talk, visitor = talking(desk)
    other = colleague(desk)
    page = visitor.get(f"{talk}/hand-over")
    assert "あさぎさん" in page
    assert "あと2つ受けられます" in page

    path = visitor.post(f"{talk}/hand-over", to=_asagi(desk), note="ゆっくりの方です")

    assert path == talk
    page = visitor.get(talk)
    assert "あさぎさんにお願いしています" in page
    assert "<textarea" in page
    page = other.get("/")
    assert "みどりさんからの引き継ぎ" in page
    assert "ゆっくりの方です" in page


def test_the_dialog_gets_the_form_alone(desk: Desk) -> None:
    talk, visitor = talking(desk)

    form = visitor.get(f"{talk}/hand-over", headers=FRAGMENT)

    assert "<html" not in form
    assert "今すぐ受けられる相談員はいません" in form
    assert "列に戻す" in form


def test_who_has_handed_on_reads_no_more_and_who_has_it_reads_everything(desk: Desk) -> None:
    talk, visitor = talking(desk, "はじめのことば")
    other = colleague(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/draft", 204, text="書きかけ")
    visitor.post(f"{talk}/hand-over", to=_asagi(desk), note="")

    assert other.post(asked(other)) == talk

    page = other.get(talk)
    assert "はじめのことば" in page
    assert "書きかけ" not in page
    for path in (talk, f"{talk}/changes?since=0", f"{talk}/hand-over"):
        visitor.get(path, 404)
    visitor.post(f"{talk}/messages", 404, text="まだ", send_key="0" * 32)


def test_one_may_keep_the_talk_after_all(desk: Desk) -> None:
    talk, visitor = talking(desk)
    other = colleague(desk)
    visitor.get(f"{talk}/hand-over")
    visitor.post(f"{talk}/hand-over", to="line")
    desk.evening.work()
    assert "次の相談員をさがしています。それまでは、あなたが続けられます。" in visitor.get(talk)
    path = asked(other)

    visitor.post(f"{talk}/keep")

    assert "さがしています" not in visitor.get(talk)
    assert "もう終わっています" in other.post(path, 409)


def test_a_hand_over_that_is_no_form_of_ours_is_refused(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)

    visitor.post(f"{talk}/hand-over", 400, to="")
    visitor.post(f"{talk}/hand-over", 400, to="somebody")
    visitor.post(f"{talk}/hand-over", 400, to="line", note="あ" * 201)
    visitor.post(f"{talk}/hand-over", 409, to="00000000-0000-4000-8000-000000000000")


def test_after_a_lost_connection_one_reads_only(desk: Desk) -> None:
    talk, visitor = talking(desk)
    desk.evening.tick(200)
    desk.reopen()
    again = desk.visitor().with_cookie(visitor.cookie())

    page = again.get(talk)

    assert "今は読むことだけできます" in page
    assert "<textarea" not in page
    assert 'id="hand-over"' not in page
    assert _conversation(desk).passing is Passing.DROPPED


def test_whoever_may_know_the_person_is_kept_apart_without_a_reason(desk: Desk) -> None:
    talk, visitor = talking(desk)
    other = colleague(desk)
    visitor.get(talk)

    assert visitor.post(f"{talk}/may-know") == talk
    desk.evening.work()

    assert "続けられます" in visitor.get(talk)
    assert ">やめる<" not in visitor.get(talk)
    assert "知り合い" not in other.get("/")
    other.post(asked(other))
    visitor.get(talk, 404)
    other.get(f"{talk}/hand-over")
    assert "みどり" not in other.get(f"{talk}/hand-over")


def test_whoever_may_know_a_waiting_person_sees_them_no_more(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = desk.signed_in()
    found = re.search(r'href="(/talks/[0-9a-f-]{36})"', visitor.get("/"))
    assert found is not None

    assert visitor.post(f"{found[1]}/may-know") == "/"

    assert "こんばんは" not in visitor.get("/")
    visitor.get(found[1], 404)
    visitor.post(f"{found[1]}/may-know".replace("talks", "line").replace("may-know", "take"), 409)
    with desk.evening.program.open_look() as work:
        assert len(work.session.scalars(select(Conflict)).all()) == 1


def test_a_level_of_danger_is_raised_and_never_lowered_here(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)

    visitor.post(f"{talk}/risk", level="3")
    visitor.post(f"{talk}/risk", level="1")
    visitor.post(f"{talk}/risk", 400, level="5")

    page = visitor.get(talk)
    assert "危険度 R3" in page
    levels = page[page.index('<select id="level"') :].partition("</select>")[0]
    assert 'value="3"' not in levels
    assert 'value="4"' in levels


def test_nobody_says_anything_about_a_talk_they_may_not_read(desk: Desk) -> None:
    talk, _ = talking(desk)
    other = colleague(desk)
    other.get("/")

    for act in ("risk", "may-know"):
        other.post(f"{talk}/{act}", 404, level="2")
    other.post(f"{talk}/keep", 404)
    other.post(f"{talk}/hand-over", 404, to="line")


def test_a_resting_talk_is_on_the_list_and_waits_for_the_person(desk: Desk) -> None:
    talk, _ = talking(desk)
    speaks(desk, talk)
    for _ in range(41):
        desk.evening.pass_time(60)
        _beat(desk)
    desk.evening.tick()
    desk.reopen()
    again = desk.signed_in()

    page = again.get(talk)

    assert "休止中です。戻ってこられたら、列のいちばん前に入ります。" in page
    assert "<textarea" not in page
    assert "休止中です" in again.get("/")
    assert "2つまで・今0つ" in again.get("/")


def test_after_a_return_the_line_shows_the_person_to_everybody(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    with desk.evening.program.open_work() as work:
        work.session.scalars(select(Visit)).one().state = VisitState.WAITING

    other = ready_reader(desk)

    assert "この方とお話しする" in other.get(talk)


def ready_reader(desk: Desk) -> Visitor:
    """A second counsellor who only looks."""
    desk.evening.member("asagi")
    visitor = desk.signed_in("asagi")
    visitor.get("/")
    return visitor


def _asagi(desk: Desk) -> str:
    return member_id(desk, "asagi")


def _beat(desk: Desk) -> None:
    with desk.evening.program.open_work() as work:
        presences.beat(work, _conversation(desk).counsellor_id)


def _conversation(desk: Desk) -> Conversation:
    with desk.evening.program.open_look() as work:
        return work.session.scalars(select(Conversation)).one()
