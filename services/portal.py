"""The portal: a destination confirms with a code that somebody came, and learns nothing else.

A code that nobody has, one that is over, withdrawn, used, or another destination's, and a step it
does not have: all are answered alike, after the same questions to the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.errors import NotFoundError
from domain.portal import Key
from domain.referral_code import STEPS, CodePurpose, CodeStep
from domain.secret import PrivateText
from services import attendance, audit, guessing, referral_codes, referrals_confirmed
from services.work import Work
from storage.models.referral_code import CodeUse, ReferralCode
from storage.queries import referral_codes as rows

_NOBODYS: Final = UUID(int=0)


@unique
class Answered(StrEnum):
    """What whoever typed a code is told."""

    CONFIRMED = "confirmed"
    NOT_THIS_ONE = "not_this_one"  # whatever the reason
    LATER = "later"  # nobody looked: too many were tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a code; ``shows`` is what the person agreed to show, None is nothing."""

    answered: Answered
    shows: PrivateText | None = None


def redeem(work: Work, key: Key, code: str, step: CodeStep) -> Answer:
    """Confirm a step with a code (``domain.referral_code.read``); counted whatever comes of it."""
    if not guessing.count(work, key):
        return Answer(answered=Answered.LATER)
    row = referral_codes.find(work, code)
    is_used = rows.is_used(work.session, row.id if row is not None else _NOBODYS, step)
    if row is None or is_used or not _is_for(row, key, step) or not _take(work, row, key, step):
        return Answer(answered=Answered.NOT_THIS_ONE)
    today = work.now.astimezone(TOKYO).date()
    try:
        shows = _CONFIRM[row.purpose](work, row.subject_id, step, today)
    except NotFoundError:  # taken back at this moment, before its code was
        return Answer(answered=Answered.NOT_THIS_ONE)
    guessing.forgive(work, key)
    audit.note(
        work,
        Act.CODE_CONFIRMED,
        actor_id=key.member_id,
        subject=Subject(kind=SubjectKind.DESTINATION, id=row.destination_id),
        reason=key.used_by,
    )
    return Answer(answered=Answered.CONFIRMED, shows=shows)


def purge(work: Work) -> None:
    """Remove codes that have long been over, links that lead nowhere, counts that count no more."""
    referral_codes.purge(work)
    rows.purge_links(work.session, expired_before=work.now)
    guessing.purge(work)


def _is_for(row: ReferralCode, key: Key, step: CodeStep) -> bool:
    return row.destination_id in key.destination_ids and step in STEPS[row.purpose]


def _take(work: Work, row: ReferralCode, key: Key, step: CodeStep) -> bool:
    return rows.take_step(
        work.session,
        CodeUse(
            id=uuid4(),
            code_id=row.id,
            step=step,
            used_on=work.now.astimezone(TOKYO).date(),
            used_by=key.used_by,
        ),
    )


def _referral(work: Work, referral_id: UUID, step: CodeStep, on: date) -> PrivateText | None:
    referrals_confirmed.confirmed(work, referral_id, step, on)
    return referrals_confirmed.shown_words(work, referral_id)


def _sign_up(work: Work, sign_up_id: UUID, _step: CodeStep, on: date) -> PrivateText | None:
    attendance.attended(work, sign_up_id, on)
    return None


_CONFIRM: Final[dict[CodePurpose, Callable[[Work, UUID, CodeStep, date], PrivateText | None]]] = {
    CodePurpose.REFERRAL: _referral,
    CodePurpose.SIGN_UP: _sign_up,
}
"""What a code of each purpose does where it belongs."""
