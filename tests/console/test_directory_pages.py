"""The pages of the directory: read by all, kept and confirmed by supervisors and managers."""

from typing import Any, Final

import pytest

from console import directory_words
from domain.checking import EntryAct, EntryState
from domain.directory import Audience, ContactProblem, Means, Purpose
from domain.permission import Role
from domain.phone_number import NumberProblem
from routing.line_hours_words import HoursProblem
from routing.line_table import RowProblem
from storage.models.directory import DirectoryEntry
from tests.console.crew import supervisor
from tests.console.desk import Desk, Visitor
from tests.factories.directory import kept, rings, two_people

PASTED = (
    "相談窓口\t相談内容\t電話番号\n"
    "ひだまり小学校\t学校のこと\t０５５－０００－００４９\n"
    "統一ダイヤル\tx\t0570-046-556\n"
)
FILLED: Final[dict[str, Any]] = {
    "name": "夜の電話",
    "contact": "０１２０－１１１－２２２",
    "means": "voice",
    "hours": "毎日　１６:００〜２１:００",
    "purpose": "crisis",
    "serves_here": "y",
    "is_free": "yes",
    "based_on": "0",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def manager(desk: Desk) -> Visitor:
    desk.evening.member("sumire", Role.MANAGER)
    return desk.signed_in("sumire")


def entries(desk: Desk) -> list[DirectoryEntry]:
    with desk.evening.program.open_look() as work:
        return work.session.query(DirectoryEntry).all()


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (EntryState, directory_words.STATES),
        (Purpose, directory_words.PURPOSES),
        (Audience, directory_words.AUDIENCES),
        (Means, directory_words.MEANS),
        (EntryAct, directory_words.LINE_ACTS),
        ((*RowProblem, *NumberProblem, *ContactProblem, *HoursProblem), directory_words.PROBLEMS),
    ],
)
def test_every_code_has_its_words(codes: object, table: object) -> None:
    assert set(codes) == set(table)  # type: ignore[call-overload]  # enums and tables of them


def test_a_counsellor_reads_the_directory_and_changes_nothing(desk: Desk) -> None:
    entry_id = kept(desk.evening)
    visitor = desk.signed_in()

    page = visitor.get("/directory")
    entry = visitor.get(f"/directory/{entry_id}")

    assert 'href="/directory"' in visitor.get("/")
    assert "夜の電話" in page
    assert "未確認" in page
    assert "0120-111-222" not in page + entry  # nor the row it was pasted from
    assert "確かめました</button>" not in entry
    for path in ("/directory/new", "/directory/import", f"/directory/{entry_id}/edit"):
        visitor.get(path, 404)
    visitor.post(f"/directory/{entry_id}/confirm", 404, based_on=1)
    visitor.post(f"/directory/{entry_id}/withdraw", 404)


def test_two_people_make_sure_of_a_line_and_it_counts_its_days(desk: Desk) -> None:
    entry_id = kept(desk.evening)
    path = f"/directory/{entry_id}"
    first, second = supervisor(desk), manager(desk)
    first.get(path)
    first.post(f"{path}/confirm", based_on=1)
    once = first.get(path)

    second.get(path)
    second.post(f"{path}/confirm", based_on=2)

    assert "一人が確認" in once
    assert "もう一人を待っています。" in once
    assert "電話して確かめました" not in once
    assert "使えます・あと92日" in second.get(path)
    assert "使えます・あと92日" in first.get("/directory")


def test_whoever_saw_an_older_version_confirms_nothing(desk: Desk) -> None:
    entry_id = kept(desk.evening)
    leader = supervisor(desk)
    leader.get(f"/directory/{entry_id}")

    page = leader.post(f"/directory/{entry_id}/confirm", 409, based_on=0)

    assert "ほかの人が、先に書きかえました。" in page
    assert "まだだれも確かめていません。" in page


