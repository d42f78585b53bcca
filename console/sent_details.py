"""What a person sent that they could be reached by, said quietly beside it for whoever reads."""

from typing import Final

from console.language import _
from console.referral_words import PIECES
from domain.details.find import find_sent
from domain.details.kinds import DetailKind
from domain.secret import PrivateText

_SAID: Final = frozenset(
    {DetailKind.PHONE, DetailKind.EMAIL, DetailKind.LINE_ID, DetailKind.POSTAL}
)


def sent_detail_words(text: PrivateText) -> str | None:
    """What the first number or address in a text looks like; None where there is none."""
    kinds = (found.kind for found in find_sent(text.reveal()))
    return next((_(PIECES[kind]) for kind in kinds if kind in _SAID), None)
