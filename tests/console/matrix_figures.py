"""Behind the doors of numbers: a table of indicators, a link of entry, a report of an ad."""

from datetime import date
from typing import Final
from uuid import UUID

from domain.indicator import Column, IndicatorFacts, Shape, SheetFacts, Slot, SlotKind, ValueAct
from domain.outreach import AdLine, Channel
from services import entry_links, indicator_keeping, outreach
from services.indicator_keeping import Hand
from tests.console.matrix_releases import prepared
from tests.machinery.evening import Evening

FORMS: Final = {
    "/directory/import/keep": {"table": "窓口\t電話番号\n夜\t0120-000-001", "row": "1"},
    "/directory/import": {"table": "窓口\t電話番号\n夜\t0120-000-001"},
    "/exports": {"period": "2026-10"},
    "/destinations/<uuid:destination_id>/confirm": {"based_on": "1"},
    "/destinations/import/keep": {"table": "名称\t電話\n夜\t055-000-0101", "row": "1"},
    "/destinations/import": {"table": "名称\t電話\n夜\t055-000-0101"},
    "/programmes/dates/<uuid:date_id>/cancel": {"why": "weather"},
    "/programmes/dates/<uuid:date_id>/heads": {"heads": "3"},
}
"""What these doors wish to hear."""

LINE = AdLine(
    starts_on=date(2026, 11, 23),
    ends_on=date(2026, 11, 29),
    campaign="",
    age_band="25-34",
    impressions=1000,
    clicks=12,
    cost_yen=3000,
    original="",
)


def figures(evening: Evening) -> dict[str, UUID | str]:
    """One of each."""
    columns = (Column(slot=Slot(kind=SlotKind.BASELINE), label="計画策定時"),)
    facts = SheetFacts(title="成果指標", shape=Shape.PLAN, columns=columns)
    hand = Hand(member_id=None, act=ValueAct.ENTERED)
    prepared_release = prepared(evening)
    with evening.program.open_work() as work:
        sheet_id = indicator_keeping.add_sheet(work, facts, member_id=None)
        row = IndicatorFacts(name="登録者数", unit="人")
        return {
            "sheet_id": sheet_id,
            "indicator_id": indicator_keeping.add(work, sheet_id, row, {}, hand=hand),
            "link_id": entry_links.add(work, "図書館のちらし", member_id=None),
            "batch_id": outreach.keep(work, [LINE], channel=Channel.GOOGLE, member_id=None),
            **prepared_release,
        }