def test_a_line_is_written_down_in_any_width_and_read_in_one_form(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/directory/new")

    path = leader.post("/directory/new", **FILLED)

    page = leader.get(path)
    assert "0120-111-222" in page
    assert "もとの書き方: ０１２０－１１１－２２２" in page
    assert "毎日 16:00-21:00" in page


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("contact", "0570-046-556", "まちがいとして知られている番号です。"),
        ("contact", "0120-111-22", "数字が足りません。"),
        ("contact", "だれか", "電話番号として読めません。"),
        ("hours", "月 9:00-12:00", "の時間がありません。休みなら"),
        ("hours", "よる", "時間として読めません。"),
        ("name", "", "書いてください。"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    desk: Desk, field: str, wrong: str, said: str
) -> None:
    leader = supervisor(desk)
    leader.get("/directory/new")

    page = leader.post("/directory/new", 422, **FILLED | {field: wrong})

    assert said in page
    assert entries(desk) == []


def test_a_changed_number_is_to_be_rung_again(desk: Desk) -> None:
    entry_id = kept(desk.evening)
    rings(desk.evening, entry_id, *two_people(desk.evening))
    leader = supervisor(desk)
    form = leader.get(f"/directory/{entry_id}/edit")

    path = leader.post(
        f"/directory/{entry_id}/edit", **FILLED | {"contact": "0120-111-333", "based_on": "3"}
    )

    assert "二人がもう一度確かめるまで、どこにも出ません。" in form
    page = leader.get(path)
    assert "未確認" in page
    assert "番号は 0120-111-222" in page
    refused = leader.post(f"/directory/{entry_id}/edit", 409, **FILLED | {"based_on": "3"})
    assert "ほかの人が、先に書きかえました。" in refused


def test_a_line_is_withdrawn_and_restored(desk: Desk) -> None:
    entry_id = kept(desk.evening)
    leader = supervisor(desk)
    leader.get(f"/directory/{entry_id}")

    path = leader.post(f"/directory/{entry_id}/withdraw")
    gone = leader.get(path)
    leader.post(f"/directory/{entry_id}/restore")

    assert "使うのをやめた窓口です。どこにも出ません。" in gone
    assert "未確認" in leader.get(path)


def test_a_pasted_table_is_looked_at_before_anything_is_kept(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/directory/import")
    empty = leader.post("/directory/import", 422, table=" ")

    preview = leader.post("/directory/import", 200, table=PASTED)
    before = entries(desk)
    none_chosen = leader.post("/directory/import/keep", 422, table=PASTED)
    leader.post("/directory/import/keep", table=PASTED, row=["1", "2"])

    assert "表を貼りつけてください。" in empty
    assert "０５５－０００－００４９" in preview
    assert "055-000-0049" in preview
    assert "0570-046-556 は、まちがいとして知られている番号です。" in preview
    assert "取りこむ行が選ばれていません。" in none_chosen
    assert before == []
    assert [row.name for row in entries(desk)] == ["ひだまり小学校"]


def test_what_would_be_named_is_shown_for_now_and_for_another_time(desk: Desk) -> None:
    entry_id = kept(desk.evening, hours="毎日 22:00-翌05:00")
    rings(desk.evening, entry_id, *two_people(desk.evening))
    visitor = desk.signed_in()

    now = visitor.get("/directory")
    night = visitor.get("/directory?at=2026-11-25T03:12")

    assert "ありません。119だけが出ます。" in now
    assert "ありません。119だけが出ます。" not in night
    assert "この時刻に案内される窓口" in night
    assert "いま案内される窓口" in visitor.get("/directory?at=someday")


def test_the_board_and_the_briefing_say_what_runs_out(desk: Desk) -> None:
    leader = supervisor(desk)
    nothing = leader.get("/board")
    entry_id = kept(desk.evening)
    rings(desk.evening, entry_id, *two_people(desk.evening))
    calm = leader.get("/board")
    desk.evening.pass_time(63 * 24 * 3600)
    desk.reopen()
    leader = desk.signed_in("asagi")

    said = "窓口「夜の電話」は、あと29日で期限が切れます。"
    assert "いま案内できる窓口が、ひとつもありません。" in nothing
    assert "いま案内できる窓口が、ひとつもありません。" not in calm
    assert said not in calm
    assert said in leader.get("/board")
    assert said in leader.get("/briefing")
    assert said in leader.get("/directory")


def test_made_up_lines_are_shown_only_in_the_demo(desk: Desk) -> None:
    assert "見本" not in desk.signed_in().get("/directory")


def test_what_somebody_writes_down_runs_no_script(desk: Desk) -> None:
    entry_id = kept(desk.evening, remark="<script>1</script>", about="<b>")

    page = manager(desk).get(f"/directory/{entry_id}")

    assert "&lt;script&gt;" in page
