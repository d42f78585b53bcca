"""Making sure of a destination: by two of ours, or by one of ours and the place itself."""

from uuid import UUID, uuid4

from domain.checking import Check, EntryAct
from domain.destination import CHECK_HOLDS_MONTHS
from domain.errors import RefusedError
from services import destinations, vouching
from services.destination_keeping import done, taken
from services.work import Work
from storage.models.destination import Destination, DestinationCheck
from storage.queries import destinations as rows


class DestinationIncompleteError(RefusedError):
    """Nobody can make sure of an entry that lacks what is to be looked at, or is withdrawn."""

    code = "destination_incomplete"


def confirm(work: Work, destination_id: UUID, *, member_id: UUID, based_on: int) -> None:
    """Say that one has made sure that all of it is as the entry says.

    Twice by one person is one person; it only renews the day.

    Raises:
        NotFoundError: there is none. EntryChangedError: it was changed meanwhile.
        DestinationIncompleteError: there is nothing to make sure of. SameHandsError: somebody has
            made sure of it who counts as the same person.
    """
    row = taken(work, destination_id, based_on)
    _require_complete(row)
    _require_another(work, destination_id, member_id)
    _add_check(work, row, member_id, is_own=False)


def confirm_as_own(
    work: Work, destination_id: UUID, *, member_id: UUID | None, based_on: int
) -> None:
    """The destination itself says that its entry is right: one of the two, however many say it.

    ``member_id`` is whoever of its people did, None where they have no sign-in of their own.

    Raises:
        NotFoundError: there is none. EntryChangedError: it was changed meanwhile.
        DestinationIncompleteError: there is nothing to make sure of. SameHandsError: as for
            ``confirm``.
    """
    row = taken(work, destination_id, based_on)
    _require_complete(row)
    if member_id is not None:
        _require_another(work, destination_id, member_id)
    _add_check(work, row, member_id, is_own=True)


def _require_complete(row: Destination) -> None:
    if row.withdrawn_at is not None or not destinations.facts_of(row).is_complete:
        raise DestinationIncompleteError


def _require_another(work: Work, destination_id: UUID, member_id: UUID) -> None:
    """Whoever else has pressed for it, here or there, is another person indeed."""
    checks = [
        Check(by=check.member_id, on=check.checked_on)
        for check, _ in rows.checks(work.session, destination_id)
        if check.member_id is not None
    ]
    vouching.require_another(work, checks, member_id, months=CHECK_HOLDS_MONTHS)


def _add_check(work: Work, row: Destination, member_id: UUID | None, *, is_own: bool) -> None:
    work.session.add(
        DestinationCheck(
            id=uuid4(),
            destination_id=row.id,
            proof=row.proof,
            member_id=member_id,
            is_own=is_own,
            checked_on=destinations.today(work),
            checked_at=work.now,
        )
    )
    done(work, row, EntryAct.CHECKED, member_id, is_own=is_own)
