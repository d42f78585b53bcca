"""The record's page: short to fill in, kept while it is written, read and signed afterwards."""

import re
from typing import Any

import pytest

from domain.permission import Role
from tests.console.crew import ready, talking
from tests.console.desk import Desk, Visitor

SHORT: dict[str, Any] = {
    "caller": "1",
    "risk": "R0",
    "end": "01",
    "words": "眠れない",
    "themes": ["01", "07"],
}
MORE: dict[str, Any] = {
    "relation": "other",
    "writer_age": "70-",
    "writer_gender": "female",
    "subject_age": "40-49",
    "area": "chuhoku",
    "duration": "240-",
    "facts": "息子さんのお話し",
    "view": "お疲れのご様子",
    "avoid": "仕事の話",
    "address": "お母さん",
    "pace": "ゆっくり",
    "refer_to_1": "21",
    "refer_step_1": "1",
    "consent": "yes",
    "next_time": "来週",
}
NASTY = "<script>alert(1)</script>{{7*7}}<img src=x onerror=alert(1)>"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows is the same on every database."""
    return sqlite_url


def ended(desk: Desk) -> tuple[str, Visitor]:
    """Midori's talk has ended; gives the path of its record."""
    talk, visitor = talking(desk)
    visitor.get(talk)
    record = visitor.post(f"{talk}/end")
    desk.evening.work()
    visitor.get(record)
    return record, visitor


def written(desk: Desk, **fields: str) -> tuple[str, Visitor]:
    """Midori's record is written."""
    record, visitor = ended(desk)
    visitor.post(record, **(SHORT | fields))
    visitor.get(record)
    return record, visitor


def supervisor(desk: Desk, login: str = "kohaku") -> Visitor:
    desk.evening.member(login, Role.SUPERVISOR)
    visitor = desk.signed_in(login)
    visitor.get("/")
    return visitor


def test_everything_that_was_filled_in_is_read_back(desk: Desk) -> None:
    record, visitor = ended(desk)

    visitor.post(record, **(SHORT | MORE))

    page = visitor.get(record)
    for said in (
        "R8-0001",
        "70歳以上・女",
        "40代",
        "中北",
        "20年より長い",
        "息子さんのお話し",
        "お疲れのご様子",
        "仕事の話",
        "お母さん",
        "ゆっくり",
        "家族会：知らせた",
        "同意があった",
        "来週",
        "責任者の確認を待っています。",
        "初回応答",
    ):
        assert said in page


def test_a_short_record_needs_five_answers_and_no_more(desk: Desk) -> None:
    record, visitor = ended(desk)

    assert visitor.post(record, **SHORT) == "/"


def test_what_is_written_is_shown_as_words_and_never_as_markup(desk: Desk) -> None:
    record, visitor = written(desk, facts=NASTY, note=NASTY)
    boss = supervisor(desk)
    boss.get(record)
    boss.post(f"{record}/sign", seen=boss.fields["seen"], comment=NASTY)
    boss.post(f"{record}/amend", words=NASTY)

    page = boss.get(record)

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}") == 4
    assert "<script>alert" not in visitor.get("/review")


def test_danger_from_r2_on_names_its_kind(desk: Desk) -> None:
    record, visitor = ended(desk)

    page = visitor.post(record, 422, **(SHORT | {"risk": "R2"}))

    assert "R2から上は、危険の種類を選んでください。" in page
    visitor.post(record, **(SHORT | {"risk": "R2", "risk_kinds": ["1"]}))
    assert "自殺" in visitor.get(record)


def test_a_place_without_how_far_it_came_is_asked_about(desk: Desk) -> None:
    record, visitor = ended(desk)

    page = visitor.post(record, 422, **(SHORT | {"refer_to_2": "03"}))

    assert "つなぎ先と、どこまでかを、両方選んでください。" in page
    assert re.search(r'<details class="more" id="more" open>', page)


