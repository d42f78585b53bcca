"""What the pages of texts show: all of them at one look, and one with its versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique
from uuid import UUID

from domain.errors import NotFoundError
from services import shown, texts
from services.edition import Ground, read_bubbles
from services.text_versions import SHIPPED, needs_two
from services.work import Work
from storage.models.text import TextVersion
from storage.queries import texts as text_rows
from texts.key import TextKey, TextKind
from texts.language import Language
from texts.notices import NoticeChoice, NoticeName
from texts.rules import Finding, Frame, examine


@unique
class Standing(StrEnum):
    """Where a version stands."""

    IN_FORCE = "in_force"
    WAITING = "waiting"
    TAKEN_BACK = "taken_back"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """One version as the page lists it; ``bubbles`` is None where it cannot be read.

    ``repeats`` is the earlier number it goes back to, 0 the shipped text.
    """

    id: UUID
    number: int
    bubbles: tuple[str, ...] | None
    standing: Standing
    repeats: int | None
    written_by: UUID
    author_alias: str
    written_at: datetime
    approver_alias: str | None
    in_force_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedText:
    """One text in the list: its number in force (0: as shipped), and what is to be known of it.

    ``is_behind``: its other language was written anew since.
    """

    key: TextKey
    title: str | None
    bubbles: tuple[str, ...]
    number: int
    is_waiting: bool
    is_unusable: bool
    is_behind: bool
    needs_two: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingText:
    """A version that waits for a second person."""

    key: TextKey
    title: str | None
    version: ShownVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenText:
    """One text in one language, with everything that is needed to write it anew.

    ``bubbles`` are said now; ``newest`` is the number a new version is based on; ``unusable`` says
    why the version in force is not said, nothing where it cannot be read, None where it is.
    """

    key: TextKey
    title: str | None
    bubbles: tuple[str, ...]
    choices: tuple[NoticeChoice, ...]
    number: int
    newest: int
    frame: Frame
    needs_two: bool
    unusable: tuple[Finding, ...] | None
    waiting: ShownVersion | None
    versions: tuple[ShownVersion, ...]

    def examine(self, bubbles: Sequence[str]) -> tuple[Finding, ...]:
        """Everything there is to say of other words for it."""
        return examine(bubbles, self.frame)


def list_texts(work: Work, language: Language) -> tuple[ListedText, ...]:
    """Every notice and every snippet in one language, in their order."""
    ground, edition = texts.ground_of(work), texts.edition(work)
    in_force = {row.key: row for row in text_rows.in_force(work.session)}
    waiting = {row.key for row in text_rows.waiting(work.session)}
    return tuple(
        ListedText(
            key=key,
            title=_title(ground, key),
            bubbles=_said(work, key),
            number=in_force[key].number if key in in_force else SHIPPED,
            is_waiting=key in waiting,
            is_unusable=key in edition.unusable,
            is_behind=_is_behind(key, in_force),
            needs_two=needs_two(ground, key, _said(work, key)),
        )
        for key in _keys(ground, language)
    )


def open_text(work: Work, key: TextKey) -> OpenText:
    """One text.

    Raises:
        NotFoundError: there is no such text.
    """
    ground, edition = texts.ground_of(work), texts.edition(work)
    if ground.shipped(key) is None:
        raise NotFoundError("No such text")
    rows = text_rows.of_text(work.session, key)
    versions = _shown(work, rows)
    said = _said(work, key)
    return OpenText(
        key=key,
        title=_title(ground, key),
        bubbles=said,
        choices=_choices(ground, key),
        number=next((each.number for each in versions if each.standing is Standing.IN_FORCE), 0),
        newest=versions[0].number if versions else SHIPPED,
        frame=ground.frame(key),
        needs_two=needs_two(ground, key, said),
        unusable=edition.unusable.get(key),
        waiting=next((each for each in versions if each.standing is Standing.WAITING), None),
        versions=versions,
    )


def list_waiting(work: Work) -> tuple[WaitingText, ...]:
    """The versions that wait for a second person, the oldest first."""
    ground = texts.ground_of(work)
    rows = [row for row in text_rows.waiting(work.session) if row.key is not None]
    return tuple(
        WaitingText(key=row.key, title=_title(ground, row.key), version=version)
        for row, version in zip(rows, _shown(work, rows), strict=True)
        if row.key is not None and ground.shipped(row.key) is not None
    )


def _keys(ground: Ground, language: Language) -> Iterable[TextKey]:
    for notice in NoticeName:
        yield TextKey(kind=TextKind.NOTICE, name=notice, language=language)
    for snippet in ground.snippets.names:
        yield TextKey(kind=TextKind.SNIPPET, name=snippet, language=language)


def _said(work: Work, key: TextKey) -> tuple[str, ...]:
    edition = texts.edition(work)
    if key.kind is TextKind.SNIPPET:
        return (edition.snippets.wordings[key.name, key.language].body,)
    return edition.notices.templates[NoticeName(key.name), key.language].bubbles


def _title(ground: Ground, key: TextKey) -> str | None:
    """A snippet's; notices are named by the console."""
    if key.kind is TextKind.NOTICE:
        return None
    return ground.snippets.wordings[key.name, key.language].title


def _choices(ground: Ground, key: TextKey) -> tuple[NoticeChoice, ...]:
    if key.kind is TextKind.SNIPPET:
        return ()
    return ground.notices.templates[NoticeName(key.name), key.language].choices


def _is_behind(key: TextKey, in_force: dict[TextKey | None, TextVersion]) -> bool:
    own = in_force.get(key)
    since = own.in_force_at if own is not None else None
    others = (
        in_force.get(TextKey(kind=key.kind, name=key.name, language=language))
        for language in Language
        if language is not key.language
    )
    newer = (row.in_force_at for row in others if row is not None and row.in_force_at is not None)
    return any(since is None or moment > since for moment in newer)


def _shown(work: Work, rows: Sequence[TextVersion]) -> tuple[ShownVersion, ...]:
    people = {row.written_by for row in rows} | {row.approved_by for row in rows if row.approved_by}
    aliases = shown.member_aliases(work, tuple(people))
    newest = {row.key: row.id for row in reversed(rows) if row.in_force_at is not None}
    return tuple(
        ShownVersion(
            id=row.id,
            number=row.number,
            bubbles=read_bubbles(row.bubbles),
            standing=_standing(row, is_newest=newest.get(row.key) == row.id),
            repeats=row.repeats,
            written_by=row.written_by,
            author_alias=aliases[row.written_by],
            written_at=row.written_at,
            approver_alias=aliases[row.approved_by] if row.approved_by is not None else None,
            in_force_at=row.in_force_at,
        )
        for row in rows
    )


def _standing(row: TextVersion, *, is_newest: bool) -> Standing:
    if row.is_waiting:
        return Standing.WAITING
    if row.in_force_at is None:
        return Standing.TAKEN_BACK
    return Standing.IN_FORCE if is_newest else Standing.EARLIER
