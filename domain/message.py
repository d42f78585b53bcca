"""What one message is: its way, its kind, and how its text is cleaned on arrival."""

import re
from enum import StrEnum, unique
from typing import Final

from domain.secret import PrivateText


@unique
class Direction(StrEnum):
    """Which way a message went."""

    INBOUND = "inbound"  # from the person
    OUTBOUND = "outbound"  # from a counsellor
    NOTICE = "notice"  # from the service itself
    WHISPER = "whisper"  # from a supervisor to the counsellor; the person never sees it


@unique
class MessageKind(StrEnum):
    """What a message is made of. Of all but text and stickers only the kind is kept."""

    TEXT = "text"
    STICKER = "sticker"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    FILE = "file"
    LOCATION = "location"


MASK: Final = "＊＊＊＊（12けたの番号は保存しません）"
"""Stands where a My Number stood: the number may not be kept by us (番号法20条)."""

_TWELVE_DIGITS: Final = re.compile(
    r"(?<![0-9０-９])[0-9０-９](?:[ 　\-‐-―−ー－]?[0-9０-９]){11}(?![0-9０-９])"
)


def without_my_number(text: PrivateText) -> PrivateText:
    """The text with every twelve-digit My Number replaced by ``MASK``.

    Half and full width, spaces and dashes between the digits are seen through. A number
    whose check digit does not fit stays: it is a telephone or an order number.
    """
    return PrivateText(_TWELVE_DIGITS.sub(_masked, text.reveal()))


def _masked(found: re.Match[str]) -> str:
    digits = [int(character) for character in found.group() if character.isdecimal()]
    return MASK if _check_digit(digits[:11]) == digits[11] else found.group()


def _check_digit(digits: list[int]) -> int:
    """Ministerial ordinance 85 of 2014, article 5: weights from the right, modulo eleven."""
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return 0 if rest <= 1 else 11 - rest
