"""Variables: the ``{names}`` in a text that are filled in when it is sent."""

from collections.abc import Iterable
from string import Formatter


class BrokenBracesError(ValueError):
    """Braces that are not a plain ``{name}``."""


def variables_of(texts: Iterable[str]) -> frozenset[str]:
    """The names in some texts.

    Raises:
        BrokenBracesError: a brace is left open, or a variable has more than a name.
    """
    try:
        parts = [part for text in texts for part in Formatter().parse(text)]
    except ValueError as error:
        raise BrokenBracesError(str(error)) from error
    for _, name, form, conversion in parts:
        if name is not None and (not name.isidentifier() or form or conversion):
            raise BrokenBracesError("a variable is a plain {name}")
    return frozenset(name for _, name, _, _ in parts if name is not None)
