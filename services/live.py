"""Live updates: the names of what can change on an open page. Names only, never content."""

from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID

_BUT: Final = " but "


@dataclass(frozen=True, slots=True)
class Topic:
    """What changed, as it travels to open pages: ``line``, ``conversation …``, ``member …``."""

    name: str

    @classmethod
    def conversation(cls, visit_id: UUID) -> Self:
        """A talk, or a visit that may become one."""
        return cls(f"conversation {visit_id}")

    @classmethod
    def member(cls, member_id: UUID) -> Self:
        """What one member is asked or told, on whatever page they are."""
        return cls(f"member {member_id}")

    @classmethod
    def own_talk(cls, member_id: UUID, visit_id: UUID) -> Self:
        """Words in one of a member's talks: for every page of theirs but that talk's own.

        That one hears of the talk itself, and is shown with it what there is to show.
        """
        return cls(f"member {member_id}{_BUT}{visit_id}")

    @classmethod
    def sign_in(cls, member_id: UUID) -> Self:
        """A sign-in of the member's has ended: streams ask whether it is theirs."""
        return cls(f"sign-in {member_id}")

    def heard(self) -> "tuple[Topic, Topic | None]":
        """Under which name pages hear of it, and what a page listens to that need not hear it."""
        name, _, visit = self.name.partition(_BUT)
        return Topic(name), Topic(f"conversation {visit}") if visit else None


WAITING_LINE: Final = Topic("line")
"""The lists of the inbox: who waits, who talks, what is missing."""

ALERTS: Final = Topic("alerts")
"""What supervisors have to see: alerts, and levels that somebody asks to lower."""


@dataclass(frozen=True, slots=True)
class News:
    """What an open page hears: a topic that changed, or none, only that the line is open.

    ``place`` is how far the page has heard once it knows this; opaque.
    """

    topic: Topic | None
    place: str
