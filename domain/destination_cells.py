"""The cells of one destination in a table: read into facts, and written from them.

A cell that cannot be read is kept beside the facts as it was printed, under its column's name
with 「（もと）」 behind it; so a table that was exported and brought in again says the same.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum, unique
from typing import Any, Final

from domain.destination import (
    LONGEST,
    Audience,
    Day,
    DestinationFacts,
    Extra,
    Offer,
    Way,
)
from domain.destination_columns import HEADINGS, KIND_WORDS, SETS, YES_OR_NO
from domain.destination_words import AREAS, AUDIENCES, DAYS, KINDS, OFFERS, WAYS
from domain.directory import read_contact
from domain.phone_number import NoNumberError
from domain.record_details import Area, ReferTo

_SEPARATORS: Final = "・,、/／;　 \n"
_WEEK: Final = "月火水木金土日"
_RANGE: Final = re.compile(rf"([{_WEEK}])[-~〜ー]([{_WEEK}])")
_DATE: Final = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_AGE: Final = re.compile(r"([0-9]{1,3})\s*[歳才]?")
_YES: Final = {True: "はい", False: "いいえ"}

_CODES: Final[Mapping[str, Callable[[str], Any]]] = {
    "audience": Audience, "ways": Way, "offers": Offer, "days": Day, "areas": Area,
}  # fmt: skip
_WORDS: Final[Mapping[str, Mapping[Any, str]]] = {
    "audience": AUDIENCES, "ways": WAYS, "offers": OFFERS, "days": DAYS, "areas": AREAS,
}  # fmt: skip
_DAYS: Final = ("sourced_on", "valid_from", "valid_until")
_AGES: Final = ("age_from", "age_to")
_CLAIMS: Final = ("needs_no_voice", "may_look_on", "may_show")


@unique
class CellProblem(StrEnum):
    """Why a cell could not be read; it is kept as it was printed."""

    UNKNOWN_WORD = "unknown_word"
    NO_DATE = "no_date"
    NO_AGE = "no_age_here"
    NO_CONTACT = "no_contact"
    LINE_TOO_LONG = "line_too_long"


class Cells:
    """The cells of a row, by fact; ``problems`` are found in reading, each with the word meant."""

    def __init__(self, held: Mapping[str, str]) -> None:
        self._held = held
        self._unread: list[Extra] = []
        self.problems: list[tuple[CellProblem, str]] = []

    def facts(self, extra: tuple[Extra, ...]) -> DestinationFacts:
        """What the row says, beside what stands in columns that are no facts of ours."""
        self._unread, self.problems = [], []
        values: dict[str, Any] = {
            name: in_one_line(self._said(name))
            for name in LONGEST
            if name not in {"hours", "contact", "one_line", "printed"}
        }
        values |= {name: self._set(name) for name in SETS}
        values |= {name: self._date(name) for name in _DAYS}
        values |= {name: self._age(name) for name in _AGES}
        values |= {name: bool(self._one(name, YES_OR_NO)) for name in _CLAIMS}
        return DestinationFacts(
            **values,
            hours=in_lines(self._said("hours")),
            one_line=self._line(),
            kind=self._one("kind", KIND_WORDS) or ReferTo.OTHER,
            contact=self._contact(),
            printed=in_one_line(self._said("contact")),
            extra=(*extra, *self._unread),
        )

    def _said(self, name: str) -> str:
        return self._held.get(name, "").strip()

    def _line(self) -> str:
        said = in_one_line(self._said("one_line"))
        if len(said) <= LONGEST["one_line"]:
            return said
        self._unreadable("one_line", CellProblem.LINE_TOO_LONG)
        return ""

    def _contact(self) -> str:
        """The contact in its one form; what is none stays as it was printed, and nothing else."""
        printed = in_one_line(self._said("contact"))
        try:
            return read_contact(printed) if printed else ""
        except NoNumberError:
            self.problems.append((CellProblem.NO_CONTACT, printed))
            return ""

    def _set(self, name: str) -> frozenset[Any]:
        rest, words, codes = folded(self._said(name)), SETS[name], set()
        if name == "days":
            rest = _spelled_out(rest)
        longest_first = sorted(words, key=len, reverse=True)
        unknown = []
        while rest := rest.lstrip(_SEPARATORS):
            word = next((each for each in longest_first if rest.startswith(folded(each))), None)
            if word is None:
                length = next(
                    (at for at, sign in enumerate(rest) if sign in _SEPARATORS), len(rest)
                )
                unknown.append(rest[:length])
                rest = rest[length:]
            else:
                codes.add(_CODES[name](words[word]))
                rest = rest[len(folded(word)) :]
        for each in unknown:
            self.problems.append((CellProblem.UNKNOWN_WORD, each))
        if unknown:
            self._keep(name)
        return frozenset(codes)

    def _one(self, name: str, words: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the table says what
        said = folded(self._said(name))
        by_word = {folded(word): value for word, value in words.items()}
        if said and said not in by_word:
            self._unreadable(name, CellProblem.UNKNOWN_WORD)
        return by_word.get(said)

    def _date(self, name: str) -> date | None:
        said = folded(self._said(name))
        if not said:
            return None
        found = _DATE.fullmatch(said)
        try:
            if found is not None:
                return date(*map(int, found.groups()))
        except ValueError:
            pass
        self._unreadable(name, CellProblem.NO_DATE)
        return None

    def _age(self, name: str) -> int | None:
        said = folded(self._said(name))
        if not said:
            return None
        age = read_age(said)
        if age is None:
            self._unreadable(name, CellProblem.NO_AGE)
        return age

    def _unreadable(self, name: str, problem: CellProblem) -> None:
        self.problems.append((problem, self._said(name)))
        self._keep(name)

    def _keep(self, name: str) -> None:
        heading = f"{HEADINGS[name][0]}（もと）"
        self._unread.append(Extra(heading=heading, printed=in_lines(self._said(name))))


def written(facts: DestinationFacts) -> dict[str, str]:
    """The cells of these facts, by fact; what nobody knows is an empty cell."""
    cells = {name: getattr(facts, name) for name in LONGEST if name != "printed"}
    cells["contact"] = facts.printed or facts.contact
    cells["kind"] = KINDS[facts.kind]
    for name, words in _WORDS.items():
        codes = getattr(facts, name)
        cells[name] = "、".join(said for code, said in words.items() if code in codes)
    for name in _DAYS:
        day = getattr(facts, name)
        cells[name] = day.isoformat() if day is not None else ""
    for name in _AGES:
        age = getattr(facts, name)
        cells[name] = str(age) if age is not None else ""
    return cells | {name: _YES[getattr(facts, name)] for name in _CLAIMS}


def read_age(said: str) -> int | None:
    """An age in digits of any width; None for nothing, and for what is none."""
    found = _AGE.fullmatch(folded(said))
    return int(found[1]) if found is not None else None


def in_one_line(said: str) -> str:
    """Words with one blank between them, and nothing that a database keeps nowhere."""
    return " ".join(said.replace("\0", "").split())


def in_lines(said: str) -> str:
    """The same, line by line; lines without words are left out."""
    lines = map(in_one_line, said.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def folded(said: str) -> str:
    """Words in one width, without blanks around them."""
    return unicodedata.normalize("NFKC", said).strip()


def _spelled_out(said: str) -> str:
    """Weekdays each by its one sign: 月-金 and 平日 are five of them."""
    for word, signs in (
        ("曜日", ""),
        ("曜", ""),
        ("平日", "月-金"),
        ("毎日", "月-日"),
        ("祝日", "祝"),
    ):
        said = said.replace(word, signs)
    return _RANGE.sub(lambda ends: _between(ends[1], ends[2]), said)


def _between(first: str, last: str) -> str:
    begins, ends = _WEEK.index(first), _WEEK.index(last)
    return _WEEK[begins : ends + 1] if begins <= ends else _WEEK[begins:] + _WEEK[: ends + 1]
