"""The facts that indicators and outreach are reckoned from; corrected ones are left out."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from domain.service_day import fiscal_year
from domain.statistics.coming import Fact
from domain.statistics.fact import FactKind
from domain.statistics.periods import Period
from storage.models.statistics import StatFact
from storage.queries import stat_facts


def of_year(session: Session, year: int, kinds: Collection[FactKind]) -> list[Fact]:
    """The facts of these kinds in a fiscal year, in the order in which they were noted."""
    period = Period.year(year)
    return stat_facts.between(session, period.first, period.last, kinds=kinds)


def first_year(session: Session) -> int | None:
    """The fiscal year in which facts began to be noted; some may tell of earlier days."""
    first = session.scalar(select(func.min(StatFact.noted_on)))
    return None if first is None else fiscal_year(first)


def by_day(session: Session, kind: FactKind, *, since: date, until: date) -> dict[date, int]:
    """How many facts of a kind each day has, both days included; days without are left out."""
    later = aliased(StatFact)
    query = (
        select(StatFact.on, func.count())
        .where(
            StatFact.kind == kind,
            StatFact.on.between(since, until),
            ~select(later.id).where(later.corrects == StatFact.id).exists(),
        )
        .group_by(StatFact.on)
    )
    return {row[0]: row[1] for row in session.execute(query)}
