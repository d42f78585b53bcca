"""Years as offices write them: of the era, with the western year beside it."""

from datetime import date
from typing import Final

from console.language import later

_ERAS: Final = (
    (date(2019, 5, 1), later("令和"), 2018),
    (date(1989, 1, 8), later("平成"), 1988),
    (date(1926, 12, 25), later("昭和"), 1925),
)
_APRIL: Final = 4
_CHANGED: Final = 2019
"""Offices call the year that began in 平成31 by its greater part: 令和元年度."""


def month_words(on: date) -> str:
    """The month of a day: 令和8年11月（2026年11月）; of the first year 元年."""
    return later("%(era)s年%(month)s月（%(year)s年%(month)s月）") % _parts(on)


def day_words(on: date) -> str:
    """A day: 令和8年11月24日（2026年11月24日）."""
    return later("%(era)s年%(month)s月%(day)s日（%(year)s年%(month)s月%(day)s日）") % _parts(on)


def fiscal_year_words(year: int) -> str:
    """A fiscal year, which begins in April: 令和8年度（2026年度）."""
    return later("%(short)s（%(year)s年度）") % {"short": short_fiscal_year(year), "year": year}


def short_fiscal_year(year: int) -> str:
    """A fiscal year in the era alone: 令和2年度."""
    first = _ERAS[0][0] if year == _CHANGED else date(year, _APRIL, 1)
    return later("%(era)s年度") % {"era": _era_year(first)}


def _parts(on: date) -> dict[str, str | int]:
    return {"era": _era_year(on), "year": on.year, "month": on.month, "day": on.day}


def _era_year(on: date) -> str:
    for begins, name, before in _ERAS:
        if on >= begins:
            number = on.year - before
            return name + (later("元") if number == 1 else str(number))
    return later("西暦%(year)s") % {"year": on.year}
