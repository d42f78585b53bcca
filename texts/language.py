"""The languages in which we write to a person."""

from enum import StrEnum


class Language(StrEnum):
    """A language every notice exists in; the value names its files."""

    JAPANESE = "ja"
    ENGLISH = "en"
