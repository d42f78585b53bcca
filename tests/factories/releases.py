"""Releases of figures, prepared and released as the console and the command line do it."""

from datetime import date, datetime
from uuid import UUID

from domain.clock import TOKYO
from domain.disclosure.release import FileKind
from domain.statistics.periods import Period
from services import releases
from tests.machinery.evening import Evening

MONTHS = [date(2026 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(4, 16)]
"""The months of fiscal year 2026."""

AFTERWARDS = datetime(2027, 4, 10, 10, 0, tzinfo=TOKYO)
"""When all of it may be released."""


def prepare(evening: Evening, code: str) -> UUID:
    """Ask for the figures of a period, and let the worker prepare them."""
    with evening.program.open_work() as work:
        release_id = releases.ask(work, Period.read(code), member_id=None)
    evening.work()
    return release_id


def release(evening: Evening, code: str) -> UUID:
    """Prepare and release them."""
    release_id = prepare(evening, code)
    with evening.program.open_work() as work:
        releases.release(work, release_id, member_id=None)
    return release_id


def content(evening: Evening, release_id: UUID, kind: FileKind = FileKind.CSV) -> bytes:
    """The bytes of a file."""
    with evening.program.open_work() as work:
        return releases.fetch(work, release_id, kind, member_id=None).content
