"""Powers: roles in which somebody reads what people say, or opens it. Two people give them."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Final

from domain.permission import Role

POWERS: Final = frozenset({Role.SUPERVISOR, Role.MANAGER})

ASKED_FOR: Final = timedelta(days=7)
"""After this nobody has to answer any more: who still wishes it asks again."""


def is_gained(before: AbstractSet[Role], after: AbstractSet[Role]) -> bool:
    """Whether somebody who becomes this has a power they had not."""
    return bool((after - before) & POWERS)


def is_lapsed(*, asked_at: datetime, now: datetime) -> bool:
    """Whether an asking has waited too long for its second person."""
    return now - asked_at >= ASKED_FOR
