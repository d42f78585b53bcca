"""Texts: what is said on the phone, as the supervisors have it now."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from domain.directory import Audience, Purpose
from domain.errors import RefusedError
from domain.secret import PrivateText
from routing.spoken_hours import clock_words
from routing.spoken_lines import lines_words
from services import directory, timetable
from services.edition import Edition, Ground, weave
from services.work import Work
from storage.queries import texts as text_rows
from texts.key import TextKey, TextKind
from texts.language import Language
from texts.notices import Notices
from texts.pointers import find_ways, leads_elsewhere
from texts.rules import stale

NAMED_TO_ANYBODY: Final = frozenset({Purpose.CRISIS, Purpose.LISTENING, Purpose.CENTRE})
_YOUNG: Final = frozenset({Purpose.YOUNG})
_UNDER_18: Final = frozenset({Audience.UNDER_18})
THINKING: Final = "thinking"
STILL_HERE: Final = "still_here"
REST_A_WHILE: Final = "rest_a_while"
REST_UNTIL_CLOSING: Final = "rest_until_closing"
"""The snippets that a talk's page suggests by itself."""


class ExpiredNumberError(RefusedError):
    """The words name a support line that two people have not made sure of, or not lately."""

    code = "expired_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One snippet as it may be put into the composer now, filled.

    ``has_numbers``: it leads elsewhere, by a number or an address, and is looked at twice.
    """

    code: str
    title: str
    body: str
    has_numbers: bool
    is_crisis: bool


def current(work: Work) -> Notices:
    """The notices as they are in force."""
    return edition(work).notices


def edition(work: Work) -> Edition:
    """Every text as it is in force; found once an act, and made once for all acts of a version."""
    if work.edition is None:
        ground = ground_of(work)
        made_of = (
            text_rows.stamp(work.session),
            ground.ways,
            ground.silent,
            ground.organisations,
        )
        found = work.house.shelf.find(made_of)
        if found is None:
            found = weave(ground, text_rows.in_force(work.session))
            work.house.shelf.keep(made_of, found)
        work.edition = found
    return work.edition


def ground_of(work: Work) -> Ground:
    """What every version stands on."""
    house, ways = work.house, directory.ways(work)
    return Ground(
        notices=house.notices,
        snippets=house.snippets,
        organisations=tuple(each.name for each in house.schedule.organisations),
        ways=ways.known,
        silent=ways.silent,
    )


def snippets(
    work: Work,
    *,
    language: Language = Language.JAPANESE,
    titles_in: Language = Language.JAPANESE,
    only: Collection[str] | None = None,
) -> tuple[Snippet, ...]:
    """The snippets that may be said at this moment, in order, filled.

    One that cannot be filled now, or names a line that may not be named, is not among them.
    ``language`` is the person's, ``titles_in`` the counsellor's; ``only`` of these.
    """
    found = edition(work)
    names = [name for name in found.snippets.names if only is None or name in only]
    is_filled = any(found.snippets.wordings[name, language].variables for name in names)
    values = _values(work, language) if is_filled else {}
    listed = []
    for name in names:
        wording = found.snippets.wordings[name, language]
        key = TextKey(kind=TextKind.SNIPPET, name=name, language=language)
        if key in found.unusable or not wording.variables <= values.keys():
            continue
        body = wording.body.format_map(values)
        listed.append(
            Snippet(
                code=name,
                title=found.snippets.wordings[name, titles_in].title,
                body=body,
                has_numbers=leads_elsewhere(body),
                is_crisis=wording.is_crisis,
            )
        )
    return tuple(listed)


def find_words(work: Work, code: str, *, language: Language = Language.JAPANESE) -> str | None:
    """The words of one snippet, filled: where its version may not be said, the shipped ones.

    None while something it names is not known.
    """
    wording = edition(work).snippets.wordings[code, language]
    values = _values(work, language)
    return wording.body.format_map(values) if wording.variables <= values.keys() else None


def needs_second_look(text: PrivateText) -> bool:
    """Whether a message is looked at twice before it goes: it names a number or an address."""
    return leads_elsewhere(text.reveal())


def refuse_expired(work: Work, text: PrivateText) -> None:
    """Refuse words that name a line of the directory which may not be named today.

    A counsellor may name one that answers tomorrow morning; only what speaks by itself may not.

    Raises:
        ExpiredNumberError: two people have not made sure of it in three months, it is over,
            withdrawn, known to be wrong, or made up.
    """
    ways = find_ways(text.reveal())
    if ways and stale(ways, directory.ways(work).known):
        raise ExpiredNumberError


def _values(work: Work, language: Language) -> dict[str, str]:
    """What can be filled in at this moment."""
    values: dict[str, str] = {}
    tonight = timetable.evening(work)
    if tonight is not None and not tonight.goes_on and work.now < tonight.closes_at:
        values["closing"] = clock_words(tonight.closes_at, language=language)
    found = {
        "lines": directory.lines_now(work, purposes=NAMED_TO_ANYBODY),
        "child_lines": directory.lines_now(work, purposes=_YOUNG, audience=_UNDER_18),
    }
    words = {name: lines_words(lines, language) for name, lines in found.items()}
    return values | {name: each for name, each in words.items() if each is not None}
