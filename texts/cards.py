"""What a card says besides its words: all that a locked screen shows of it, and its button."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from texts.language import Language

PREVIEW: Final[Mapping[Language, str]] = MappingProxyType(
    {
        Language.JAPANESE: "番号のお知らせです。",
        Language.ENGLISH: "Here is a number.",
    }
)
"""No place, no name, nothing of what it is for: a family may read it."""

SHOW_LARGE: Final[Mapping[Language, str]] = MappingProxyType(
    {Language.JAPANESE: "大きく見せる", Language.ENGLISH: "Show it large"}
)
"""At most 20 characters: it leads to the page that is held out to somebody."""
