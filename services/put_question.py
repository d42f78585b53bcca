"""Questions put to a person: which one a button answers, and when a bare はい answers any.

A button carries the mark of its own question: pressed after another was put, it answers nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.secret import PrivateText
from services.work import Work
from storage.models.contact import Contact
from storage.queries import referrals
from texts.language import Language
from texts.notices import Notice
from texts.words import Command

_MARK_BYTES: Final = 6

BARE: Final = frozenset({Command.REFER_YES, Command.REFER_NO, Command.REFER_LATER})
"""はい, いいえ, あとで: typed, they may be meant for anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says; ``typed`` is None for a button, and ``mark`` then names its question."""

    command: Command
    typed: PrivateText | None = None
    mark: str = ""


def read_button(data: str) -> tuple[Command | None, str]:
    """The command in a button's data, and the mark of its question where it has one."""
    word, _, mark = data.partition(":")
    return (Command(word) if word in set(Command) else None), mark


def mark(work: Work, subject_id: UUID, asked_at: datetime) -> str:
    """What the buttons of a question carry: of what it was asked, and when."""
    moment = str(int(asked_at.timestamp() * 1000)).encode()
    return work.house.seals.code_mac("question|v1", subject_id.bytes, moment)[:_MARK_BYTES].hex()


def marked(notice: Notice, put: str) -> Notice:
    """The notice, its buttons with the mark of the question."""
    choices = tuple(replace(each, data=f"{each.data}:{put}") for each in notice.choices)
    return replace(notice, choices=choices)


def is_bare(work: Work, contact: Contact, said: Said) -> bool:
    """Whether it was typed, and in the one word that may be said to anything."""
    if said.typed is None or said.command not in BARE:
        return False
    language = Language(contact.language)
    return work.house.words.is_first_word(said.typed.reveal(), said.command, language)


def is_answered(
    work: Work, contact: Contact, said: Said, *, subject_id: UUID, asked_at: datetime | None
) -> bool:
    """Whether a question is answered by it: its own button, whole words, or the next bare word."""
    if asked_at is None:
        return False
    if said.typed is None:
        return said.mark == mark(work, subject_id, asked_at)
    is_next = not referrals.is_said_since(work.session, contact.id, asked_at)
    return is_next or not is_bare(work, contact, said)
