"""Aftercare: to whom of the crew a supervisor should speak after a heavy day, and who has."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError
from domain.mark import ABUSE
from domain.risk_level import JOINED
from domain.service_day import ServiceDay
from services import audit, reviews, shown
from services.work import Work
from storage.models.aftercare import Aftercare
from storage.models.member import Member
from storage.queries import had_talks, marks

DAYS_SHOWN: Final = 7
"""So many days back it is shown whom nobody has spoken to yet."""


@unique
class WhyCare(StrEnum):
    """What made a day heavy."""

    WEIGHT = "weight"  # they have said so themselves
    DANGER = "danger"  # a talk that reached R3
    ABUSE = "abuse"  # words against them


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavyDay:
    """Somebody's heavy day; ``done_by`` has spoken to them, None while nobody has."""

    on: date
    member_id: UUID
    alias: str
    reasons: tuple[WhyCare, ...]
    done_by: str | None
    done_at: datetime | None


def list_heavy_days(work: Work, *, member_id: UUID) -> tuple[HeavyDay, ...]:
    """The heavy days of one's colleagues in the last week, those nobody has spoken to first."""
    today = ServiceDay.around(work.now)
    colleagues = _colleagues(work, member_id)
    done = {
        (row.on, row.member_id): row
        for row in work.session.scalars(
            select(Aftercare).where(
                Aftercare.on > today.before(DAYS_SHOWN).on,
                Aftercare.member_id.in_(list(colleagues)),
            )
        )
    }
    names = shown.member_aliases(work, [row.done_by for row in done.values()])
    found = [
        _shown(day, each, alias=colleagues[each], reasons=reasons, row=row, names=names)
        for day in (today.before(number) for number in range(DAYS_SHOWN))
        for each, reasons in _reasons(work, day, colleagues).items()
        for row in (done.get((day.on, each)),)
    ]
    return tuple(sorted(found, key=lambda each: (each.done_at is not None, -each.on.toordinal())))


def count_undone(work: Work, *, member_id: UUID) -> int:
    """How many heavy days of colleagues nobody has asked about yet."""
    return sum(each.done_at is None for each in list_heavy_days(work, member_id=member_id))


def note_done(work: Work, on: date, about: UUID, *, member_id: UUID) -> None:
    """One has spoken to them; the first who says so is named.

    Raises:
        NotFoundError: no colleague of one's own organisation had such a heavy day.
    """
    colleagues = _colleagues(work, member_id)
    day = ServiceDay(on=on)
    today = ServiceDay.around(work.now)
    is_shown = today.before(DAYS_SHOWN).on < on <= today.on
    if not is_shown or about not in colleagues or about not in _reasons(work, day, [about]):
        raise NotFoundError("No such heavy day")
    work.session.get_one(Member, about, with_for_update=True)  # of two at once one is the first
    if work.session.get(Aftercare, (on, about), populate_existing=True) is not None:
        return
    work.session.add(Aftercare(on=on, member_id=about, done_by=member_id, done_at=work.now))
    subject = Subject(kind=SubjectKind.MEMBER, id=about)
    audit.note(work, Act.CREW_CARED_FOR, actor_id=member_id, subject=subject)


def _colleagues(work: Work, member_id: UUID) -> dict[UUID, str]:
    """The active members of one's own organisation, but oneself, with their names."""
    own = work.session.get_one(Member, member_id).organisation
    rows = work.session.execute(
        select(Member.id, Member.alias)
        .where(
            Member.organisation.is_not_distinct_from(own), Member.id != member_id, Member.is_active
        )
        .order_by(Member.alias, Member.id)
    )
    return {each: alias for each, alias in rows}  # noqa: C416 - dict() of rows loses its types


def _reasons(
    work: Work, day: ServiceDay, member_ids: Iterable[UUID]
) -> dict[UUID, tuple[WhyCare, ...]]:
    """Who of these had a heavy day, and why."""
    ids = list(member_ids)
    found: dict[UUID, set[WhyCare]] = defaultdict(set)
    for each in reviews.list_heavy(work, day, ids):
        found[each].add(WhyCare.WEIGHT)
    rows = had_talks.begun_between(work.session, ids, day.begins_at, day.ends_at)
    talks = {row.visit_id for row in rows}
    levels = had_talks.highest_levels(work.session, talks)
    abused = marks.visits_with(work.session, ABUSE, talks)
    for row in rows:
        if levels.get(row.visit_id, 0) >= JOINED:
            found[row.member_id].add(WhyCare.DANGER)
        if row.visit_id in abused:
            found[row.member_id].add(WhyCare.ABUSE)
    return {
        each: tuple(why for why in WhyCare if why in found[each]) for each in ids if each in found
    }


def _shown(
    day: ServiceDay,
    member_id: UUID,
    *,
    alias: str,
    reasons: tuple[WhyCare, ...],
    row: Aftercare | None,
    names: dict[UUID, str],
) -> HeavyDay:
    return HeavyDay(
        on=day.on,
        member_id=member_id,
        alias=alias,
        reasons=reasons,
        done_by=names.get(row.done_by) if row is not None else None,
        done_at=row.done_at if row is not None else None,
    )
