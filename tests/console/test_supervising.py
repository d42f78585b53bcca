"""What a supervisor does in a talk; and that nobody else does."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from storage.models.visit import Conversation
from tests.console.crew import member_id, ready, supervisor, talking
from tests.console.desk import Desk

ACTS = (
    "join",
    "step-back",
    "whisper",
    "take-over",
    "reassign",
    "extend",
    "give-back",
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database; who wins is tested on each."""
    return sqlite_url


def test_a_whisper_is_seen_by_the_counsellor_and_never_sent(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    assert "読むことだけできます" in leader.get(talk)
    before = list(desk.evening.line.said)

    leader.post(f"{talk}/whisper", whisper="ゆっくり聞いてみてください")
    desk.evening.work()

    page = visitor.get(talk)
    assert "ゆっくり聞いてみてください" in page
    assert "責任者から（あさぎさん・相手の方には見えません）" in page
    assert "送信待ち" not in page.partition("ゆっくり聞いて")[2]
    assert desk.evening.line.said == before


def test_beside_a_talk_a_supervisor_writes_until_stepping_back(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    assert 'name="send_key"' not in leader.get(talk)

    leader.post(f"{talk}/join")
    assert "相手の方に送る" in leader.get(talk)
    leader.post(f"{talk}/draft", 204, text="書きかけ")
    assert "書きかけ" not in visitor.get(talk)
    leader.post(f"{talk}/messages", text="いっしょにうかがいます", send_key=uuid4().hex)
    desk.evening.work()

    assert "いっしょにうかがいます" in desk.evening.line.said
    assert "責任者（あさぎさん）が、いっしょに書けます。" in visitor.get(talk)
    leader.post(f"{talk}/step-back")
    leader.post(f"{talk}/messages", 409, text="まだ", send_key=uuid4().hex)


def test_a_supervisor_takes_over_and_the_counsellor_reads_no_more(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    leader.get(talk)

    leader.post(f"{talk}/take-over")

    assert 'name="send_key"' in leader.get(talk)
    visitor.get(talk, 404)


def test_a_supervisor_gives_a_talk_to_another(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    assert "今すぐ受けられる相談員はいません" in leader.get(f"{talk}/reassign")
    ready(desk, "asagi")

    assert "あさぎさん" in leader.get(f"{talk}/reassign")
    leader.post(f"{talk}/reassign", to=member_id(desk, "asagi"))
    leader.post(f"{talk}/reassign", 400, to="nobody")

    visitor.get(talk, 404)
    assert 'name="send_key"' in leader.get(talk)


def test_a_talk_is_extended_by_the_minutes_there_are(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    leader.get(talk)

    leader.post(f"{talk}/extend", minutes="20")
    leader.post(f"{talk}/extend", 400, minutes="500")

    with desk.evening.program.open_look() as work:
        until = work.session.scalars(select(Conversation)).one().extended_until
    assert until is not None
    assert f"{until:%H:%M}" == "12:20"  # 21:20 in Tokyo


def test_a_lost_talk_is_given_back_once_its_counsellor_is_here(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    desk.evening.tick(200)
    desk.reopen()
    again = desk.visitor().with_cookie(visitor.cookie())
    leader = desk.visitor().with_cookie(leader.cookie())
    page = leader.get(talk)
    assert "みどりさんの接続が切れました" in page
    assert "担当に戻す" in page
    assert "今、お話しを受けられません" in leader.post(f"{talk}/give-back", 409)

    again.get("/")
    leader.post(f"{talk}/give-back")

    assert 'name="send_key"' in again.get(talk)


@pytest.mark.parametrize("act", ACTS)
def test_a_counsellor_finds_none_of_this(desk: Desk, act: str) -> None:
    talk, visitor = talking(desk)
    page = visitor.get(talk)

    visitor.post(f"{talk}/{act}", 404, whisper="x", minutes="10")

    assert f"{talk}/{act}" not in page
