"""The optional questions put while somebody waits, as a person reads and answers them.

Names of questions and codes of answers are plain words here; which there are is a rule of the
domain, and a test holds both together.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import yaml

from texts.language import Language
from texts.notices import Notice, NoticeChoice

_FOLDER = Path(__file__).with_name("questions")


class BrokenQuestionsError(Exception):
    """The files of questions are not what this module promises; the text says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One question in one language: what it ``asks``, and by code each choice's label and text."""

    asks: str
    choices: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Every question in every language; ``intros`` stand before the first one that is put."""

    intros: Mapping[Language, str]
    wordings: Mapping[tuple[Language, str], Wording]

    @classmethod
    def load(cls, folder: Path = _FOLDER) -> Self:
        """The questions of ``folder``, one file a language.

        Raises:
            BrokenQuestionsError: a file is misshapen, or languages differ in what can be answered.
        """
        intros: dict[Language, str] = {}
        wordings: dict[tuple[Language, str], Wording] = {}
        for language in Language:
            intros[language], found = _read(folder / f"{language}.yaml")
            wordings |= {(language, name): wording for name, wording in found.items()}
        shapes = {_shape(wordings, language) for language in Language}
        if len(shapes) > 1:
            raise BrokenQuestionsError("the languages differ in their questions or choices")
        return cls(intros=intros, wordings=wordings)

    def notice(self, question: str, language: Language, *, is_first: bool) -> Notice:
        """The question with its buttons, whose data is ``q:question:code``."""
        wording = self.wordings[language, question]
        bubbles = (self.intros[language], wording.asks) if is_first else (wording.asks,)
        return Notice(
            bubbles=bubbles,
            choices=tuple(
                NoticeChoice(label=label, data=f"q:{question}:{code}", text=text)
                for code, (label, text) in wording.choices.items()
            ),
        )

    def find_code(self, typed: str, question: str, language: Language) -> str | None:
        """The code whose label or text was typed as a whole, whatever its width and case."""
        plain = _plain(typed)
        return next(
            (
                code
                for code, shown in self.wordings[language, question].choices.items()
                if plain in {_plain(text) for text in shown}
            ),
            None,
        )

    def word_for(self, question: str, code: str, language: Language) -> str:
        """What a button types."""
        return self.wordings[language, question].choices[code][1]


def _read(path: Path) -> tuple[str, dict[str, Wording]]:
    match yaml.safe_load(path.read_text("utf-8")):
        case {
            "intro": str(intro),
            "skip": str(skip),
            "skip_all": str(skip_all),
            "questions": dict(questions),
            **rest,
        } if not rest and questions:
            skips = {"skip": (skip, skip), "skip_all": (skip_all, skip_all)}
            return intro, {
                str(name): _wording(entry, skips, f"{path.name}: {name}")
                for name, entry in questions.items()
            }
        case _:
            raise BrokenQuestionsError(f"{path.name}: needs intro, skip, skip_all and questions")


def _wording(entry: object, skips: Mapping[str, tuple[str, str]], where: str) -> Wording:
    match entry:
        case {"asks": str(asks), "choices": dict(choices), **rest} if not rest and choices:
            own = {str(code): _choice(shown, where) for code, shown in choices.items()}
        case _:
            raise BrokenQuestionsError(f"{where}: needs asks and choices, nothing else")
    wording = Wording(asks=asks, choices={**own, **skips})
    typed = [_plain(text) for shown in wording.choices.values() for text in set(shown)]
    if len(typed) != len(set(typed)):
        raise BrokenQuestionsError(f"{where}: two choices are typed the same")
    return wording


def _choice(shown: object, where: str) -> tuple[str, str]:
    match shown:
        case str(label):
            return label, label
        case {"label": str(label), "text": str(text), **rest} if not rest:
            return label, text
        case _:
            raise BrokenQuestionsError(f"{where}: a choice is a label, or label and text")


def _shape(
    wordings: Mapping[tuple[Language, str], Wording], language: Language
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (name, tuple(wording.choices))
        for (spoken, name), wording in wordings.items()
        if spoken is language
    )


def _plain(text: str) -> str:
    """Width, case and blanks do not matter: いまのつらさ：５ is いまのつらさ: 5."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
