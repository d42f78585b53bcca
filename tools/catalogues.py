"""Brings the console's catalogues up to date with what is written in the code.

A new sentence is added without a translation, one nobody says any more is removed; what has been
translated stays. The tests name every sentence that is still without (tests/contracts).
"""

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

CONSOLE: Final = Path(__file__).resolve().parent.parent / "console"
FOLDER: Final = CONSOLE / "catalogues"
_METHODS: Final = [("**.py", "python"), ("templates/**.html", "jinja2")]
_KEYWORDS: Final = {"_": None, "later": None, "counted": (1, 1)}
_HEADER: Final = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def said() -> Catalog:
    """Every sentence the console says, with the places where it says it."""
    found = Catalog()
    for file, line, message, _comments, context in extract_from_dir(
        CONSOLE, method_map=_METHODS, keywords=_KEYWORDS
    ):
        found.add(message, locations=[(f"console/{file}", line)], context=context)
    return found


def kept(path: Path) -> Catalog:
    """A catalogue as it is on disk."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def main() -> int:
    """Update every catalogue; 0 when nothing is left without a translation."""
    template, untranslated = said(), 0
    for path in sorted(FOLDER.glob("*.po")):
        catalogue = kept(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        missing = [each.id for each in catalogue if each.id and not all_said(each.string)]
        written = BytesIO()
        write_po(
            written, catalogue, width=100, sort_by_file=True, include_lineno=False, omit_header=True
        )
        path.write_bytes(_HEADER.format(language=path.stem).encode() + written.getvalue())
        print(f"{path.name}: {len(catalogue)} sentences, {len(missing)} without a translation")
        untranslated += len(missing)
    return 1 if untranslated else 0


def all_said(string: str | Sequence[str] | None) -> bool:
    """Whether a sentence, or each of its plural forms, has a translation."""
    if not string:
        return False
    return isinstance(string, str) or all(string)


if __name__ == "__main__":
    sys.exit(main())
