"""The pages of certificates: what managers keep, and what a member still has to learn."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from storage.models.member import Member
from tests.console.crew import member_id
from tests.console.desk import Desk, Visitor
from tests.factories.plans import GATE, learns, use_schedule

ACTION = re.compile(r'action="([^"]+)"')


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database; what they do is tested on both."""
    return sqlite_url


def _belongs(desk: Desk, login: str, *, is_manager: bool = False) -> UUID:
    with desk.evening.program.open_work() as work:
        row = work.session.get_one(Member, UUID(member_id(desk, login)))
        row.organisation = "kazoku"
        row.is_manager = is_manager
        return row.id


@pytest.fixture
def midori(desk: Desk) -> UUID:
    """Midori, a counsellor of kazoku."""
    return _belongs(desk, "midori")


@pytest.fixture
def manager(desk: Desk) -> Visitor:
    """Asagi, who runs kazoku, signed in."""
    desk.evening.member("asagi")
    _belongs(desk, "asagi", is_manager=True)
    return desk.signed_in("asagi")


def _actions(page: str, end: str) -> list[str]:
    return [path for path in ACTION.findall(page) if path.endswith(end)]


def test_a_manager_keeps_a_certificate_in_either_printed_form(
    manager: Visitor, midori: UUID
) -> None:
    page = manager.get(f"/certificates/members/{midori}")
    assert "あさぎ" in manager.get("/certificates")
    assert "修了証0件" in manager.get("/certificates")
    form = {
        "course": "crisis",
        "issuer": "県社会福祉協議会",
        "printed": "１９２６０１１００００１",
        "hours": "1.5",
        "issued_on": "2026-06-01",
        "reflection_on": "2026-06-08",
    }

    manager.post(f"/certificates/members/{midori}", 303, **form)

    page = manager.get(f"/certificates/members/{midori}")
    assert "1時間30分" in page
    assert "番号 19-26-011-00001" in page
    assert "券面: １９２６０１１００００１" in page
    again = manager.post(f"/certificates/members/{midori}", 422, **form)
    assert "この番号の修了証は、もう登録されているか、取り消されています。" in again
    assert 'value="県社会福祉協議会"' in again


def test_what_is_wrong_on_a_certificate_is_said_beside_its_field(
    manager: Visitor, midori: UUID
) -> None:
    manager.get("/certificates")

    page = manager.post(
        f"/certificates/members/{midori}",
        422,
        course="crisis",
        issuer="県",
        printed="1234",
        hours="三",
        issued_on="2026-12-01",
        valid_until="いつか",
    )

    assert "12桁の番号を" in page
    assert "3 や 1.5 のように、時間で入れてください。" in page
    assert "今日までの日を選んでください。" in page
    assert "年・月・日を選んでください。" in page


def test_reissued_and_revoked_certificates_stay_and_say_so(
    desk: Desk, manager: Visitor, midori: UUID
) -> None:
    learns(desk.evening, midori, "crisis")
    page = manager.get(f"/certificates/members/{midori}")
    reissue = re.search(r'href="(/certificates/[^"]+/reissue)"', page)
    assert reissue is not None
    assert 'value="3"' in manager.get(reissue[1])

    manager.post(
        reissue[1], course="crisis", issuer="県", hours="3", issued_on="2026-11-01", printed=""
    )
    page = manager.get(f"/certificates/members/{midori}")
    assert "再交付ずみ" in page
    manager.post(_actions(page, "/revoke")[0], 400, reason="whim")
    manager.post(_actions(page, "/revoke")[0], reason="issuer")

    assert "取り消された修了証: 危機対応" in manager.get("/certificates")
    assert "（修了証が取り消されています）" in desk.signed_in().get("/duty-plan")


def test_a_member_reads_what_they_still_have_to_learn(
    desk: Desk, midori: UUID, tmp_path: Path
) -> None:
    use_schedule(desk.evening, tmp_path, gate=GATE)
    learns(desk.evening, midori, "crisis")
    desk.reopen()

    page = desk.signed_in().get("/duty-plan")

    missing = page.split('id="to-learn"')[1].split("</section>")[0]
    assert "LINE操作（1時間）" in missing
    assert "危機対応" not in missing
    assert "今はお話しを受けられません。" in missing


def test_a_certificate_that_runs_out_soon_is_named(
    desk: Desk, manager: Visitor, midori: UUID
) -> None:
    manager.get("/certificates")
    manager.post(
        f"/certificates/members/{midori}",
        course="crisis",
        issuer="県",
        printed="",
        hours="3",
        issued_on="2026-06-01",
        valid_until=str(desk.evening.now.date() + timedelta(days=20)),
    )

    assert "期限まで30日以内です" in manager.get("/certificates")
