"""The console's language. What is written in the code is Japanese; the catalogues say the rest.

A catalogue is ``catalogues/<language>.po``, read once. What it lacks is shown in Japanese, and
fails the tests (``tests/contracts/test_catalogues.py``).
"""

from collections.abc import Callable, Mapping
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import g, has_request_context, request

from console.guard import find_member

LANGUAGES: Final = {"ja": "日本語", "en": "English"}
"""Every language of the console, by its code, under its own name."""

WRITTEN_IN: Final = "ja"
CATALOGUES: Final = Path(__file__).with_name("catalogues")


def language() -> str:
    """The language of whoever asks: as the member has chosen, at the door as the browser says."""
    if not has_request_context():
        return WRITTEN_IN
    if "language" not in g:
        member = find_member()
        asked = request.accept_languages.best_match(LANGUAGES, WRITTEN_IN)
        g.language = member.language if member is not None else asked
    return str(g.language)


def _(message: str, **values: object) -> str:
    """A sentence in the member's language, its ``%(name)s`` filled."""
    catalogue = _catalogue(language())
    said = catalogue.gettext(message) if catalogue else message
    return said % values if values else said


def counted(message: str, n: int, **values: object) -> str:
    """A sentence about a number of things, its ``%(n)s`` filled: languages differ over one."""
    catalogue = _catalogue(language())
    said = catalogue.ngettext(message, message, n) if catalogue else message
    return said % {"n": n, **values}


def said(table: Mapping[Any, str]) -> Callable[[str], str]:
    """What says the words of a closed code, for templates."""
    return lambda code: _(table[code])


def later(message: str) -> str:
    """Marks a sentence for the catalogues; ``_`` says it where it is shown."""
    return message


@cache
def _catalogue(code: str) -> GNUTranslations | None:
    if code == WRITTEN_IN:
        return None
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        written = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    return GNUTranslations(compiled)
