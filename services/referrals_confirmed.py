"""What a destination says of a referral whose code was shown there. It learns nothing of a talk."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.errors import NotFoundError
from domain.record_details import ReferStep
from domain.referral import ConsentState, SaidBy
from domain.secret import PrivateText
from services import referral_keeping
from services.work import Work
from storage.queries import referrals


def confirmed(work: Work, referral_id: UUID, step: StrEnum, on: date) -> None:
    """Note that the destination has confirmed: つながった, on that day.

    ``step`` is the destination's own closed word (came, called, goes on). No open page is told:
    the name of a talk at the moment a destination confirms would tie the two.

    Raises:
        NotFoundError: there is no such referral, it is closed, or the person has withdrawn.
    """
    row = referral_keeping.lock(work, referral_id)
    if row.closed_at is not None or row.consent is not ConsentState.GIVEN:
        raise NotFoundError("No such referral")
    referral_keeping.add_step(
        work,
        row,
        ReferStep.CONFIRMED,
        said_by=SaidBy.DESTINATION,
        member_id=None,
        on=on,
        detail=step.value,
    )


def shown_words(work: Work, referral_id: UUID) -> PrivateText | None:
    """What the person agreed to show: a nickname, or a short note; None is nothing.

    Raises:
        NotFoundError: there is no such referral.
    """
    row = referrals.get(work.session, referral_id)
    if row.closed_at is not None or row.consent is not ConsentState.GIVEN:
        return None
    return referral_keeping.open_shown(work, row)
