"""An evening as a picture: who waits and who talks, over time. Plain SVG, with its words."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape

from bot.rehearsal.run import Outcome
from domain.clock import TOKYO

_WIDTH: Final = 900
_HEIGHT: Final = 320
_LEFT: Final = 46
_RIGHT: Final = 16
_TOP: Final = 48
_BOTTOM: Final = 34
_HOUR: Final = timedelta(hours=1)
_MANY: Final = 10


def as_svg(outcome: Outcome) -> str:
    """The picture. Talking is a full line, waiting a dashed one: it needs no colours."""
    evening = outcome.plan.evening
    sheet = _Sheet(
        evening.opens_at - timedelta(minutes=30),
        evening.report_at,
        max(outcome.numbers.most_waiting, outcome.numbers.most_talking, 1),
    )
    day = f"{evening.opens_at.astimezone(TOKYO):%Y-%m-%d}"
    title = f"Evening of {day}, seed {outcome.plan.seed}: people waiting and talking"
    return "\n".join(
        (
            _svg_tag(),
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="words">{escape(_in_words(outcome))}</desc>',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
            f'<text x="{_LEFT}" y="18" font-size="14">{escape(title)}</text>',
            *sheet.grid(),
            sheet.line([(each.at, each.talking) for each in outcome.tide], "#1b5e4b", ""),
            sheet.line([(each.at, each.waiting) for each in outcome.tide], "#a3350f", "6 4"),
            *_key(),
            "</svg>",
            "",
        )
    )


def _svg_tag() -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        ' aria-labelledby="title words" font-family="sans-serif" font-size="12">'
    )


class _Sheet:
    def __init__(self, first: datetime, last: datetime, most: int) -> None:
        self._first, self._last, self._most = first, last, most

    def line(self, values: Sequence[tuple[datetime, int]], colour: str, dashes: str) -> str:
        """A line in steps: a number holds until the next."""
        path = [f"M {self._x(self._first):.1f} {self._y(0):.1f}"]
        for at, value in values:
            if self._first <= at <= self._last:
                path.append(f"H {self._x(at):.1f} V {self._y(value):.1f}")
        path.append(f"H {self._x(self._last):.1f}")
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        return (
            f'<path d="{" ".join(path)}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        )

    def grid(self) -> Iterator[str]:
        """The hours below, the numbers beside."""
        at = self._first + timedelta(minutes=30)
        while at <= self._last:
            x = self._x(at)
            yield f'<path d="M {x:.1f} {_TOP} V {_HEIGHT - _BOTTOM}" stroke="#ddd"/>'
            yield (
                f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">'
                f"{at.astimezone(TOKYO):%H:%M}</text>"
            )
            at += _HOUR
        step = max(1, self._most // _MANY)
        for number in range(0, self._most + 1, step):
            y = self._y(number)
            yield f'<path d="M {_LEFT} {y:.1f} H {_WIDTH - _RIGHT}" stroke="#eee"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{number}</text>'

    def _x(self, at: datetime) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * ((at - self._first) / (self._last - self._first))

    def _y(self, number: int) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * number / self._most


def _key() -> Iterator[str]:
    for x, words, colour, dashes in (
        (_LEFT, "talking", "#1b5e4b", ""),
        (_LEFT + 110, "waiting", "#a3350f", ' stroke-dasharray="6 4"'),
    ):
        yield f'<path d="M {x} 34 h 30" stroke="{colour}" stroke-width="2"{dashes}/>'
        yield f'<text x="{x + 36}" y="38">{words}</text>'


def _in_words(outcome: Outcome) -> str:
    numbers = outcome.numbers
    return (
        f"{numbers.met} people came, {numbers.served} were served. At most {numbers.most_waiting} "
        f"waited and {numbers.most_talking} talked at once."
    )
