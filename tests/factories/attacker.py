"""Somebody who keeps every published file and lays them side by side; written apart from the audit.

They read words and numbers only, and are told one thing more: which stars hide a small count.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

STAR = "＊"
TITLES: dict[str, tuple[str, str | None]] = {
    "年代（話の中心の方）": ("age", None),
    "話の内容": ("theme", None),
    "お住まいの圏域": ("area", None),
    "年代と話の内容": ("age", "theme"),
    "圏域と性別": ("area", "gender"),
}
OF_FRIENDS = {"週ごとの友だち追加", "入口ごとの友だち追加（目安）"}
TOTAL = {"計", "実人数（人）"}
ACTIVITY = "窓口の活動"
COHORTS = "年齢を限った指標の数"
DECADES = {
    "19歳以下": (0, 19),
    "20代": (20, 29),
    "30代": (30, 39),
    "40代": (40, 49),
    "50代": (50, 59),
    "60代": (60, 69),
}

What = tuple[str, frozenset[tuple[str, str]]]
"""A period, and the attributes of the people counted in it."""


Laid = tuple[str, Sequence[str], Sequence[Sequence[object]]]
"""A table as it is read: its title, its headings, its rows."""


@dataclass(slots=True)
class Attacker:
    """Knows every file, and of each star whether it hides a small count."""

    told: dict[What, str] = field(default_factory=dict)
    acts: dict[str, dict[str, int]] = field(default_factory=dict)
    small: set[What] = field(default_factory=set)
    codes: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    friends: dict[str, int] = field(default_factory=dict)

    def learn(
        self, period: str, tables: Iterable[Laid], seconds: Collection[tuple[str, str, str]] = ()
    ) -> None:
        """Learn the tables of a file; ``seconds``: title, row and heading of other stars."""
        self.acts[period] = {}
        for title, heads, rows in tables:
            if title == ACTIVITY:
                said = {str(name): str(number) for name, number in rows}
                self.friends[period] = int(said["友だち追加（人）"])
                exact = {
                    name: said[name]
                    for name in ("受付（件）", "時間内の受付（件）", "対応（件）", "うち対応（件）")
                }
                self.acts[period] = {name: int(n) for name, n in exact.items() if n != STAR}
                self._note((period, frozenset()), said["実人数（人）"], is_small=True)
            elif title == COHORTS:
                for name, number in rows:
                    cohort = (period, frozenset({("cohort", str(name))}))
                    is_second = (title, str(name), "数") in seconds
                    self._note(cohort, str(number), is_small=not is_second)
            elif title in OF_FRIENDS:
                for name, number in rows:
                    is_second = (title, str(name), heads[1]) in seconds
                    what = (period, frozenset({(title, str(name))}))
                    self._note(what, str(number), is_small=not is_second)
            elif title in TITLES:
                self._learn(period, (title, heads, rows), seconds)

    def narrowed(self, every: int = 1, *, of: str = "") -> list[tuple[What, int, int]]:
        """What the small counts can be, where that is not everything from zero to nine.

        ``of``: a period, where only its own are looked at.
        """
        places = {what: place for place, what in enumerate(sorted(self.told, key=repr))}
        lows, highs = np.zeros(len(places)), np.full(len(places), np.inf)
        for what, said in self.told.items():
            if said != STAR:
                lows[places[what]] = max(10, int(said) - 2)
                highs[places[what]] = int(said) + 2
            elif what in self.small:
                highs[places[what]] = 9
            else:
                lows[places[what]] = 10
        ties = self._ties(places)
        found = []
        asked = [each for each in self.small if each[0].startswith(of)]
        for what in sorted(asked, key=repr)[::every]:
            ends = [_end(places[what], sign, (lows, highs), ties) for sign in (1, -1)]
            if ends[0] > (0 if what[1] else 1) or ends[1] < 9:
                found.append((what, ends[0], ends[1]))
        return found

    def _ties(self, places: dict[What, int]) -> LinearConstraint:
        lines = list(self._lines())
        matrix = lil_array((len(lines), len(places)))
        for number, (terms, _, _) in enumerate(lines):
            for what, factor in terms:
                matrix[number, places[what]] += factor
        return LinearConstraint(
            matrix.tocsr(), [low for _, low, _ in lines], [high for *_, high in lines]
        )

    def _learn(self, period: str, table: Laid, seconds: Collection[tuple[str, str, str]]) -> None:
        title, heads, rows = table
        names = TITLES[title]
        for row, *cells in rows:
            for head, said in zip(heads[1:], cells, strict=True):
                pairs = [(names[0], str(row)), (names[1] or "", head)]
                attributes = frozenset(pair for pair in pairs if pair[1] not in TOTAL)
                is_small = (title, row, head) not in seconds
                self._note((period, attributes), str(said), is_small=is_small)
                for name, code in attributes:
                    self.codes[period].setdefault(name, set()).add(code)

    def _note(self, what: What, said: str, *, is_small: bool) -> None:
        self.told[what] = said
        if said == STAR and is_small:
            self.small.add(what)

    def _lines(self) -> Iterator[tuple[list[tuple[What, int]], float, float]]:
        for period, dimensions in self.codes.items():
            for period_too, attributes in list(self.told):
                for name in dimensions if period_too == period else ():
                    parts = [(period, attributes | {(name, code)}) for code in dimensions[name]]
                    if name in {each for each, _ in attributes} or any(
                        part not in self.told for part in parts
                    ):
                        continue
                    whole = (period, attributes)
                    gap = [*((part, 1) for part in parts), (whole, -1)]
                    yield gap, 0, np.inf if name == "theme" else 0
                    yield from (([(part, 1), (whole, -1)], -np.inf, 0) for part in parts)
        yield from self._over_time()
        yield from self._of_friends()
        for period, attributes in self.told:
            for kind, name in attributes:
                if kind == "cohort":
                    yield from self._of_cohort(period, name)

    def _of_friends(self) -> Iterator[tuple[list[tuple[What, int]], float, float]]:
        """Nobody adds the account twice: weeks and ways are parts of what is known exactly."""
        for (period, title), names in self._names_of_friends().items():
            parts = [((period, frozenset({(title, name)})), 1) for name in names]
            yield parts, self.friends[period], self.friends[period]
        of_ways = [each for each in self.told if each[0] == "fy2026" and _is_of_friends(each)]
        for whole in of_ways:
            quarters = [each for each in self.told if each[1] == whole[1] and each != whole]
            gap = [*((each, 1) for each in quarters), (whole, -1)]
            told = sum(self.friends[period] for period, _ in quarters)
            yield gap, told - self.friends["fy2026"], 0

    def _names_of_friends(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for period, attributes in filter(_is_of_friends, self.told):
            [(title, name)] = attributes
            found[period, title].append(name)
        return found

    def _of_cohort(
        self, period: str, name: str
    ) -> Iterator[tuple[list[tuple[What, int]], float, float]]:
        first, last = map(int, re.findall(r"(\d+)〜(\d+)歳", name)[0])
        ages = {words: (period, frozenset({("age", words)})) for words in DECADES}
        whole = (period, frozenset({("cohort", name)}))
        inside = [ages[words] for words, (a, b) in DECADES.items() if first <= a and b <= last]
        touched = [ages[words] for words, (a, b) in DECADES.items() if a <= last and first <= b]
        if "件" in name and all(each in self.told for each in inside):
            yield [*((each, 1) for each in inside), (whole, -1)], -np.inf, 0
            told = [
                (month, attributes)
                for month, attributes in self.told
                for _, same in inside
                if attributes == same and len(month) == len("2026-10")
            ]  # who came in two months came twice
            yield [*((each, 1) for each in told), (whole, -1)], -np.inf, 0
        elif "人" in name and all(each in self.told for each in touched):
            yield [(whole, 1), *((each, -1) for each in touched)], -np.inf, 0

    def _over_time(self) -> Iterator[tuple[list[tuple[What, int]], float, float]]:
        for period, acts in self.acts.items():
            answered = [acts.get(name, 0) for name in ("対応（件）", "うち対応（件）")]
            most = [
                acts[name]
                for name in ("対応（件）", "受付（件）", "時間内の受付（件）")
                if name in acts
            ]
            yield [((period, frozenset()), 1)], min(max(answered), 1), min(most, default=np.inf)
        for period, attributes in self.told:
            if _is_of_friends((period, attributes)):
                continue
            inside = [
                (other, attributes)
                for other in self.acts
                if _is_within(other, period) and (other, attributes) in self.told
            ]
            whole = (period, attributes)
            yield from (([(part, 1), (whole, -1)], -np.inf, 0) for part in inside)
            months = [part for part in inside if len(part[0]) == len("2026-10")]
            if len(months) == (12 if period == "fy2026" else 3):
                yield [*((part, 1) for part in months), (whole, -1)], 0, np.inf


def _is_of_friends(what: What) -> bool:
    return any(name in OF_FRIENDS for name, _ in what[1])


def _end(
    place: int, sign: int, bounds: tuple[NDArray[np.float64], ...], ties: LinearConstraint
) -> int:
    """The smallest count of a place with 1, the largest with -1."""
    goal = np.zeros(len(bounds[0]))
    goal[place] = sign
    done = milp(goal, integrality=1, bounds=Bounds(*bounds), constraints=ties)
    end: int = round(done.x[place])
    return end


def _is_within(part: str, whole: str) -> bool:
    if part in {whole, "fy2026"}:
        return False
    if whole == "fy2026":
        return True
    first = {"fy2026-q1": 4, "fy2026-q2": 7, "fy2026-q3": 10, "fy2026-q4": 1}.get(whole)
    return first is not None and not part.startswith("fy") and int(part[5:]) - first in range(3)
