"""What we say, as LINE's message objects.

Only the SDK's typed classes: it silently drops the content of plain dicts. Words go out as
``text``, never ``textV2``, where braces would be commands.
"""

from typing import Final

from linebot.v3.messaging import (  # type: ignore[import-untyped]  # has none
    ButtonsTemplate,
    Message,
    MessageAction,
    PostbackAction,
    QuickReply,
    QuickReplyItem,
    TemplateMessage,
    TextMessage,
    URIAction,
)

from domain.errors import PlatformRefusedError
from domain.utterance import LONGEST_CARD, MOST_BUBBLES, Card, Choice, Link, Utterance
from line.text import cleaned, count_characters, split_text

MOST_CHOICES: Final = 13
LONGEST_LABEL: Final = 20
LONGEST_DATA: Final = 300
LONGEST_TITLE: Final = 40
LONGEST_PREVIEW: Final = 1500
LONGEST_ADDRESS: Final = 1000
MOST_BUTTONS: Final = 4


def as_line_messages(utterance: Utterance) -> list[Message]:
    """The utterance as 1 to 5 message objects, its choices under the last one.

    A bubble over 5,000 UTF-16 units becomes several; a choice without data types its text. A card
    becomes a buttons template.

    Raises:
        PlatformRefusedError: LINE would refuse it (Messaging API reference, "Message objects").
    """
    messages = _in_order(utterance)
    if not 1 <= len(messages) <= MOST_BUBBLES or not all(map(cleaned, utterance.bubbles)):
        raise PlatformRefusedError("A call holds 1 to 5 bubbles, none of them empty")
    messages[-1].quick_reply = _as_quick_reply(utterance.choices)
    return messages


def _in_order(utterance: Utterance) -> list[Message]:
    messages: list[Message] = []
    for place, bubble in enumerate((*utterance.bubbles, "")):
        messages += [_as_card(card) for card in utterance.cards if card.after == place]
        messages += [TextMessage(text=text) for text in split_text(cleaned(bubble)) if bubble]
    return messages


def _as_card(card: Card) -> TemplateMessage:
    buttons = len(card.links) + len(card.choices)
    fits = (
        1 <= count_characters(card.title) <= LONGEST_TITLE
        and 1 <= count_characters(card.text) <= LONGEST_CARD
        and 1 <= len(card.preview) <= LONGEST_PREVIEW
        and 1 <= buttons <= MOST_BUTTONS
        and all(map(_is_sendable, card.choices))
        and all(map(_is_open, card.links))
    )
    if not fits:
        raise PlatformRefusedError("A card is too long, empty, or has no button or too many")
    return TemplateMessage(
        alt_text=cleaned(card.preview),
        template=ButtonsTemplate(
            title=cleaned(card.title),
            text=cleaned(card.text),
            actions=[
                *(URIAction(label=cleaned(each.label), uri=each.address) for each in card.links),
                *map(_as_action, card.choices),
            ],
        ),
    )


def _is_open(link: Link) -> bool:
    return (
        1 <= count_characters(link.label) <= LONGEST_LABEL
        and link.address.startswith(("https://", "http://"))
        and len(link.address) <= LONGEST_ADDRESS
    )


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
