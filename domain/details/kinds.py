"""What kinds of details identify somebody, and one that was found."""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Final


@unique
class DetailKind(StrEnum):
    """Every kind; the value is what labelled files call it."""

    NAME = "NAME"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    LINE_ID = "LINE_ID"
    POSTAL = "POSTAL"
    MYNUMBER = "MYNUMBER"
    ADDRESS = "ADDRESS"
    BIRTHDATE = "BIRTHDATE"
    AGE = "AGE"
    SCHOOL = "SCHOOL"
    COMPANY = "COMPANY"
    FACILITY = "FACILITY"
    STATION = "STATION"


STRUCTURED: Final = frozenset(
    {
        DetailKind.PHONE,
        DetailKind.EMAIL,
        DetailKind.LINE_ID,
        DetailKind.POSTAL,
        DetailKind.MYNUMBER,
    }
)
"""What has a form of its own, and is found without knowing words."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Found:
    """A detail of ``kind`` at ``text[start:end]`` of the text that was looked at."""

    start: int
    end: int
    kind: DetailKind
