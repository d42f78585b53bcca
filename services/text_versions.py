"""Versions of texts: writing one, and going back to an earlier one."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError, RefusedError
from services import audit, texts
from services.edition import Ground, read_bubbles, written_bubbles
from services.work import Work
from storage.models.text import TextVersion
from storage.queries import texts as text_rows
from texts.key import TextKey, TextKind
from texts.notices import NoticeName
from texts.pointers import find_numbers
from texts.rules import Finding, refusals
from texts.variables import BrokenBracesError, variables_of

SHIPPED: Final = 0
"""The number of the text that came with the program."""

_CRISIS_NOTICES: Final = frozenset(
    {
        NoticeName.URGENT,
        NoticeName.URGENT_ALONE,
        NoticeName.DANGER_CLOSED,
        NoticeName.DANGER_CLOSED_ALONE,
        NoticeName.DANGER_CLOSED_UNDATED,
        NoticeName.DANGER_CLOSED_ALONE_UNDATED,
        NoticeName.DANGER_WAITING,
        NoticeName.DISASTER,
        NoticeName.PRIVACY,
    }
)
_NAMING_NUMBERS: Final = frozenset({"lines", "child_lines", "phone"})


class TextRefusedError(RefusedError):
    """The words break a rule; ``findings`` are the rules and words."""

    code = "text_refused"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(sorted({each.remark for each in findings})))
        self.findings = findings


class TextChangedError(RefusedError):
    """Somebody has written another version since this one was begun."""

    code = "text_changed"


def write(
    work: Work, key: TextKey, bubbles: Sequence[str], *, member_id: UUID, based_on: int
) -> UUID | None:
    """Write a version; ``based_on`` is the newest number the writer saw, 0 for none.

    It is in force at once, or, where two people are needed, once another has approved of it;
    one that waited before is taken back. The same words once more are no version: None.

    Raises:
        NotFoundError: there is no such text. TextRefusedError: the words break a rule.
        TextChangedError: another version was written meanwhile.
    """
    ground = texts.ground_of(work)
    said = tuple(filter(None, map(cleaned, bubbles)))
    _require(ground, key, said)
    rows = text_rows.of_text(work.session, key, is_locked=True)
    newest = rows[0] if rows else None
    if newest is not None and _is_twice(newest, said, member_id):
        return None
    if (newest.number if newest is not None else SHIPPED) != based_on:
        raise TextChangedError
    return _add(work, key, said, member_id=member_id, rows=rows).id


def go_back(work: Work, key: TextKey, number: int, *, member_id: UUID, based_on: int) -> UUID:
    """Write an earlier version anew, or the shipped text (0), under the same conditions.

    Raises:
        NotFoundError: there is no such version. TextRefusedError: it breaks a rule by now.
        TextChangedError: another version was written meanwhile.
    """
    ground = texts.ground_of(work)
    rows = text_rows.of_text(work.session, key, is_locked=True)
    said = ground.shipped(key) if number == SHIPPED else _of_number(rows, number)
    if said is None:
        raise NotFoundError("No such version")
    _require(ground, key, said)
    if rows and rows[0].repeats == number and _is_twice(rows[0], said, member_id):
        return rows[0].id
    if (rows[0].number if rows else SHIPPED) != based_on:
        raise TextChangedError
    return _add(work, key, said, member_id=member_id, rows=rows, repeats=number).id


def needs_two(ground: Ground, key: TextKey, *wordings: Sequence[str]) -> bool:
    """Whether a change of this text needs a second person.

    That is so of what is about a crisis, and wherever a number stands, or stood.
    """
    if key.kind is TextKind.SNIPPET:
        wording = ground.snippets.wordings.get((key.name, key.language))
        is_crisis = wording is not None and wording.is_crisis
    else:
        is_crisis = key.name in _CRISIS_NOTICES
    return is_crisis or any(map(_names_numbers, (ground.shipped(key) or (), *wordings)))


def cleaned(bubble: str) -> str:
    """A bubble as it is kept: without blanks at the ends of its lines, and around it."""
    lines = bubble.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _require(ground: Ground, key: TextKey, said: Sequence[str]) -> None:
    if ground.shipped(key) is None:
        raise NotFoundError("No such text")
    faults = refusals(said, ground.frame(key))
    if faults:
        raise TextRefusedError(faults)


def _add(
    work: Work,
    key: TextKey,
    said: Sequence[str],
    *,
    member_id: UUID,
    rows: Sequence[TextVersion],
    repeats: int | None = None,
) -> TextVersion:
    for row in rows:
        if row.is_waiting:
            row.taken_back_at, row.taken_back_by = work.now, member_id
    in_force = next((row for row in rows if row.in_force_at is not None), None)
    before = (read_bubbles(in_force.bubbles) or ()) if in_force is not None else ()
    waits = needs_two(texts.ground_of(work), key, before, said)
    version = TextVersion(
        id=uuid4(),
        kind=key.kind,
        name=key.name,
        language=key.language,
        number=(rows[0].number if rows else SHIPPED) + 1,
        bubbles=written_bubbles(said),
        repeats=repeats,
        written_by=member_id,
        written_at=work.now,
        in_force_at=None if waits else work.now,
    )
    work.session.add(version)
    try:
        work.session.flush()
    except IntegrityError as error:  # two wrote in the same moment: the number is taken
        raise TextChangedError from error
    work.edition = None
    subject = Subject(kind=SubjectKind.TEXT, id=version.id)
    reason = "waits" if waits else "in_force"
    audit.note(work, Act.TEXT_WRITTEN, actor_id=member_id, subject=subject, reason=reason)
    return version


def _is_twice(newest: TextVersion, said: tuple[str, ...], member_id: UUID) -> bool:
    """Whether this is the same press of the button once more."""
    is_same = newest.taken_back_at is None and read_bubbles(newest.bubbles) == said
    return is_same and newest.written_by == member_id


def _of_number(rows: Sequence[TextVersion], number: int) -> tuple[str, ...] | None:
    found = next((row for row in rows if row.number == number), None)
    return read_bubbles(found.bubbles) if found is not None else None


def _names_numbers(bubbles: Sequence[str]) -> bool:
    try:
        is_filled = bool(variables_of(bubbles) & _NAMING_NUMBERS)
    except BrokenBracesError:
        is_filled = False
    return is_filled or any(find_numbers(bubble) for bubble in bubbles)
