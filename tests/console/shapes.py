"""What pages are made of, and which few of them show all of it."""

from collections.abc import Collection, Hashable, Mapping
from html.parser import HTMLParser
from typing import Final, TypeVar

Name = TypeVar("Name", bound=Hashable)
Shape = tuple[str, ...]

_EMPTY: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "use", "wbr"})
_TELLING: Final = ("class", "role", "type", "disabled", "hidden", "aria-current", "aria-live")


def telling(pages: Mapping[Name, str], *, kinds: Mapping[Name, str]) -> list[Name]:
    """As few pages as show every kind of page, and every element in whatever it can stand in.

    Of two that show as much, the earlier one.
    """
    left = {name: shapes(page) | {("", kinds[name])} for name, page in pages.items()}
    chosen: list[Name] = []
    while left:
        most = max(left, key=lambda name: len(left[name]))
        seen = left.pop(most)
        chosen.append(most)
        left = {name: new for name, found in left.items() if (new := found - seen)}
    return chosen


def shapes(page: str) -> set[Shape]:
    """Every element with what it stands in, by what decides how it looks and is read aloud."""
    reader = _Shapes()
    reader.feed(page)
    return reader.found


class _Shapes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[Shape] = set()
        self._open: list[tuple[str, Shape]] = []

    def handle_starttag(self, tag: str, attrs: Collection[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        own = (tag, *(f"{name}={given[name]}" for name in _TELLING if name in given))
        within = self._open[-1][1] if self._open else ()
        self.found.add((*own, "in", *within))
        if tag not in _EMPTY:
            self._open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
