"""What we say, as LINE's message objects.

Only the SDK's typed classes: it silently drops the content of plain dicts. Words go out as
``text``, never ``textV2``, where braces would be commands.
"""

from typing import Final

from linebot.v3.messaging import (  # type: ignore[import-untyped]  # has none
    Message,
    MessageAction,
    PostbackAction,
    QuickReply,
    QuickReplyItem,
    TextMessage,
)

from domain.errors import PlatformRefusedError
from domain.utterance import MOST_BUBBLES, Choice, Utterance
from line.text import cleaned, count_characters, split_text

MOST_CHOICES: Final = 13
LONGEST_LABEL: Final = 20
LONGEST_DATA: Final = 300


def as_line_messages(utterance: Utterance) -> list[Message]:
    """The utterance as 1 to 5 message objects, its choices under the last one.

    A bubble over 5,000 UTF-16 units becomes several; a choice without data types its text.

    Raises:
        PlatformRefusedError: LINE would refuse it (Messaging API reference, "Message objects").
    """
    texts = [piece for bubble in utterance.bubbles for piece in split_text(cleaned(bubble))]
    if not 1 <= len(texts) <= MOST_BUBBLES or not all(map(cleaned, utterance.bubbles)):
        raise PlatformRefusedError("A call holds 1 to 5 bubbles, none of them empty")
    *before, last = texts
    choices = _as_quick_reply(utterance.choices)
    return [
        *(TextMessage(text=text) for text in before),
        TextMessage(text=last, quick_reply=choices),
    ]


def _as_quick_reply(choices: tuple[Choice, ...]) -> QuickReply | None:
    if not choices:
        return None
    if len(choices) > MOST_CHOICES or not all(map(_is_sendable, choices)):
        raise PlatformRefusedError("Choices are too many, or one is too long or empty")
    return QuickReply(items=[QuickReplyItem(action=_as_action(choice)) for choice in choices])


def _is_sendable(choice: Choice) -> bool:
    """Labels and texts are counted as a reader sees them, data in UTF-16 units at worst."""
    return (
        1 <= count_characters(choice.label) <= LONGEST_LABEL
        and len(choice.data) <= LONGEST_DATA
        and 1 <= count_characters(choice.text) <= LONGEST_DATA
    )


def _as_action(choice: Choice) -> PostbackAction | MessageAction:
    label, text = cleaned(choice.label), cleaned(choice.text)
    if not choice.data:
        return MessageAction(label=label, text=text)
    return PostbackAction(label=label, data=cleaned(choice.data), display_text=text)
