"""The secret ways of the phone tree: names and addresses, read anew for each use.

Where notifications go is nobody's business but the file's: an address is a password in itself,
and stands in no message, log or schedule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from domain.errors import MadobeError
from domain.secret import PrivateText
from routing.schedule_phone_tree import WAY

_LINE: Final = re.compile(r"(?P<name>[^:\s]+)\s*:\s+(?P<address>\S+)")
_MOST_CHARACTERS: Final = 100_000


class WaysError(MadobeError):
    """The file of ways cannot be used; the message names file, line and cure, no address."""


def load_ways(path: Path | None) -> Mapping[str, PrivateText]:
    """The address of every way, by its name; none without a file.

    Raises:
        WaysError: it cannot be read, is open to others, or has a line that is no way.
    """
    if path is None:
        return {}
    ways: dict[str, PrivateText] = {}
    for number, name, address in _lines(_text_of(path), path):
        if name in ways:
            raise WaysError(f"{path}, line {number}: a name again. Name each way once.")
        ways[name] = address
    return ways


def has_all(path: Path | None, names: Iterable[str]) -> bool:
    """Whether the file can be used and has every one of these ways."""
    try:
        return set(names) <= set(load_ways(path))
    except WaysError:
        return False


def _text_of(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_MOST_CHARACTERS)
    except (OSError, ValueError):
        raise WaysError(f"There is no file of ways at {path} that this user can read.") from None
    if mode & 0o077:
        raise WaysError(f"The file of ways at {path} is open to others: `chmod 600 {path}`.")
    return text


def _lines(text: str, path: Path) -> Iterator[tuple[int, str, PrivateText]]:
    for number, line in enumerate(text.splitlines(), start=1):
        plain = line.strip()
        if not plain or plain.startswith("#"):
            continue
        match = _LINE.fullmatch(plain)
        if match is None or not WAY.fullmatch(match["name"]) or "://" not in match["address"]:
            raise WaysError(
                f"{path}, line {number}: not a way. Write a name, a colon, a space and an address, "
                "like `kazoku_mail: mailtos://…`; names are 2 to 24 of a-z, 0-9 and _."
            )
        yield number, match["name"], PrivateText(match["address"])
