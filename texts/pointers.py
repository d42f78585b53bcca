"""What in a text leads elsewhere: telephone numbers and web addresses, however they are typed."""

import re
import unicodedata
from typing import Final

EMERGENCY: Final = frozenset({"110", "118", "119"})
"""Police, coast guard, fire and ambulance: these are always right."""

_DASHED: Final = re.compile(r"(?<=[0-9)])\s*[-‐‑‒–—―−─━ー]\s*(?=[0-9(])")
_HEAD: Final = (
    r"(?<![0-9])(?:(?<![0-9][.,:/-])|(?<=[0-9][./])(?=\(?0[0-9]{2}))"
    r"(?:\+81[-. ]?\(?0?\)?|\(?0)[0-9]{1,4}"
)
"""How a number begins: after a stroke or a dot with an area of three digits, unlike a day."""
_BETWEEN: Final = r"[-.·・•/_~〜の() ]{0,3}"
_SPLIT: Final = re.compile(rf"(?=({_HEAD}{_BETWEEN}[0-9]{{1,4}}{_BETWEEN}[0-9]{{3,5}})(?![0-9]))")
"""The groups of a number, whatever stands between them; a date has too few digits."""
_NUMBER: Final = re.compile(
    rf"(?P<long>{_HEAD}[-() ]{{0,2}}[0-9]{{1,4}}[-() ]{{0,2}}[0-9]{{3,5}})(?![0-9]|[,:-][0-9])"
    r"|(?<![0-9#])(?<![0-9][.,:/-])"
    r"(?P<short>#[0-9]{4}|1(?:10|18|19|71|88|89)(?!\s*[円人歳才分秒時年月日回名件点個本枚冊度%]))"
    r"(?![0-9]|[.,:/-][0-9])"
)
_LENGTHS: Final = range(10, 12)
_ADDRESS: Final = re.compile(
    r"https?://[!-~]+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:jp|com|org|net|info|me|io|gov)\b(?:/[!-~]*)?",
    re.IGNORECASE,
)
_NOT_ITS_END: Final = ".,;:!?)]}'\""


def find_numbers(text: str) -> tuple[str, ...]:
    """The telephone numbers of a text as ``plain_number`` writes them, each once, in order.

    Any width, any dash, dots and the like between its groups; not the hour, the price or the
    date, nor a My Number's twelve digits.
    """
    folded = _DASHED.sub("-", _folded(text))
    for match in _SPLIT.finditer(folded):
        whole = plain_number(match[1])
        if len(whole) in _LENGTHS:
            folded = folded.replace(match[1], whole)
    found = (match["short"] or plain_number(match["long"]) for match in _NUMBER.finditer(folded))
    right = (each for each in found if not each.startswith("0") or len(each) in _LENGTHS)
    return tuple(dict.fromkeys(right))


def find_addresses(text: str) -> tuple[str, ...]:
    """The web addresses of a text as they stand there, each once, in order."""
    found = (match[0].rstrip(_NOT_ITS_END) for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))


def plain_number(written: str) -> str:
    """A number without what only makes it readable: 0120-000-000 is 0120000000, +81 is 0."""
    folded = _folded(written).strip()
    if folded.startswith("+81"):
        return "0" + re.sub(r"[^0-9]", "", folded[3:]).removeprefix("0")
    return re.sub(r"[^0-9#]", "", folded)


def plain_address(written: str) -> str:
    """An address without its scheme and its last slash, by which two of them are compared."""
    return re.sub(r"^https?://", "", written.strip(), flags=re.IGNORECASE).rstrip("/").casefold()


def find_ways(text: str) -> tuple[str, ...]:
    """Every number and address of a text, written plainly."""
    return (*find_numbers(text), *map(plain_address, find_addresses(text)))


def leads_elsewhere(text: str) -> bool:
    """Whether somebody who reads the text may ring or open something because of it."""
    return bool(find_ways(text))


def _folded(text: str) -> str:
    """One width; the sharp of music is the # of a telephone."""
    return unicodedata.normalize("NFKC", text).replace("♯", "#")
