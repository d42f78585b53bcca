"""One page for an evening: own talks at its side, what is known of the person, one press acts."""

import re
from typing import Any

import pytest

from tests.console.crew import asked, ready, speaks, supervisor, talking
from tests.console.desk import Desk, Visitor

FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the pages show is the same on every database."""
    return sqlite_url


def rail(page: str) -> str:
    found = re.search(r'<nav class="rail".*?</nav>', page, re.DOTALL)
    assert found is not None
    return found[0]


def second_talk(desk: Desk, midori: Visitor) -> str:
    desk.evening.says("もうひとりです", "b")
    return midori.post(asked(midori))


def test_the_own_talks_stand_beside_the_talk_and_on_the_inbox(desk: Desk) -> None:
    talk, midori = talking(desk)
    other = second_talk(desk, midori)
    desk.evening.says("まだいます", "a")

    on_talk, on_inbox = rail(midori.get(other)), rail(midori.get("/"))

    for shown in (on_talk, on_inbox):
        assert f'href="{talk}"' in shown
        assert f'href="{other}"' in shown
        assert "新しいことば 2" in shown
        assert "あなたの番です" in shown
    assert f'href="{other}" aria-current="page"' in on_talk
    assert "新しいことば" not in rail(midori.get(talk))
    assert "新しいことば" not in rail(midori.get("/"))
    speaks(desk, talk)
    assert "相手の方の番です" in rail(midori.get("/"))


def test_the_own_talks_come_with_the_own_desk_for_an_open_page(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.get(talk)
    desk.evening.says("ひとつ", "a")

    assert "新しいことば 1" in rail(midori.get("/offers", headers=FRAGMENT))
    assert "新しいことば" not in rail(midori.get(f"/offers?on={talk}", headers=FRAGMENT))
    revision = midori.fields["since"]
    midori.get(f"{talk}/changes?since={revision}")
    assert "新しいことば 1" in rail(midori.get("/"))
    midori.get(f"{talk}/changes?since={revision}&read=yes")
    assert "新しいことば" not in rail(midori.get("/"))


def test_what_was_told_is_written_down_in_two_sets(desk: Desk) -> None:
    talk, midori = talking(desk)
    assert "まだ何も聞いていません" in midori.get(talk)

    told: dict[str, Any] = {
        "caller-who": "2",
        "caller-age": "70-",
        "subject-age": "40-49",
        "subject-area": "kofu",
    }
    assert midori.post(f"{talk}/told", **told) == talk

    page = midori.get(talk)
    side = page[page.index('id="side-live"') : page.index('id="side-forms"')]
    assert re.search(
        r"<h3>相談する方</h3>.*母.*70代以上.*<h3>話の中心の方</h3>.*40代", side, re.DOTALL
    )
    assert '<option value="kofu" selected>' in page
    midori.post(f"{talk}/told", 400, **{"caller-age": "44"})
    desk.evening.member("asagi")
    other = desk.signed_in("asagi")
    other.get("/")
    other.post(f"{talk}/told", 404, **told)


def test_what_to_take_care_of_is_shown_to_whoever_comes_next(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.get(talk)
    page = midori.client.post(
        f"{talk}/care",
        data={"csrf_token": midori.fields["csrf_token"], "avoid": "父の話", "since": "0"},
        headers=FRAGMENT,
    ).text
    assert 'id="side-forms"' in page
    assert "触れないこと" in page

    leader = supervisor(desk)

    assert "父の話" in leader.get(talk)
    midori.post(f"{talk}/care", 400, avoid="あ" * 201)


def test_an_earlier_talk_opens_to_be_read_and_nothing_else(desk: Desk) -> None:
    before, midori = talking(desk, "前のことば")
    midori.get(before)
    midori.post(f"{before}/end")
    desk.evening.pass_time(60)
    desk.evening.says("また来ました")
    talk = midori.post(asked(midori))
    path = f"{talk}/earlier/{before.rpartition('/')[2]}"
    assert f'href="{path}"' in midori.get(talk)

    page = midori.get(path)

    assert "前のことば" in page
    assert "<textarea" not in page
    desk.evening.says("前の話は見ないでほしい")
    midori.get(path, 404)
    assert f'href="{path}"' not in midori.get(talk)


def test_one_press_says_that_one_thinks_and_keeps_what_is_typed(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.get(talk)

    assert midori.post(f"{talk}/thinking", text="途中のことば") == talk

    page = midori.get(talk)
    assert "今、考えながら書いています" in page
    assert "途中のことば</textarea>" in page
    assert "さきほど送っています" in midori.post(f"{talk}/thinking", 409)


def test_a_call_is_seen_on_the_board_and_answered(desk: Desk) -> None:
    talk, midori = talking(desk)
    leader = supervisor(desk)
    midori.get(talk)

    midori.post(f"{talk}/call")

    assert "責任者を呼んでいます" in midori.get(talk)
    assert "責任者を呼んでいます" in leader.get("/board")
    leader.get(talk)
    assert leader.post(f"{talk}/call/seen") == talk
    assert "責任者を呼んでいます" not in leader.get("/board")
    assert "責任者が見ました" in midori.get(talk)
    midori.post(f"{talk}/call/seen", 404)


def test_danger_is_one_press(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.get(talk)

    midori.post(f"{talk}/danger")

    page = midori.get(talk)
    assert "危険度 R2" in page
    assert "責任者を呼んでいます" in page


def test_the_keys_that_send_are_chosen_once_for_every_device(desk: Desk) -> None:
    talk, midori = talking(desk)
    assert "Ctrl+Enter（⌘+Enter）で送信" in midori.get(talk)

    midori.post(f"{talk}/send-key", send_with="shift_enter")

    page = desk.signed_in().get(talk)
    assert "Shift+Enterで送信" in page
    assert 'data-send-key="shift_enter"' in page
    midori.post(f"{talk}/send-key", 400, send_with="enter")


def test_whom_nobody_knows_for_sure_is_cleared_by_a_supervisor_alone(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.get(talk)

    assert midori.post(f"{talk}/doubt") == talk

    assert "同じ方か、確かめられていません" in midori.get(talk)
    midori.post(f"{talk}/doubt/clear", 404)
    leader = supervisor(desk)
    assert "同じ方と確かめました" in leader.get(talk)
    assert leader.post(f"{talk}/doubt/clear") == talk
    assert "同じ方か、確かめられていません" not in midori.get(talk)


def test_every_day_has_its_own_heading(desk: Desk) -> None:
    desk.evening.pass_time(6 * 3600)
    desk.evening.says("眠れません")
    desk.evening.pass_time(18 * 3600)
    desk.reopen()
    desk.evening.says("来ました")
    midori = ready(desk)
    talk = midori.post(asked(midori))

    page = midori.get(talk)

    assert re.search(r"11月24日（火）.*眠れません.*11月25日（水）.*来ました", page, re.DOTALL)
    assert page.count('class="day"') == 2


def test_a_sticker_is_named_in_words(desk: Desk) -> None:
    talk, midori = talking(desk)
    sticker = {
        "type": "sticker",
        "id": "77",
        "packageId": "1",
        "stickerId": "2",
        "stickerResourceType": "STATIC",
        "keywords": ["泣く", "つらい"],
        "quoteToken": "q",
    }

    desk.evening.arrive(desk.evening.event("message", message=sticker))

    assert "[スタンプ: 泣く、つらい]" in midori.get(talk)
