"""集団支援プログラムへの参加者数: who came, counted once whichever way they were counted."""

from datetime import date

import pytest

from domain.destination import Offer
from domain.indicator import Measure
from domain.statistics.fact import FactCode, FactKind
from services import indicator_measures, stat_facts
from tests.machinery.evening import Evening

FIRST, SECOND = date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Sums are the same on every database."""
    return sqlite_url


def test_attendances_are_those_by_code_and_by_heads_and_people_those_by_code(
    evening: Evening,
) -> None:
    evening.says("こんばんは")
    person = evening.program.house.seals.contact_id("person a")
    _notes(evening, FactKind.PROGRAMME_ATTENDED, FIRST, contact_id=person)
    _notes(evening, FactKind.PROGRAMME_HEADS, FIRST, number=5)
    _notes(evening, FactKind.PROGRAMME_HEADS, FIRST, number=-1)
    _notes(evening, FactKind.PROGRAMME_ATTENDED, SECOND, contact_id=person)
    _notes(evening, FactKind.PROGRAMME_HEADS, SECOND, number=9, kind=Offer.SEMINAR)

    assert _reached(evening, Measure.PROGRAMME_ATTENDED) == 4 + 1
    assert _reached(evening, Measure.PROGRAMME_PERSONS) == 1


def _notes(
    evening: Evening,
    kind_of_fact: FactKind,
    on: date,
    *,
    contact_id: bytes | None = None,
    number: int = 1,
    kind: Offer = Offer.GROUP_PROGRAMME,
) -> None:
    with evening.program.open_work() as work:
        stat_facts.note(
            work,
            kind_of_fact,
            contact_id=contact_id,
            number=number,
            codes={FactCode.PROGRAMME: kind},
            on=on,
        )


def _reached(evening: Evening, measure: Measure) -> int | None:
    with evening.program.open_look() as look:
        return indicator_measures.value(look, measure, 2026)
