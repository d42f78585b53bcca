"""Texts: what is said on the phone, as the supervisors have it now."""

from dataclasses import dataclass
from typing import Final

from domain.clock import TOKYO
from domain.errors import RefusedError
from domain.secret import PrivateText
from routing.lines import LineKind, open_lines
from routing.spoken_hours import clock_words
from routing.spoken_lines import lines_words
from services import timetable
from services.edition import Edition, Ground, ways_of_lines, weave
from services.work import Work
from storage.queries import texts as text_rows
from texts.key import TextKey, TextKind
from texts.language import Language
from texts.notices import Notices
from texts.pointers import find_ways, leads_elsewhere
from texts.rules import stale

THINKING: Final = "thinking"
STILL_HERE: Final = "still_here"
REST_A_WHILE: Final = "rest_a_while"
REST_UNTIL_CLOSING: Final = "rest_until_closing"
"""The snippets that a talk's page suggests by itself."""


class ExpiredNumberError(RefusedError):
    """The words name a support line that nobody has made sure of for three months."""

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
            ground.day,
            ground.schedule.lines,
            ground.schedule.organisations,
        )
        found = work.house.shelf.find(made_of)
        if found is None:
            found = weave(ground, text_rows.in_force(work.session))
            work.house.shelf.keep(made_of, found)
        work.edition = found
    return work.edition


def ground_of(work: Work) -> Ground:
    """What every version stands on."""
    house = work.house
    return Ground(
        notices=house.notices,
        snippets=house.snippets,
        schedule=house.schedule,
        day=work.now.astimezone(TOKYO).date(),
        with_examples=house.with_examples,
    )


def snippets(
    work: Work,
    *,
    language: Language = Language.JAPANESE,
    titles_in: Language = Language.JAPANESE,
) -> tuple[Snippet, ...]:
    """The snippets that may be said at this moment, in order, filled.

    One that cannot be filled now, or names a line that may not be named, is not among them.
    ``language`` is the person's, ``titles_in`` the counsellor's.
    """
    found = edition(work)
    values = _values(work, language)
    listed = []
    for name in found.snippets.names:
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
    """Refuse words that name a line of the schedule which may not be named.

    Raises:
        ExpiredNumberError: it was last made sure of too long ago, is over, or is made up.
    """
    ways = find_ways(text.reveal())
    if not ways:
        return
    ground = ground_of(work)
    if stale(ways, ways_of_lines(ground.schedule, ground.day, with_examples=ground.with_examples)):
        raise ExpiredNumberError


def _values(work: Work, language: Language) -> dict[str, str]:
    """What can be filled in at this moment."""
    values: dict[str, str] = {}
    tonight = timetable.evening(work)
    if tonight is not None and not tonight.goes_on and work.now < tonight.closes_at:
        values["closing"] = clock_words(tonight.closes_at, language=language)
    found = open_lines(
        work.house.schedule,
        now=work.now,
        kinds=frozenset(LineKind),
        with_examples=work.house.with_examples,
    )
    lines = lines_words(found, language)
    return values | ({"lines": lines} if lines is not None else {})
