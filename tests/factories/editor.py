"""Supervisors who write the texts of an evening."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from domain.checking import EntryAct
from domain.directory import LineFacts, Means, Purpose
from domain.permission import Role
from services import directory_keeping, text_approval, text_pages, text_versions
from services.text_pages import OpenText
from storage.models.directory import DirectoryCheck
from tests.machinery.evening import Evening
from texts.key import TextKey, TextKind
from texts.language import Language

LATER: Final = TextKey(kind=TextKind.NOTICE, name="later", language=Language.JAPANESE)
URGENT_ALONE: Final = replace(LATER, name="urgent_alone")
THINKING: Final = TextKey(kind=TextKind.SNIPPET, name="thinking", language=Language.JAPANESE)

SHIPPED_LATER: Final = "わかりました。また、いつでも書いてください。"
LINE: Final = "0120-111-222"
"""The number of the line that ``with_line`` adds."""


def write(
    evening: Evening, key: TextKey, bubbles: tuple[str, ...], by: UUID, based_on: int = 0
) -> UUID:
    with evening.program.open_work() as work:
        version = text_versions.write(work, key, bubbles, member_id=by, based_on=based_on)
    assert version is not None
    return version


def go_back(evening: Evening, key: TextKey, number: int, by: UUID, based_on: int) -> None:
    with evening.program.open_work() as work:
        text_versions.go_back(work, key, number, member_id=by, based_on=based_on)


def approve(evening: Evening, version: UUID, by: UUID) -> None:
    with evening.program.open_work() as work:
        text_approval.approve(work, version, member_id=by)


def seen(evening: Evening, key: TextKey) -> OpenText:
    with evening.program.open_look() as work:
        return text_pages.open_text(work, key)


def with_line(evening: Evening, *, checked_on: date) -> UUID:
    """The directory with a real line, made sure of on a day by two people; gives its entry."""
    people = [evening.member(f"rings-{name}", Role.MANAGER) for name in ("first", "second")]
    with evening.program.open_work() as work:
        facts = LineFacts(
            name="夜の電話",
            purpose=Purpose.LISTENING,
            means=Means.VOICE,
            contact=LINE,
            printed=LINE,
            hours="毎日 24時間",
        )
        [entry_id] = directory_keeping.add(
            work, [(facts, None)], act=EntryAct.ADDED, member_id=people[0]
        )
        for member_id in people:
            work.session.add(
                DirectoryCheck(
                    id=uuid4(),
                    entry_id=entry_id,
                    proof=1,
                    member_id=member_id,
                    checked_on=checked_on,
                    checked_at=work.now,
                )
            )
    return entry_id
