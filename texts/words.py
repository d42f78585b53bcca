"""What a person can press or type to get an answer without a counsellor."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Self

import yaml

from texts.language import Language
from texts.notices import NoticeName

_FOLDER = Path(__file__).with_name("words")
# An hour as a button names it: 16時, 16時30分, 16:00.
_HOUR = r"[0-9]{1,2}(?:時(?:[0-9]{1,2}分)?|:[0-9]{2})"
# How somebody asks to be shown something: を教えて, もう一度見せてください, をなくしました, は?
# Of a text with single blanks: more would be tried in every division, for hours.
_PLEASE = (
    r" ?(?:を|は|が|も)? ?(?:もう(?:一度|一回|1度|1回|いちど))? ?"
    r"(?:教えて|おしえて|見せて|みせて|出して|送って|見たい|見る|知りたい|どこ|忘れ|わすれ|なくし|"
    r"わからない|分からない)?"
    r"(?:ください|下さい|ほしい|もらえますか|お願いします|おねがいします|た|ました|です|ですか)?"
    r" ?\??"
)
_PARTS = {"{hour}": _HOUR, "{please}": _PLEASE}
_PART = re.compile("({hour}|{please})")
_FULL_STOP = re.compile(r"(?<!\.)[。.]$")  # three dots are a hesitation
_HIRAGANA = {ord(each): ord(each) - 0x60 for each in map(chr, range(ord("ァ"), ord("ヶ") + 1))}


class Command(StrEnum):
    """What a button reports and a typed word means; the value is the button's data."""

    TALK = "talk"
    HOW = "how"
    PROMISES = "promises"
    PREVIEW = "preview"
    LATER = "later"
    POSITION = "position"
    DISTRESS = "distress"
    CALL_ME = "call_me"
    NO_CALL = "no_call"
    URGENT = "urgent"
    LEAVE_LINE = "leave_line"
    LEAVE_WORDS = "leave_words"
    NOT_TODAY = "not_today"
    SHORT_TALK = "short_talk"
    NEXT_DAY = "next_day"
    EARLIER_SHOW = "earlier_show"
    EARLIER_NEW = "earlier_new"
    EARLIER_HIDE = "earlier_hide"
    REFER_YES = "refer_yes"
    REFER_NO = "refer_no"
    REFER_LATER = "refer_later"
    REFER_STOP = "refer_stop"
    REFER_CODES = "refer_codes"
    PAPER_YES = "paper_yes"
    PAPER_NO = "paper_no"
    PAPER_LATER = "paper_later"
    NEWS_WANTED = "news_wanted"
    NEWS_STOP = "news_stop"
    PROGRAMMES = "programmes"
    REMIND_ME = "remind_me"
    NOT_GOING = "not_going"
    FELT_BETTER = "felt_better"
    FELT_SAME = "felt_same"
    FELT_WORSE = "felt_worse"
    FELT_UNSAID = "felt_unsaid"


# The others are missing: they do something, or their answers depend on the hour or the line.
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
    """The words of every language that stand for a command.

    A word of the files may hold ``{hour}`` or ``{please}``; ``patterns`` are those. ``heard`` has
    the words as they are compared.
    """

    commands: Mapping[tuple[Language, str], Command]
    heard: Mapping[tuple[Language, str], Command]
    patterns: Mapping[tuple[Language, re.Pattern[str]], Command] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = _FOLDER) -> Self:
        """The words of ``folder``, one file a language.

        Raises:
            BrokenWordsError: a command has no word, is unknown, or shares a word with another.
        """
        commands: dict[tuple[Language, str], Command] = {}
        heard: dict[tuple[Language, str], Command] = {}
        patterns: dict[tuple[Language, re.Pattern[str]], Command] = {}
        for language in Language:
            for command, word in _read(folder / f"{language}.yaml"):
                if "{" in word:
                    patterns[language, _pattern(word)] = command
                elif heard.setdefault((language, _heard(word)), command) is not command:
                    raise BrokenWordsError(f"{language}: one word for two commands")
                else:
                    commands[language, _plain(word)] = command
        return cls(commands=commands, heard=heard, patterns=patterns)

    def find_command(self, text: str, language: Language) -> Command | None:
        """The command ``text`` stands for as a whole.

        Width, case, hiragana or katakana, how many blanks and a full stop make no difference.
        """
        heard = _heard(text)
        found = self.heard.get((language, heard))
        if found is not None:
            return found
        matching = (
            command
            for (spoken, pattern), command in self.patterns.items()
            if spoken is language and pattern.fullmatch(heard)
        )
        return next(matching, None)

    def word_for(self, command: Command, language: Language) -> str:
        """The first word that stands for a command."""
        return next(
            word
            for (spoken, word), meant in self.commands.items()
            if spoken is language and meant is command
        )

    def is_first_word(self, text: str, command: Command, language: Language) -> bool:
        """Whether ``text`` is, as a whole, the first word that stands for a command."""
        return _heard(text) == _heard(self.word_for(command, language))


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


def _pattern(word: str) -> re.Pattern[str]:
    parts = _PART.split(word)
    return re.compile("".join(_PARTS.get(each) or re.escape(_spoken(each)) for each in parts))


def _heard(text: str) -> str:
    return _FULL_STOP.sub("", " ".join(_spoken(text).split())).strip()


def _spoken(text: str) -> str:
    return _folded(text).translate(_HIRAGANA)


def _plain(text: str) -> str:
    return _folded(text).strip()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
