"""The portal of destinations: by what somebody is let in, and the words their staff can say."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

LINK_HOLDS: Final = timedelta(minutes=30)
TRIES_OF_A_LINK: Final = 3
LONGEST_PROPOSAL: Final = 400

UNREAD_AFTER: Final = timedelta(days=3)
"""So long a paper may lie unread before somebody of ours is to ring the destination."""

TOLD_AGAIN_AFTER: Final = timedelta(days=3)
"""Staff of a destination are told no oftener that something waits for them."""


@unique
class UsedBy(StrEnum):
    """What let somebody confirm a step."""

    MEMBER = "member"  # an account of the destination
    LINK = "link"  # for once, without an account


@unique
class Vacancy(StrEnum):
    """Whether there is room."""

    ROOM = "room"
    LITTLE = "little"
    NONE = "none"
    ASK = "ask"


@unique
class ProposalState(StrEnum):
    """What became of a change that was proposed."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessing:
    """What failing costs at one count: how many are free, how many raise the alarm."""

    free: int
    alarms_at: int


PAUSES: Final = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
)
"""How long a count is locked after its last free failure, the next, and so on."""

FORGOTTEN_AFTER: Final = timedelta(days=30)
"""A count begins anew when nobody has failed for so long."""

BY_WHOM: Final = Guessing(free=8, alarms_at=8)
AT_A_DESTINATION: Final = Guessing(free=12, alarms_at=10)
OVER_ALL: Final = Guessing(free=60, alarms_at=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """By what somebody stands at the portal: an account's id, or the digest of a link.

    ``destination_ids``: for whom they stand.
    """

    destination_ids: frozenset[UUID]
    used_by: UsedBy
    whose: bytes
    member_id: UUID | None = None
