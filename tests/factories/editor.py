"""Supervisors who write the texts of an evening."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from services import text_approval, text_pages, text_versions
from services.text_pages import OpenText
from tests.machinery.evening import SCHEDULES, Evening
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


def with_line(evening: Evening, folder: Path, *, checked_on: date) -> None:
    """The schedule with one real line more, checked on a day."""
    entry = (
        "lines:\n  - {name: 夜の電話, kind: voice, contact: 0120-111-222, always: true, "
        f"checked_on: {checked_on.isoformat()}}}\n"
    )
    path = folder / "schedules.yaml"
    path.write_text(SCHEDULES.read_text().replace("lines:\n", entry, 1))
    settings = replace(evening.program.settings, schedules=path)
    evening.program = replace(evening.program, settings=settings)
    evening.restart()
