"""LINE and the phones behind it, pretended: takes every call, knows each token, hears it all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import Formatter
from typing import Final
from uuid import UUID

from bot.rehearsal.parts import Hand
from domain.errors import PlatformRefusedError, ReplyTokenSpentError
from domain.secret import PrivateText
from domain.utterance import Utterance
from line.answers import Accepted
from line.client import LineClient
from line.event_kinds import PlaceKind
from texts.language import Language
from texts.notices import NoticeName, Notices

_TOKEN_LIFE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One call that reached a person's phone: the notices in it, and what its buttons report."""

    at: datetime
    person: str
    is_push: bool
    notices: tuple[NoticeName, ...]
    choices: tuple[str, ...]


class Phones(LineClient):
    """Stands where LINE's client stands; speaks to nobody."""

    def __init__(self, hand: Hand, notices: Notices) -> None:  # the parent's is a network
        self._hand = hand
        self._names = _Names(notices)
        self._tokens: dict[str, tuple[str, datetime]] = {}
        self._people: dict[str, str] = {}
        self._fresh: list[Heard] = []

    def know(self, user_id: str, person: str) -> None:
        """Whose phone a user id is."""
        self._people[user_id] = person

    def hand_out(self, token: str, person: str) -> None:
        """A reply token: good once, for a minute."""
        self._tokens[token] = (person, self._hand.at)

    def take_heard(self) -> list[Heard]:
        """What was heard since this was asked last."""
        heard, self._fresh = self._fresh, []
        return heard

    def reply(self, token: PrivateText, utterance: Utterance) -> Accepted:
        """Answer with a token.

        Raises:
            ReplyTokenSpentError: it is used, unknown or too old.
        """
        person, since = self._tokens.pop(token.reveal(), (None, self._hand.at))
        if person is None or self._hand.at - since > _TOKEN_LIFE:
            raise ReplyTokenSpentError("The token is spent")
        return self._hear(person, utterance, is_push=False)

    def push(self, user_id: PrivateText, utterance: Utterance, retry_key: UUID) -> Accepted:
        """Write to a person.

        Raises:
            PlatformRefusedError: there is no such person.
        """
        del retry_key
        person = self._people.get(user_id.reveal())
        if person is None:
            raise PlatformRefusedError("Nobody has this id")
        return self._hear(person, utterance, is_push=True)

    def leave(self, kind: PlaceKind, place_id: PrivateText) -> None:
        """There are no groups."""

    def _hear(self, person: str, utterance: Utterance, *, is_push: bool) -> Accepted:
        heard = Heard(
            at=self._hand.at,
            person=person,
            is_push=is_push,
            notices=tuple(self._names.of(utterance.bubbles)),
            choices=tuple(choice.data for choice in utterance.choices),
        )
        self._fresh.append(heard)
        return Accepted(request_id=None, message_ids=())


class _Names:
    """Tells by its words which notice something is: the program is not asked what it meant."""

    def __init__(self, notices: Notices) -> None:
        known = [
            (name, tuple(_pattern(bubble) for bubble in template.bubbles))
            for (name, language), template in notices.templates.items()
            if language is Language.JAPANESE
        ]
        self._known = sorted(known, key=lambda each: -len(each[1]))

    def of(self, bubbles: tuple[str, ...]) -> Iterator[NoticeName]:
        """The notices among these bubbles; a counsellor's words are none."""
        at = 0
        while at < len(bubbles):
            name, length = self._at(bubbles[at:])
            if name is not None:
                yield name
            at += length

    def _at(self, bubbles: tuple[str, ...]) -> tuple[NoticeName | None, int]:
        for name, patterns in self._known:
            if len(patterns) <= len(bubbles) and all(
                pattern.fullmatch(bubble)
                for pattern, bubble in zip(patterns, bubbles, strict=False)
            ):
                return name, len(patterns)
        return None, 1


def _pattern(template: str) -> re.Pattern[str]:
    parts = Formatter().parse(template)
    return re.compile(
        "".join(
            re.escape(text) + (".+?" if name is not None else "") for text, name, _, _ in parts
        ),
        re.DOTALL,
    )
