"""The portal: a code is confirmed there, and nothing of anybody's talk is ever seen."""

import re
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from sqlalchemy import event

from domain.permission import Role
from domain.referral_code import CodePurpose
from services import referral_codes, shown
from storage.models.destination import Destination
from storage.models.referral import Referral
from storage.models.referral_code import ReferralCode
from tests.console.desk import Desk, Visitor
from tests.console.portal import another, linked, staff
from tests.factories import portal as made
from tests.factories.destinations import made_sure
from tests.factories.portal import code_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def test_a_code_is_confirmed_and_the_page_shows_what_the_person_agreed_to(desk: Desk) -> None:
    destination_id, referral_id = linked(desk.evening, nickname="はる")
    hidamari = staff(desk, destination_id)

    assert "番号の確認" in hidamari.get("/portal")
    page = hidamari.post(
        "/portal", 200, code=(code_of(desk.evening, referral_id) or "").lower(), step="came"
    )

    assert "確認しました" in page
    assert "はる" in page
    assert "はる" not in hidamari.get("/portal")
    with desk.evening.program.open_look() as look:
        row = look.session.get_one(Referral, referral_id)
        hidden = (row.id, row.visit_id, shown.alias(look, row.contact_id, row.organisation))
    main = page[page.index("<main") : page.index("</main")]
    assert [each for each in hidden if str(each) in page] == []
    assert "<time" not in main
    again = hidamari.post("/portal", 422, code=code_of(desk.evening, referral_id), step="came")
    assert "確認できませんでした" in again


def test_a_code_that_is_wrong_for_whatever_reason_gets_one_answer_after_the_same_questions(
    desk: Desk,
) -> None:
    evening = desk.evening
    destination_id, used = linked(evening)
    hidamari = staff(desk, destination_id)
    others, withdrawn = (
        another(evening, each) for each in (made.destination(evening, "べつ"), destination_id)
    )
    codes = {each: code_of(evening, each) or "" for each in (used, others, withdrawn)}
    hidamari.get("/portal")
    hidamari.post("/portal", 200, code=codes[used], step="came")
    with evening.program.open_work() as work:
        referral_codes.withdraw(work, purpose=CodePurpose.REFERRAL, subject_id=withdrawn)

    answers = [asked(desk, hidamari, code) for code in (*codes.values(), "333333")]

    assert len({page for page, _ in answers}) == 1
    assert len({questions for _, questions in answers}) == 1


def test_what_cannot_be_a_code_is_no_guess(desk: Desk) -> None:
    destination_id, referral_id = linked(desk.evening)
    hidamari = staff(desk, destination_id)
    hidamari.get("/portal")

    for _ in range(20):
        assert "六文字" in hidamari.post("/portal", 422, code="K0M4XR", step="came")

    hidamari.post("/portal", 200, code=code_of(desk.evening, referral_id), step="called")


def test_guessing_locks_the_page_and_stands_before_supervisors_until_one_has_looked(
    desk: Desk,
) -> None:
    destination_id, referral_id = linked(desk.evening)
    hidamari = staff(desk, destination_id)
    hidamari.get("/portal")
    for _ in range(8):
        hidamari.post("/portal", 422, code="333333", step="came")
    code = code_of(desk.evening, referral_id)
    assert "時間をおいて" in hidamari.post("/portal", 429, code=code, step="came")

    desk.evening.member("kohaku", Role.SUPERVISOR)
    kohaku = desk.signed_in("kohaku")
    assert "合わない番号" in kohaku.get("/board")
    page = kohaku.get(f"/portals/{destination_id}")
    kohaku.post(re.findall(r'action="(/portals/guessing/[^"]+)"', page)[0])

    assert "合わない番号" not in kohaku.get("/board")


def test_the_page_of_a_code_shows_it_without_a_cookie_and_ends_with_the_code(desk: Desk) -> None:
    destination_id, referral_id = linked(desk.evening)
    made_sure(desk.evening, destination_id, *(desk.evening.member(each) for each in ("ai", "ue")))
    with desk.evening.program.open_look() as look:
        address = referral_codes.page_address(
            look, purpose=CodePurpose.REFERRAL, subject_id=referral_id
        )
    assert address is not None
    path = urlsplit(address.reveal()).path
    person = desk.visitor()

    answer = person.client.get(path)
    page = answer.text

    code = code_of(desk.evening, referral_id) or ""
    assert f"{code[:3]} {code[3:]}" in page
    assert "<svg" in page
    assert "<title>番号</title>" in page
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    with desk.evening.program.open_work() as work:
        referral_codes.withdraw(work, purpose=CodePurpose.REFERRAL, subject_id=referral_id)
    over = person.client.get(path)
    assert (over.status_code, code in over.text, "<svg" in over.text) == (404, False, False)
    assert person.client.get("/code/" + "A" * 22).text == over.text
    _stands_again(desk, referral_id, destination_id, until=desk.evening.now.date())
    assert person.client.get(path).status_code == 200
    _stands_again(desk, referral_id, destination_id, until=date(2026, 11, 1))
    assert person.client.get(path).text == over.text  # its place is none any more


def test_an_address_may_look_for_pages_of_codes_a_few_times_only(desk: Desk) -> None:
    person = desk.visitor()

    answers = [person.client.get(f"/code/{each}").status_code for each in range(31)]

    assert answers == [404] * 30 + [429]


def _stands_again(desk: Desk, referral_id: UUID, destination_id: UUID, *, until: date) -> None:
    """The code holds again; the entry of its place is valid until a day."""
    with desk.evening.program.open_work() as work:
        work.session.query(ReferralCode).filter_by(subject_id=referral_id).update(
            {"withdrawn_at": None}
        )
        work.session.get_one(Destination, destination_id).valid_until = until


def asked(desk: Desk, visitor: Visitor, code: str) -> tuple[str, tuple[str, ...]]:
    """What a code is answered, without the code and the token; and every question behind it."""
    statements: list[str] = []

    def note(*given: object) -> None:
        statements.append(str(given[2]))

    engine = desk.evening.program.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        page = visitor.post("/portal", 422, code=code, step="came")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    plain = re.sub(
        r'(data-csrf|data-now|datetime|name="csrf_token" value)="[^"]+"', "", page.replace(code, "")
    )
    return plain, tuple(statements)
