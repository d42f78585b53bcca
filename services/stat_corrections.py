"""Corrections of facts: another fact, dated, that names what it stands against. Nothing is undone.

What was made of the facts before stays as it was made: whoever asks as of that day gets it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError
from domain.permission import Permission, may
from domain.statistics.fact import NUMBERED, Correction, FactCode, FactKind
from services import audit, reading, stat_facts
from services.work import Work
from storage.models.member import Member
from storage.models.record import Record
from storage.models.statistics import StatFact
from storage.models.visit import Visit
from storage.queries import stat_facts as rows
from storage.queries import visits


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFact:
    """One fact as it is looked at to be corrected."""

    id: UUID
    kind: FactKind
    number: int
    codes: Mapping[str, str]
    is_corrected: bool


def set_aside_as_test(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """A visit was a try of ours: it is counted among tests from now on. Once is enough.

    Raises:
        NotFoundError: there is no such visit, or it is not this supervisor's to read.
    """
    visit = visits.get(work.session, visit_id)
    member = work.session.get_one(Member, member_id)
    if not may(member.roles, Permission.SUPERVISE_TALK):
        raise NotFoundError("No such talk")
    reading.require(work, visit, member_id=member_id)
    _as_test(work, visit, by=member_id)


def set_aside_by_number(work: Work, number: str) -> None:
    """The same for the server's keeper, by the number of the visit's record.

    Raises:
        NotFoundError: no record has it.
    """
    record = work.session.scalar(select(Record).where(Record.number == number))
    if record is None:
        raise NotFoundError("No such record")
    _as_test(work, visits.get(work.session, record.visit_id), by=None)


def is_test(work: Work, visit_id: UUID) -> bool:
    """Whether a visit is counted among tests, or no more.

    Raises:
        NotFoundError: there is no such visit.
    """
    stat_id = visits.get(work.session, visit_id).stat_id
    return stat_id is not None and FactKind.SET_ASIDE in rows.of_visit(work.session, stat_id)


def list_facts(work: Work, day: date, *, kind: FactKind | None = None) -> tuple[KeptFact, ...]:
    """The facts of a day, of one kind or of all, in the order of their kinds."""
    found = rows.of_day(work.session, day, kind)
    return tuple(
        KeptFact(
            id=row.id,
            kind=row.kind,
            number=row.number,
            codes=row.codes,
            is_corrected=rows.is_corrected(work.session, row.id),
        )
        for row in found
    )


def set_aside(work: Work, fact_id: UUID, *, reason: Correction) -> None:
    """A fact is not counted any more; of a visit's, the fact alone. Once is enough.

    Raises:
        NotFoundError: there is no such fact.
    """
    row = _fact(work, fact_id)
    if rows.is_corrected(work.session, fact_id):
        return
    codes = {FactCode.REASON: reason.value}
    stat_facts.note(work, FactKind.SET_ASIDE, codes=codes, on=row.on, corrects=row.id)
    _note(work, reason, actor_id=None, subject_id=fact_id)


def recount(work: Work, fact_id: UUID, *, number: int, reason: Correction) -> None:
    """A fact that belongs to no visit says another number from now on.

    Raises:
        NotFoundError: there is no such fact, it says no number (each such fact is counted once), or
            it is corrected already.
    """
    row = _fact(work, fact_id)
    if row.kind not in NUMBERED or rows.is_corrected(work.session, fact_id):
        raise NotFoundError("No such fact to count anew")
    stat_facts.note(
        work,
        row.kind,
        organisation=row.organisation,
        number=number,
        codes={
            **{FactCode(code): said for code, said in row.codes.items()},
            FactCode.REASON: reason.value,
        },
        on=row.on,
        corrects=row.id,
    )
    _note(work, reason, actor_id=None, subject_id=fact_id)


def _as_test(work: Work, visit: Visit, *, by: UUID | None) -> None:
    if is_test(work, visit.id):
        return
    codes = {FactCode.REASON: Correction.TEST.value}
    stat_facts.note_of_visit(work, visit, FactKind.SET_ASIDE, codes=codes)
    _note(work, Correction.TEST, actor_id=by, subject_id=visit.id)


def _fact(work: Work, fact_id: UUID) -> StatFact:
    row = rows.get(work.session, fact_id)
    if row is None:
        raise NotFoundError("No such fact")
    return row


def _note(work: Work, reason: Correction, *, actor_id: UUID | None, subject_id: UUID) -> None:
    audit.note(
        work,
        Act.FACT_CORRECTED,
        actor_id=actor_id,
        subject=Subject(kind=SubjectKind.FACT, id=subject_id),
        reason=reason,
    )
