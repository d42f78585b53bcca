"""The edition: what is shipped, with what the supervisors have put in its place."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.utterance import MOST_BUBBLES
from routing.lines import Directory
from storage.models.text import TextVersion
from texts.key import TextKey, TextKind
from texts.language import Language
from texts.notices import NoticeName, Notices
from texts.pointers import find_ways
from texts.rules import Finding, Frame, Remark, refusals
from texts.snippets import Snippets
from texts.variables import variables_of

_ROOM_FOR_A_DISASTER: Final = MOST_BUBBLES - 1
"""The first words of a disaster stand before those of a notice, in the same call."""

_FEWER: Final[Mapping[str, int]] = {
    NoticeName.DISASTER: 1,
    NoticeName.RETURNING: 1,
    NoticeName.IN_LINE: _ROOM_FOR_A_DISASTER - 1,
    NoticeName.IN_LINE_BAND: _ROOM_FOR_A_DISASTER - 1,
}
"""What goes out together: a disaster's first words, a place in the line, the question after it."""

_Bubbles = dict[tuple[NoticeName, Language], tuple[str, ...]]
_Bodies = dict[tuple[str, Language], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every version stands on: the shipped texts, and the directory as it is now.

    ``ways`` are the numbers and addresses of the support lines, written plainly
    (``texts.pointers``), each with whether it may be named at all; those of ``silent`` may be,
    but nobody answers there at this minute.
    """

    notices: Notices
    snippets: Snippets
    organisations: tuple[str, ...]
    ways: Mapping[str, bool]
    silent: frozenset[str]

    def shipped(self, key: TextKey) -> tuple[str, ...] | None:
        """The bubbles of the shipped text, None where there is no such text."""
        if key.kind is TextKind.SNIPPET:
            wording = self.snippets.wordings.get((key.name, key.language))
            return (wording.body,) if wording is not None else None
        if key.name not in set(NoticeName):
            return None
        return self.notices.templates[NoticeName(key.name), key.language].bubbles

    def frame(self, key: TextKey) -> Frame:
        """What a version of this text has to fit into."""
        shipped = self.shipped(key) or ()
        return Frame(
            variables=variables_of(shipped),
            most_bubbles=_most_bubbles(key, len(shipped)),
            is_automatic=key.kind is TextKind.NOTICE,
            organisations=self.organisations,
            lines=self.ways,
        )

    def faults(self, key: TextKey, bubbles: Iterable[str]) -> tuple[Finding, ...]:
        """Why a version is not said now: it breaks a rule, or names a line that is closed."""
        said = tuple(bubbles)
        silent = [
            Finding(remark=Remark.CLOSED_NUMBER, bubble=place, word=way)
            for place, bubble in enumerate(said, start=1)
            for way in find_ways(bubble)
            if way in self.silent
        ]
        return (*refusals(said, self.frame(key)), *silent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Every text as it is in force.

    ``unusable`` are versions in force that are not said, with why (nothing: they cannot be read):
    in their place stands the shipped text.
    """

    notices: Notices
    snippets: Snippets
    unusable: Mapping[TextKey, tuple[Finding, ...]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Shelf:
    """The edition made last, with what it was made of: until that changes it is not made anew.

    So too what was found in the directory, and which of its ways answer at this minute.
    """

    kept: tuple[object, Edition] | None = None
    found: tuple[object, Directory] | None = None
    ways: tuple[object, dict[str, bool], frozenset[str]] | None = None

    def find(self, made_of: object) -> Edition | None:
        """The edition, if it was made of this."""
        kept = self.kept
        return kept[1] if kept is not None and kept[0] == made_of else None

    def keep(self, made_of: object, edition: Edition) -> None:
        """Keep it for the next act; of two at once either may stay."""
        self.kept = (made_of, edition)


def weave(ground: Ground, versions: Iterable[TextVersion]) -> Edition:
    """The shipped texts with these versions in their place; what cannot be said is left out."""
    notices: _Bubbles = {}
    bodies: _Bodies = {}
    unusable: dict[TextKey, tuple[Finding, ...]] = {}
    for version in versions:
        key = version.key
        if key is None or ground.shipped(key) is None:
            continue  # of a text this release does not have
        bubbles = read_bubbles(version.bubbles)
        faults = ground.faults(key, bubbles) if bubbles is not None else ()
        if bubbles is None or faults:
            unusable[key] = faults
        elif key.kind is TextKind.SNIPPET:
            bodies[key.name, key.language] = bubbles[0]
        else:
            notices[NoticeName(key.name), key.language] = bubbles
    return Edition(
        notices=ground.notices.with_bubbles(notices),
        snippets=ground.snippets.with_bodies(bodies),
        unusable=unusable,
    )


def read_bubbles(written: str) -> tuple[str, ...] | None:
    """The bubbles of a version, None where they are not what was kept."""
    try:
        found = json.loads(written)
    except ValueError:
        return None
    if not isinstance(found, list) or not found:
        return None
    return tuple(found) if all(isinstance(each, str) for each in found) else None


def written_bubbles(bubbles: Iterable[str]) -> str:
    """The bubbles as they are kept."""
    return json.dumps(list(bubbles), ensure_ascii=False)


def _most_bubbles(key: TextKey, shipped: int) -> int:
    if key.kind is TextKind.SNIPPET:
        return 1
    return max(shipped, _FEWER.get(key.name, _ROOM_FOR_A_DISASTER))
