"""Two people vouch for an entry of a directory: the refusals both directories share."""

from collections.abc import Iterable
from uuid import UUID

from domain.checking import Check, vouching
from domain.clock import TOKYO
from domain.errors import RefusedError
from services import making
from services.glass import SameHandsError
from services.work import Work


class EntryChangedError(RefusedError):
    """Somebody has changed the entry since the page was read."""

    code = "line_changed"


def require_newest(newest: int, based_on: int) -> None:
    """The version somebody has read is the newest there is.

    Raises:
        EntryChangedError: another one has come since.
    """
    if newest != based_on:
        raise EntryChangedError


def require_another(work: Work, checks: Iterable[Check], member_id: UUID, *, months: int) -> None:
    """Whoever else vouches for it now is another person than this one.

    Raises:
        SameHandsError: one has lately made the other a member, or somebody has made both.
    """
    today = work.now.astimezone(TOKYO).date()
    for other in vouching(checks, on=today, months=months) - {member_id}:
        if not making.are_two(work, other, member_id):
            raise SameHandsError
