"""Other dangers at the console: marks, pauses, terms from practice, care of the crew."""

import re
from uuid import UUID

import pytest

from domain.conversation import VisitState
from domain.mark import Mark
from domain.permission import Role
from services import marks, supervision
from storage.models.mark import MarkRow, Pause
from storage.models.visit import Visit
from tests.console.crew import member_id, supervisor, talking
from tests.console.desk import Desk, Visitor
from tests.factories.tables import rows


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def pressed(page: str, ending: str) -> str:
    """Where the first form leads whose address ends so."""
    match = re.search(rf'action="(/[^"]*{ending})"', page)
    assert match is not None, ending
    return match[1]


def test_abuse_is_marked_with_one_tap_and_the_supervisor_decides(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.post(pressed(midori.get(talk), "/marks/hard_words"))
    page = midori.get(talk)
    assert "つらいことばのしるし: 暴言" in page
    assert "その言葉が続くと、お話を続けるのがむずかしくなります。" in page
    assert "すぐに引き継ぐ" in page
    assert "日をおいていただく（" not in page

    boss = supervisor(desk)
    assert "つらいことばのしるしが1件あります。" in boss.get("/board")
    boss.post(pressed(boss.get(talk), "/pause"), length="day")

    assert [row.state for row in rows(desk.evening, Visit)] == [VisitState.ENDED]
    listed = boss.get("/pauses")
    assert "明日" in listed or "11月25日" in listed or "11/25" in listed
    boss.post(pressed(listed, "/lift"))
    (pause,) = rows(desk.evening, Pause)
    assert pause.lifted_at is not None


def test_where_there_is_danger_no_pause_is_offered_and_none_is_made(desk: Desk) -> None:
    talk, midori = talking(desk)
    visit_id = UUID(talk.rpartition("/")[2])
    midori.get(talk)
    midori.post(f"{talk}/marks/sexual")
    with desk.evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=2)

    boss = supervisor(desk)

    assert "/pause" not in re.findall(r'action="([^"]*)"', boss.get(talk))
    boss.get("/pauses")
    boss.post(f"{talk}/pause", status=409, length="week")
    assert rows(desk.evening, Pause) == []


def test_words_that_may_be_abuse_offer_the_mark_and_can_be_waved_away(desk: Desk) -> None:
    talk, midori = talking(desk)
    desk.evening.says("死ね")
    page = midori.get(talk)
    assert "つらいことばかもしれません" in page

    midori.post(pressed(page, "/marks/maybe_abuse/remove"))

    assert "つらいことばかもしれません" not in midori.get(talk)
    assert rows(desk.evening, MarkRow) == []


def test_nobody_sets_by_hand_what_words_are_judged_for(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.get(talk)

    midori.post(f"{talk}/marks/maybe_abuse", status=404)
    midori.post(f"{talk}/marks/nonsense", status=404)


def test_whoever_is_under_18_is_not_refused_and_no_school_is_asked_for(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.post(pressed(midori.get(talk), "/marks/under_18"))

    page = midori.get(talk)

    assert "学校の名前は、たずねません。" in page
    assert "話してくれて、ありがとう。ここで話しても大丈夫です。" in page
    assert "児童相談所" in page


def test_a_person_in_their_teens_offers_the_mark(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.get(talk)
    midori.post(f"{talk}/told", 303, **{"caller-who": "1", "subject-age": "0-19"})

    assert "10代の方です" in midori.get(talk)


def test_violence_at_home_calls_a_supervisor_and_says_not_to_call_back(desk: Desk) -> None:
    talk, midori = talking(desk)
    midori.post(pressed(midori.get(talk), "/marks/violence_at_home"))

    page = midori.get(talk)

    assert "危険度 R3" in page
    assert "今、安全なところにいますか。逃げられますか。" in page
    assert "折り返しの約束もしないでください。" in page


def test_no_number_stands_on_the_page_that_the_directory_would_not_show(desk: Desk) -> None:
    talk, midori = talking(desk)
    for mark in ("under_18", "violence_at_home"):
        midori.get(talk)
        midori.post(f"{talk}/marks/{mark}")

    for page in (midori.get(talk), supervisor(desk).get(talk)):
        read = re.sub(r"<[^>]*>", " ", page)  # an id or a token may hold any three digits
        numbers = re.findall(r"(?<![0-9])(?:0[0-9]{1,3}-[0-9-]{5,}|#[0-9]{4}|189)(?![0-9])", read)
        assert numbers == []


def two_supervisors(desk: Desk) -> tuple[Visitor, Visitor]:
    desk.evening.member("kohaku", Role.SUPERVISOR)
    second = desk.signed_in("kohaku")
    second.get("/")
    return supervisor(desk), second


def test_a_term_is_added_by_two_and_the_page_says_what_it_does(desk: Desk) -> None:
    one, other = two_supervisors(desk)
    one.get("/terms")
    one.post("/terms", phrase="蝋燭の火のように", sign="vanish", level="1")
    own = one.get("/terms")
    assert "/approve" not in own
    assert "ほかの責任者にお願いしてください" in own

    other.post(pressed(other.get("/terms"), "/approve"))

    page = one.get("/terms")
    assert "使われていることば（1）" in page
    assert "まちがって知らせた文" in page
    one.post(pressed(page, "/withdraw"))
    assert "取り下げたことば" in other.get("/terms")


def test_what_says_who_somebody_is_is_refused_without_being_kept(desk: Desk) -> None:
    one, _ = two_supervisors(desk)
    one.get("/terms")

    page = one.post("/terms", status=409, phrase="山田さんがこわい", sign="harmed", level="2")

    assert "どなたのことか、わかってしまうかもしれません" in page
    assert "山田" not in one.get("/terms")


def test_a_supervisor_notes_that_they_have_spoken_to_somebody(desk: Desk) -> None:
    talk, _ = talking(desk)
    with desk.evening.program.open_work() as work:
        marks.put(
            work,
            UUID(talk.rpartition("/")[2]),
            Mark.HARD_WORDS,
            member_id=UUID(member_id(desk, "midori")),
        )
    boss = supervisor(desk)
    page = boss.get("/aftercare")
    assert "つらいことばを受けた" in page
    assert "声をかけていない相談員が1人います" in boss.get("/review")

    boss.post(pressed(boss.get("/aftercare"), r"[0-9a-f-]{36}"))

    assert "さんが声をかけました" in boss.get("/aftercare")
