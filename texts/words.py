"""What a person can press or type to get an answer without a counsellor."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Self

import yaml

from texts.language import Language
from texts.notices import NoticeName

_FOLDER = Path(__file__).with_name("words")


class Command(StrEnum):
    """What a button reports and a typed word means; the value is the button's data."""

    TALK = "talk"
    HOW = "how"
    PROMISES = "promises"
    PREVIEW = "preview"
    LATER = "later"
    POSITION = "position"


# TALK and POSITION are missing: their answers depend on the hour and on the waiting line.
ANSWERS: Mapping[Command, NoticeName] = MappingProxyType(
    {
        Command.HOW: NoticeName.HOW,
        Command.PROMISES: NoticeName.PRIVACY,
        Command.PREVIEW: NoticeName.PREVIEW,
        Command.LATER: NoticeName.LATER,
    }
)


class BrokenWordsError(Exception):
    """The files of typed words are not what this module promises; the text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWords:
    """The words of every language that stand for a command."""

    commands: Mapping[tuple[Language, str], Command]

    @classmethod
    def load(cls, folder: Path = _FOLDER) -> Self:
        """The words of ``folder``, one file a language.

        Raises:
            BrokenWordsError: a command has no word, is unknown, or shares a word with another.
        """
        commands: dict[tuple[Language, str], Command] = {}
        for language in Language:
            for command, word in _read(folder / f"{language}.yaml"):
                if commands.setdefault((language, _plain(word)), command) is not command:
                    raise BrokenWordsError(f"{language}: one word for two commands")
        return cls(commands=commands)

    def find_command(self, text: str, language: Language) -> Command | None:
        """The command ``text`` stands for as a whole, whatever its width, case and outer blanks."""
        return self.commands.get((language, _plain(text)))

    def word_for(self, command: Command, language: Language) -> str:
        """The first word that stands for a command."""
        return next(
            word
            for (spoken, word), meant in self.commands.items()
            if spoken is language and meant is command
        )


def _read(path: Path) -> list[tuple[Command, str]]:
    content = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(content, dict) or set(content) != set(Command):
        raise BrokenWordsError(f"{path.name}: needs exactly the commands {sorted(Command)}")
    found: list[tuple[Command, str]] = []
    for command in Command:
        words = content[command]
        if not isinstance(words, list) or not words or not all(isinstance(w, str) for w in words):
            raise BrokenWordsError(f"{path.name}: {command} needs a list of words")
        found += [(command, word) for word in words]
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
