"""Cohorts: people of certain ages in one fiscal year, found again in later years from age bands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Standing(StrEnum):
    """Whether somebody of an age band belongs; nobody is divided up or guessed."""

    IN = "in"
    OUT = "out"
    PARTLY = "partly"  # the band lies across the edge
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Who was from ``age_from`` to ``age_to`` years old, both included, in ``fiscal_year``."""

    fiscal_year: int
    age_from: int
    age_to: int

    def ages_in(self, year: int) -> tuple[int, int]:
        """How old they are in another fiscal year."""
        passed = year - self.fiscal_year
        return self.age_from + passed, self.age_to + passed

    def standing(self, band: str | None, *, year: int) -> Standing:
        """Whether a band like ``35-39``, ``70-``, ``unknown`` belongs in that fiscal year."""
        edges = _edges(band)
        if edges is None:
            return Standing.UNKNOWN
        youngest, oldest = edges
        first, last = self.ages_in(year)
        if oldest is not None and first <= youngest and oldest <= last:
            return Standing.IN
        if youngest > last or (oldest is not None and oldest < first):
            return Standing.OUT
        return Standing.PARTLY

    def uncovered(self, bands: Iterable[str], years: Iterable[int]) -> tuple[str, ...]:
        """Those of some bands that lie across an edge in any of these years: not counted then."""
        every = tuple(years)
        return tuple(
            band
            for band in bands
            if any(self.standing(band, year=year) is Standing.PARTLY for year in every)
        )


def cohort(fiscal_year: int, age_from: int, age_to: int) -> Cohort:
    """The people of these ages in that fiscal year, as a KPI names them (34–49歳).

    Raises:
        ValueError: nobody can be so.
    """
    if not 0 <= age_from <= age_to:
        raise ValueError("A cohort goes from an age to one that is no lower")
    return Cohort(fiscal_year=fiscal_year, age_from=age_from, age_to=age_to)


def _edges(band: str | None) -> tuple[int, int | None] | None:
    if band is None or "-" not in band:
        return None
    youngest, _, oldest = band.partition("-")
    return int(youngest), int(oldest) if oldest else None
