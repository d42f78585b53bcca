"""What is wrong with a schedule file, said so that the writer can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from domain.errors import MadobeError

_SHOWN_CHARACTERS = 40


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mistake:
    """One mistake. ``line`` and ``column`` count from 1; ``right`` says what would be accepted."""

    line: int
    column: int
    found: str
    right: str


class ScheduleFileError(MadobeError):
    """A schedule file is refused whole; ``mistakes`` are all that were found, in reading order.

    Its text has a line for each: ``file:line:column: what was found – what would be right``.
    """

    def __init__(self, name: str, mistakes: Iterable[Mistake]) -> None:
        self.name = name
        self.mistakes = tuple(sorted(mistakes))
        super().__init__(
            "\n".join(f"{name}:{m.line}:{m.column}: {m.found} – {m.right}" for m in self.mistakes)
        )


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The mistakes of one file as they are found."""

    found: list[Mistake] = field(default_factory=list)

    def add(self, node: yaml.Node, found: str, right: str) -> None:
        """Note a mistake at the place where ``node`` begins."""
        mark = node.start_mark
        self.add_at(mark.line + 1, mark.column + 1, found, right)

    def add_at(self, line: int, column: int, found: str, right: str) -> None:
        """Note a mistake at a line and column counted from 1."""
        self.found.append(Mistake(line=line, column=column, found=found, right=right))


def shown(value: str) -> str:
    """A value of the file as it may stand in one line of a message: quoted, printable, short."""
    cut = value if len(value) <= _SHOWN_CHARACTERS else value[: _SHOWN_CHARACTERS - 1] + "…"
    escaped = "".join(char if char.isprintable() else repr(char)[1:-1] for char in cut)
    return f"“{escaped}”"
