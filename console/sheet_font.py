"""The letters of the sheet: outlines of Noto Sans CJK JP, as a small TrueType font of their own.

The whole font is CID-keyed: readers that take text out of a file (and some old printers) do not
follow the character map fpdf2 writes for such fonts. Of a TrueType font they read every letter.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from typing import Any, Final

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped] # ships no types
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped] # the same
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped] # the same
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # the same
from noto_cjk_sans_jp_regular import FONT_PATH  # type: ignore[import-untyped] # the same

_NONE: Final = ".notdef"
_NEAR_ENOUGH: Final = 1.0
"""How far a curve may lie beside the one it stands for, in thousandths of the letters' height."""

_SOME_MOMENT: Final = 3_029_529_600
"""The first second of 2000, counted from 1904 as fonts do."""


def has(letter: str) -> bool:
    """Whether the font has a letter."""
    return ord(letter) in _names()


def of_letters(letters: Iterable[str]) -> bytes:
    """A TrueType font with these letters; those the whole font does not have are left out.

    The same letters give the same bytes: no hour of its making is in it.
    """
    known = _names()
    named = {ord(letter): known[ord(letter)] for letter in letters if ord(letter) in known}
    order = [_NONE, *sorted(set(named.values()) - {_NONE})]
    with TTFont(FONT_PATH, lazy=True) as whole:
        glyphs, line = whole.getGlyphSet(), whole["hhea"]
        builder = FontBuilder(whole["head"].unitsPerEm, isTTF=True)
        builder.setupGlyphOrder(order)
        builder.setupCharacterMap(named)
        builder.setupGlyf({name: _outline(glyphs[name]) for name in order})
        table = builder.font["glyf"]
        builder.setupHorizontalMetrics(
            {name: (glyphs[name].width, getattr(table[name], "xMin", 0)) for name in order}
        )
        builder.setupHorizontalHeader(ascent=line.ascent, descent=line.descent)
    builder.setupNameTable({"familyName": "Sheet", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=line.ascent, sTypoDescender=line.descent)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = _SOME_MOMENT
    made = BytesIO()
    builder.save(made)
    return made.getvalue()


def _outline(glyph: Any) -> Any:  # noqa: ANN401 - fontTools ships no types
    """The curves of TrueType in the place of those of PostScript."""
    pen = TTGlyphPen(None)
    glyph.draw(Cu2QuPen(pen, _NEAR_ENOUGH, reverse_direction=True))
    return pen.glyph()


@cache
def _names() -> Mapping[int, str]:
    """By code, what the font calls a letter."""
    with TTFont(FONT_PATH, lazy=True) as whole:
        found: dict[int, str] = whole.getBestCmap()
    return found
