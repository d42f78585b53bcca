"""What an evening takes in, and the switches a supervisor has over it."""

from enum import StrEnum, unique


@unique
class Mode(StrEnum):
    """One switch; on or off for everybody."""

    FROZEN = "frozen"  # 受付を止める: new people are told at once that there is no room
    DISASTER = "disaster"  # 災害モード: automatic answers begin with what matters now


@unique
class Intake(StrEnum):
    """What becomes of a new person while it is open."""

    OPEN = "open"  # they wait in line
    LATE = "late"  # after the last intake: a short talk, or the next day
    FROZEN = "frozen"  # no room at all
