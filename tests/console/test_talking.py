"""Taking somebody, talking, ending, writing the record: as the pages show it."""

import re
from typing import Any
from uuid import UUID, uuid4

from storage.models.record import Draft
from tests.console.desk import Desk, Visitor

FRAGMENT = {"X-Fragment": "1"}
NASTY = "<script>alert(1)</script>{{7*7}}<img src=x onerror=alert(1)>\u202e&amp;'\""


def test_a_person_who_waits_is_on_the_list_and_can_be_taken(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = desk.signed_in()
    page = visitor.get("/")
    assert "こんばんは" in page
    assert "1番目" in page

    talk = visitor.post("/line/next")

    page = visitor.get(talk)
    assert "こんばんは" in page
    assert "お話し中" in page
    assert "今、待っている方はいません" in visitor.get("/")


def test_who_comes_second_is_told_that_somebody_was_faster(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    desk.evening.member("asagi")
    first, second = desk.signed_in(), desk.signed_in("asagi")
    second.get("/")
    path = re.search(r'action="(/line/[0-9a-f-]{36}/take)"', first.get("/"))
    assert path is not None
    talk = first.post(path[1])

    assert "ほかの相談員が" in second.post(path[1], 409)
    assert "待っている方はいません" in second.post("/line/next", 409)
    second.get(talk, 404)


def test_what_is_said_is_shown_as_words_and_never_as_markup(desk: Desk) -> None:
    talk, visitor = _talking(desk, NASTY)

    page = visitor.get(talk)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


def test_an_answer_goes_out_once_however_often_it_is_sent(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    key = uuid4().hex
    visitor.get(talk)

    for _ in range(3):
        assert visitor.post(f"{talk}/messages", text="ようこそ", send_key=key) == talk
    desk.evening.work()

    page = visitor.get(talk)
    assert page.count(">ようこそ<") == 1
    assert "送信済み" in page
    assert desk.evening.line.said.count("ようこそ") == 1


def test_changes_since_a_revision_are_only_those(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    revision = _revision(visitor.get(talk))
    assert 'class="message' not in visitor.get(f"{talk}/changes?since={revision}")

    desk.evening.says("もうひとつ")

    changes = visitor.get(f"{talk}/changes?since={revision}")
    assert changes.count('class="message') == 1
    assert "もうひとつ" in changes
    assert _revision(changes) > revision
    visitor.get(f"{talk}/changes?since=x", 400)
    visitor.get(f"{talk}/changes", 400)


def test_withdrawn_words_are_gone_from_the_page_and_from_its_changes(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    desk.evening.says("消したいことば", message_id="900")
    revision = _revision(visitor.get(talk))

    desk.evening.arrive(desk.evening.event("unsend", unsend={"messageId": "900"}))

    changes = visitor.get(f"{talk}/changes?since={revision}")
    assert "送信が取り消されました" in changes
    assert "消したいことば" not in changes + visitor.get(talk)


def test_a_block_is_shown_and_nothing_can_be_sent(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    desk.evening.arrive(desk.evening.event("unfollow"))

    page = visitor.get(talk)
    assert re.search(r'id="blocked" role="status">ブロックされました。送っても届きません。', page)
    assert re.search(r"<textarea[^>]* disabled", page)
    refusal = visitor.post(f"{talk}/messages", 409, text="まだいますか", send_key=uuid4().hex)
    assert "ブロックされているため、送れません" in refusal
    assert "まだいますか" in refusal


def test_a_draft_is_kept_and_gone_once_it_is_sent(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/draft", 204, text="書きかけ\r\nの返事")
    assert "書きかけ\nの返事</textarea>" in visitor.get(talk)

    visitor.post(f"{talk}/messages", text="書きかけ\nの返事", send_key=uuid4().hex)

    assert "書きかけ\nの返事</textarea>" not in visitor.get(talk)


def test_a_draft_that_cannot_be_read_is_not_shown_and_the_page_says_so(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/draft", 204, text="書きかけ")
    with desk.evening.program.open_work() as work:
        work.session.query(Draft).one().wrapped_key = b"spoiled" * 10

    page = visitor.get(talk)

    assert "書きかけ" not in page
    assert "下書きを読み取れませんでした" in page


def test_an_empty_or_endless_answer_is_refused_with_its_reason(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    visitor.get(talk)

    empty = visitor.post(f"{talk}/messages", 409, text=" \r\n ", send_key=uuid4().hex)
    endless = visitor.post(f"{talk}/messages", 409, text="あ" * 25_001, send_key=uuid4().hex)
    visitor.post(f"{talk}/messages", 400, text="あ", send_key="not a key")

    assert "文章が空です" in empty
    assert "長すぎて" in endless
    assert visitor.post(f"{talk}/messages", text="あ" * 12_000, send_key=uuid4().hex) == talk


def test_what_was_left_overnight_can_be_read_and_not_answered(desk: Desk) -> None:
    desk.evening.pass_time(6 * 3600)
    desk.evening.says("眠れません")
    desk.reopen()
    visitor = desk.signed_in()

    page = visitor.get("/")

    assert "時間外に書いてくださった方" in page
    path = re.search(r'href="(/talks/[0-9a-f-]{36})"', page)
    assert path is not None
    talk = visitor.get(path[1])
    assert "眠れません" in talk
    assert "<textarea" not in talk
    visitor.post(f"{path[1]}/draft", 409, text="x")


def test_a_talk_ends_in_its_record_and_the_record_is_read_back(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    assert "次は明日の16時に開きます" in visitor.get(talk)

    record = visitor.post(f"{talk}/end", with_goodbye="yes")

    desk.evening.work()
    assert any("次は明日の16時" in words for words in desk.evening.line.said)
    assert record == f"{talk}/record"
    visitor.get(record)
    assert "まだ書いていない記録" in visitor.get("/")
    filled: dict[str, Any] = {
        "caller": "1",
        "risk": "R1",
        "end": "01",
        "words": NASTY,
        "themes": ["01", "07"],
        "note": "またどうぞ",
    }
    assert visitor.post(record, **filled) == "/"
    page = visitor.get(record)
    assert "&lt;script&gt;" in page
    assert "気持ち・こころの不調、昼夜逆転・眠り" in page
    assert "またどうぞ" in page
    assert "まだ書いていない記録" not in visitor.get("/")


def test_a_record_with_gaps_comes_back_with_what_was_written(desk: Desk) -> None:
    talk, visitor = _talking(desk)
    visitor.get(talk)
    record = visitor.post(f"{talk}/end")
    visitor.get(record)

    page = visitor.post(record, 422, words="眠れない", risk="unchecked", note="あ" * 201)

    assert "眠れない" in page
    assert "「未確認」のときは、理由を書いてください。" in page
    assert "ひとつ以上を選んでください。" in page
    assert "200字までにしてください。" in page
    assert "どれかひとつを選んでください。" in page


def _talking(desk: Desk, words: str = "こんばんは") -> tuple[str, Visitor]:
    desk.evening.says(words)
    visitor = desk.signed_in()
    visitor.get("/")
    talk = visitor.post("/line/next")
    desk.evening.work()
    UUID(talk.rpartition("/")[2])
    return talk, visitor


def _revision(page: str) -> int:
    found = re.search(r'(?:id="transcript"|id="changes") data-revision="(\d+)"', page)
    assert found is not None
    return int(found[1])
