"""Live updates: the names of what can change on an open page. Names only, never content."""

from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID


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
    def sign_in(cls, member_id: UUID) -> Self:
        """A sign-in of the member's has ended: streams ask whether it is theirs."""
        return cls(f"sign-in {member_id}")


WAITING_LINE: Final = Topic("line")
"""The lists of the inbox: who waits, who talks, what is missing."""


@dataclass(frozen=True, slots=True)
class News:
    """What an open page hears: a topic that changed, or none, only that the line is open.

    ``place`` is how far the page has heard once it knows this; opaque.
    """

    topic: Topic | None
    place: str
