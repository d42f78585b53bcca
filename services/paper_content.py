"""What a hand-over paper says: closed words, and free ones where they are switched on; sealed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_bytes

from domain.errors import TextTooLongError
from domain.hand_over_paper import LONGEST_PAPER_WORDS, PAPER_CODES, PaperPart, digest_of
from domain.message import without_my_number
from domain.secret import PrivateText
from services.work import Work
from storage.models.referral import HandOverPaper
from storage.queries import messages

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperContent:
    """A paper's content. ``confirmed``: pieces of the words that may stay, as they are written.

    ``salt`` is made when it is sealed; it keeps the digest from being guessed at.
    """

    codes: Mapping[PaperPart, frozenset[str]] = field(default_factory=dict)
    words: PrivateText | None = None
    confirmed: frozenset[str] = frozenset()
    salt: bytes = b""


def seal(work: Work, paper: HandOverPaper, content: PaperContent) -> None:
    """Keep a content in its row.

    Raises:
        ValueError: a code that is not in the tables.
        TextTooLongError: its words are longer than ``LONGEST_PAPER_WORDS``.
    """
    for part, codes in content.codes.items():
        if not codes <= set(PAPER_CODES[part]):
            raise ValueError("not a code of the tables")
    words = without_my_number(content.words).reveal() if content.words is not None else ""
    if len(words) > LONGEST_PAPER_WORDS:
        raise TextTooLongError
    kept = {
        "codes": {part.value: sorted(codes) for part, codes in content.codes.items() if codes},
        "words": words,
        "confirmed": sorted(content.confirmed),
        "salt": token_bytes(_SALT_BYTES).hex(),
    }
    sealed = work.house.seals.seal_words(
        work.session,
        paper.visit_id,
        messages.place_of_paper(paper.id),
        PrivateText(json.dumps(kept, ensure_ascii=False)),
    )
    paper.sealed = sealed.sealed
    paper.wrapped_key = sealed.wrapped_key
    paper.key_generation = sealed.key_generation


def open_(work: Work, paper: HandOverPaper) -> PaperContent:
    """The content of a row.

    Raises:
        SealError: it was taken back, or cannot be opened.
    """
    sealed = work.house.seals.open_words(
        work.session, paper.visit_id, messages.place_of_paper(paper.id), paper
    )
    kept = json.loads(sealed.reveal())
    return PaperContent(
        codes={PaperPart(part): frozenset(codes) for part, codes in kept["codes"].items()},
        words=PrivateText(kept["words"]) if kept["words"] else None,
        confirmed=frozenset(kept["confirmed"]),
        salt=bytes.fromhex(kept["salt"]),
    )


def digest(content: PaperContent) -> str:
    """32 hex digits of everything that is read of it."""
    codes = {part.value: sorted(found) for part, found in sorted(content.codes.items())}
    words = content.words.reveal() if content.words is not None else ""
    said = json.dumps([codes, words], ensure_ascii=False, sort_keys=True)
    return digest_of(said, salt=content.salt)
