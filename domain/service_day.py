"""A day of the service: what runs over midnight belongs to the evening it began in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from domain.clock import TOKYO

BEGINS_AT_HOUR: Final = 5
"""The hour of Tokyo at which one day ends and the next begins: nobody is in a talk, mostly."""

_REIWA_BEFORE_ONE: Final = 2018
_FISCAL_YEAR_BEGINS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDay:
    """From ``begins_at`` up to, not including, ``ends_at``; both aware."""

    on: date

    @classmethod
    def around(cls, moment: datetime) -> Self:
        """The day an aware moment belongs to."""
        return cls(on=(moment.astimezone(TOKYO) - timedelta(hours=BEGINS_AT_HOUR)).date())

    @property
    def begins_at(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.on, time(BEGINS_AT_HOUR), TOKYO)

    @property
    def ends_at(self) -> datetime:
        """The first moment of the next."""
        return self.begins_at + timedelta(days=1)

    def before(self, days: int = 1) -> "ServiceDay":
        """The day so many days earlier."""
        return ServiceDay(on=self.on - timedelta(days=days))


def fiscal_year(day: date) -> int:
    """The fiscal year of a day, named by the year in which its April lies."""
    return day.year if day.month >= _FISCAL_YEAR_BEGINS else day.year - 1


def reception_number(year: int, number: int) -> str:
    """The number of a record within a fiscal year, as it is printed: ``R8-0123``."""
    return f"R{year - _REIWA_BEFORE_ONE}-{number:04d}"
