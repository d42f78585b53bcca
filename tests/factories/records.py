"""Records as counsellors write them."""

from typing import Final
from uuid import UUID

from domain.conversation import End
from domain.record import Caller, RiskLevel, Theme
from domain.secret import PrivateText
from services import records, sign_off
from services.record_entry import RecordEntry
from services.records import WrittenRecord
from storage.models.record import Record
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening

SHORT: Final = RecordEntry(
    caller=Caller.SELF,
    words=PrivateText("眠れない"),
    themes=frozenset({Theme.MIND}),
    risk=RiskLevel.R0,
    risk_reason=None,
    end=End.TALKED,
    note=None,
)
"""What a record needs at least."""


def talked(evening: Evening, counsellor: OnDuty, person: str = "a") -> UUID:
    """A talk of this counsellor's that has ended."""
    evening.says("こんばんは", person)
    visit_id = counsellor.accepts()
    counsellor.talks.ends(visit_id)
    return visit_id


def writes_record(
    evening: Evening, visit_id: UUID, member_id: UUID, entry: RecordEntry = SHORT
) -> None:
    """A counsellor writes the record of her ended talk."""
    with evening.program.open_work() as work:
        records.write(work, visit_id, member_id=member_id, entry=entry)
    evening.work()


def signs(evening: Evening, visit_id: UUID, member_id: UUID, comment: str = "") -> None:
    """A supervisor signs a record."""
    with evening.program.open_work() as work:
        row = work.session.get_one(Record, visit_id)
        sign_off.sign(
            work,
            visit_id,
            member_id=member_id,
            comment=PrivateText(comment),
            seen_at=row.changed_at or row.written_at,
        )
    evening.work()


def amends(evening: Evening, visit_id: UUID, member_id: UUID, words: str) -> None:
    """Somebody adds to a signed record."""
    with evening.program.open_work() as work:
        records.amend(work, visit_id, member_id=member_id, words=PrivateText(words))


def read(evening: Evening, visit_id: UUID, member_id: UUID) -> WrittenRecord:
    """The record as a member reads it."""
    with evening.program.open_look() as work:
        found = records.find(work, visit_id, member_id=member_id)
    assert found is not None
    return found
