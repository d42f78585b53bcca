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
    code_id, generation = (row.id, row.generation) if row is not None else (_NOBODYS, 0)
    is_used = rows.is_used(work.session, code_id, generation, step)
    if row is None or is_used or not _is_for(row, key, step):
        return Answer(answered=Answered.NOT_THIS_ONE)
    try:
        with work.session.begin_nested():  # what cannot be confirmed has not used the code
            shows = _confirm(work, row, key, step)
    except NotFoundError:
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


def _confirm(work: Work, row: ReferralCode, key: Key, step: CodeStep) -> PrivateText | None:
    """Use the code for the step.

    Raises:
        NotFoundError: another was faster, it was taken back at this moment, or it is not the day.
    """
    today = work.now.astimezone(TOKYO).date()
    use = CodeUse(
        id=uuid4(),
        code_id=row.id,
        generation=row.generation,
        step=step,
        used_on=today,
        used_by=key.used_by,
    )
    if not rows.take_step(work.session, use):
        raise NotFoundError("Used before")
    return _CONFIRM[row.purpose](work, row.subject_id, step, today)


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
