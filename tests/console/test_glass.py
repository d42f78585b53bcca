"""Breaking the glass at the console: two ask and agree, one reads, all see it."""

import pytest

from storage.models.role_asking import RoleAsking
from storage.models.visit import Visit
from tests.console.crew import member_id, supervisor
from tests.console.desk import Desk
from tests.console.managers import belongs, ended, glass_path, manager, reading, visit_of
from tests.factories.log import acts
from tests.factories.tables import rows


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def of_kazoku(desk: Desk) -> None:
    """Midori is of kazoku."""
    belongs(desk, "midori", "kazoku")


def test_a_talk_is_opened_in_need_by_two_and_read_by_one(desk: Desk) -> None:
    talk = ended(desk)
    asker, second = manager(desk), manager(desk, "ruri", "shien")
    page = asker.get("/glass/ask?day=2026-11-24")
    assert str(visit_of(talk)) in page
    assert "こんばんは" not in page

    asker.post("/glass/ask", talk=str(visit_of(talk)), reason="complaint")
    seen = second.get("/glass")
    assert "苦情への対応" in seen
    assert "やまなし-" not in seen
    second.post(glass_path(seen, "grant"))

    path = glass_path(asker.get("/glass"), "talk")
    assert "こんばんは" in asker.get(path)
    second.get(path, 404)
    assert reading(desk)[-2:] == [("glass_asked", "complaint"), ("talk_read", "glass")]
    asker.post(path.replace("/talk", "/end"))
    asker.get(path, 404)


def test_the_one_who_asks_does_not_agree_and_waits_for_ten_minutes(desk: Desk) -> None:
    talk = ended(desk)
    asker = manager(desk)
    asker.get("/glass/ask")
    asker.post("/glass/ask", talk=str(visit_of(talk)), reason="police")
    page = asker.get("/glass")
    path = glass_path(page, "end")

    assert "同意して開く" not in page
    assert "もう一人の方に" in asker.post(path.replace("/end", "/grant"), 409)
    assert "10分お待ちください" in asker.post(path.replace("/end", "/announce"), 409)


@pytest.mark.parametrize(
    "fields",
    [{}, {"reason": "curiosity"}, {"reason": "complaint", "talk": "1"}],
)
def test_an_asking_without_a_talk_or_a_listed_reason_is_none(
    desk: Desk, fields: dict[str, str]
) -> None:
    talk = ended(desk)
    asker = manager(desk)
    asker.get("/glass/ask")

    asker.post("/glass/ask", 400, **{"talk": str(visit_of(talk)), **fields})

    assert "glass_asked" not in acts(desk.evening)


def test_a_counsellor_neither_asks_nor_agrees(desk: Desk) -> None:
    visitor = desk.signed_in()

    for path in ("/glass", "/glass/ask"):
        visitor.get(path, 404)


def test_whoever_looks_on_is_told_of_it_by_name_and_never_of_the_person(desk: Desk) -> None:
    talk = ended(desk)
    asker = manager(desk)
    asker.get("/glass/ask")
    asker.post("/glass/ask", talk=str(visit_of(talk)), reason="quality")
    leader = supervisor(desk)

    page = leader.get("/glass")

    assert "事故の確認" in page
    assert "あさぎ" in page
    contact_id = rows(desk.evening, Visit)[0].contact_id
    assert contact_id.hex() not in page


def test_what_was_opened_alone_is_told_until_another_says_they_have_seen_it(desk: Desk) -> None:
    talk = ended(desk)
    asker = manager(desk)
    asker.get("/glass/ask")
    asker.post("/glass/ask", talk=str(visit_of(talk)), reason="quality")
    path = glass_path(asker.get("/glass"), "end")
    desk.evening.pass_time(601)
    desk.reopen()
    asker = desk.signed_in("hisui")
    asker.get("/glass")
    asker.post(path.replace("/end", "/announce"))
    asker.post(path)
    leader = supervisor(desk)

    assert "一人で開きました" in leader.get("/account")
    leader.post(glass_path(leader.get("/glass"), "note"))

    assert "一人で開きました" not in leader.get("/account")
    assert acts(desk.evening)[-1] == "glass_noted"


def test_whoever_looks_on_is_told_of_a_new_power(desk: Desk) -> None:
    leader, hisui = supervisor(desk), manager(desk)
    path = f"/team/{member_id(desk, 'midori')}"
    hisui.get(path)

    hisui.post(path, role="supervisor")
    assert "責任者にしました" not in leader.get("/account")
    (asking,) = rows(desk.evening, RoleAsking)
    leader.post(f"/roles/{asking.id}/grant")

    assert "あさぎさんが、みどりさんを責任者にしました" in "".join(leader.get("/account").split())
    assert "責任者にしました" not in hisui.get("/account")
    lines = hisui.get("/access-log")
    assert "役割を替えた" in lines
    assert "みどり" in lines
