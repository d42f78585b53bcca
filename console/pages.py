"""The pages one can go to from anywhere, in their order."""

from dataclasses import dataclass
from typing import Final

from console.language import later
from domain.permission import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page in the navigation: the view it leads to, its name, who may see it."""

    endpoint: str
    name: str
    permission: Permission


PLACES: Final = (
    Place(endpoint="console.inbox", name=later("受付"), permission=Permission.SEE_WAITING_LINE),
    Place(endpoint="console.board", name=later("今夜のようす"), permission=Permission.SEE_BOARD),
)
