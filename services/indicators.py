"""Indicators as they stand: sheets, rows, what is in each slot, and all that was there before."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from domain.indicator import (
    CellText,
    Column,
    Direction,
    IndicatorFacts,
    Measure,
    Shape,
    SheetFacts,
    Slot,
    SlotKind,
    Status,
    ValueAct,
)
from domain.indicator_doubts import Found, doubts
from domain.indicator_value import Verdict, judge
from services.work import Work
from storage.models.indicator import IndicatorRow, IndicatorSheet, IndicatorValue, IndicatorVersion
from storage.queries import indicators as rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row as it stands. ``newest`` counts everything that was written to it."""

    id: UUID
    sheet_id: UUID
    facts: IndicatorFacts
    cells: Mapping[Slot, CellText]
    newest: int

    def printed(self, slot: Slot) -> str | None:
        """What stands in a slot, None where nothing was ever written."""
        return self.cells[slot].printed if slot in self.cells else None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """A sheet with its rows, each with what is odd in it."""

    id: UUID
    facts: SheetFacts
    indicators: tuple[Indicator, ...]

    def doubts(self, indicator: Indicator) -> tuple[Found, ...]:
        """What looks odd in a row."""
        return tuple(doubts(self.facts, indicator.facts, indicator.cells))

    def verdict(self, indicator: Indicator) -> Verdict:
        """How the newest actual value stands to the target of its own year."""
        found = Verdict.OPEN
        for year in self.facts.years:
            aim, made = (indicator.printed(slot) for slot in self._pair(year))
            judged = judge(aim or "", made or "", indicator.facts.direction)
            found = judged if judged is not Verdict.OPEN else found
        return found

    def _pair(self, year: int) -> tuple[Slot, Slot]:
        """What was aimed at in a year, and what was reached."""
        target, final = (Slot(kind=kind, year=year) for kind in (SlotKind.TARGET, SlotKind.FINAL))
        aim = final if self.facts.find(target) is None else target
        return aim, Slot(kind=SlotKind.ACTUAL, year=year)

    @property
    def reached(self) -> tuple[int, int]:
        """How many of its counted rows have reached their target, and how many have not."""
        found = [self.verdict(each) for each in self.counted]
        return found.count(Verdict.REACHED), found.count(Verdict.BELOW)

    @property
    def counted(self) -> tuple[Indicator, ...]:
        """Its rows without those that stand in another place as well."""
        return tuple(each for each in self.indicators if not each.facts.is_repeated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something written to an indicator. Without ``slot`` it was the row itself.

    ``act`` is None for the row; ``alias`` is None for the command line.
    """

    at: datetime
    alias: str | None
    slot: Slot | None
    act: ValueAct | None
    printed: str
    as_of: str
    reason: str


def list_tables(work: Work) -> tuple[IndicatorTable, ...]:
    """Every sheet, in order."""
    versions = _newest_versions(rows.versions(work.session))
    values = _by_indicator(rows.values(work.session))
    made: dict[UUID, list[Indicator]] = {}
    for row in rows.rows(work.session):
        made.setdefault(row.sheet_id, []).append(
            _indicator(row, versions[row.id], values.get(row.id, []))
        )
    return tuple(
        IndicatorTable(
            id=sheet.id,
            facts=sheet_facts(sheet),
            indicators=tuple(made.get(sheet.id, ())),
        )
        for sheet in rows.sheets(work.session)
    )


def get_table(work: Work, sheet_id: UUID) -> IndicatorTable:
    """One sheet.

    Raises:
        NotFoundError: there is none.
    """
    sheet = rows.get_sheet(work.session, sheet_id)
    found = [get(work, row.id) for row in rows.rows(work.session, sheet_id)]
    return IndicatorTable(id=sheet.id, facts=sheet_facts(sheet), indicators=tuple(found))


def get(work: Work, indicator_id: UUID) -> Indicator:
    """One indicator.

    Raises:
        NotFoundError: there is none.
    """
    row = rows.get(work.session, indicator_id)
    versions = _newest_versions(rows.versions(work.session, indicator_id))
    values = [value for value, _ in rows.values(work.session, indicator_id)]
    return _indicator(row, versions[row.id], values)


def history(work: Work, indicator_id: UUID) -> tuple[Change, ...]:
    """All that was written to an indicator, the newest first."""
    changes = [
        Change(
            at=version.made_at,
            alias=alias,
            slot=None,
            act=None,
            printed=read_facts(version.facts).name,
            as_of="",
            reason=version.reason,
        )
        for version, alias in rows.versions(work.session, indicator_id)
    ] + [
        Change(
            at=value.made_at,
            alias=alias,
            slot=Slot.read(value.slot),
            act=value.act,
            printed=value.printed,
            as_of=value.as_of,
            reason=value.reason,
        )
        for value, alias in rows.values(work.session, indicator_id)
    ]
    return tuple(sorted(changes, key=lambda each: each.at, reverse=True))


def sheet_facts(row: IndicatorSheet) -> SheetFacts:
    """What a sheet says of itself."""
    facts = json.loads(row.facts)
    columns = tuple(
        Column(slot=Slot.read(code), label=label) for code, label in facts.pop("columns")
    )
    return SheetFacts(columns=columns, shape=Shape(facts.pop("shape")), **facts)


def written_sheet(facts: SheetFacts) -> str:
    """What ``sheet_facts`` reads."""
    columns = [(each.slot.code, each.label) for each in facts.columns]
    values = {name: getattr(facts, name) for name in SheetFacts.__dataclass_fields__}
    return json.dumps(values | {"columns": columns}, ensure_ascii=False)


def read_facts(written: str) -> IndicatorFacts:
    """What a row says of itself."""
    facts = json.loads(written)
    measure, repeats = facts.pop("measure"), facts.pop("repeats")
    return IndicatorFacts(
        direction=Direction(facts.pop("direction")),
        status=Status(facts.pop("status")),
        measure=Measure(measure) if measure else None,
        repeats=UUID(repeats) if repeats else None,
        **facts,
    )


def written_facts(facts: IndicatorFacts) -> str:
    """What ``read_facts`` reads."""
    values = asdict(facts) | {"repeats": str(facts.repeats) if facts.repeats else None}
    return json.dumps(values, ensure_ascii=False)


def _indicator(
    row: IndicatorRow, version: IndicatorVersion, values: Iterable[IndicatorValue]
) -> Indicator:
    newest: dict[str, IndicatorValue] = {}
    count = version.number
    for value in values:
        count += 1
        if value.slot not in newest or value.number > newest[value.slot].number:
            newest[value.slot] = value
    return Indicator(
        id=row.id,
        sheet_id=row.sheet_id,
        facts=read_facts(version.facts),
        cells={
            Slot.read(slot): CellText(printed=each.printed, as_of=each.as_of, reason=each.reason)
            for slot, each in newest.items()
        },
        newest=count,
    )


def _newest_versions(
    found: Iterable[tuple[IndicatorVersion, str | None]],
) -> dict[UUID, IndicatorVersion]:
    return {version.indicator_id: version for version, _ in found}


def _by_indicator(
    found: Iterable[tuple[IndicatorValue, str | None]],
) -> dict[UUID, list[IndicatorValue]]:
    values: dict[UUID, list[IndicatorValue]] = {}
    for value, _ in found:
        values.setdefault(value.indicator_id, []).append(value)
    return values
