"""A record between its row and its entry: codes in columns, words sealed together."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from domain.clock import TOKYO
from domain.conversation import End
from domain.errors import SealError
from domain.record import Caller, RiskKind, RiskLevel, Theme
from domain.record_details import Age, Area, Consent, Duration, Gender, ReferStep, ReferTo, Relation
from domain.secret import PrivateText
from domain.service_day import fiscal_year, reception_number
from services.record_entry import Person, RecordEntry, Referral, as_kept, words_from, words_of
from services.work import Work
from storage.models.record import Record
from storage.models.visit import Visit
from storage.queries import messages, records

Code = TypeVar("Code", bound=StrEnum)


def begin(work: Work, visit: Visit, *, member_id: UUID) -> Record:
    """A new row with its number, still to be filled."""
    year = fiscal_year(visit.started_at.astimezone(TOKYO).date())
    return Record(
        visit_id=visit.id,
        member_id=member_id,
        written_at=work.now,
        number=reception_number(year, records.next_number(work.session, year)),
    )


def says(work: Work, row: Record, entry: RecordEntry) -> bool:
    """Whether a row says what an entry does; one that cannot be opened says something else."""
    try:
        return read(work, row) == as_kept(entry)
    except SealError:
        return False


def fill(work: Work, row: Record, entry: RecordEntry) -> None:
    """Write an entry into its row."""
    row.caller = entry.caller
    row.themes = _joined(entry.themes)
    row.risk = entry.risk
    row.risk_kinds = _joined(entry.risk_kinds)
    row.end = entry.end
    row.subject_relation = entry.relation
    row.caller_age, row.caller_gender = entry.writer.age, entry.writer.gender
    row.subject_age, row.subject_gender = entry.subject.age, entry.subject.gender
    row.area, row.duration = entry.area, entry.duration
    row.referrals = ",".join(f"{each.to}:{each.step}" for each in entry.referrals)
    row.consent = entry.consent
    sealed = work.house.seals.seal_words(
        work.session, row.visit_id, messages.PLACE_OF_RECORD, words_of(entry)
    )
    row.sealed = sealed.sealed
    row.wrapped_key = sealed.wrapped_key
    row.key_generation = sealed.key_generation


def read(work: Work, row: Record) -> RecordEntry:
    """The entry of a row.

    Raises:
        SealError: its words are erased, or cannot be opened.
    """
    sealed = work.house.seals.open_words(work.session, row.visit_id, messages.PLACE_OF_RECORD, row)
    texts = words_from(sealed)
    return RecordEntry(
        caller=Caller(row.caller),
        words=texts.pop("words", PrivateText("")),
        themes=frozenset(Theme(code) for code in _parts(row.themes)),
        risk=RiskLevel(row.risk),
        risk_reason=texts.pop("risk_reason", None),
        end=End(row.end),
        note=texts.pop("note", None),
        risk_kinds=frozenset(RiskKind(code) for code in _parts(row.risk_kinds)),
        relation=_code(Relation, row.subject_relation),
        writer=_person(row.caller_age, row.caller_gender),
        subject=_person(row.subject_age, row.subject_gender),
        area=_code(Area, row.area),
        duration=_code(Duration, row.duration),
        referrals=tuple(_referral(pair) for pair in _parts(row.referrals)),
        consent=_code(Consent, row.consent),
        **texts,
    )


def _joined(codes: Iterable[StrEnum]) -> str:
    return ",".join(sorted(codes))


def _parts(column: str) -> list[str]:
    return [part for part in column.split(",") if part]


def _code(vocabulary: type[Code], kept: str | None) -> Code | None:
    return None if kept is None else vocabulary(kept)


def _person(age: str | None, gender: str | None) -> Person:
    return Person(age=_code(Age, age), gender=_code(Gender, gender))


def _referral(pair: str) -> Referral:
    to, _, step = pair.partition(":")
    return Referral(to=ReferTo(to), step=ReferStep(step))
