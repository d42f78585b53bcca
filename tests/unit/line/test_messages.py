from dataclasses import replace
from itertools import pairwise

import pytest

from domain.errors import PlatformRefusedError
from domain.utterance import Card, Choice, Link, Utterance
from line.messages import as_line_messages
from line.text import utf16_length

YES = Choice(label="はい", data="a=1", text="はい")


def said(utterance: Utterance) -> list[dict[str, object]]:
    return [message.to_dict() for message in as_line_messages(utterance)]


def test_bubbles_are_plain_texts_in_their_order() -> None:
    assert said(Utterance(bubbles=("一", "{二}"))) == [
        {"type": "text", "text": "一"},
        {"type": "text", "text": "{二}"},
    ]


def test_choices_stand_under_the_last_bubble_only() -> None:
    first, last = said(Utterance(bubbles=("一", "二"), choices=(YES,)))

    assert "quickReply" not in first
    assert "quickReply" in last


def test_a_long_bubble_becomes_several() -> None:
    words = "とても長い話。" * 1500

    pieces = [str(message["text"]) for message in said(Utterance(bubbles=(words,)))]

    assert "".join(pieces) == words
    assert len(pieces) == 3
    assert all(utf16_length(piece) <= 5000 for piece in pieces)
    assert all(before.endswith("。") for before, _ in pairwise(pieces))


@pytest.mark.parametrize(
    "choice",
    [
        Choice(label="", data="a", text="a"),
        Choice(label="あ" * 21, data="a", text="a"),
        Choice(label="a", data="a" * 301, text="a"),
        Choice(label="a", data="a", text="あ" * 301),
        Choice(label="a", data="", text=""),
    ],
)
def test_a_choice_line_would_refuse_is_refused_here(choice: Choice) -> None:
    with pytest.raises(PlatformRefusedError):
        as_line_messages(Utterance(bubbles=("a",), choices=(choice,)))


def test_labels_are_counted_as_a_reader_sees_them() -> None:
    label = "👨‍👩‍👧‍👦" * 20
    choice = Choice(label=label, data="a", text="a")

    assert said(Utterance(bubbles=("a",), choices=(choice,)))[0]["quickReply"] == {
        "items": [
            {
                "type": "action",
                "action": {"type": "postback", "label": label, "data": "a", "displayText": "a"},
            }
        ]
    }


def test_there_are_at_most_thirteen_choices() -> None:
    assert as_line_messages(Utterance(bubbles=("a",), choices=(YES,) * 13))
    with pytest.raises(PlatformRefusedError):
        as_line_messages(Utterance(bubbles=("a",), choices=(YES,) * 14))


STOP = Choice(label="やめる", data="stop", text="やめる")
CARD = Card(
    title="K7M 4XR",
    text="ひろばで、この画面を見せるだけで大丈夫です。",
    preview="番号のお知らせです。",
    links=(Link(label="大きく見せる", address="https://example.com/code/a"),),
    choices=(STOP,),
    after=1,
)


def test_a_card_is_a_buttons_template_in_its_place_and_previews_nothing_of_itself() -> None:
    first, card, last = said(Utterance(bubbles=("一", "二"), cards=(CARD,), choices=(YES,)))

    assert (first["text"], last["text"]) == ("一", "二")
    assert card["altText"] == "番号のお知らせです。"
    assert card["template"] == {
        "type": "buttons",
        "title": "K7M 4XR",
        "text": "ひろばで、この画面を見せるだけで大丈夫です。",
        "actions": [
            {"type": "uri", "label": "大きく見せる", "uri": "https://example.com/code/a"},
            {"type": "postback", "label": "やめる", "data": "stop", "displayText": "やめる"},
        ],
    }
    assert "quickReply" in last


@pytest.mark.parametrize(
    "card",
    [
        replace(CARD, title="あ" * 41),
        replace(CARD, text="あ" * 61),
        replace(CARD, preview=""),
        replace(CARD, links=(), choices=()),
        replace(CARD, choices=(STOP,) * 4),
        replace(CARD, links=(Link(label="開く", address="javascript:alert(1)"),)),
    ],
)
def test_a_card_line_would_refuse_is_not_sent(card: Card) -> None:
    with pytest.raises(PlatformRefusedError):
        as_line_messages(Utterance(bubbles=("一",), cards=(card,)))
