"""Whatever is released in whatever order, an attacker with all of it narrows no small count."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.export_report import sheet
from domain.disclosure.befriending import Way
from domain.disclosure.counting import count
from domain.disclosure.rule import TEN_FIVE
from domain.record_details import DECADES, Age
from domain.statistics.cohort import cohort
from domain.statistics.periods import Period
from services.release_contents import Protected
from services.release_ledger import Told
from services.release_protecting import protect
from tests.factories import figures
from tests.factories.attacker import Attacker, Laid
from tests.factories.releases import MONTHS

COHORTS = (cohort(2026, 40, 49), cohort(2026, 30, 64), cohort(2026, 15, 39))
WAYS = (Way(name="poster", title="ちらし"), Way(name="page", title="サイト"))
PERIODS = ("2026-10", "2026-11", "2026-12", "fy2026-q3", "fy2026")


@given(
    people=st.integers(3, 500),
    seed=st.integers(0, 1000),
    order=st.permutations(PERIODS),
    kept=st.integers(1, 5),
)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_small_count_is_narrowed(people: int, seed: int, order: list[str], kept: int) -> None:
    everybody = figures.people(people, seed=seed, months=MONTHS[6:9])

    attacker = _told_of(everybody, order[:kept])

    assert attacker.narrowed(every=31) == []


def test_who_came_in_several_months_came_as_often_in_the_cohort_of_the_year() -> None:
    ages = [each for each in DECADES if each not in {Age.TEENS, Age.FORTIES}] * 12
    came = [*zip([Age.FORTIES] * 27, [*[6] * 12, *[7] * 11, *[8] * 4], strict=True)]
    came += [(age, month) for month in (6, 7, 8) for age in ages]
    everybody = [
        replace(person, age=age, days=(MONTHS[month],))
        for person, (age, month) in zip(
            figures.people(len(came), seed=7, months=MONTHS), came, strict=True
        )
    ]

    attacker = _told_of(everybody, ("2026-10", "2026-11", "2026-12", "fy2026"))

    assert any("cohort" in str(what) for what in attacker.told)
    assert attacker.narrowed(of="2026-12", every=3) == []


def _told_of(everybody: list[figures.Person], periods: Sequence[str]) -> Attacker:
    """Somebody who has every release of these periods, made in this order."""
    told, attacker = Told(facts={}, shapes=(), head=0), Attacker()
    for code in periods:
        material = figures.material(everybody, Period.read(code))
        counted = count(material, {}, cohorts=COHORTS, ways=WAYS)
        done = protect(counted, told, TEN_FIVE)
        told = replace(
            told,
            facts=told.facts | {cell.fact.quantity: cell.fact for cell in done.cells},
            shapes=(*told.shapes, *(each.shape for each in counted)),
        )
        attacker.learn(code, *read(done))
    return attacker


def read(done: Protected) -> tuple[list[Laid], set[tuple[str, str, str]]]:
    """The tables in words, and which stars hide no small count."""
    laid: list[Laid] = []
    seconds: set[tuple[str, str, str]] = set()
    kinds = {(cell.table, cell.row, cell.column): cell.fact.kind for cell in done.cells}
    for table in (each for each in done.tables if each.columns):
        shown = sheet(table)
        laid.append((shown.title, shown.headings, shown.rows))
        if table.key == "cohorts":
            seconds |= {
                (shown.title, str(words[0]), shown.headings[1])
                for column, words in zip(table.columns, shown.rows, strict=True)
                if kinds[table.key, table.rows[0].code, column.code] == "second"
            }
            continue
        for row, words in zip(table.rows, shown.rows, strict=False):
            for column, heading in zip(table.columns, shown.headings[1:], strict=False):
                if kinds.get((table.key, row.code, column.code)) == "second":
                    seconds.add((shown.title, str(words[0]), heading))
    return laid, seconds
