"""Notices: what we write to a person without a counsellor typing it. The words are in YAML."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

import yaml

from texts.language import Language
from texts.variables import BrokenBracesError, variables_of

_FOLDER = Path(__file__).with_name("notices")


class NoticeName(StrEnum):
    """Every notice; the value is its key in the files."""

    FOLLOW = "follow"
    HOW = "how"
    PRIVACY = "privacy"
    PREVIEW = "preview"
    LATER = "later"
    BEFORE_OPENING = "before_opening"
    BEFORE_OPENING_PHONE = "before_opening_phone"
    AFTER_CLOSING = "after_closing"
    AFTER_CLOSING_LINES = "after_closing_lines"
    DAY_OFF = "day_off"
    DAY_OFF_LINES = "day_off_lines"
    CLOSED_UNDATED = "closed_undated"
    SUDDEN = "sudden"
    SUDDEN_LINES = "sudden_lines"
    SUDDEN_UNDATED = "sudden_undated"
    DISASTER = "disaster"
    WILL_CALL = "will_call"
    WILL_CALL_UNDATED = "will_call_undated"
    WONT_CALL = "wont_call"
    URGENT = "urgent"
    URGENT_ALONE = "urgent_alone"
    CALL = "call"
    CALL_LATER = "call_later"
    IN_LINE = "in_line"
    IN_LINE_BAND = "in_line_band"
    NEXT_IN_LINE = "next_in_line"
    SECOND_IN_LINE = "second_in_line"
    FULL = "full"
    FULL_UNDATED = "full_undated"
    LEAVE_WORDS = "leave_words"
    NOT_TODAY = "not_today"
    LEFT_LINE = "left_line"
    LAST_INTAKE = "last_intake"
    CLOSED_WAITING = "closed_waiting"
    CLOSED_WAITING_LINES = "closed_waiting_lines"
    CLOSED_WAITING_UNDATED = "closed_waiting_undated"
    DANGER_CLOSED = "danger_closed"
    DANGER_CLOSED_ALONE = "danger_closed_alone"
    DANGER_CLOSED_UNDATED = "danger_closed_undated"
    DANGER_CLOSED_ALONE_UNDATED = "danger_closed_alone_undated"
    DANGER_WAITING = "danger_waiting"
    CONNECTED = "connected"
    DROPPED = "dropped"
    REST = "rest"
    WARN = "warn"
    PAUSE_BEGINS = "pause_begins"
    PAUSE_GOES_ON = "pause_goes_on"
    GOODBYE = "goodbye"
    GOODBYE_UNDATED = "goodbye_undated"
    DETAIL_PHONE = "detail_phone"
    DETAIL_MAIL = "detail_mail"
    DETAIL_ADDRESS = "detail_address"
    DETAIL_HANDLE = "detail_handle"
    MEDIA_IMAGE = "media_image"
    MEDIA_VIDEO = "media_video"
    MEDIA_AUDIO = "media_audio"
    MEDIA_FILE = "media_file"
    MEDIA_LOCATION = "media_location"
    REFER_PLACE = "refer_place"
    REFER_PLACE_QUIET = "refer_place_quiet"
    REFER_ASK = "refer_ask"
    REFER_ASK_SHOWN = "refer_ask_shown"
    REFER_YES = "refer_yes"
    REFER_NO = "refer_no"
    REFER_LATER = "refer_later"
    REFER_CARD = "refer_card"
    REFER_CODES = "refer_codes"
    REFER_NO_CODES = "refer_no_codes"
    REFER_GONE = "refer_gone"
    REFER_CLOSED = "refer_closed"
    REFER_STOPPED = "refer_stopped"
    WELCOME_BACK = "welcome_back"
    RETURNING = "returning"
    EARLIER_SHOWN = "earlier_shown"
    EARLIER_NEW = "earlier_new"
    EARLIER_HIDDEN = "earlier_hidden"
    ASK_NEWS = "ask_news"
    NEWS_KINDS = "news_kinds"
    NEWS_ON = "news_on"
    NEWS_OFF = "news_off"
    PROGRAMME_NEWS = "programme_news"
    PROGRAMMES = "programmes"
    PROGRAMME_DATE = "programme_date"
    PROGRAMME_NONE = "programme_none"
    PROGRAMME_FULL = "programme_full"
    PROGRAMME_OVER = "programme_over"
    PROGRAMME_CANCELLED = "programme_cancelled"
    SIGNED_UP = "signed_up"
    SIGN_UP_CARD = "sign_up_card"
    REMINDER_ON = "reminder_on"
    REMINDER = "reminder"
    NOT_GOING = "not_going"
    WHICH_DATE = "which_date"


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
