"""What is said in one go: up to five bubbles, and the choices below them."""

from dataclasses import dataclass

MOST_BUBBLES = 5
"""One call to LINE carries at most this many bubbles (Messaging API reference)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button under the last bubble: what it shows, what it sends back, what it types."""

    label: str
    data: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One call's worth of words: 1 to 5 bubbles in order; silent ones ring no phone."""

    bubbles: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    is_silent: bool = False
