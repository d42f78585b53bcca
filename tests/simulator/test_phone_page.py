"""The phone in a real browser: legible, live, and without a word from elsewhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.doubles.line_platform import LinePlatform
from tests.simulator.door import DoorKeeper, Post

PUSH = "/v2/bot/message/push"


@pytest.fixture
def phone(browser: Browser, line: LinePlatform) -> Iterator[Page]:
    """The first person's phone, 390 px wide; its console must stay empty."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ja-JP")
    page = context.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: elsewhere.append(request.url))
    page.goto(line.person(1).url)
    expect(page.locator("#phone")).to_have_attribute("data-live", "yes")
    yield page
    context.close()
    assert complaints == []
    assert [url for url in elsewhere if not url.startswith(line.url)] == []


def test_a_person_adds_writes_and_blocks(phone: Page, door: DoorKeeper) -> None:
    phone.get_by_role("button", name="追加する").click()
    expect(phone.locator("#friendship")).to_have_text("友だち")
    phone.get_by_label("メッセージ", exact=True).fill("こんばんは")
    phone.keyboard.press("Enter")
    expect(phone.locator(".line.person .bubble")).to_have_text("こんばんは")
    expect(phone.locator(".line.person .read")).to_have_text("既読")

    phone.get_by_role("button", name="ブロック").click()

    expect(phone.locator("#friendship")).to_have_text("ブロックしています")
    door.wait_for(3)
    assert door.kinds() == ["follow", "message", "unfollow"]


def test_enter_while_composing_does_not_send(phone: Page, line: LinePlatform) -> None:
    phone.get_by_label("メッセージ", exact=True).fill("こん")
    phone.evaluate(
        """document.getElementById('words').dispatchEvent(new KeyboardEvent(
             'keydown', {key: 'Enter', isComposing: true, bubbles: true}))"""
    )
    phone.keyboard.press("Shift+Enter")

    assert line.timeline().bubbles == ()


def test_bubbles_come_with_sender_loading_and_buttons(
    phone: Page, line: LinePlatform, post: Post
) -> None:
    person = line.person(1)
    person.follow()
    post("/v2/bot/chat/loading/start", {"chatId": person.user_id, "loadingSeconds": 20})
    expect(phone.locator(".loading .bubble")).to_have_text("…")
    action = {"type": "message", "label": "はい", "text": "はい、います"}
    message = {
        "type": "text",
        "text": "いますか",
        "sender": {"name": "相談員A"},
        "quickReply": {"items": [{"type": "action", "action": action}]},
    }

    post(PUSH, {"to": person.user_id, "messages": [message], "notificationDisabled": True})

    expect(phone.locator(".line.account .sender")).to_contain_text("相談員A")
    expect(phone.locator(".line.account .silent")).to_have_text("通知なし")
    expect(phone.locator(".loading")).to_have_count(0)
    phone.locator("#replies").get_by_role("button", name="はい").click()
    expect(phone.locator(".line.person .bubble")).to_have_text("はい、います")
    expect(phone.locator("#replies")).to_be_hidden()


def test_a_sticker_and_a_photo_are_sent_and_one_is_taken_back(
    phone: Page, door: DoorKeeper
) -> None:
    phone.get_by_role("button", name="スタンプや写真").click()
    phone.get_by_role("button", name="スタンプ こんばんは・手をふる").click()
    phone.get_by_role("button", name="写真", exact=True).click()
    expect(phone.locator(".line.person")).to_have_count(2)

    phone.locator(".line.image summary").click()
    phone.locator(".line.image").get_by_role("button", name="送信取消").click()

    expect(phone.locator(".line.unsent .bubble")).to_have_text("送信を取り消しました")
    door.wait_for(3)
    assert door.kinds() == ["message", "message", "unsend"]


def test_nothing_is_missing_or_double_after_the_line_was_cut(
    phone: Page, line: LinePlatform
) -> None:
    line.say("ひとつ")
    expect(phone.locator(".line.person")).to_have_count(1)

    phone.context.set_offline(True)
    line.say("ふたつ")
    phone.context.set_offline(False)
    line.say("みっつ")

    expect(phone.locator(".line.person .bubble")).to_have_text(["ひとつ", "ふたつ", "みっつ"])


def test_the_page_is_no_wider_than_the_phone(phone: Page, line: LinePlatform) -> None:
    line.say("あ" * 500 + "x" * 200)
    expect(phone.locator(".line.person")).to_have_count(1)

    for path in ("/phone/1", "/phone/faults", "/phone/traffic"):
        phone.goto(line.url + path)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 390


def test_a_fault_is_armed_by_a_touch_and_the_traffic_is_shown(
    phone: Page, line: LinePlatform, post: Post
) -> None:
    phone.goto(f"{line.url}/phone/faults")
    row = phone.locator(".faults li").filter(has_text="error_500_after")

    row.get_by_role("button", name="1回").click()

    expect(phone.locator("#armed li")).to_contain_text("受け付けてから 500")
    person = line.person(1)
    person.follow()
    assert post(PUSH, {"to": person.user_id, "messages": [_HELLO]}).status == 500
    post("/v2/bot/profile/" + person.user_id, method="GET")
    phone.goto(f"{line.url}/phone/traffic")
    expect(phone.locator("#alarms li")).to_contain_text("プロフィールを読もうとしました")
    expect(phone.locator("#lines tr").filter(has_text=PUSH)).to_contain_text("500")


_HELLO = {"type": "text", "text": "はい"}
