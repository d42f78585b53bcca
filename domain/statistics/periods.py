"""Periods of the calendar that a sheet is made for: months, quarters, fiscal years from April."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, unique
from typing import Final, Self

from domain.service_day import fiscal_year

_MONTHS: Final = 12
_FIRST_MONTH: Final = 4
_QUARTER: Final = 3


@unique
class Length(StrEnum):
    """How long a period is; each lies within one of the next."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """From ``first``, a first of the month, for its length."""

    first: date
    length: Length

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A month of the calendar."""
        return cls(first=date(year, month, 1), length=Length.MONTH)

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        """The first to fourth quarter of a fiscal year; the first begins in April."""
        return cls(
            first=_add_months(date(year, _FIRST_MONTH, 1), _QUARTER * (number - 1)),
            length=Length.QUARTER,
        )

    @classmethod
    def year(cls, year: int) -> Self:
        """A fiscal year, named by the year its April lies in."""
        return cls(first=date(year, _FIRST_MONTH, 1), length=Length.YEAR)

    @classmethod
    def read(cls, code: str) -> Self:
        """The period of a code: ``2026-11``, ``fy2026-q3``, ``fy2026``.

        Raises:
            ValueError: it is no such code.
        """
        try:
            if not code.startswith("fy"):
                year, month = code.split("-")
                made = cls.month(int(year), int(month))
            elif "-q" in code:
                year, number = code[2:].split("-q")
                made = cls.quarter(int(year), int(number))
            else:
                made = cls.year(int(code[2:]))
        except (ValueError, OverflowError):
            raise ValueError("No such period") from None
        if made.code != code:
            raise ValueError("No such period")
        return made

    @classmethod
    def around(cls, day: date, length: Length = Length.MONTH) -> Self:
        """The period of this length a day lies in."""
        if length is Length.MONTH:
            return cls.month(day.year, day.month)
        if length is Length.YEAR:
            return cls.year(fiscal_year(day))
        return cls.quarter(fiscal_year(day), _quarter_of(day))

    @property
    def fiscal_year(self) -> int:
        """The one it lies in, whole."""
        return fiscal_year(self.first)

    @property
    def number(self) -> int:
        """Which quarter of its fiscal year its first day lies in, 1 to 4."""
        return _quarter_of(self.first)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after().first - timedelta(days=1)

    @property
    def code(self) -> str:
        """How an address or a file name says it."""
        if self.length is Length.MONTH:
            return f"{self.first:%Y-%m}"
        if self.length is Length.QUARTER:
            return f"fy{self.fiscal_year}-q{self.number}"
        return f"fy{self.fiscal_year}"

    def after(self) -> "Period":
        """The one that follows."""
        return Period(first=_add_months(self.first, self._months), length=self.length)

    def before(self) -> "Period":
        """The one before it."""
        return Period(first=_add_months(self.first, -self._months), length=self.length)

    def months(self) -> Iterator["Period"]:
        """Its months, in order."""
        for number in range(self._months):
            yield Period(first=_add_months(self.first, number), length=Length.MONTH)

    @property
    def _months(self) -> int:
        return {Length.MONTH: 1, Length.QUARTER: _QUARTER, Length.YEAR: _MONTHS}[self.length]


def _quarter_of(day: date) -> int:
    return (day.month - _FIRST_MONTH) % _MONTHS // _QUARTER + 1


def _add_months(first: date, count: int) -> date:
    months = first.year * _MONTHS + first.month - 1 + count
    return date(months // _MONTHS, months % _MONTHS + 1, 1)
