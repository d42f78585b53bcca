"""The page of outages: noted by hand, beside what the program has seen."""

from datetime import date

import pytest

from domain.permission import Role
from domain.statistics.fact import FactKind
from services import stat_outages
from storage.models.statistics import StatFact
from tests.console.desk import Desk
from tests.factories.log import told
from tests.factories.tables import rows


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are the same on every database."""
    return sqlite_url


def test_an_outage_is_noted_by_a_coordinator_and_never_of_a_day_to_come(desk: Desk) -> None:
    with desk.evening.program.open_work() as work:
        stat_outages.note(work, date(2026, 11, 2), minutes=0, member_id=None)
        tomorrow = stat_outages.latest(work)[0].on.replace(month=12)
    member_id = desk.evening.member("wakaba", Role.COORDINATOR)
    wakaba = desk.signed_in("wakaba")
    wakaba.get("/outages")

    wakaba.post("/outages", day="2026-11-03", minutes="25")

    page = wakaba.get("/outages")
    assert page.index("2026年11月3日") < page.index("2026年11月2日")
    assert '<td class="number">25</td>' in page
    assert "まだ来ていない日" in wakaba.post("/outages", 422, day=tomorrow.isoformat())
    for odd in ({"day": "x"}, {"day": "2026-11-03", "minutes": "1441"}):
        assert "日づけと" in wakaba.post("/outages", 422, **odd)
    noted = [row.number for row in rows(desk.evening, StatFact) if row.kind is FactKind.OUTAGE]
    assert sorted(noted) == [0, 25]
    assert [row.actor_id for row in told(desk.evening) if row.act == "fact_noted"] == [
        None,
        member_id,
    ]
