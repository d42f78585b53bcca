"""What a person who comes back wishes of the talks before (T37), and what follows from it."""

from enum import StrEnum, unique


@unique
class Earlier(StrEnum):
    """What they have chosen."""

    SHOW = "show"  # 続きから
    NEW = "new"  # 新しく話す
    HIDE = "hide"  # 前の話は見ないでほしい


def is_hidden(choice: Earlier | None, *, hides: bool, is_doubted: bool) -> bool:
    """Whether what was before this visit is kept from the counsellor.

    ``choice`` is this visit's, None while nothing was chosen: then the last wish holds
    (``hides``). ``is_doubted``: nobody knows whether it is the same person who writes; until a
    supervisor says so, nothing of before is shown, whatever was chosen.
    """
    if is_doubted:
        return True
    return hides if choice is None else choice is Earlier.HIDE
