"""A form that is refused is there again after a reload, and goes after a while."""

from collections.abc import Sequence

import pytest

from bot import periodic
from storage.models.kept_page import KeptPage
from storage.models.visit import Conversation
from tests.console.desk import Desk, Visitor
from tests.console.test_record_pages import SHORT, ended
from tests.factories.tables import rows

GAPS = {**SHORT, "words": "眠れないことば", "themes": []}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is shown is the same on every database."""
    return sqlite_url


def refused(desk: Desk) -> tuple[str, Visitor, str]:
    """A record with gaps; gives its address, who writes it, and where the refusal leads."""
    record, visitor = ended(desk)
    visitor.get(record)
    token = visitor.fields["csrf_token"]
    answer = visitor.client.post(record, data={**GAPS, "csrf_token": token})
    assert answer.status_code == 303
    return record, visitor, answer.location


def kept(desk: Desk) -> Sequence[KeptPage]:
    return rows(desk.evening, KeptPage)


def test_what_was_refused_is_shown_however_often_it_is_reloaded(desk: Desk) -> None:
    record, visitor, again = refused(desk)
    assert again == f"{record}?again=422"

    for _ in range(2):
        page = visitor.get(again, 422)
        assert "眠れないことば</textarea>" in page
        assert "ひとつ以上を選んでください。" in page

    visitor.get("/day", 404)
    assert "眠れないことば</textarea>" in visitor.get(again, 422)


def test_once_it_is_taken_nothing_is_kept(desk: Desk) -> None:
    record, visitor, again = refused(desk)
    visitor.get(again, 422)

    assert visitor.post(record, **SHORT) == "/"

    assert kept(desk) == []
    assert "眠れないことば" not in visitor.get(again)


def test_the_form_at_its_own_address_begins_anew(desk: Desk) -> None:
    record, visitor, _again = refused(desk)

    assert "眠れないことば" not in visitor.get(record)


def test_it_goes_after_a_while_and_is_cleared_away(desk: Desk) -> None:
    _record, visitor, again = refused(desk)
    for _ in range(2):
        desk.evening.pass_time(8 * 60)
        desk.reopen()
        visitor.client.application = desk.web.app
        visitor.get("/account")

    assert "眠れないことば" not in visitor.get(again)
    periodic.tidy(desk.evening.program)
    assert kept(desk) == []


def test_another_browser_of_the_same_member_does_not_see_it(desk: Desk) -> None:
    _record, _visitor, again = refused(desk)

    assert "眠れないことば" not in desk.signed_in().get(again)


def test_what_is_kept_is_sealed_to_its_session_and_place(desk: Desk) -> None:
    _record, visitor, again = refused(desk)
    (row,) = kept(desk)
    assert "眠れないことば".encode() not in row.sealed

    with desk.evening.program.open_work() as work:
        work.session.get_one(KeptPage, row.session_hash).sealed = row.sealed[:-1] + b"x"

    assert "眠れないことば" not in visitor.get(again)


def test_whoever_may_not_see_the_page_any_more_sees_neither(desk: Desk) -> None:
    _record, visitor, again = refused(desk)
    asagi = desk.evening.member("asagi")
    with desk.evening.program.open_work() as work:
        work.session.query(Conversation).one().counsellor_id = asagi

    visitor.get(again, 404)
