"""Snippets: what a counsellor may put into the composer and change. The words are in YAML."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import yaml

from texts.language import Language
from texts.variables import BrokenBracesError, variables_of

_FOLDER = Path(__file__).with_name("snippets")


class BrokenSnippetsError(Exception):
    """The files of snippets are not what this module promises; the text says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One snippet in one language, its ``{variables}`` not yet filled.

    ``is_crisis``: it is changed by two people only.
    """

    title: str
    body: str
    is_crisis: bool = False

    @property
    def variables(self) -> frozenset[str]:
        """What it needs to be filled."""
        return variables_of([self.body])


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippets:
    """Every snippet in every language, by its name, in the order in which they are listed."""

    wordings: Mapping[tuple[str, Language], Wording]

    @classmethod
    def load(cls, folder: Path = _FOLDER) -> Self:
        """The snippets of ``folder``, one file a language.

        Raises:
            BrokenSnippetsError: a file is misshapen, or languages differ in what there is, in its
                variables or in what is about a crisis.
        """
        wordings = {
            (name, language): wording
            for language in Language
            for name, wording in _read(folder / f"{language}.yaml").items()
        }
        shapes = {language: _shape(wordings, language) for language in Language}
        if len(set(shapes.values())) > 1:
            raise BrokenSnippetsError("the languages differ in their snippets")
        return cls(wordings=wordings)

    @property
    def names(self) -> tuple[str, ...]:
        """Every snippet's name, in order."""
        return tuple(name for name, spoken in self.wordings if spoken is Language.JAPANESE)

    def with_bodies(self, bodies: Mapping[tuple[str, Language], str]) -> Self:
        """The same, with other words for some."""
        changed = {key: replace(self.wordings[key], body=body) for key, body in bodies.items()}
        return replace(self, wordings={**self.wordings, **changed})


def _read(path: Path) -> dict[str, Wording]:
    content = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(content, dict) or not content:
        raise BrokenSnippetsError(f"{path.name}: needs snippets by their names")
    return {str(name): _wording(entry, f"{path.name}: {name}") for name, entry in content.items()}


def _wording(entry: object, where: str) -> Wording:
    match entry:
        case {"title": str(title), "body": str(body), **rest} if rest.keys() <= {"crisis"}:
            is_crisis = rest.get("crisis", False)
        case _:
            raise BrokenSnippetsError(f"{where}: needs title and body, may be about a crisis")
    if not isinstance(is_crisis, bool):
        raise BrokenSnippetsError(f"{where}: crisis is true or false")
    wording = Wording(title=title, body=body.strip(), is_crisis=is_crisis)
    try:
        variables_of([wording.body])
    except BrokenBracesError as error:
        raise BrokenSnippetsError(f"{where}: {error}") from error
    return wording


def _shape(
    wordings: Mapping[tuple[str, Language], Wording], language: Language
) -> tuple[tuple[str, bool, frozenset[str]], ...]:
    return tuple(
        (name, wording.is_crisis, wording.variables)
        for (name, spoken), wording in wordings.items()
        if spoken is language
    )
