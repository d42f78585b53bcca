"""Alerts on the supervisor's pages, the banner and the ladder card in a talk, and who sees none."""

import re
from uuid import UUID, uuid4

import pytest

from domain.alert import Origin, Situation
from domain.permission import Role
from domain.risk.assessment import Sign
from services import alerts, reading
from storage.models.alert import Alert
from storage.models.presence import Conflict
from storage.models.visit import Visit
from storage.queries import contacts, visits
from tests.console.crew import member_id, supervisor, talking
from tests.console.desk import Desk


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def sign(desk: Desk, talk: str, level: int, *signs: Sign) -> None:
    """A sign in the person's words, as whoever judges them raises it."""
    with desk.evening.program.open_work() as work:
        visit = visits.get(work.session, UUID(talk.rpartition("/")[2]))
        contacts.lock(work.session, visit.contact_id)
        alerts.raise_sign(work, visit, level=level, origin=Origin.DETECTED, signs=signs)
    desk.evening.work()


def test_the_board_begins_with_the_loudest_alert_in_words(desk: Desk) -> None:
    talk, _ = talking(desk, "今夜は眠れません")
    leader = supervisor(desk)
    sign(desk, talk, 3, Sign.WISH, Sign.MEANS)

    page = leader.get("/board/lists")

    listed = page.partition("お話し中（")[0]
    assert "危険のしらせ（1）" in listed
    assert "R3　計画・手段・最近の行為のどれか" in listed
    assert "死にたい気持ちのことば、手段のことば" in listed
    assert "書かれたことばから・お話しのあいだ" in listed
    assert "呼んでいます: あさぎ" in listed
    assert f'href="{talk}"' in listed
    assert "今夜は眠れません" not in listed


def test_whoever_is_called_is_called_on_every_page_until_it_is_acknowledged(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 3, Sign.WISH)

    for path in ("/", "/texts", "/account", talk):
        assert _call(leader.get(path)), path
    leader.post(_call(leader.get("/texts")), next="/texts", level="3")

    assert not _call(leader.get("/texts"))
    assert "あさぎさんが見ています" in leader.get("/board")


def test_the_answer_to_a_script_is_one_s_own_desk(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 2, Sign.WISH)
    page = leader.get("/board")

    answer = leader.client.post(
        _call(page),
        data={"csrf_token": leader.fields["csrf_token"], "level": "3"},
        headers={"X-Fragment": "1"},
    )

    assert 'id="alerts"' in answer.text
    assert "data-calling" not in answer.text


def test_what_nobody_has_to_answer_at_once_stands_on_the_board_alone(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 1, Sign.VANISH)

    assert not _call(leader.get("/texts"))
    board = leader.get("/board")
    assert "消えたい気持ちのことば" in board
    assert "まだ確認されていません" in board


def test_an_alert_is_dealt_with_once_a_supervisor_is_in_the_talk(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 3, Sign.PREPARATION)
    leader.post(_call(leader.get("/board")), next="/board", level="3")
    page = leader.get("/board")
    assert not _settle(page)
    assert "責任者がお話しに入るまで、終わりにできません" in page

    leader.post(f"{talk}/join")
    leader.post(_settle(leader.get("/board")), next="/board")

    assert "危険のしらせ" not in leader.get("/board/lists")


def test_in_a_talk_the_counsellor_reads_that_somebody_knows(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 3, Sign.WISH)
    page = visitor.get(talk)
    assert "責任者に知らせてあります" in page
    assert "死にたい気持ちのことば" not in page
    assert "/acknowledge" not in page

    leader.post(_call(leader.get(talk)), next=talk, level="3")

    assert "責任者が見ています: あさぎさん" in visitor.get(talk)


def test_a_flag_is_a_quiet_hint_for_the_counsellor_alone(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 0, Sign.CALM)

    assert "気がかりなことばがあります。たずねてみてください。" in visitor.get(talk)
    assert "危険のしらせ" not in leader.get("/board/lists")


def test_the_ladder_card_holds_the_rungs_and_the_questions_to_put_into_the_reply(
    desk: Desk,
) -> None:
    talk, visitor = talking(desk)
    assert 'id="ladder"' in visitor.get(talk)
    sign(desk, talk, 3, Sign.WISH)

    page = visitor.get(talk)

    assert page.count('id="ladder"') == 1
    assert re.search(r'<li class="rung" aria-current="true"><strong>R3</strong>', page)
    for question in (
        "今この時間も、死ぬことを考えていますか。",
        "それは今、手の届くところにありますか。",
        "今、救急に連絡しています。来るまで、ここで一緒にいます。",
    ):
        assert f'data-insert="{question}"' in page
    assert "SVと一緒に" in page


def test_nobody_else_sees_anything_of_alerts(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 3, Sign.WISH)
    acknowledge = _call(leader.get("/board"))
    desk.evening.member("sumire", Role.MANAGER)
    manager = desk.signed_in("sumire")
    manager.get("/team")

    for somebody in (visitor, manager):
        assert 'id="alerts"' not in somebody.get("/account")
        somebody.post(acknowledge, 404)
        somebody.post(acknowledge.replace("acknowledge", "settle"), 404)
        somebody.get(f"{talk}/levels", 404)
    assert "危険のしらせ（" not in visitor.get("/briefing")


def test_the_briefing_begins_with_the_night_s_alerts(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 2, Sign.FAREWELL)

    page = leader.get("/briefing")

    assert "R2　死にたい気持ち。計画はない" in page
    assert page.index("危険のしらせ（1）") < page.index("時間外に書いてくださった方")


def test_whoever_may_know_the_person_hears_of_danger_and_not_of_whom(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 3, Sign.WISH)
    with desk.evening.program.open_work() as work:
        viewer = reading.viewer(work, UUID(member_id(desk, "asagi")))
        alias = alerts.list_open(work, viewer)[0].alias
        work.session.add(
            Conflict(
                contact_id=work.session.query(Visit).one().contact_id,
                member_id=UUID(member_id(desk, "asagi")),
                made_at=work.now,
            )
        )

    listed = leader.get("/board/lists").partition("お話し中（")[0]

    assert "知り合いかもしれない方" in listed
    assert talk not in listed
    assert alias
    assert alias not in listed


def test_what_has_become_graver_is_not_acknowledged_unseen(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 2, Sign.WISH)
    page = leader.get("/texts")
    assert 'name="level" value="2"' in page
    sign(desk, talk, 4, Sign.MEANS)

    answer = leader.client.post(
        _call(page),
        data={"csrf_token": leader.fields["csrf_token"], "level": "2"},
        headers={"X-Fragment": "1"},
    )

    assert answer.status_code == 409
    assert "危険度が上がっています" in answer.text
    assert 'name="level" value="4"' in leader.get("/texts")


def test_every_word_of_an_alert_has_its_words(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    sign(desk, talk, 2, *Sign)

    for origin in Origin:
        for situation in Situation:
            with desk.evening.program.open_work() as work:
                alert = work.session.query(Alert).one()
                alert.origin, alert.situation = origin, situation
            leader.get("/board/lists")
    leader.get(f"/alerts/{uuid4()}/acknowledge", 405)


def _call(page: str) -> str:
    return _found(page, r'action="(/alerts/[0-9a-f-]{36}/acknowledge)"')


def _settle(page: str) -> str:
    return _found(page, r'action="(/alerts/[0-9a-f-]{36}/settle)"')


def _found(page: str, pattern: str) -> str:
    found = re.search(pattern, page)
    return found[1] if found is not None else ""
