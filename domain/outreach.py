"""Outreach: what the ad platforms report of an ad, read from the tables they let one download.

Their numbers stay theirs: age bands are kept as the platform writes them and put beside ours, never
into ours, for 25-34 is none of our bands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum, unique
from typing import Final
from unicodedata import normalize

from domain.errors import RefusedError

MOST_LINES: Final = 2000
LONGEST_CAMPAIGN: Final = 200
LONGEST_BAND: Final = 60
LARGEST: Final = 2_000_000_000


@unique
class Channel(StrEnum):
    """Where an ad ran."""

    GOOGLE = "google"
    YAHOO = "yahoo"
    LINE = "line"
    META = "meta"
    OTHER = "other"


@unique
class Part(StrEnum):
    """What a column of a report says."""

    STARTS = "starts"
    ENDS = "ends"
    CAMPAIGN = "campaign"
    AGE = "age"
    IMPRESSIONS = "impressions"
    CLICKS = "clicks"
    COST = "cost"


NAMES: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.STARTS: (
        "日",
        "日付",
        "週",
        "期間",
        "day",
        "date",
        "week",
        "レポート開始日",
        "reporting starts",
        "開始日",
    ),
    Part.ENDS: ("レポート終了日", "reporting ends", "終了日"),
    Part.CAMPAIGN: ("キャンペーン", "キャンペーン名", "campaign", "campaign name"),
    Part.AGE: ("年齢", "年齢層", "年齢別", "年代", "age", "age range"),
    Part.IMPRESSIONS: (
        "表示回数",
        "インプレッション",
        "インプレッション数",
        "impr.",
        "impressions",
        "imp",
    ),
    Part.CLICKS: (
        "クリック数",
        "クリック",
        "クリック(すべて)",
        "リンクのクリック",
        "clicks",
        "clicks (all)",
        "link clicks",
    ),
    Part.COST: (
        "費用",
        "コスト",
        "ご利用金額",
        "消化金額",
        "消化金額 (jpy)",
        "cost",
        "amount spent (jpy)",
        "spend",
    ),
}
"""What Google, Yahoo!, LINE and Meta call their columns, in any width and case."""

_PARTS: Final = {name: part for part, names in NAMES.items() for name in names}
_COUNTED: Final = frozenset({Part.IMPRESSIONS, Part.CLICKS, Part.COST})
_DAY: Final = re.compile(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?")
_HUNDREDTH: Final = Decimal("0.01")


class UnreadableReportError(RefusedError):
    """What was pasted is no report: its columns are not those of a platform."""

    code = "outreach_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdLine:
    """One line of a report. None: the platform says nothing of it. ``cost_yen`` is whole yen."""

    starts_on: date
    ends_on: date
    campaign: str
    age_band: str
    impressions: int | None
    clicks: int | None
    cost_yen: int | None
    original: str


def read(
    rows: Sequence[Sequence[str]], *, since: date | None = None, until: date | None = None
) -> tuple[AdLine, ...]:
    """The lines of a report; ``since`` and ``until`` stand for days it does not say.

    Above its headings a report may say what it is; sums below are left out.

    Raises:
        UnreadableReportError: no headings of a platform, no day, or too many lines.
    """
    places, first = _headings(rows)
    lines = tuple(_lines(rows[first:], places, since, until))
    if not lines or len(lines) > MOST_LINES:
        raise UnreadableReportError
    return lines


def click_rate(clicks: int | None, impressions: int | None) -> Decimal | None:
    """Clicks of a hundred impressions, half up to two decimals."""
    if clicks is None or not impressions:
        return None
    return (Decimal(clicks) * 100 / impressions).quantize(_HUNDREDTH, ROUND_HALF_UP)


def _headings(rows: Sequence[Sequence[str]]) -> tuple[dict[Part, int], int]:
    """Where each part stands, and the line below the headings."""
    for number, row in enumerate(rows[:20]):
        found: dict[Part, int] = {}
        for place, cell in enumerate(row):
            part = _PARTS.get(_plain(cell).casefold())
            if part is not None:
                found.setdefault(part, place)
        if len(found) > 1 and found.keys() & _COUNTED:
            return found, number + 1
    raise UnreadableReportError


def _lines(
    rows: Sequence[Sequence[str]],
    places: Mapping[Part, int],
    since: date | None,
    until: date | None,
) -> Iterator[AdLine]:
    for row in rows:
        said = {part: _plain(row[at]) if at < len(row) else "" for part, at in places.items()}
        starts = _day(said[Part.STARTS]) if Part.STARTS in said else since
        if starts is None or not any(said.values()) or _is_sum(row):
            continue
        ends = _end(said, starts, until if Part.STARTS not in said else None)
        yield AdLine(
            starts_on=starts,
            ends_on=max(starts, ends),
            campaign=said.get(Part.CAMPAIGN, "")[:LONGEST_CAMPAIGN],
            age_band=said.get(Part.AGE, "")[:LONGEST_BAND],
            impressions=_number(said.get(Part.IMPRESSIONS, "")),
            clicks=_number(said.get(Part.CLICKS, "")),
            cost_yen=_number(said.get(Part.COST, "")),
            original="\t".join(row).replace("\0", "")[: LONGEST_CAMPAIGN * 10],
        )


def _end(said: Mapping[Part, str], starts: date, until: date | None) -> date:
    """The last day: as its own column says, or the second day of a period, or the same."""
    ends = _day(said.get(Part.ENDS, ""))
    if ends is not None:
        return ends
    days = _DAY.findall(said.get(Part.STARTS, ""))
    second = _day("/".join(days[1])) if len(days) > 1 else None
    return second or until or starts


def _is_sum(row: Sequence[str]) -> bool:
    first = _plain(row[0]) if row else ""
    return first.startswith(("合計", "総計", "小計", "Total", "total"))


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _number(text: str) -> int | None:
    """A whole number; of yen and parts of them the nearest."""
    plain = re.sub(r"[,\s¥\\円]", "", text)
    if not re.fullmatch(r"\d{1,10}(\.\d{1,6})?", plain):
        return None
    found = int(Decimal(plain).to_integral_value(ROUND_HALF_UP))
    return found if found <= LARGEST else None


def _plain(text: str) -> str:
    return normalize("NFKC", text).strip()
