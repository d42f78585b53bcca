"""Who may do what: one table."""

from enum import StrEnum, unique
from typing import Final


@unique
class Role(StrEnum):
    """What a member is in the service."""

    COUNSELLOR = "counsellor"  # 相談員
    SUPERVISOR = "supervisor"  # 責任者: a counsellor who answers for the shift


@unique
class Permission(StrEnum):
    """One thing a page lets somebody do."""

    SEE_WAITING_LINE = "see_waiting_line"
    TAKE_CONTACT = "take_contact"
    READ_TALK = "read_talk"
    WRITE_IN_TALK = "write_in_talk"
    WRITE_RECORD = "write_record"
    BE_ON_DUTY = "be_on_duty"
    RAISE_RISK = "raise_risk"
    SEE_BOARD = "see_board"
    SUPERVISE_TALK = "supervise_talk"  # whisper, join, take over, reassign, extend, give back
    STEER_EVENING = "steer_evening"  # capacity, frozen intake, disaster mode, closures


_SUPERVISORS_ONLY: Final = frozenset(
    {Permission.SEE_BOARD, Permission.SUPERVISE_TALK, Permission.STEER_EVENING}
)


MAY: Final[dict[Role, frozenset[Permission]]] = {
    Role.COUNSELLOR: frozenset(Permission) - _SUPERVISORS_ONLY,
    Role.SUPERVISOR: frozenset(Permission),
}


def may(role: Role, permission: Permission) -> bool:
    """Whether somebody in this role may do this."""
    return permission in MAY[role]