def test_beyond_having_told_of_a_place_a_yes_is_needed(desk: Desk) -> None:
    record, visitor = ended(desk)
    went = SHORT | {"refer_to_1": "21", "refer_step_1": "2", "consent": "not_asked"}

    page = visitor.post(record, 422, **went)

    assert "ご本人の「はい」がいります。" in page
    visitor.post(record, **(went | {"refer_step_1": "7"}))  # they did not wish it: a fact


def test_half_a_record_is_there_again_after_a_reload(desk: Desk) -> None:
    record, visitor = ended(desk)

    visitor.post(f"{record}/draft", 204, caller="2", words="書きかけの主訴", themes=["03", "12"])

    page = visitor.get(record)
    assert "書きかけの主訴</textarea>" in page
    assert re.search(r'id="caller-1"[^>]*checked|checked[^>]*id="caller-1"', page)
    assert len(re.findall(r'<input[^>]*checked[^>]*name="themes"', page)) == 2
    assert "書きかけの主訴" not in visitor.get(record.removesuffix("/record"))
    visitor.post(record, **SHORT)
    assert "書きかけの主訴" not in visitor.get(record)


def test_only_the_counsellor_keeps_a_draft_of_the_record(desk: Desk) -> None:
    record, _ = ended(desk)
    desk.evening.member("asagi")
    other = ready(desk, "asagi")

    other.post(f"{record}/draft", 404, words="よこから")
    other.get(record, 404)


def test_what_the_person_answered_is_filled_in_already(desk: Desk) -> None:
    desk.evening.ask_questions()
    desk.reopen()
    desk.evening.says("こんばんは")
    for data in ("q:who:self", "q:age:40-49", "q:area:kofu", "q:duration:skip_all"):
        desk.evening.arrive(desk.evening.event("postback", postback={"data": data}))
    visitor = desk.signed_in()
    visitor.get("/")
    talk = visitor.post("/line/next")
    visitor.get(talk)

    page = visitor.get(visitor.post(f"{talk}/end"))

    assert re.search(r'<option value="40-49" selected>', page)
    assert re.search(r'<option value="kofu" selected>', page)
    assert re.search(r'<option value="same" selected>', page)


def test_the_author_changes_the_record_until_it_is_signed(desk: Desk) -> None:
    record, visitor = written(desk)
    page = visitor.get(f"{record}/change")
    assert "眠れない</textarea>" in page
    assert visitor.post(f"{record}/change", **(SHORT | {"words": "朝起きられない"})) == record
    assert "朝起きられない" in visitor.get(record)

    boss = supervisor(desk)
    assert "書きなおす" not in boss.get(record)
    boss.get(f"{record}/change", 404)
    boss.post(f"{record}/sign", seen=boss.fields["seen"], comment="ありがとうございます")

    page = boss.get(record)
    assert "ありがとうございます" in page
    assert "確認しました" in page


def test_a_supervisor_adds_to_a_signed_record(desk: Desk) -> None:
    record, visitor = written(desk)
    visitor.post(f"{record}/amend", 409, words="まだ早い")
    boss = supervisor(desk)
    boss.get(record)
    boss.post(f"{record}/sign", seen=boss.fields["seen"])
    boss.get(record)

    assert boss.post(f"{record}/amend", words="あとで電話がありました") == record

    assert "あとで電話がありました" in boss.get(record)
    boss.post(f"{record}/amend", 409, words=" ")
    boss.post(f"{record}/amend", 400, words="あ" * 1001)


def test_a_supervisor_says_that_a_talk_was_a_try_of_ours(desk: Desk) -> None:
    record, visitor = written(desk)
    assert "試し書きだったとき" not in visitor.get(record)
    visitor.post(f"{record}/test", 404)
    boss = supervisor(desk)
    assert "テストとして数える" in boss.get(record)

    assert boss.post(f"{record}/test") == record

    assert "いたずら・テストに入ります" in boss.get(record)
    assert "テストとして数える" not in boss.get(record)


def test_a_counsellor_signs_no_record(desk: Desk) -> None:
    record, visitor = written(desk)

    assert "確認しました</button>" not in visitor.get(record)
    visitor.post(f"{record}/sign", 404)
