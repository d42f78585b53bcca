"""What is said in one go: up to five bubbles and cards, and the choices below them."""

from dataclasses import dataclass

MOST_BUBBLES = 5
"""One call to LINE carries at most this many bubbles (Messaging API reference)."""
LONGEST_CARD = 60
"""Characters of a card's text; LINE takes 160 of one without a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button under the last bubble: what it shows, what it sends back, what it types."""

    label: str
    data: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A button that opens a page: what it shows, and where it leads."""

    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card with up to four buttons, ``links`` first.

    ``preview`` is all that a locked screen shows of it. ``after`` so many bubbles of its utterance.
    """

    title: str
    text: str
    preview: str
    links: tuple[Link, ...] = ()
    choices: tuple[Choice, ...] = ()
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One call's worth: 1 to 5 bubbles and cards in order; silent ones ring no phone."""

    bubbles: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    is_silent: bool = False
    cards: tuple[Card, ...] = ()

    @property
    def size(self) -> int:
        """How many of a call's five places it takes."""
        return len(self.bubbles) + len(self.cards)
