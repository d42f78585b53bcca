"""A release on its way: prepared, looked at, and then in the ledger for good."""

from enum import StrEnum, unique
from typing import Final


@unique
class ReleaseState(StrEnum):
    """How far a release has come."""

    PREPARING = "preparing"
    PREPARED = "prepared"  # to be looked at; whoever has looked knows it, so it counts as told
    SET_ASIDE = "set_aside"  # was looked at, and is prepared anew; it counts as told
    REFUSED = "refused"  # the audit lets nothing of it pass, or nothing has changed
    RELEASED = "released"  # in the ledger: it stands as it is
    FAILED = "failed"


@unique
class Step(StrEnum):
    """What is being done to prepare one."""

    COUNTING = "counting"
    ATTACKING = "attacking"
    WRITING = "writing"


PROGRESS: Final = {Step.COUNTING: (0, 20), Step.ATTACKING: (20, 80), Step.WRITING: (80, 100)}
"""From which per cent to which each step goes."""


@unique
class Trouble(StrEnum):
    """Why a release was refused."""

    NARROWED = "narrowed"  # a small count would be narrowed whatever is protected
    UNCHANGED = "unchanged"  # another revision would say what the last one says


@unique
class FileKind(StrEnum):
    """The files a release is made of."""

    CSV = "csv"
    CP932 = "sjis.csv"  # for programs that read nothing newer
    XLSX = "xlsx"
    PDF = "pdf"


def progress(step: Step, done: int, of: int) -> int:
    """Per cent of the whole, within the step's share."""
    begins, ends = PROGRESS[step]
    return begins + (ends - begins) * done // max(of, 1)
