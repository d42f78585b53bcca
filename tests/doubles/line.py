"""LINE where the world begins: takes calls in this process, and answers as it is told to."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain.errors import PlatformError
from domain.secret import PrivateText
from domain.utterance import Card, Choice, Utterance
from line.answers import Accepted
from line.client import FriendCount
from line.event_kinds import PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCall:
    """One call that LINE accepted."""

    road: str
    to: str
    bubbles: tuple[str, ...]
    retry_key: UUID | None
    is_silent: bool
    choices: tuple[Choice, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(slots=True)
class PretendLine:
    """Accepts everything, unless ``troubles`` holds errors: each is raised once, in order."""

    calls: list[MadeCall] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    troubles: list[PlatformError] = field(default_factory=list)
    tried: list[tuple[str, UUID | None]] = field(default_factory=list)
    friends: FriendCount | None = None

    def reply(self, token: PrivateText, utterance: Utterance) -> Accepted:
        return self._take("reply", token.reveal(), utterance, None)

    def push(self, user_id: PrivateText, utterance: Utterance, retry_key: UUID) -> Accepted:
        return self._take("push", user_id.reveal(), utterance, retry_key)

    def leave(self, kind: PlaceKind, place_id: PrivateText) -> None:
        self.tried.append((f"leave {kind}", None))
        if self.troubles:
            raise self.troubles.pop(0)
        self.left.append(place_id.reveal())

    def get_bot_user_id(self) -> str:
        return "U" + "0" * 32

    def count_friends(self, day: date) -> FriendCount | None:
        self.tried.append((f"friends {day}", None))
        if self.troubles:
            raise self.troubles.pop(0)
        return self.friends

    @property
    def said(self) -> list[str]:
        """Every bubble that went out, in order."""
        return [bubble for call in self.calls for bubble in call.bubbles]

    @property
    def cards(self) -> list[Card]:
        """Every card that went out, in order."""
        return [card for call in self.calls for card in call.cards]

    def _take(self, road: str, to: str, utterance: Utterance, key: UUID | None) -> Accepted:
        self.tried.append((road, key))
        if self.troubles:
            raise self.troubles.pop(0)
        self.calls.append(
            MadeCall(
                road=road,
                to=to,
                bubbles=utterance.bubbles,
                retry_key=key,
                is_silent=utterance.is_silent,
                choices=utterance.choices,
                cards=utterance.cards,
            )
        )
        return Accepted(request_id=f"request-{len(self.calls)}", message_ids=())
