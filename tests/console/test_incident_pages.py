"""Incidents at the console: opened, told of, met over, printed, and read with a reason."""

import io
import re

import pytest
from pypdf import PdfReader

from console.incident_sheet import FILE_NAME
from tests.console.desk import Desk
from tests.console.incident_desk import boss, opened, proves, sends, ten_minutes_on
from tests.console.managers import belongs, ended, manager, visit_of
from tests.factories.incidents import reaches
from tests.factories.log import acts

MET = {
    "kind": "conference",
    "at": "2026-11-24T16:00",
    "participants": "こはく、みどり",
    "facts": "薬を並べたと書かれた",
    "view": "今夜は落ち着かれた",
    "policy": "明日こちらから声をかける",
    "decision": "watch",
    "owner": "みどり",
    "watcher": "こはく",
    "next_at": "2026-11-25T16:00",
    "until_next": "県の保健師にたずねる",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows is the same on every database."""
    return sqlite_url


@pytest.fixture
def talk(desk: Desk) -> str:
    """The page of a talk of midori's, of kazoku, that has ended."""
    belongs(desk, "midori", "kazoku")
    return ended(desk)


def test_one_press_opens_it_and_the_memo_is_added_to(desk: Desk, talk: str) -> None:
    kohaku = boss(desk)
    path = opened(kohaku, talk)
    assert path == opened(kohaku, talk)

    sends(
        kohaku,
        f"{path}/entries",
        {"memo-at": "2026-11-24T16:01", "memo-kind": "asked", "memo-words": "手もとの薬のこと"},
    )
    sends(
        kohaku,
        f"{path}/entries",
        {
            "call-at": "2026-11-24T16:02",
            "call-kind": "ambulance",
            "call-whom": "指令台 小林さん",
            "call-by_whom": "こはく",
            "call-number": "第1124号",
            "call-words": "住所はわからない",
        },
    )
    kohaku.post(f"{path}/now", words="話しつづけている")

    page = kohaku.get(path)
    for words in ("手もとの薬のこと", "指令台 小林さん", "第1124号", "話しつづけている"):
        assert words in page
    assert re.search(r"\d\d:\d\d:\d\d", page)
    assert "会議がまだです" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"memo-at": "2026-11-24T16:01", "memo-kind": "asked"}, "書いてください。"),
        (
            {"memo-at": "2026-11-24T23:01", "memo-kind": "asked", "memo-words": "あ"},
            "今より先の時刻は選べません。",
        ),
        (
            {"memo-at": "then", "memo-kind": "asked", "memo-words": "あ"},
            "日と時刻を選んでください。",
        ),
        (
            {"memo-at": "0001-01-01T00:00", "memo-kind": "asked", "memo-words": "あ"},
            "日と時刻を選んでください。",
        ),
        (
            {"call-at": "2026-11-24T16:01", "call-kind": "police", "call-whom": "山梨さん"},
            "書いてください。",
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    desk: Desk, talk: str, fields: dict[str, str], said: str
) -> None:
    kohaku = boss(desk)
    path = opened(kohaku, talk)

    page = sends(kohaku, f"{path}/entries", fields, 422)

    assert said in page
    assert fields.get("call-whom", "") in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"next_at": ""}, "日と時刻を選んでください。"),
        ({"next_at": "2026-11-24T15:00"}, "今より先の日時を選んでください。"),
        ({"watcher": ""}, "見守るときは、見守る人を書いてください。"),
        ({"until_next": " "}, "書いてください。"),
        ({"decision": ""}, "どれかひとつを選んでください。"),
    ],
)
def test_a_conference_is_not_kept_half(
    desk: Desk, talk: str, changed: dict[str, str], said: str
) -> None:
    kohaku = boss(desk)
    path = opened(kohaku, talk)
    kohaku.get(f"{path}/conference")

    page = sends(kohaku, f"{path}/conference", MET | changed, 422)

    assert said in page
    assert "薬を並べたと書かれた" in page


def test_a_conference_puts_the_red_out_until_its_next_time(desk: Desk, talk: str) -> None:
    kohaku, sumire = boss(desk), manager(desk, "sumire")
    path = opened(kohaku, talk)
    lamp = "緊急対応は、会議がまだです"
    assert lamp in kohaku.get("/account")
    assert lamp in sumire.get("/team")
    assert "/incidents" not in sumire.get("/team")
    kohaku.get(f"{path}/conference")

    assert sends(kohaku, f"{path}/conference", MET) == path

    assert lamp not in kohaku.get("/account")
    page = kohaku.get(path)
    assert "緊急ではない。見守りを続ける" in page
    assert page.index("薬を並べたと書かれた") < page.index("今夜は落ち着かれた")
    desk.evening.pass_time(25 * 3600)
    desk.reopen()
    sumire = desk.signed_in("sumire")
    assert "11月25日（水）に予定した緊急対応の会議が、まだです。" in sumire.get("/team")


def test_the_sheet_is_fetched_after_a_proof_and_names_nobody(desk: Desk, talk: str) -> None:
    kohaku = boss(desk)
    path = opened(kohaku, talk)
    kohaku.get(f"{path}/conference")
    sends(kohaku, f"{path}/conference", MET)
    assert "薬を並べたと書かれた" in kohaku.get(f"{path}/sheet")
    kohaku = ten_minutes_on(desk, kohaku)
    answer = kohaku.client.get(f"{path}/sheet.pdf")
    assert answer.status_code == 303
    assert answer.location.startswith("/prove")
    proves(kohaku)

    answer = kohaku.client.get(f"{path}/sheet.pdf")

    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={FILE_NAME}"
    reader = PdfReader(io.BytesIO(answer.data))
    assert len(reader.pages) == 1
    words = re.sub(r"\s", "", reader.pages[0].extract_text())
    for said in ("緊急対応記録票", "薬を並べたと書かれた", "県の保健師にたずねる", "次回日時"):
        assert said in words
    assert "incident_sheet" in acts(desk.evening)


def test_the_day_names_what_is_missing_and_leads_there(desk: Desk, talk: str) -> None:
    reaches(desk.evening, visit_of(talk), 3)
    kohaku = boss(desk)

    page = kohaku.get("/day")

    assert "緊急対応の記録がまだです" in page
    path = sends(kohaku, f"{talk}/incident", {"from": "record"})
    kohaku.get(path)
    assert "緊急対応の会議がまだです" in kohaku.get("/day")
