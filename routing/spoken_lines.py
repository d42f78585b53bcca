"""What is said while nobody reads: the next opening, and only lines that answer at that minute.

Of a line only its number or address is ever said, never its name: a family may see it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.directory import Audience, Purpose
from routing.expected_wait import Band
from routing.hours import ClosedKind, ClosedWindow
from routing.lines import ANYBODY, MOST_NAMED, HasLines, Line, open_lines
from routing.spoken_hours import clock_words, opening_words
from texts.language import Language
from texts.notices import Notice, NoticeName, Notices

_CENTRE: Final = frozenset({Purpose.CENTRE})
_GENERAL: Final = frozenset({Purpose.LISTENING, Purpose.CENTRE})
_CRISIS: Final = frozenset({Purpose.CRISIS})

# By kind of closed time: the notice alone, with lines that answer now, and without an opening.
_CLOSED: Final[Mapping[ClosedKind, tuple[NoticeName, NoticeName, NoticeName]]] = {
    ClosedKind.BEFORE_OPENING: (
        NoticeName.BEFORE_OPENING,
        NoticeName.BEFORE_OPENING_PHONE,
        NoticeName.CLOSED_UNDATED,
    ),
    ClosedKind.AFTER_CLOSING: (
        NoticeName.AFTER_CLOSING,
        NoticeName.AFTER_CLOSING_LINES,
        NoticeName.CLOSED_UNDATED,
    ),
    ClosedKind.DAY_OFF: (NoticeName.DAY_OFF, NoticeName.DAY_OFF_LINES, NoticeName.CLOSED_UNDATED),
    ClosedKind.SUDDEN: (NoticeName.SUDDEN, NoticeName.SUDDEN_LINES, NoticeName.SUDDEN_UNDATED),
}
_BANDS: Final = {
    Band.WITHIN_10: ("10分以内", "up to 10 minutes"),
    Band.FROM_10_TO_20: ("10〜20分くらい", "10 to 20 minutes"),
    Band.FROM_20_TO_40: ("20〜40分くらい", "20 to 40 minutes"),
    Band.OVER_40: ("40分より長いくらい", "more than 40 minutes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """With which words, in which language, to whom, at which moment; may it name made-up lines."""

    notices: Notices
    language: Language
    now: datetime
    with_examples: bool = False
    audience: frozenset[Audience] = ANYBODY

    def fill(self, name: NoticeName, values: Mapping[str, str | None]) -> Notice:
        """The notice with those of the values that it names."""
        wanted = self.notices.variables(name)
        given = {key: value for key, value in values.items() if key in wanted and value is not None}
        return self.notices.fill(name, self.language, **given)


def closed_notice(speaker: Speaker, directory: HasLines, window: ClosedWindow) -> Notice:
    """T10, T11, T12 or T12b with the true next opening; others while none is known.

    Before the opening the regional centre's telephone is named, while it answers.
    """
    alone, with_lines, undated = _CLOSED[window.kind]
    if window.next_opening is None:
        return speaker.fill(undated, {})
    is_before = window.kind is ClosedKind.BEFORE_OPENING
    found = _open(speaker, directory, _CENTRE if is_before else _GENERAL)
    values = {
        "next_open": opening_words(window.next_opening, now=speaker.now, language=speaker.language),
        "hour": clock_words(window.next_opening, language=speaker.language),
        "lines": lines_words(found, speaker.language),
        "phone": found[0].contact if found else None,
    }
    return speaker.fill(with_lines if found else alone, values)


def closed_waiting_notice(
    speaker: Speaker, directory: HasLines, next_opening: datetime | None
) -> Notice:
    """The apology to whoever waited and was not reached, with the lines of the night."""
    if next_opening is None:
        return speaker.fill(NoticeName.CLOSED_WAITING_UNDATED, {})
    found = _open(speaker, directory, _GENERAL)
    name = NoticeName.CLOSED_WAITING_LINES if found else NoticeName.CLOSED_WAITING
    values = {
        "next_open": opening_words(next_opening, now=speaker.now, language=speaker.language),
        "lines": lines_words(found, speaker.language),
    }
    return speaker.fill(name, values)


def urgent_notice(speaker: Speaker, directory: HasLines) -> Notice:
    """Where somebody answers now; 119 always stands last."""
    found = urgent_lines(speaker, directory)
    if not found:
        return speaker.fill(NoticeName.URGENT_ALONE, {})
    return speaker.fill(NoticeName.URGENT, {"lines": lines_words(found, speaker.language)})


def urgent_lines(speaker: Speaker, directory: HasLines) -> tuple[Line, ...]:
    """The lines that answer now, those for a crisis before others, text before voice."""
    crisis = _open(speaker, directory, _CRISIS)
    others = _open(speaker, directory, _GENERAL)[: MOST_NAMED - len(crisis)]
    return tuple(sorted((*crisis, *others), key=lambda line: not line.is_text))


def lines_words(lines: Collection[Line], language: Language) -> str | None:
    """文字の窓口 https://… 、電話 055-…; a blank after an address, so that it can be tapped.

    None where there is no line.
    """
    if not lines:
        return None
    is_japanese = language is Language.JAPANESE
    if is_japanese:
        parts = [f"{'文字の窓口' if line.is_text else '電話'} {line.contact}" for line in lines]
        return " 、".join(parts)
    parts = [f"{line.contact} ({'text' if line.is_text else 'telephone'})" for line in lines]
    return ", ".join(parts)


def band_words(band: Band, language: Language) -> str:
    """How long it may take: 10分以内, 20〜40分くらい."""
    japanese, english = _BANDS[band]
    return japanese if language is Language.JAPANESE else english


def _open(speaker: Speaker, directory: HasLines, purposes: Collection[Purpose]) -> tuple[Line, ...]:
    return open_lines(
        directory,
        now=speaker.now,
        purposes=purposes,
        with_examples=speaker.with_examples,
        audience=speaker.audience,
    )
