"""A picture of a table: the numbers that stand beside it, and nothing else.

Drawn by Vega-Lite (vl-convert) from a description that holds the table's own cells. Colours are
classes, so that the page's style sheet gives them by day, by night and on paper; letters stay
letters. What is hidden or was not measured has no bar: its mark stands on the line, so that nobody
takes it for nothing.
"""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, cast
from xml.sax.saxutils import escape, quoteattr

import vl_convert
from markupsafe import Markup

from console.export_words import STAR
from console.files.report import NOT_MEASURED, Cell, ChartKind, Sheet
from console.language import _

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
_SHORT: Final = 4
"""So many letters stand under a bar; longer names stand beside bars that lie."""

_WORDS: Final = "…"
_VERSION: Final = "5.20"
_LETTERS: Final = 14
_WIDTH: Final = 400
_WIDTH_LYING: Final = 300
"""So wide that letters are read on a phone, which shows it smaller; names stand beside."""

_HEIGHT: Final = 200
_ROW: Final = 22
"""So high is a bar that lies, with the space around it."""

_TONES: Final = ("#010101", "#020202", "#030303")
"""Stand-ins for the classes ``tone-1`` … of the style sheet."""

_TONE: Final = re.compile(r'(?:fill|stroke)="#0([123])0\1(?:0\1)"')
_SVG: Final = re.compile(r"<svg [^>]*>")
_HEARD: Final = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_SIZE: Final = re.compile(r'viewBox="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing, and the table it is of; ``unit`` stands at its numbers."""

    sheet: Sheet
    svg: Markup
    unit: str


def picture(sheet: Sheet, *, unit: str) -> Picture:
    """The picture of a sheet that has a chart.

    Raises:
        ValueError: it has none.
    """
    if sheet.chart is None:
        raise ValueError("A picture is of a chart")
    svg = _drawn(_described(sheet, unit), sheet.title, _told(sheet, unit))
    return Picture(sheet=sheet, svg=Markup(svg), unit=unit)  # noqa: S704 - Vega escapes every text it is given; a test plants some


def _told(sheet: Sheet, unit: str) -> str:
    """What is heard of the drawing, below its name."""
    columns = sheet.chart.columns if sheet.chart is not None else ()
    return _(
        "%(place)sごとの%(columns)s（%(unit)s）の図です。同じ数が、となりの表にあります。",
        place=sheet.headings[0],
        columns="・".join(sheet.headings[each] for each in columns),
        unit=unit,
    )


def _described(sheet: Sheet, unit: str) -> str:
    """The drawing in Vega-Lite's words: the same for the same table."""
    chart = sheet.chart
    columns = chart.columns if chart is not None else ()
    rows = (chart.rows if chart is not None else ()) or tuple(range(len(sheet.rows)))
    values = [
        {
            "place": str(sheet.rows[row][0]),
            "what": sheet.headings[column],
            "number": _number(sheet.rows[row][column]),
            "mark": _mark(sheet.rows[row][column]),
        }
        for row in rows
        for column in columns
    ]
    places = list(dict.fromkeys(str(sheet.rows[row][0]) for row in rows))
    names = [sheet.headings[column] for column in columns]
    is_line = chart is not None and chart.kind is ChartKind.LINES
    lies = not is_line and len(names) == 1 and max(map(len, places), default=0) > _SHORT
    encoding = _encoding(places, names, unit, is_line=is_line, lies=lies)
    if not any(each["number"] for each in values):
        # Nothing but zeros: they stand on the ground, not in mid-air.
        upward = cast("dict[str, object]", encoding["x" if lies else "y"])
        upward["scale"] = {"domain": [0, 1]}
        upward["axis"] = cast("dict[str, object]", upward["axis"]) | {"values": [0], "format": "d"}
    return json.dumps(
        {
            "$schema": _SCHEMA,
            "width": _WIDTH_LYING if lies else _WIDTH,
            "height": max(_HEIGHT, _ROW * len(places)) if lies else _HEIGHT,
            "background": None,
            "data": {"values": values},
            "layer": _layers(encoding, is_line=is_line, lies=lies),
            "config": {
                "font": "inherit",
                "view": {"stroke": None},
                "axis": {"labelFontSize": _LETTERS, "titleFontSize": _LETTERS, "domain": False},
                "legend": {
                    "labelFontSize": _LETTERS,
                    "labelLimit": 0,
                    "offset": 26,
                    "orient": "top",
                    "title": None,
                },
            },
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _layers(encoding: dict[str, object], *, is_line: bool, lies: bool) -> list[dict[str, object]]:
    """The numbers, and the marks of what has none."""
    beside = {"align": "left", "dx": 3} if lies else {"baseline": "bottom", "dy": -2}
    placed = {name: how for name, how in encoding.items() if name != "color"}
    return [
        {
            "mark": {"type": "line", "point": True, "strokeWidth": 2} if is_line else "bar",
            "encoding": encoding,
        },
        {
            "transform": [{"filter": "datum.mark !== null"}],
            "mark": {"type": "text", "fontSize": _LETTERS} | beside,
            "encoding": placed | {"x" if lies else "y": {"datum": 0}, "text": {"field": "mark"}},
        },
    ]


def _encoding(
    places: list[str], names: list[str], unit: str, *, is_line: bool, lies: bool
) -> dict[str, object]:
    tones = {
        "domain": names,
        "range": list(_TONES if len(names) > 1 else _TONES[1:])[: len(names)],
    }
    along = {
        "field": "place",
        "type": "ordinal",
        "sort": places,
        "scale": {"domain": places},
        "axis": {"labelAngle": 0, "title": None, "labelLimit": 0, "labelOverlap": not lies},
    }
    title = (
        {}
        if lies
        else {
            "titleAngle": 0,
            "titleAlign": "left",
            "titleBaseline": "bottom",
            "titleY": -8,
            "titleX": -36,
        }
    )
    upward = {
        "field": "number",
        "type": "quantitative",
        "axis": {"title": unit, "tickMinStep": 1, "tickCount": 4} | title,
    }
    told: dict[str, object] = {
        "x": upward if lies else along,
        "y": along if lies else upward,
        "color": {"field": "what", "scale": tones, "legend": {} if len(names) > 1 else None},
    }
    if not is_line and len(names) > 1:
        told["xOffset"] = {"field": "what", "sort": names}
    return told


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | Decimal) else None


def _mark(cell: Cell) -> str | None:
    """What stands where there is no bar; words are read in the table."""
    if cell is None:
        return NOT_MEASURED
    if isinstance(cell, str):
        return STAR if cell == STAR else _WORDS
    return None


@lru_cache(maxsize=128)
def _drawn(described: str, title: str, told: str) -> str:
    svg = vl_convert.vegalite_to_svg(json.loads(described), vl_version=_VERSION)
    svg = _TONE.sub(_classed, _HEARD.sub("", svg))
    size = _SIZE.search(svg)
    # One picture with a name; its parts are told by the table beside it.
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox={quoteattr(size[1] if size else "")}'
        f' role="img" focusable="false"><title>{escape(title)}</title>'
        f"<desc>{escape(told)}</desc>"
    )
    return _SVG.sub(lambda _found: head, svg, count=1)


def _classed(found: re.Match[str]) -> str:
    return f'class="tone-{found[1]} {"line" if found[0].startswith("stroke") else "area"}"'
