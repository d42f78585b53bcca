"""Other dangers of a talk: abuse, youth, violence at home, a pause, as its page shows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.directory import Audience, Purpose
from domain.mark import ABUSE, Mark
from domain.record import Caller
from domain.record_details import Age, decade_of
from domain.told import Detail, Side, ToldCodes
from routing.lines import Line
from services import directory, marks, pauses, texts, told, unreached
from services.marks import ShownMark
from services.work import Work
from storage.models.visit import Visit
from storage.queries import contacts
from texts.language import Language

HARD_WORDS: Final = "hard_words"
UNDER_18: Final = "under_18"
UNDER_18_LINES: Final = "under_18_lines"
ARE_YOU_SAFE: Final = "are_you_safe"
"""The snippets that are offered: T45a; T42 with and without lines that answer now; safety."""

_VIOLENCE: Final = frozenset({Purpose.VIOLENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDangers:
    """What is marked of a talk, and what may be said to it.

    ``may_be_abuse``, ``may_be_young``: a mark is offered. ``is_unreached``: nobody calls this
    person, since violence at home was marked, now or before. ``hard_words``, ``young_words``,
    ``safe_words``: the snippet, filled; None while it is not wanted. ``lines`` answer now, for
    the supervisor to turn to.
    """

    marks: tuple[ShownMark, ...]
    abuse: tuple[Mark, ...]
    may_be_abuse: bool
    is_young: bool
    may_be_young: bool
    has_violence: bool
    is_unreached: bool
    paused_until: datetime | None
    hard_words: str | None
    young_words: str | None
    safe_words: str | None
    lines: tuple[Line, ...]

    def has(self, kind: Mark | str) -> bool:
        """Whether the talk has this mark."""
        return any(each.kind == kind for each in self.marks)


def look(work: Work, visit: Visit) -> OtherDangers:
    """What is to be known of a visit; whoever calls has made sure that the member may read it."""
    found = marks.list_of(work, visit.id)
    kinds = {each.kind for each in found}
    abuse = tuple(kind for kind in ABUSE if kind in kinds)
    is_young, has_violence = Mark.UNDER_18 in kinds, Mark.VIOLENCE_AT_HOME in kinds
    return OtherDangers(
        marks=found,
        abuse=abuse,
        may_be_abuse=Mark.MAYBE_ABUSE in kinds,
        is_young=is_young,
        may_be_young=not is_young and _is_in_their_teens(told.find(work, visit.id)),
        has_violence=has_violence,
        is_unreached=visit.contact_id in unreached.after_violence(work, [visit.contact_id]),
        paused_until=pauses.find_end(work, visit.contact_id),
        hard_words=_words(work, visit, [HARD_WORDS]) if abuse else None,
        young_words=_words(work, visit, [UNDER_18_LINES, UNDER_18]) if is_young else None,
        safe_words=_words(work, visit, [ARE_YOU_SAFE]) if has_violence else None,
        lines=_lines(work, is_young=is_young) if is_young or has_violence else (),
    )


def _is_in_their_teens(codes: ToldCodes) -> bool:
    """Whether whoever writes has said so of themselves; nobody's age is guessed."""
    is_about_themselves = codes.get((Side.CALLER, Detail.WHO)) in {None, Caller.SELF}
    of_themselves = [codes.get((Side.CALLER, Detail.AGE))]
    if is_about_themselves:
        of_themselves.append(codes.get((Side.SUBJECT, Detail.AGE)))
    return any(decade_of(age) == Age.TEENS for age in of_themselves if age)


def _lines(work: Work, *, is_young: bool) -> tuple[Line, ...]:
    """Where violence and abuse are told of, at this minute."""
    whom = Audience.UNDER_18 if is_young else Audience.ONESELF
    return directory.lines_now(work, purposes=_VIOLENCE, audience=frozenset({whom}))


def _words(work: Work, visit: Visit, names: Collection[str]) -> str | None:
    """The first of these snippets that can be said now."""
    language = Language(contacts.get(work.session, visit.contact_id).language)
    found = (texts.find_words(work, name, language=language) for name in names)
    return next((words for words in found if words is not None), None)
