"""Certificates of training (修了証): the number as it is printed, what is kept, how long it holds.

The number is that of 保育士等キャリアアップ研修 (様式1): prefecture 2, year 2, designation 3
(institution 2 and kind 1), serial 5. The rule prints it with hyphens, its example without.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum, unique
from typing import Final

from domain.errors import RefusedError

LONGEST_PRINTED: Final = 40
"""Characters of a number as printed; far more than any."""

_PREFECTURES: Final = 47
_DASHES: Final = re.compile("[\u2010-\u2015\u2043\u2212\u30fc\ufe58]")
_NUMBER: Final = re.compile(
    r"(?P<prefecture>[0-9]{2})(?P<hyphen>-?)(?P<year>[0-9]{2})(?P=hyphen)"
    r"(?P<institution>[0-9]{2})(?P<kind>[0-9])(?P=hyphen)(?P<serial>[0-9]{5})",
    re.ASCII,
)


@unique
class CertificateState(StrEnum):
    """How it stands with a certificate."""

    VALID = "valid"  # 有効
    REISSUED = "reissued"  # 再交付: another stands in its place
    REVOKED = "revoked"  # 取消


@unique
class KeptAs(StrEnum):
    """How a certificate came to be kept, as the audit log says it."""

    KEPT = "kept"
    REISSUED = "reissued"


@unique
class RevokedFor(StrEnum):
    """Why a certificate is revoked."""

    ISSUER = "issuer"  # the issuer has withdrawn it
    MISUSE = "misuse"  # it was gained or used wrongly
    MISTAKE = "mistake"  # it was written down wrongly: nothing is held against the member


@unique
class ExpiryStep(IntEnum):
    """How near the end of a certificate is, in days; 0 is past it."""

    PAST = 0
    WEEK = 7
    MONTH = 30
    TWO_MONTHS = 60


class WrongNumberError(RefusedError):
    """It is no number of the rule, hyphens or not."""

    code = "wrong_certificate_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateNumber:
    """The twelve digits in their parts; each part keeps its leading zeros."""

    prefecture: str
    year: str
    institution: str
    kind: str
    serial: str

    @property
    def digits(self) -> str:
        """Without hyphens: 011701100001."""
        return f"{self.prefecture}{self.year}{self.institution}{self.kind}{self.serial}"

    @property
    def hyphened(self) -> str:
        """With them: 01-17-011-00001."""
        return f"{self.prefecture}-{self.year}-{self.institution}{self.kind}-{self.serial}"

    def fits(self, issued_on: date) -> bool:
        """Whether its year is that of the issue, or the one before: the paper may come later."""
        return int(self.year) in {issued_on.year % 100, (issued_on.year - 1) % 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate as far as it counts for the one who has it.

    ``minutes`` of attendance; ``valid_until`` is its last day, None without end;
    ``has_reflection``: the reflection was handed in.
    """

    course: str
    minutes: int
    valid_until: date | None
    state: CertificateState
    has_reflection: bool = True
    revoked_for: RevokedFor | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is good on a day."""
        is_past = self.valid_until is not None and self.valid_until < day
        return self.state is CertificateState.VALID and not is_past


def read_number(printed: str) -> CertificateNumber:
    """The number as it is printed: any width, any dash, hyphens at all places or at none.

    Raises:
        WrongNumberError: not twelve digits, hyphens elsewhere, a prefecture that does not exist,
            or a part of zeros only.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", printed)).strip()
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise WrongNumberError
    parts = {name: part for name, part in match.groupdict().items() if name != "hyphen"}
    is_empty = any(int(parts[name]) == 0 for name in ("institution", "kind", "serial"))
    if is_empty or not 1 <= int(parts["prefecture"]) <= _PREFECTURES:
        raise WrongNumberError
    return CertificateNumber(**parts)


def revoked_courses(held: Iterable[Held], *, on: date) -> tuple[str, ...]:
    """The courses of which a certificate was revoked and no other is good, in order.

    What was only written down wrongly does not count.
    """
    kept = tuple(held)
    good = {each.course for each in kept if each.holds_on(on)}
    lost = (
        each.course
        for each in kept
        if each.state is CertificateState.REVOKED and each.revoked_for is not RevokedFor.MISTAKE
    )
    return tuple(sorted({course for course in lost if course not in good}))


def expiry(valid_until: date | None, *, today: date) -> ExpiryStep | None:
    """The nearest step before a last day; None while it is further than 60 days ahead."""
    if valid_until is None:
        return None
    if valid_until < today:
        return ExpiryStep.PAST
    ahead = (step for step in ExpiryStep if step is not ExpiryStep.PAST)
    return next((step for step in ahead if valid_until - today <= timedelta(days=step)), None)
