"""How a member sends what is typed, beside the button. Enter alone is always a new line."""

from enum import StrEnum, unique


@unique
class SendKey(StrEnum):
    """The keys that send."""

    CTRL_ENTER = "ctrl_enter"
    SHIFT_ENTER = "shift_enter"
    NONE = "none"  # the button alone
