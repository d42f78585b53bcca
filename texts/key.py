"""Keys: which text, in which language."""

from dataclasses import dataclass
from enum import StrEnum, unique

from texts.language import Language


@unique
class TextKind(StrEnum):
    """Who sends a text."""

    NOTICE = "notice"  # the service, by itself
    SNIPPET = "snippet"  # a counsellor, who puts it into the composer and may change it


@dataclass(frozen=True, slots=True, kw_only=True)
class TextKey:
    """One text in one language; ``name`` is a ``NoticeName`` or a snippet's."""

    kind: TextKind
    name: str
    language: Language
