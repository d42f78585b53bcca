"""How a talk's level has gone, lowering it with a reason, and agreeing to that from R3 on."""

import re

import pytest

from domain.permission import Role
from tests.console.crew import supervisor, talking
from tests.console.desk import PASSPHRASE, Desk, Visitor

WHY = "ゆっくり話して落ち着かれました"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database; who wins is tested on each."""
    return sqlite_url


def second_supervisor(desk: Desk) -> Visitor:
    """Akane, who answers for the evening too."""
    desk.evening.member("akane", Role.SUPERVISOR)
    visitor = desk.visitor()
    visitor.sign_in("akane", PASSPHRASE)
    visitor.get("/")
    return visitor


def test_a_supervisor_lowers_a_level_below_r3_with_a_reason(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/risk", level="2")
    leader = supervisor(desk)
    assert f"{talk}/levels" in leader.get(talk)
    assert "同意をお願いする" not in leader.get(f"{talk}/levels")

    leader.post(f"{talk}/levels", level="1", reason=WHY)

    page = leader.get(f"{talk}/levels")
    assert "R2 → R1" in page
    assert WHY in page
    assert "R1　消えたい気持ち" in page


def test_from_r3_on_another_supervisor_reads_the_reason_and_agrees(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/risk", level="3")
    leader, second = supervisor(desk), second_supervisor(desk)
    leader.get(f"{talk}/levels")

    leader.post(f"{talk}/levels", level="1", reason=WHY)

    assert "もう一人の責任者の返事を待っています" in leader.get(f"{talk}/levels")
    board = second.get("/board/lists")
    assert "危険度を下げるお願い（1）" in board
    assert WHY not in board
    assert "下げるお願いが出ています" in second.get(talk)
    assert "下げるお願い" not in visitor.get(talk)
    page = second.get(f"{talk}/levels")
    assert WHY in page
    assert "危険度 R3" in visitor.get(talk)
    second.post(_answer(page, "grant"))
    assert "危険度 R1" in visitor.get(talk)
    assert "さんが同意" in leader.get(f"{talk}/levels")


def test_the_asker_finds_no_answer_to_press_and_is_refused_one(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/risk", level="4")
    leader, second = supervisor(desk), second_supervisor(desk)
    leader.get(f"{talk}/levels")
    leader.post(f"{talk}/levels", level="2", reason=WHY)
    grant = _answer(second.get(f"{talk}/levels"), "grant")

    assert "/grant" not in leader.get(f"{talk}/levels")
    assert "求めた本人は、同意できません" in leader.post(grant, 409)

    second.post(grant.replace("grant", "refuse"))
    assert "危険度 R4" in visitor.get(talk)
    assert "このお願いは終わっています" in second.post(grant, 409)


def test_a_reason_too_short_is_refused_and_stays_typed(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/risk", level="2")
    leader = supervisor(desk)
    leader.get(f"{talk}/levels")

    page = leader.post(f"{talk}/levels", 409, level="1", reason="平気")
    leader.post(f"{talk}/levels", 400, level="9", reason=WHY)

    assert "5字から400字まで" in page
    assert ">平気</textarea>" in page
    assert "危険度 R2" in visitor.get(talk)


def test_an_asking_that_is_past_says_so_and_keeps_its_words_but_no_choice(
    desk: Desk,
) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/risk", level="3")
    leader, second = supervisor(desk), second_supervisor(desk)
    leader.get(f"{talk}/levels")
    leader.post(f"{talk}/levels", level="1", reason=WHY)
    grant = _answer(second.get(f"{talk}/levels"), "grant")
    desk.evening.pass_time(5)
    visitor.post(f"{talk}/risk", level="4")

    page = second.post(grant, 409)

    assert "このお願いは終わっています" in page
    assert "新しいサインが届いたため" in page
    assert "同意して下げる" not in page
    page = leader.get(f"{talk}/levels")
    assert f">{WHY}</textarea>" in page
    assert not re.search(r'name="level"[^>]*checked', page)


def test_words_that_were_refused_because_somebody_asked_first_stay_on_the_page(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/risk", level="3")
    leader, second = supervisor(desk), second_supervisor(desk)
    second.get(f"{talk}/levels")
    leader.get(f"{talk}/levels")
    leader.post(f"{talk}/levels", level="1", reason=WHY)

    page = second.post(f"{talk}/levels", 409, level="2", reason="水を飲んで眠ると言われました")

    assert "下げるお願いが、もう出ています" in page
    assert "水を飲んで眠ると言われました" in page
    assert "同意して下げる" in page


def test_a_counsellor_lowers_nothing(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/risk", level="2")

    visitor.get(f"{talk}/levels", 404)
    visitor.post(f"{talk}/levels", 404, level="0", reason=WHY)

    assert "危険度 R2" in visitor.get(talk)


def _answer(page: str, ending: str) -> str:
    found = re.search(rf'action="(/talks/[0-9a-f-]+/levels/[0-9a-f-]+/{ending})"', page)
    assert found is not None
    return found[1]
