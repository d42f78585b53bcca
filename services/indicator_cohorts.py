"""Whom the tables of indicators count: the ages a table names, in its first year."""

import re
from typing import Final

from domain.indicator import Measure, SheetFacts
from domain.statistics.cohort import Cohort, cohort
from services import indicators
from services.work import Work
from storage.queries import indicators as rows

_AGES: Final = re.compile(r"(\d{1,2})\s*歳?\s*[〜～~\-－–ー]\s*(\d{1,2})\s*歳")

OF_A_COHORT: Final = frozenset({Measure.VISITS, Measure.NEW_PERSONS})
"""Only of these is it known how old somebody was."""


def cohort_of(sheet: SheetFacts) -> Cohort | None:
    """Whom a sheet counts, where it says so in ages: those of its first year."""
    found = _AGES.search(sheet.cohort)
    if found is None or not sheet.years or int(found[1]) > int(found[2]):
        return None
    return cohort(sheet.years[0], int(found[1]), int(found[2]))


def asked_for(work: Work) -> tuple[Cohort, ...]:
    """Every cohort that a table asks a reckoned number of, in the order of the tables."""
    asking = {
        sheet_id
        for sheet_id, facts in rows.newest_facts(work.session)
        if indicators.read_facts(facts).measure in OF_A_COHORT
    }
    found = (
        cohort_of(indicators.sheet_facts(sheet))
        for sheet in rows.sheets(work.session)
        if sheet.id in asking
    )
    return tuple(dict.fromkeys(each for each in found if each is not None))
