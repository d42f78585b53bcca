"""The facts that indicators and outreach are reckoned from; corrected ones are left out."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, distinct, func, select
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


def count_answered(session: Session, year: int) -> int:
    """How many visits of a fiscal year a human answered, as ``comings`` counts them."""
    period = Period.year(year)
    began, aside = aliased(StatFact), aliased(StatFact)

    def stands(fact: type[StatFact], kind: FactKind) -> ColumnElement[bool]:
        later = aliased(StatFact)
        against = select(later.id).where(later.corrects == fact.id)
        days = fact.on.between(period.first, period.last)
        return and_(fact.kind == kind, days, ~against.exists())

    query = select(func.count(distinct(StatFact.stat_id))).where(
        stands(StatFact, FactKind.ANSWERED),
        select(began.id)
        .where(began.stat_id == StatFact.stat_id, stands(began, FactKind.VISIT_BEGAN))
        .exists(),
        ~select(aside.id)
        .where(aside.stat_id == StatFact.stat_id, stands(aside, FactKind.SET_ASIDE))
        .exists(),
    )
    return session.scalar(query) or 0


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
