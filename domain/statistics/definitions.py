"""What the words on a sheet mean: each with an example that is reckoned as the sheet reckons.

The sentences stand in ``console/definition_words.py``, under the same codes, and are printed on
every export. A definition that changes gets a new ``since``, and a fact that says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from domain.conversation import End
from domain.statistics.coming import Coming
from domain.statistics.counted import Friends, Material
from domain.statistics.periods import Period
from domain.statistics.reckoning import middle, percent, ratio, rounded, within
from domain.statistics.sheet_line import answered, intake, persons
from domain.statistics.table import Mark, Table, Value
from domain.statistics.tabulating import ALL, PERSONS, VISITS

_FIRST_ISSUE: Final = date(2026, 4, 1)
_DAY: Final = date(2026, 11, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One word: reckoning its example gives ``gives``."""

    code: str
    example: Callable[[], Value]
    gives: Value
    since: date = _FIRST_ISSUE


def _visit(who: str, **known: object) -> Coming:
    return Coming(on=_DAY, pseudonym=who.encode(), **known)  # type: ignore[arg-type] # fields by name


def _served(who: str, **known: object) -> Coming:
    done = {"has_waited": True, "has_ended": True, "wait_minutes": 3, "answer_minutes": 4}
    return _visit(who, **done | {"end": End.TALKED.value, "exchanges": 1} | known)


def _unserved(who: str, end: End, *, has_waited: bool = False, refused: bool = False) -> Coming:
    return _visit(who, has_waited=has_waited, was_refused=refused, has_ended=True, end=end.value)


_SOME: Final = (
    _served("a"),
    _served("a"),
    _served("b", exchanges=0),
    _unserved("c", End.FULL, refused=True),
    _unserved("c", End.FULL, has_waited=True),
    _unserved("d", End.LEFT_WAITING, has_waited=True),
    _unserved("e", End.BLOCKED, has_waited=True),
    _unserved("f", End.OUT_OF_HOURS_ONLY),
    _visit("g", is_test=True, has_ended=True),
)
"""Nine visits of seven people: a comes twice, c twice."""


def _material(known_before: frozenset[bytes] = frozenset()) -> Material:
    return Material(period=Period.month(2026, 11), visits=_SOME, known_before=known_before)


def _cell(table: Table, column: str, row: str = ALL) -> Value:
    return table.cells[row, column]


def _became(code: str) -> Callable[[], Value]:
    return lambda: _cell(intake(_material())[0], VISITS, code)


def _mean(code: str) -> Callable[[], Value]:
    return lambda: _cell(persons(_material())[1], code)


def _new(code: str, unit: str) -> Callable[[], Value]:
    return lambda: _cell(persons(_material(frozenset({b"b"})))[0], unit, code)


DEFINITIONS: Final = (
    Definition(code="visit", example=lambda: _cell(intake(_material())[0], VISITS), gives=9),
    Definition(code="person", example=lambda: _cell(intake(_material())[0], PERSONS), gives=7),
    Definition(
        code="in_hours", example=lambda: _cell(intake(_material())[1], VISITS, "in_hours"), gives=7
    ),
    Definition(code="out_of_hours", example=_became("out_of_hours"), gives=1),
    Definition(code="answered", example=_became("answered"), gives=3),
    Definition(
        code="with_reply", example=lambda: _cell(answered(_material()), "with_reply"), gives=2
    ),
    Definition(code="answer_rate", example=lambda: percent(1811, 2011), gives=Decimal("90.1")),
    Definition(
        code="unserved", example=lambda: _cell(answered(_material()), "unserved_persons"), gives=3
    ),
    Definition(code="turned_away", example=_became("turned_away"), gives=1),
    Definition(code="left", example=_became("left"), gives=1),
    Definition(code="closed_waiting", example=_became("closed_waiting"), gives=1),
    Definition(code="blocked", example=_became("blocked"), gives=1),
    Definition(code="test", example=_became("test"), gives=1),
    Definition(code="total_count", example=_mean("answered"), gives=3),
    Definition(code="distinct", example=_mean("answered_persons"), gives=2),
    Definition(code="mean_talks", example=lambda: ratio(1811, 901), gives=Decimal("2.0")),
    Definition(code="new", example=_new("new", PERSONS), gives=5),
    Definition(code="again", example=_new("again", VISITS), gives=3),
    Definition(code="median", example=lambda: middle((3, 4, 6, 11)), gives=Decimal("5.0")),
    Definition(code="ninety", example=lambda: within((1, 2, 3, 4, 5, 6, 7, 8, 9, 30), 90), gives=9),
    Definition(
        code="friends",
        example=lambda: Friends(ever=215, returned_ever=3, blocked_ever=18).active,
        gives=200,
    ),
    Definition(code="block_rate", example=lambda: percent(15, 215), gives=Decimal("7.0")),
    Definition(
        code="fiscal_year", example=lambda: Period.around(date(2027, 3, 31)).fiscal_year, gives=2026
    ),
    Definition(code="rounding", example=lambda: rounded(Decimal("2.05")), gives=Decimal("2.1")),
    Definition(code="not_measured", example=lambda: percent(0, 0), gives=Mark.NOT_MEASURED),
)
"""Every word that a sheet uses, in the order in which they are printed."""

CHANGED: Final = tuple(each for each in DEFINITIONS if each.since != _FIRST_ISSUE)
"""Those that mean something else since a day after the first issue."""
