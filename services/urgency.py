"""Urgency: a first glance at the door, so that danger does not wait behind other words.

It decides only the order in which events are handled. Whoever handles them judges them with care,
with what was said around them; words this glance has missed are judged all the same, in turn.
"""

from typing import Final

from domain.risk.assess import assess
from line.events import PostbackReceived, StickerReceived, TextEdited, TextReceived, read_event

_LONGEST: Final = 300
"""Letters. A long letter is rare, and often grave: it goes first, and the door need not read it."""


def is_urgent(payload: bytes) -> bool:
    """Whether an event, as the door keeps it, is to be handled before the others."""
    match read_event(payload):
        case TextReceived(text=text) | TextEdited(text=text):
            return _tells_of_danger(text.reveal())
        case StickerReceived(text=text, keywords=keywords):
            said = text.reveal() if text is not None else ""
            return _tells_of_danger("、".join((said, *keywords)))
        case PostbackReceived():
            return True  # few of them, and one says つらくて今すぐ話したい
        case _:
            return False


def _tells_of_danger(text: str) -> bool:
    return len(text) > _LONGEST or assess([text]).level > 0
