"""Pieces of a hand-over paper's free words that may identify somebody (``services.details``)."""

from dataclasses import dataclass

from domain.details.kinds import DetailKind
from domain.secret import PrivateText
from services import details
from services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece at ``words[start:end]``; ``is_confirmed``: a member has said that it may stay."""

    start: int
    end: int
    kind: DetailKind
    said: PrivateText
    is_confirmed: bool


def find(
    work: Work, words: PrivateText, *, confirmed: frozenset[str] = frozenset()
) -> tuple[Piece, ...]:
    """Every piece in its order; ``confirmed`` are pieces that may stay, as they are written."""
    text = words.reveal()
    return tuple(
        Piece(
            start=each.start,
            end=each.end,
            kind=each.kind,
            said=PrivateText(text[each.start : each.end]),
            is_confirmed=text[each.start : each.end] in confirmed,
        )
        for each in details.find(work, words)
    )
