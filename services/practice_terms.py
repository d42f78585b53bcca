"""Terms from practice: a supervisor paraphrases a miss, a second one approves, it is looked for."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError, RefusedError
from domain.practice import (
    LEVELS,
    SIGNS,
    TermFault,
    cleaned,
    find_fault,
    is_too_noisy,
    plain_of,
)
from domain.practice_measure import Measured, measure
from domain.risk.assessment import Sign
from domain.risk.terms import NOTHING, Practice
from services import audit, making, shown
from services.glass import SameHandsError
from services.work import Work
from storage.models.practice import PracticeTerm
from storage.queries import practice

SHOWN_FOR: Final = timedelta(days=90)
"""So long a withdrawn term is still listed."""


class TermRefusedError(RefusedError):
    """The phrase is not one to keep; ``fault`` says why, and nothing repeats it."""

    code = "term_refused"

    def __init__(self, fault: TermFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class KnownTermError(RefusedError):
    """The same phrase waits or is in force already."""

    code = "known_term"


class OwnTermError(RefusedError):
    """Whoever proposed a term is not its second person."""

    code = "own_term"


class TermGoneError(RefusedError):
    """It is in force, or withdrawn, already."""

    code = "term_gone"


class NoisyTermError(RefusedError):
    """With it more than one of eight harmless sentences would alarm."""

    code = "noisy_term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The shipped sentences before a term and with it."""

    before: Measured
    after: Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTerm:
    """A term as supervisors see it; ``measured`` at its approval, or now while it waits."""

    id: UUID
    phrase: str
    sign: Sign
    level: int
    proposed_by: str
    proposed_at: datetime
    is_own: bool
    is_waiting: bool
    approved_by: str | None
    in_force_at: datetime | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    measured: Comparison | None
    is_too_noisy: bool


def in_force(work: Work) -> Practice:
    """The terms to look for now; their version is a mark that changes with any of them."""
    rows = practice.in_force(work.session)
    if not rows:
        return NOTHING
    grades = {row.phrase: (row.sign, row.level) for row in rows}
    mark = sha256(repr(sorted(grades.items())).encode()).hexdigest()
    return Practice(phrases=frozenset(grades), version=f"p{mark[:8]}", grades=grades)


def propose(work: Work, phrase: str, *, sign: Sign, level: int, member_id: UUID) -> UUID:
    """Write down a paraphrase of what was missed; gives the term, which waits.

    Raises:
        TermRefusedError: too short or long, or it seems to say who or where somebody is.
        KnownTermError: the same is there. ValueError: a group or level that no term has.
    """
    if sign not in SIGNS or level not in LEVELS:
        raise ValueError("not a group or level of a term")
    words = cleaned(phrase)
    fault = find_fault(words)
    if fault is not None:
        raise TermRefusedError(fault)
    if any(plain_of(row.phrase) == plain_of(words) for row in practice.locked(work.session)):
        raise KnownTermError
    row = PracticeTerm(
        id=uuid4(),
        phrase=words,
        sign=sign,
        level=level,
        proposed_by=member_id,
        proposed_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _note(work, Act.TERM_PROPOSED, row, member_id)
    return row.id


def approve(work: Work, term_id: UUID, *, member_id: UUID) -> None:
    """Put a colleague's term in force, with what the shipped sentences said; twice is once.

    Raises:
        NotFoundError: there is no such term. OwnTermError: one's own.
        SameHandsError: one has lately made the other a member, or somebody made both.
        TermGoneError: it does not wait any more. NoisyTermError: too many would alarm for nothing.
    """
    rows = practice.locked(work.session)
    row = _get(work, term_id)
    if row.proposed_by == member_id:
        raise OwnTermError
    if row.approved_by == member_id and row.withdrawn_at is None:
        return
    if not row.is_waiting:
        raise TermGoneError
    if not making.are_two(work, row.proposed_by, member_id):
        raise SameHandsError
    compared = _compared([each.phrase for each in rows if each.in_force_at is not None], row.phrase)
    if _is_noisy(compared):
        raise NoisyTermError
    row.approved_by, row.in_force_at = member_id, work.now
    row.measured = json.dumps(asdict(compared))
    work.session.flush()
    _note(work, Act.TERM_APPROVED, row, member_id)


def withdraw(work: Work, term_id: UUID, *, member_id: UUID) -> None:
    """Look for it no more, or propose it no more; withdrawn already, nothing changes.

    Raises:
        NotFoundError: there is no such term.
    """
    practice.locked(work.session)
    row = _get(work, term_id)
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.withdrawn_by = work.now, member_id
    work.session.flush()
    _note(work, Act.TERM_WITHDRAWN, row, member_id)


def list_terms(work: Work, *, member_id: UUID) -> tuple[ShownTerm, ...]:
    """Every term that waits or is in force, and those withdrawn lately; the newest first."""
    rows = practice.listed(work.session, since=work.now - SHOWN_FOR)
    standing = [each.phrase for each in practice.in_force(work.session)]
    people = {row.proposed_by for row in rows}
    people |= {each for row in rows for each in (row.approved_by, row.withdrawn_by) if each}
    names = shown.member_aliases(work, list(people))
    return tuple(_shown(row, standing, names, member_id) for row in rows)


def measured_now(work: Work) -> Measured:
    """What the shipped sentences say with the terms in force."""
    return measure([row.phrase for row in practice.in_force(work.session)])


def _shown(
    row: PracticeTerm, standing: list[str], names: dict[UUID, str], member_id: UUID
) -> ShownTerm:
    compared = _compared(standing, row.phrase) if row.is_waiting else _read(row.measured)
    return ShownTerm(
        id=row.id,
        phrase=row.phrase,
        sign=row.sign,
        level=row.level,
        proposed_by=names[row.proposed_by],
        proposed_at=row.proposed_at,
        is_own=row.proposed_by == member_id,
        is_waiting=row.is_waiting,
        approved_by=names.get(row.approved_by) if row.approved_by else None,
        in_force_at=row.in_force_at,
        withdrawn_by=names.get(row.withdrawn_by) if row.withdrawn_by else None,
        withdrawn_at=row.withdrawn_at,
        measured=compared,
        is_too_noisy=row.is_waiting and compared is not None and _is_noisy(compared),
    )


def _compared(standing: Iterable[str], phrase: str) -> Comparison:
    before = list(standing)
    return Comparison(before=measure(before), after=measure([*before, phrase]))


def _is_noisy(compared: Comparison) -> bool:
    """Whether the term makes too many false alarms; what was so before is not its doing."""
    after = compared.after
    is_worse = after.false_alarms > compared.before.false_alarms
    return is_worse and is_too_noisy(false_alarms=after.false_alarms, harmless=after.harmless)


def _read(measured: str | None) -> Comparison | None:
    if measured is None:
        return None
    kept = json.loads(measured)
    return Comparison(before=Measured(**kept["before"]), after=Measured(**kept["after"]))


def _get(work: Work, term_id: UUID) -> PracticeTerm:
    row = work.session.get(PracticeTerm, term_id, populate_existing=True)
    if row is None:
        raise NotFoundError("No such term")
    return row


def _note(work: Work, act: Act, row: PracticeTerm, member_id: UUID) -> None:
    subject = Subject(kind=SubjectKind.TERM, id=row.id)
    audit.note(work, act, actor_id=member_id, subject=subject, reason=f"{row.sign}.r{row.level}")
