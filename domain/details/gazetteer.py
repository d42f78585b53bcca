"""Names and places that are known by heart: reviewed data beside this module.

Lists are from general knowledge, and of one prefecture first; what is not in them is found by its
form, by what stands around it, or by the tokens.
"""

import json
import re
from functools import cache
from importlib import resources
from typing import Final

_PACKAGE: Final = "domain.details"
_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}


@cache
def family_names() -> frozenset[str]:
    """As written in kanji."""
    return _written("family_names.txt")


@cache
def given_names() -> frozenset[str]:
    """As written in kanji."""
    return _written("given_names.txt")


@cache
def family_readings() -> frozenset[str]:
    """In hiragana and in katakana."""
    return _readings("family_names.txt")


@cache
def given_readings() -> frozenset[str]:
    """In hiragana and in katakana."""
    return _readings("given_names.txt")


@cache
def readings() -> frozenset[str]:
    """Both."""
    return family_readings() | given_readings()


@cache
def family_pattern() -> re.Pattern[str]:
    """Any family name of two letters or more; those of one are words as well."""
    names = (name for name in family_names() if len(name) > 1)
    return re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))


@cache
def towns() -> tuple[str, ...]:
    """Towns and their parts without 市 or 町, of two letters or more; the longest first."""
    document: dict[str, list[str]] = json.loads(_read("prefecture.json"))
    known = {name for kind in ("towns", "districts") for name in document[kind]}
    long = (name for name in known if len(name) > 1)
    return tuple(sorted(long, key=lambda name: (-len(name), name)))


@cache
def _pairs(file: str) -> tuple[tuple[str, str], ...]:
    """Written form and reading of every name of a file."""
    lines = [line for line in _read(file).splitlines() if not line.startswith("#")]
    entries = (entry.partition("/") for line in lines for entry in line.split())
    return tuple((name, kana) for name, _, kana in entries)


def _written(file: str) -> frozenset[str]:
    return frozenset(name for name, _ in _pairs(file))


def _readings(file: str) -> frozenset[str]:
    hiragana = {kana for _, kana in _pairs(file)}
    return frozenset(hiragana | {kana.translate(_KATAKANA) for kana in hiragana})


def _read(file: str) -> str:
    return resources.files(_PACKAGE).joinpath(file).read_text("utf-8")
