"""Keeping indicators: sheets and rows are added, values written; what was there before stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.indicator import CellText, IndicatorFacts, SheetFacts, Slot, SlotKind, Status, ValueAct
from domain.indicator_errors import ComputedError, IndicatorChangedError, NoReasonError
from domain.indicator_value import Meaning, revised, understand
from services import audit, indicators
from services.indicators import Indicator
from services.work import Work
from storage.models.indicator import IndicatorRow, IndicatorSheet, IndicatorValue, IndicatorVersion
from storage.queries import indicators as rows

_REVISABLE: Final = frozenset({SlotKind.TARGET, SlotKind.FINAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whose hand writes, and how. ``based_on`` is the ``newest`` the writer saw."""

    member_id: UUID | None
    act: ValueAct
    based_on: int = 0


def add_sheet(work: Work, facts: SheetFacts, *, member_id: UUID | None) -> UUID:
    """Add a printed table without rows."""
    rows.lock(work.session)
    sheet = IndicatorSheet(
        id=uuid4(),
        place=rows.next_sheet_place(work.session),
        facts=indicators.written_sheet(facts),
        added_by=member_id,
        added_at=work.now,
    )
    work.session.add(sheet)
    work.session.flush()
    _note(work, sheet.id, "sheet_added", member_id)
    return sheet.id


def add(
    work: Work,
    sheet_id: UUID,
    facts: IndicatorFacts,
    cells: Mapping[Slot, CellText],
    *,
    hand: Hand,
) -> UUID:
    """Add a row at the end of its sheet, with what stands in its slots.

    Raises:
        NotFoundError: there is no such sheet.
    """
    rows.lock(work.session)
    rows.get_sheet(work.session, sheet_id)
    row = IndicatorRow(id=uuid4(), sheet_id=sheet_id, place=rows.next_place(work.session, sheet_id))
    work.session.add(row)
    work.session.flush()
    _add_version(work, row.id, 1, facts, "", hand.member_id)
    for slot, cell in cells.items():
        _add_value(work, row.id, (slot, 1), cell, hand)
    work.session.flush()
    _note(work, row.id, hand.act.value, hand.member_id)
    return row.id


def change(
    work: Work,
    indicator_id: UUID,
    facts: IndicatorFacts,
    *,
    reason: str,
    member_id: UUID | None,
    based_on: int,
) -> None:
    """Say anew what a row is.

    Raises:
        NotFoundError: there is no such indicator. IndicatorChangedError: somebody was faster.
        NoReasonError: it is given up without a reason.
    """
    current = _current(work, indicator_id, based_on)
    if facts == current.facts:
        return
    is_given_up = facts.status is Status.ABOLISHED and current.facts.status is not facts.status
    if is_given_up and not reason:
        raise NoReasonError
    number = len(rows.versions(work.session, indicator_id)) + 1
    _add_version(work, indicator_id, number, facts, reason, member_id)
    work.session.flush()
    _note(work, indicator_id, "changed", member_id)


def write(work: Work, indicator_id: UUID, slot: Slot, cell: CellText, *, hand: Hand) -> None:
    """Write what stands in a slot. A revised target keeps what it was before in its print.

    Raises:
        NotFoundError: there is no such indicator. IndicatorChangedError: somebody was faster.
        NoReasonError: a target is revised without a reason. ComputedError: the slot is reckoned.
    """
    current = _current(work, indicator_id, hand.based_on)
    if current.facts.measure is not None and slot.kind is SlotKind.ACTUAL:
        raise ComputedError
    before = current.cells.get(slot)
    if before == cell:
        return
    if hand.act is ValueAct.REVISED:
        cell = _revised(slot, before, cell)
    found = rows.values(work.session, indicator_id)
    number = sum(value.slot == slot.code for value, _ in found) + 1
    _add_value(work, indicator_id, (slot, number), cell, hand)
    work.session.flush()
    _note(work, indicator_id, hand.act.value, hand.member_id)


def _revised(slot: Slot, before: CellText | None, cell: CellText) -> CellText:
    """The print of a revision: 5,600 → 6,800, from the number that stood there."""
    if not cell.reason:
        raise NoReasonError
    if before is None or slot.kind not in _REVISABLE:
        return cell
    if understand(cell.printed).is_revised:
        return cell
    was = before.printed
    meant = understand(was)
    if meant.is_revised:  # what is printed before the arrow is what stood there last
        was = _after_arrow(was)
    if meant.meaning is Meaning.NOT_MEASURED:
        return cell
    return CellText(printed=revised(was, cell.printed), as_of=cell.as_of, reason=cell.reason)


def _after_arrow(printed: str) -> str:
    return printed.replace("➔", "→").replace("⇒", "→").rpartition("→")[2].strip()


def _current(work: Work, indicator_id: UUID, based_on: int) -> Indicator:
    rows.lock(work.session)
    current = indicators.get(work, indicator_id)
    if current.newest != based_on:
        raise IndicatorChangedError
    return current


def _add_version(
    work: Work,
    indicator_id: UUID,
    number: int,
    facts: IndicatorFacts,
    reason: str,
    member_id: UUID | None,
) -> None:
    work.session.add(
        IndicatorVersion(
            id=uuid4(),
            indicator_id=indicator_id,
            number=number,
            facts=indicators.written_facts(facts),
            reason=reason,
            made_by=member_id,
            made_at=work.now,
        )
    )


def _add_value(
    work: Work, indicator_id: UUID, place: tuple[Slot, int], cell: CellText, hand: Hand
) -> None:
    slot, number = place
    work.session.add(
        IndicatorValue(
            id=uuid4(),
            indicator_id=indicator_id,
            slot=slot.code,
            number=number,
            act=hand.act,
            printed=cell.printed,
            as_of=cell.as_of,
            reason=cell.reason,
            made_by=hand.member_id,
            made_at=work.now,
        )
    )


def _note(work: Work, subject_id: UUID, reason: str, member_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.INDICATOR, id=subject_id)
    audit.note(work, Act.INDICATOR_KEPT, actor_id=member_id, subject=subject, reason=reason)
