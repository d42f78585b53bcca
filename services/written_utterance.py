"""An utterance as the outbox keeps it: JSON, which is sealed."""

import json
from dataclasses import asdict
from typing import Any

from domain.utterance import Card, Choice, Link, Utterance


def write(utterance: Utterance) -> str:
    """Everything of it but whether it is silent, which its row knows."""
    choices = [[choice.label, choice.data, choice.text] for choice in utterance.choices]
    parts: list[Any] = [list(utterance.bubbles), choices]
    if utterance.cards:
        parts.append([asdict(card) for card in utterance.cards])
    return json.dumps(parts, ensure_ascii=False)


def read(words: str, *, is_silent: bool) -> Utterance:
    """The utterance again; those written before there were cards have none."""
    bubbles, choices, *cards = json.loads(words)
    return Utterance(
        bubbles=tuple(bubbles),
        choices=tuple(Choice(label=label, data=data, text=text) for label, data, text in choices),
        is_silent=is_silent,
        cards=tuple(_card(each) for each in (cards[0] if cards else ())),
    )


def _card(kept: dict[str, Any]) -> Card:
    links = tuple(Link(**each) for each in kept.pop("links"))
    choices = tuple(Choice(**each) for each in kept.pop("choices"))
    return Card(**kept, links=links, choices=choices)
