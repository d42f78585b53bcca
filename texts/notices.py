"""Notices: what we write to a person without a counsellor typing it. The words are in YAML."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import yaml

from texts.language import Language
from texts.notice_names import NoticeName
from texts.variables import BrokenBracesError, variables_of

__all__ = (
    "BrokenNoticesError",
    "Notice",
    "NoticeChoice",
    "NoticeName",
    "Notices",
    "UnfilledNoticeError",
)

_FOLDER = Path(__file__).with_name("notices")


class BrokenNoticesError(Exception):
    """The files of notices are not what this module promises; the text says which and why."""


class UnfilledNoticeError(Exception):
    """A notice was given too few, empty or unknown variables; nothing may be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeChoice:
    """A button under a notice: its ``label``, what pressing it reports, what it types."""

    label: str
    data: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One to five bubbles for one call, with the choices under the last of them."""

    bubbles: tuple[str, ...]
    choices: tuple[NoticeChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Every notice in every language, its ``{variables}`` not yet filled."""

    templates: Mapping[tuple[NoticeName, Language], Notice]

    @classmethod
    def load(cls, folder: Path = _FOLDER) -> Self:
        """The notices of ``folder``, one file a language.

        Raises:
            BrokenNoticesError: a notice is missing, unknown, misshapen, or its variables differ
                between languages.
        """
        templates = {
            (name, language): notice
            for language in Language
            for name, notice in _read(folder / f"{language}.yaml").items()
        }
        for name in NoticeName:
            if len({_variables(templates[name, language]) for language in Language}) > 1:
                raise BrokenNoticesError(f"{name}: the variables differ between languages")
        return cls(templates=templates)

    def variables(self, name: NoticeName) -> frozenset[str]:
        """The names ``fill`` needs for this notice."""
        return _variables(self.templates[name, Language.JAPANESE])

    def with_bubbles(self, bubbles: Mapping[tuple[NoticeName, Language], tuple[str, ...]]) -> Self:
        """The same, with other words for some; their buttons stay."""
        changed = {key: replace(self.templates[key], bubbles=said) for key, said in bubbles.items()}
        return replace(self, templates={**self.templates, **changed})

    def fill(self, name: NoticeName, language: Language, **variables: str | int) -> Notice:
        """The notice ready to send.

        Raises:
            UnfilledNoticeError: a variable is missing, blank or unknown. Names only, no values.
        """
        needed = self.variables(name)
        given = {key: str(value).strip() for key, value in variables.items()}
        missing = needed - {key for key, value in given.items() if value}
        unknown = given.keys() - needed
        if missing or unknown:
            odd = f"missing {sorted(missing)}, unknown {sorted(unknown)}"
            raise UnfilledNoticeError(f"{name} ({language}): {odd}")
        template = self.templates[name, language]
        return Notice(
            bubbles=tuple(bubble.format_map(given) for bubble in template.bubbles),
            choices=tuple(_filled(choice, given) for choice in template.choices),
        )


def _filled(choice: NoticeChoice, given: Mapping[str, str]) -> NoticeChoice:
    return NoticeChoice(
        label=choice.label.format_map(given),
        data=choice.data,
        text=choice.text.format_map(given),
    )


def _read(path: Path) -> Mapping[NoticeName, Notice]:
    content = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(content, dict) or set(content) != set(NoticeName):
        raise BrokenNoticesError(f"{path.name}: needs exactly the notices {sorted(NoticeName)}")
    return {name: _notice(content[name], f"{path.name}: {name}") for name in NoticeName}


def _notice(entry: object, where: str) -> Notice:
    match entry:
        case {"bubbles": [*bubbles], **rest} if bubbles and rest.keys() <= {"choices"}:
            choices = rest.get("choices", [])
        case _:
            raise BrokenNoticesError(f"{where}: needs bubbles, may have choices, nothing else")
    if not isinstance(choices, list) or not all(isinstance(bubble, str) for bubble in bubbles):
        raise BrokenNoticesError(f"{where}: bubbles are texts, choices are a list")
    notice = Notice(
        bubbles=tuple(bubbles), choices=tuple(_choice(choice, where) for choice in choices)
    )
    _check_braces(notice, where)
    return notice


def _choice(entry: object, where: str) -> NoticeChoice:
    match entry:
        case {"label": str(label), "data": str(data), "text": str(text), **rest} if not rest:
            return NoticeChoice(label=label, data=data, text=text)
        case _:
            raise BrokenNoticesError(f"{where}: a choice is label, data and text")


def _check_braces(notice: Notice, where: str) -> None:
    try:
        _variables(notice)
    except BrokenBracesError as error:
        raise BrokenNoticesError(f"{where}: {error}") from error


def _variables(notice: Notice) -> frozenset[str]:
    return variables_of(_texts(notice))


def _texts(notice: Notice) -> tuple[str, ...]:
    """Everything of a notice that may hold variables."""
    shown = (text for choice in notice.choices for text in (choice.label, choice.text))
    return (*notice.bubbles, *shown)
