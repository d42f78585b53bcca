"""Referral codes: made of the keyring and a row, shown to the person, withdrawn by them.

The code itself is kept nowhere. Whoever copies the database has digests under a key that lies
elsewhere; whoever has both has the codes that are open.
"""

import base64
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from domain.referral_code import LENGTH, CodePurpose, written
from domain.secret import PrivateText
from services import referral_places
from services.work import Work
from storage.models.referral_code import ReferralCode
from storage.queries import referral_codes as rows

PAGE: Final = "/code/"
_HANDLE_BYTES: Final = 16  # 128 bits: nobody meets another's page
_MOST_DRAWS: Final = 50
_KEPT_AFTER: Final = timedelta(days=30)
"""How long a code that is over is still there; no other row has it meanwhile."""


def issue(
    work: Work,
    *,
    purpose: CodePurpose,
    subject_id: UUID,
    destination_id: UUID,
    good_for: timedelta,
) -> None:
    """Give a referral or a sign-up its code; one that still holds stays the same, for longer.

    ``subject_id`` is the row of the referral or sign-up. A code that was withdrawn or is over
    is replaced by another.
    """
    row = rows.find_of(work.session, purpose, subject_id)
    if row is not None and _holds(work, row):
        row.good_until = max(row.good_until, work.now + good_for)
        return
    if row is not None:
        _renew(work, row, good_for)
        return
    row = ReferralCode(
        id=uuid4(),
        purpose=purpose,
        subject_id=subject_id,
        destination_id=destination_id,
        generation=0,
        issued_at=work.now,
        good_until=work.now + good_for,
        withdrawn_at=None,
    )
    _draw(work, row)
    work.session.add(row)
    work.session.flush()


def reissue(work: Work, *, purpose: CodePurpose, subject_id: UUID, good_for: timedelta) -> None:
    """Another code in place of the one there was, which nobody knows any more from now on.

    What was confirmed with the old one stays confirmed. Without a code nothing happens.
    """
    row = rows.find_of(work.session, purpose, subject_id)
    if row is not None:
        _renew(work, row, good_for)


def shown(work: Work, *, purpose: CodePurpose, subject_id: UUID) -> str | None:
    """The six characters, None when there is no code that holds."""
    row = rows.look_for(work.session, purpose, subject_id)
    return _code(work, row) if row is not None and _holds(work, row) else None


def was_used(work: Work, *, purpose: CodePurpose, subject_id: UUID) -> bool:
    """Whether something was confirmed with the code there is now."""
    row = rows.look_for(work.session, purpose, subject_id)
    return row is not None and rows.was_used(work.session, row.id, row.generation)


def page_address(work: Work, *, purpose: CodePurpose, subject_id: UUID) -> PrivateText | None:
    """The whole address of the code's own page, None when there is no code that holds."""
    row = rows.look_for(work.session, purpose, subject_id)
    if row is None or not _holds(work, row):
        return None
    return PrivateText(f"{work.house.origin}{PAGE}{_handle(work, row)}")


def find_by_page(work: Work, handle: str) -> str | None:
    """The six characters a page shows.

    None when it is nobody's, its code holds no more, or it is of a referral to a place that may
    not be named any more. Whoever signed up still goes there on that day.
    """
    row = rows.find_by_page(work.session, _page_digest(work, handle))
    if row is None or not _holds(work, row):
        return None
    is_referral = row.purpose is CodePurpose.REFERRAL
    if is_referral and not referral_places.is_nameable(work, row.destination_id):
        return None
    return _code(work, row)


def withdraw(work: Work, *, purpose: CodePurpose, subject_id: UUID) -> None:
    """From now on nobody knows the code; already withdrawn, nothing changes."""
    row = rows.find_of(work.session, purpose, subject_id)
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at = work.now
        work.session.flush()


def find(work: Work, code: str) -> ReferralCode | None:
    """The row of a code that holds; for ``services.portal`` alone.

    The work is the same for a code that nobody has.
    """
    row = rows.find_by_digest(work.session, _digest(work, code))
    return row if row is not None and _holds(work, row) else None


def purge(work: Work) -> None:
    """Remove codes that have long been over."""
    rows.purge(work.session, over_before=work.now - _KEPT_AFTER)


def _holds(work: Work, row: ReferralCode) -> bool:
    return row.withdrawn_at is None and work.now < row.good_until


def _renew(work: Work, row: ReferralCode, good_for: timedelta) -> None:
    row.issued_at, row.good_until = work.now, work.now + good_for
    row.withdrawn_at = None
    _draw(work, row)
    work.session.flush()


def _draw(work: Work, row: ReferralCode) -> None:
    """Give the row its next code that no other row has."""
    for _ in range(_MOST_DRAWS):
        row.generation += 1
        digest = _digest(work, _code(work, row))
        if not rows.is_drawn(work.session, digest):
            row.digest = digest
            row.page_digest = _page_digest(work, _handle(work, row))
            return
    raise RuntimeError("No code is free")


def _code(work: Work, row: ReferralCode) -> str:
    return written(int.from_bytes(_mac(work, "code|v1", row)[: 4 * LENGTH]))


def _handle(work: Work, row: ReferralCode) -> str:
    handle = _mac(work, "page|v1", row)[:_HANDLE_BYTES]
    return base64.urlsafe_b64encode(handle).decode().rstrip("=")


def _mac(work: Work, kind: str, row: ReferralCode) -> bytes:
    return work.house.seals.code_mac(kind, row.id.bytes, row.generation.to_bytes(4))


def _digest(work: Work, code: str) -> bytes:
    return work.house.seals.code_mac("digest|v1", code.encode())


def _page_digest(work: Work, handle: str) -> bytes:
    return work.house.seals.code_mac("page-digest|v1", handle.encode())
