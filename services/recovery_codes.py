"""Recovery codes: ten, shown once, each for one sign-in when the factor is lost."""

import secrets
import unicodedata
from typing import Final
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.secret import PrivateText
from services import audit
from services.work import Work
from storage.queries import sign_in

HOW_MANY: Final = 10
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else
_GROUPS: Final = 3
_GROUP: Final = 4


def renew(work: Work, member_id: UUID) -> tuple[PrivateText, ...]:
    """Make new codes in the place of all there were. They are readable only now."""
    codes = [_new_code() for _ in range(HOW_MANY)]
    digests = [_digest(work, member_id, code) for code in codes]
    sign_in.renew_codes(work.session, member_id, digests, now=work.now)
    _note(work, Act.RECOVERY_CODES_MADE, member_id)
    return tuple(PrivateText(code) for code in codes)


def is_right(work: Work, member_id: UUID, code: PrivateText) -> bool:
    """Whether this is one of the member's codes; uses it up."""
    digest = _digest(work, member_id, code.reveal())
    if not sign_in.take_code(work.session, digest, now=work.now):
        return False
    _note(work, Act.RECOVERY_CODE_USED, member_id)
    return True


def _new_code() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _digest(work: Work, member_id: UUID, code: str) -> bytes:
    plain = unicodedata.normalize("NFKC", code).casefold()
    letters = "".join(letter for letter in plain if letter in _ALPHABET)
    return work.house.seals.sign_in_digest("recovery", member_id.bytes, letters.encode())


def _note(work: Work, act: Act, member_id: UUID) -> None:
    subject = Subject(kind=SubjectKind.MEMBER, id=member_id)
    audit.note(work, act, actor_id=member_id, subject=subject)
