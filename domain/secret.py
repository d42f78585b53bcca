"""Private words defend themselves: what people write prints as its length."""

from typing import Final, final


@final
class PrivateText:
    """Text that identifies or exposes somebody: a message, a LINE id, a reply token.

    Printing, formatting or logging one shows its length only; reading it is the visible
    act ``reveal()``. Two with the same words are equal, so that tests and sets work.
    """

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words: Final = words

    def reveal(self) -> str:
        """Give the words themselves. Every call is a place to look at in a review."""
        return self._words

    def __len__(self) -> int:
        return len(self._words)

    def __bool__(self) -> bool:
        return bool(self._words)

    def __repr__(self) -> str:
        return f"<private text, {len(self._words)} characters>"

    def __format__(self, _spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PrivateText) and other.reveal() == self._words

    def __hash__(self) -> int:
        return hash((PrivateText, self._words))

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("Private text is sealed, never serialised as it stands")
