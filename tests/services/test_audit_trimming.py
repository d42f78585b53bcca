"""The audit log's oldest entries go after three years, and the chain says so itself."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.audit import Act
from domain.audit_chain import BEGINNING, Damage, Finding
from domain.clock import TOKYO
from services import audit, audit_chain, audit_trimming
from tests.factories.log import acts, entries, found, tamper
from tests.machinery.evening import Evening

NOW = datetime(2026, 11, 24, 16, 5, tzinfo=TOKYO)


@pytest.fixture
def aged(evening: Evening) -> Evening:
    """Three entries from four years ago, and three from last year."""
    for years, each in ((4, Act.INVITED), (1, Act.DAY_CLOSED)):
        evening.set_clock(NOW - timedelta(days=365 * years))
        for _ in range(3):
            with evening.program.open_work() as work:
                audit.note(work, each, actor_id=None)
    evening.set_clock(NOW)
    return evening


def trims(evening: Evening) -> int:
    with evening.program.open_work() as work:
        return audit_trimming.trim(work)


def test_what_is_left_still_verifies_also_beside_an_anchor_and_where_somebody_stood(
    aged: Evening,
) -> None:
    with aged.program.open_look() as look:
        early = audit_chain.walk(look, BEGINNING, most=2).place
        middle = audit_chain.walk(look, BEGINNING, most=3).place
        late = audit_chain.walk(look, BEGINNING, most=5).place

    assert trims(aged) == 3

    assert acts(aged) == ["day_closed"] * 3 + ["audit_trimmed"]
    assert found(aged, {place.seq: place.mac for place in (early, late)}) == []
    for place in (early, middle, late):
        with aged.program.open_look() as look:
            assert audit_chain.walk(look, place, most=100).findings == ()
    assert trims(aged) == 0


def test_the_log_only_grows_again_afterwards(aged: Evening) -> None:
    trims(aged)

    with pytest.raises(DBAPIError), aged.program.database.connection() as connection:
        connection.execute(text("DELETE FROM audit_entries WHERE seq = 5"))

    assert len(entries(aged)) == 4


@pytest.mark.parametrize(
    ("statement", "damage", "seq"),
    [
        ("DELETE FROM audit_entries WHERE seq = 4", Damage.MISSING, 5),
        ("UPDATE audit_entries SET reason = '4.00' WHERE seq = 7", Damage.CHANGED, 7),
        ("DELETE FROM audit_entries WHERE seq = 7", Damage.MISSING, 4),
    ],
)
def test_whoever_takes_more_than_the_chain_says_is_found(
    aged: Evening, statement: str, damage: Damage, seq: int
) -> None:
    trims(aged)

    tamper(aged, statement)

    assert Finding(damage=damage, seq=seq) in found(aged)


def test_nothing_younger_goes_and_an_old_log_keeps_its_end(evening: Evening) -> None:
    with evening.program.open_work() as work:
        audit.note(work, Act.DAY_CLOSED, actor_id=None)
    evening.set_clock(NOW + timedelta(days=1097))
    assert trims(evening) == 0

    evening.set_clock(NOW + timedelta(days=4 * 366))
    assert trims(evening) == 0
    assert acts(evening) == ["day_closed"]
