"""Facts for statistics: those of a stretch of days, and counts of them."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, String, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from domain.statistics.coming import Fact
from domain.statistics.fact import FactCode, FactKind
from storage.models.statistics import StatFact

MESSAGES: Final = (FactKind.MESSAGE_IN, FactKind.MESSAGE_OUT)
"""Kinds with a row for every message: they are counted by the database."""

_KINDS: Final = {kind.value: kind for kind in FactKind}
_PLAIN: Final = (
    type_coerce(StatFact.id, String),
    type_coerce(StatFact.corrects, String),
    type_coerce(StatFact.kind, String),
    type_coerce(StatFact.codes, String),
    StatFact.on,
    StatFact.hour,
    StatFact.pseudonym,
    type_coerce(StatFact.stat_id, String),
    StatFact.organisation,
    StatFact.number,
)
"""A fact's columns as the driver gives them: of a year there are hundreds of thousands.

An id is compared and never read, so it may be text or a UUID; codes are text where the driver
knows no JSON.
"""


def between(
    session: Session,
    first: date,
    last: date,
    *,
    as_of: date | None = None,
    kinds: Collection[FactKind] | None = None,
) -> list[Fact]:
    """The facts of these days, both included, but for messages and what was corrected.

    ``as_of``: as they were known on that day. ``kinds``: of these alone, where some are named.
    They come by their days and kinds, and always in the same order.
    """
    query = select(*_PLAIN).where(StatFact.on >= first, StatFact.on <= last)
    query = query.where(
        StatFact.kind.not_in(MESSAGES) if kinds is None else StatFact.kind.in_(kinds)
    )
    if as_of is not None:
        query = query.where(StatFact.noted_on <= as_of)
    query = query.order_by(StatFact.on, StatFact.kind, StatFact.id)
    found: list[tuple[object, Fact]] = []
    corrected: set[object] = set()
    read: dict[str, Mapping[str, str]] = {}
    for row in session.execute(query):
        fact_id, corrects, fact = _read(row, read)
        if corrects is not None:
            corrected.add(corrects)
        found.append((fact_id, fact))
    return [fact for fact_id, fact in found if fact_id not in corrected]


def _is_good(as_of: date | None) -> ColumnElement[bool]:
    """Nothing stands against it, as far as was known on a day, or is known now."""
    against = select(StatFact.corrects).where(StatFact.corrects.is_not(None))
    if as_of is None:
        return StatFact.id.not_in(against)
    return StatFact.id.not_in(against.where(StatFact.noted_on <= as_of)) & (
        StatFact.noted_on <= as_of
    )


def _read(row: Sequence[Any], read: dict[str, Mapping[str, str]]) -> tuple[object, object, Fact]:
    """One row; ``read`` are the codes met so far: of a thousand facts few say something new."""
    fact_id, corrects, kind, codes, *parts = row
    if isinstance(codes, str):
        said = read.get(codes)
        if said is None:
            said = read[codes] = json.loads(codes)
        codes = said
    return fact_id, corrects, Fact._make((_KINDS[kind], *parts, codes))


def count_messages(
    session: Session,
    first: date,
    last: date,
    *,
    organisation: str | None,
    as_of: date | None = None,
) -> dict[str, int]:
    """Messages of these days: ``in``, of them ``in_hours``, and ``out``, of one organisation."""
    in_hours = StatFact.codes[FactCode.IN_HOURS.value].as_string()
    query = (
        select(StatFact.kind, in_hours, func.count())
        .where(StatFact.on >= first, StatFact.on <= last, StatFact.kind.in_(MESSAGES))
        .where(_is_good(as_of))
        .group_by(StatFact.kind, in_hours)
    )
    if organisation is not None:
        query = query.where(
            StatFact.organisation.is_(None) | (StatFact.organisation == organisation)
        )
    counted = {"in": 0, "in_hours": 0, "out": 0}
    for kind, was_in_hours, number in session.execute(query):
        if kind is FactKind.MESSAGE_OUT:
            counted["out"] += number
            continue
        counted["in"] += number
        counted["in_hours"] += number if was_in_hours == "yes" else 0
    return counted


def count_kinds(
    session: Session,
    kinds: Collection[FactKind],
    *,
    first: date | None = None,
    last: date,
    codes: Mapping[FactCode, str] | None = None,
    as_of: date | None = None,
) -> dict[FactKind, int]:
    """How many facts of these kinds there are up to ``last``; corrected ones are not among them."""
    query = (
        select(StatFact.kind, func.count())
        .where(StatFact.kind.in_(kinds), StatFact.on <= last, _is_good(as_of))
        .group_by(StatFact.kind)
    )
    if first is not None:
        query = query.where(StatFact.on >= first)
    for code, said in (codes or {}).items():
        query = query.where(StatFact.codes[code.value].as_string() == said)
    counted = dict.fromkeys(kinds, 0)
    for kind, number in session.execute(query):
        counted[kind] = number
    return counted


def persons_before(
    session: Session, fiscal_year: int, day: date, *, as_of: date | None = None
) -> frozenset[bytes]:
    """The pseudonyms of everybody who came in a fiscal year before this day of it.

    Visits that are set aside, as tests or altogether, are not among them.
    """
    in_year = StatFact.fiscal_year == fiscal_year
    aside = select(StatFact.stat_id).where(
        in_year, StatFact.kind == FactKind.SET_ASIDE, StatFact.stat_id.is_not(None)
    )
    if as_of is not None:
        aside = aside.where(StatFact.noted_on <= as_of)
    return frozenset(
        name
        for name in session.scalars(
            select(StatFact.pseudonym)
            .where(
                StatFact.kind == FactKind.VISIT_BEGAN,
                in_year,
                StatFact.on < day,
                StatFact.stat_id.not_in(aside),
                _is_good(as_of),
            )
            .distinct()
        )
        if name is not None
    )


def latest_number(
    session: Session, kind: FactKind, last: date, *, as_of: date | None = None
) -> tuple[date, int] | None:
    """The newest fact of a kind up to a day: its day and number; None where there is none."""
    row = session.execute(
        select(StatFact.on, StatFact.number)
        .where(StatFact.kind == kind, StatFact.on <= last, _is_good(as_of))
        .order_by(StatFact.on.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def days_noted_late(session: Session, first: date, last: date, *, after: date) -> Sequence[date]:
    """The days after ``after`` on which something was noted that tells of these days, in order.

    So does what was set aside of the time before: who had come earlier, how many friends there
    were. The end of a visit that never had a place in the line tells nothing new.
    """
    place = aliased(StatFact)
    waited = select(place.id).where(
        place.stat_id == StatFact.stat_id, place.kind == FactKind.WAITED
    )
    late = select(StatFact.noted_on).where(StatFact.noted_on > after).distinct()
    aside = late.where(StatFact.kind == FactKind.SET_ASIDE, StatFact.on <= last)
    within = late.where(
        StatFact.on.between(first, last),
        StatFact.kind.not_in(MESSAGES),
        (StatFact.kind != FactKind.ENDED) | waited.exists(),
    )
    return sorted({*session.scalars(aside), *session.scalars(within)})


def get(session: Session, fact_id: UUID) -> StatFact | None:
    """One fact by its id, None where there is none."""
    return session.get(StatFact, fact_id)


def days(session: Session) -> Iterator[date]:
    """The first and the last day there is a visit of; nothing where there is none."""
    row = session.execute(
        select(func.min(StatFact.on), func.max(StatFact.on)).where(
            StatFact.kind == FactKind.VISIT_BEGAN
        )
    ).one()
    yield from (day for day in row if day is not None)


def is_corrected(session: Session, fact_id: UUID) -> bool:
    """Whether another fact stands against it."""
    query = select(StatFact.id).where(StatFact.corrects == fact_id).limit(1)
    return session.scalar(query) is not None


def of_visit(session: Session, stat_id: UUID) -> dict[FactKind, StatFact]:
    """Of each kind a visit has the fact that nothing stands against, else one that was."""
    found = session.scalars(select(StatFact).where(StatFact.stat_id == stat_id)).all()
    against = {row.corrects for row in found}
    return {row.kind: row for row in sorted(found, key=lambda row: row.id not in against)}


def days_with(session: Session, kind: FactKind, first: date, last: date) -> frozenset[date]:
    """The days of a stretch, both ends included, of which there is a fact of a kind."""
    query = select(StatFact.on).where(StatFact.kind == kind, StatFact.on.between(first, last))
    return frozenset(session.scalars(query))


def of_day(session: Session, day: date, kind: FactKind | None) -> Sequence[StatFact]:
    """Every fact of a day, of one kind or of all, in the order of their kinds."""
    query = select(StatFact).where(StatFact.on == day).order_by(StatFact.kind, StatFact.id)
    if kind is not None:
        query = query.where(StatFact.kind == kind)
    return session.scalars(query).all()
