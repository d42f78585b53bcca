"""The facts that indicators and outreach are reckoned from; corrected ones are left out."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from domain.statistics.coming import Fact
from domain.statistics.fact import FactKind
from storage.models.statistics import StatFact


def of_year(session: Session, fiscal_year: int, kinds: Collection[FactKind]) -> Iterator[Fact]:
    """The facts of these kinds in a fiscal year, day by day."""
    later = aliased(StatFact)
    query = (
        select(StatFact)
        .where(
            StatFact.fiscal_year == fiscal_year,
            StatFact.kind.in_(kinds),
            ~select(later.id).where(later.corrects == StatFact.id).exists(),
        )
        .order_by(StatFact.on, StatFact.id)
    )
    for row in session.scalars(query):
        yield Fact(
            kind=row.kind,
            on=row.on,
            hour=row.hour,
            pseudonym=row.pseudonym,
            stat_id=row.stat_id,
            organisation=row.organisation,
            number=row.number,
            codes=row.codes,
        )


def first_year(session: Session) -> int | None:
    """The first fiscal year anything was noted in."""
    return session.scalar(select(func.min(StatFact.fiscal_year)))


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
