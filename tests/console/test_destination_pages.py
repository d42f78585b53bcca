"""The pages of destinations: read by all, kept by supervisors and managers, made sure by two."""

from io import BytesIO
from typing import Any, Final

import pytest

from console import destination_words, record_words
from domain import destination_words as plain_words
from domain.checking import EntryState
from domain.destination import FactProblem
from domain.destination_cells import CellProblem
from domain.destination_table import RowProblem
from domain.directory import ContactProblem
from domain.permission import Role
from domain.phone_number import NumberProblem
from storage.models.destination import Destination
from tests.console.crew import supervisor
from tests.console.desk import Desk, Visitor
from tests.factories.destinations import kept, made_sure, made_sure_by_itself
from tests.factories.directory import two_people

FILLED: Final[dict[str, Any]] = {
    "name": "みなとの広場",
    "one_line": "話さずにいられる部屋です",
    "kind": "22",
    "audience": ["oneself"],
    "age_from": "１５",
    "ways": ["coming", "text"],
    "needs_no_voice": "y",
    "hours": "火・木　13:00-16:00",
    "days": ["tue", "thu"],
    "contact": "０５５－０００－０１０１",
    "areas": ["kofu"],
    "may_show": "y",
    "eligibility": "はじめに一度会う",
    "based_on": "0",
}
PASTED: Final = (
    "名称\t電話\tボランティア数\n"
    "ひだまり\t０５５－０００－００４９\t各中学校教室\n"
    "統一ダイヤル\t0570-046-556\t3名\n"
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def manager(desk: Desk) -> Visitor:
    desk.evening.member("sumire", Role.MANAGER)
    return desk.signed_in("sumire")


def entries(desk: Desk) -> list[Destination]:
    with desk.evening.program.open_look() as work:
        return work.session.query(Destination).all()


def test_every_code_has_the_same_words_on_pages_and_in_tables() -> None:
    assert destination_words.AUDIENCES == plain_words.AUDIENCES
    assert destination_words.WAYS == plain_words.WAYS
    assert destination_words.OFFERS == plain_words.OFFERS
    assert destination_words.DAYS == plain_words.DAYS
    assert record_words.REFER_TO == plain_words.KINDS
    assert record_words.AREAS == plain_words.AREAS
    assert set(destination_words.STATES) == set(EntryState)
    problems = (*RowProblem, *CellProblem, *FactProblem, *NumberProblem, *ContactProblem)
    assert set(destination_words.PROBLEMS) == set(problems)


def test_a_counsellor_reads_and_searches_and_changes_nothing(desk: Desk) -> None:
    destination_id = kept(desk.evening, remark="<script>1</script>")
    visitor = desk.signed_in()

    page = visitor.get("/destinations?words=ミナト&kind=22&day=tue&age=20")
    nothing = visitor.get("/destinations?words=ねこ&kind=zz&age=x")
    entry = visitor.get(f"/destinations/{destination_id}")

    assert 'href="/destinations"' in visitor.get("/")
    assert "話さずにいられる部屋です" in page
    assert "見つかりませんでした。" in nothing
    assert "はじめての方は職員が一緒に行きます" in entry
    assert "&lt;script&gt;" in entry
    assert "確かめました</button>" not in entry
    for path in ("/destinations/new", "/destinations/import", "/destinations/export.csv"):
        visitor.get(path, 404)
    visitor.post(f"/destinations/{destination_id}/confirm", 404, based_on=1)


def test_a_destination_is_written_down_and_made_sure_of_by_one_of_ours_and_itself(
    desk: Desk,
) -> None:
    leader = supervisor(desk)
    leader.get("/destinations/new")

    path = leader.post("/destinations/new", **FILLED)
    [row] = entries(desk)
    page = leader.get(path)
    made_sure_by_itself(desk.evening, row.id)
    leader.get(path)
    leader.post(f"{path}/confirm", based_on=2)

    assert "055-000-0101" in page
    assert "もとの書き方: ０５５－０００－０１０１" in page
    assert (row.age_from, row.days, row.ways) == (15, "thu,tue", "coming,text")
    sure = leader.get(path)
    assert "紹介先の職員・" in sure
    assert "使えます・あと181日" in sure


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("contact", "0570-046-556", "まちがいとして知られている番号です。"),
        ("contact", "だれか", "電話番号として読めません。"),
        ("age_to", "12", "年齢が正しくありません。"),
        ("age_from", "中学生", "年齢が正しくありません。"),
        ("one_line", "あ" * 61, "長すぎます。"),
        ("name", "", "書いてください。"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    desk: Desk, field: str, wrong: str, said: str
) -> None:
    leader = supervisor(desk)
    leader.get("/destinations/new")

    page = leader.post("/destinations/new", 422, **FILLED | {field: wrong})

    assert said in page
    assert entries(desk) == []


def test_whoever_saw_an_older_version_neither_confirms_nor_writes(desk: Desk) -> None:
    destination_id = kept(desk.evening)
    made_sure(desk.evening, destination_id, *two_people(desk.evening))
    leader = desk.signed_in("kohaku")
    form = leader.get(f"/destinations/{destination_id}/edit")

    refused = leader.post(f"/destinations/{destination_id}/confirm", 409, based_on=1)
    again = leader.post(f"/destinations/{destination_id}/edit", 409, **FILLED | {"based_on": "1"})

    assert "二人がもう一度確かめるまで、どこにも出ません。" in form
    assert "ほかの人が、先に書きかえました。" in refused
    assert "ほかの人が、先に書きかえました。" in again


def test_a_table_is_looked_at_before_anything_is_kept(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/destinations/import")
    empty = leader.post("/destinations/import", 422, table=" ")
    nameless = leader.post("/destinations/import", 200, table="電話\n055-000-0049")

    preview = leader.post("/destinations/import", 200, table=PASTED)
    filed = leader.post(
        "/destinations/import", 200, file=(BytesIO(PASTED.encode("cp932")), "x.tsv")
    )
    before = entries(desk)
    leader.post("/destinations/import/keep", 422, table=PASTED)
    leader.post("/destinations/import/keep", table=PASTED, row=["1", "2"])

    assert "表を貼りつけるか、ファイルを選んでください。" in empty
    assert "「名称」の列がありません。" in nameless
    assert "055-000-0049" in preview
    assert "まちがいとして知られている番号です。" in preview
    assert "ボランティア数" in preview
    assert "数として 3" in preview
    assert "各中学校教室" in filed
    assert before == []
    [row] = entries(desk)
    entry = leader.get(f"/destinations/{row.id}")
    assert "各中学校教室" in entry
    assert "ひとこと・日時・連絡先か場所がそろってから" in entry


def test_the_board_and_the_briefing_say_what_runs_out(desk: Desk) -> None:
    destination_id = kept(desk.evening)
    supervisor(desk)
    made_sure(desk.evening, destination_id, *two_people(desk.evening))
    desk.evening.pass_time(155 * 24 * 3600)
    desk.reopen()
    leader = desk.signed_in("asagi")

    said = "紹介先「みなとの広場」は、あと26日で期限が切れます。"
    assert said in leader.get("/board")
    assert said in leader.get("/briefing")
    assert said in leader.get("/destinations")


def test_a_destination_is_withdrawn_restored_and_taken_out_as_a_table(desk: Desk) -> None:
    destination_id = kept(desk.evening)
    boss = manager(desk)
    boss.get(f"/destinations/{destination_id}")
    written = boss.get("/destinations/export.csv")

    path = boss.post(f"/destinations/{destination_id}/withdraw")
    gone = boss.get(path)
    listed = boss.get("/destinations")
    boss.post(f"/destinations/{destination_id}/restore")

    assert "みなとの広場" in written
    assert "使うのをやめた紹介先です。どこにも出ません。" in gone
    assert "使うのをやめた紹介先（1）" in listed
    assert "未確認" in boss.get(path)
