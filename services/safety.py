"""Safety: whatever a person writes is judged before anything else is decided (DOMAIN §6).

Words are opened within the act and go no further: what leaves is a level, and what was found in
closed words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.alert import Origin
from domain.bubbles import JOINED_MS, MOST_JOINED, joins, spelled
from domain.risk.assess import assess
from domain.risk.assessment import Sign
from services import alerts, marks, practice_terms, shown
from services.transcript import Arrival
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import words_around
from texts.language import Language
from texts.words import Command

DECLARED_LEVEL: Final = 1
"""Whoever presses つらくて今すぐ話したい has said so: a supervisor sees it, and T14 is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What new words came to.

    ``level`` is that of a sign these words have brought, 0 for none; ``heard`` that of all that
    was said around them. ``is_flag``: somebody should ask. ``is_abuse``: against whoever reads.
    ``is_distressed``: they have said themselves, by a button, how hard it is.
    """

    level: int
    heard: int
    is_flag: bool
    is_abuse: bool
    is_distressed: bool
    signs: tuple[Sign, ...]
    terms: str | None
    origin: Origin


NOTHING: Final = Judged(
    level=0,
    heard=0,
    is_flag=False,
    is_abuse=False,
    is_distressed=False,
    signs=(),
    terms=None,
    origin=Origin.DETECTED,
)
"""What pictures and sounds come to, and the words of our own buttons."""


def judge(
    work: Work, contact: Contact, arrival: Arrival, *, origin: Origin = Origin.DETECTED
) -> Judged:
    """Judge what has come, alone and with what the person said around it; nothing is changed.

    Also what is taken back, or was so before it came: it is judged before it goes.
    """
    pressed = _pressed(work, contact, arrival)
    if pressed is not None:
        return pressed
    if arrival.text is None and arrival.unseen is None:
        return NOTHING
    words = "\n".join(each.reveal() for each in (arrival.text, arrival.unseen) if each is not None)
    practice = practice_terms.in_force(work)
    alone = assess([words], practice=practice)
    found = [alone]
    heard = alone.level
    for before, after in _around(work, contact, arrival, words):
        joined = assess(after, practice=practice)
        heard = max(heard, joined.level)
        without = assess(before, practice=practice)
        if joined.level > without.level or (joined.is_flag and not without.is_flag):
            found.append(joined)
    return Judged(
        level=max(each.level for each in found),
        heard=heard,
        is_flag=any(each.is_flag for each in found),
        is_abuse=any(each.is_abuse for each in found),
        is_distressed=False,
        signs=tuple(dict.fromkeys(sign for each in found for sign in each.signs)),
        terms=alone.version,
        origin=origin,
    )


def heed(work: Work, visit: Visit, judged: Judged) -> None:
    """Let a visit have what was found: its level, its alert. Whoever calls holds the lock."""
    visit.is_distressed = visit.is_distressed or judged.is_distressed
    if judged.is_abuse:
        marks.suspect(work, visit)
    level = max(judged.level, judged.heard if judged.heard > visit.risk else 0)
    if level or judged.is_flag:
        alerts.raise_sign(
            work,
            visit,
            level=level,
            origin=judged.origin,
            signs=judged.signs,
            terms=judged.terms,
        )


def _around(
    work: Work, contact: Contact, arrival: Arrival, words: str
) -> list[tuple[list[str], list[str]]]:
    """Every row of bubbles the new one belongs to, without it and with it."""
    occurred_ms = int(arrival.occurred_at.timestamp() * 1000)
    line_key = work.house.seals.message_key(arrival.message_id)
    found = words_around.said_around(work.session, contact.id, occurred_ms, within_ms=JOINED_MS)
    others = [row for row in found if row.line_key != line_key]
    place = _place(occurred_ms, [row.occurred_ms for row in others])
    near = others[max(0, place - MOST_JOINED + 1) : place + MOST_JOINED - 1]  # or a flood is opened
    said = [
        (row.occurred_ms, text.reveal())
        for row in near
        if (text := shown.words(work, row)) is not None
    ]
    place = _place(occurred_ms, [at for at, _ in said])
    said.insert(place, (occurred_ms, words))
    texts = [text for _, text in said]
    rows = joins([at for at, _ in said], [len(text) for text in texts], place)
    pairs = [_with_and_without(texts, row, place) for row in rows if len(row) > 1]
    return [*pairs, *_spelled(texts, place)]


def _place(occurred_ms: int, others_ms: Sequence[int]) -> int:
    """After how many others it was said."""
    return sum(at <= occurred_ms for at in others_ms)


def _with_and_without(
    texts: Sequence[str], row: Sequence[int], place: int
) -> tuple[list[str], list[str]]:
    return [texts[number] for number in row if number != place], [texts[number] for number in row]


def _spelled(texts: Sequence[str], place: int) -> list[tuple[list[str], list[str]]]:
    """The word that the letters spell with this bubble, and did not without it."""
    word = spelled(texts)
    if word is None or spelled([*texts[:place], *texts[place + 1 :]]) is not None:
        return []
    return [([], [word])]


def _pressed(work: Work, contact: Contact, arrival: Arrival) -> Judged | None:
    """What a button stands for, pressed or typed: its words are ours, and only say so much."""
    if arrival.given is not None:
        return (
            _said(arrival.given.risk, Origin.ANSWERED) if arrival.given.is_distressed else NOTHING
        )
    if arrival.text is None:
        return None
    command = work.house.words.find_command(arrival.text.reveal(), Language(contact.language))
    if command is Command.DISTRESS:
        return _said(DECLARED_LEVEL, Origin.DECLARED)
    return NOTHING if command is not None else None


def _said(level: int, origin: Origin) -> Judged:
    return replace(
        NOTHING, level=level, heard=level, is_flag=True, is_distressed=True, origin=origin
    )
