"""The forms of an incident: a memo, a call, a conference, and what takes two persons."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from flask_wtf import FlaskForm
from wtforms import (
    DateTimeLocalField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from console import incident_words
from console.house import the_house
from console.language import _, later
from domain.clock import TOKYO
from domain.incident import (
    CALLS,
    CONFERENCES,
    LONGEST,
    MEMO,
    PARTS,
    TWO_PERSONS,
    Decision,
    EntryKind,
    Part,
)
from domain.secret import PrivateText
from services.incident_entries import Told

_NEEDED: Final = later("書いてください。")
_CHOOSE: Final = later("どれかひとつを選んでください。")
_TOO_LONG: Final = later("長すぎます。短くしてください。")
_NO_TIME: Final = later("日と時刻を選んでください。")
_FIRST_YEAR: Final = 2000


class Moment(DateTimeLocalField):
    """A day and a time in Tokyo, aware once read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what a browser sends.

        Raises:
            ValueError: it is no time.
        """
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_NO_TIME) from None
        if self.data is not None:
            if self.data.year < _FIRST_YEAR:
                self.data = None
                raise ValueError(_NO_TIME)
            self.data = self.data.replace(tzinfo=TOKYO)


def _moment(label: str) -> Field:
    return Moment(label, validators=[InputRequired(_NO_TIME)])


def _text(part: Part, *, is_needed: bool = True, rows: int = 2) -> Field:
    checks = [Length(max=LONGEST[part], message=_TOO_LONG)]
    return TextAreaField(
        incident_words.PARTS[part],
        filters=[_plain_breaks],
        validators=[DataRequired(_NEEDED), *checks] if is_needed else checks,
        render_kw={"rows": rows, "maxlength": LONGEST[part]},
    )


def _name(part: Part, *, is_needed: bool = True) -> Field:
    checks = [Length(max=LONGEST[part], message=_TOO_LONG)]
    return StringField(
        incident_words.PARTS[part],
        filters=[_plain_breaks],
        validators=[DataRequired(_NEEDED), *checks] if is_needed else checks,
        render_kw={"maxlength": LONGEST[part], "autocomplete": "off"},
    )


def _choices(codes: Iterable[StrEnum], words: Mapping[EntryKind, str]) -> list[SelectChoice]:
    return [SelectChoice(code.value, words[EntryKind(code)]) for code in codes]


def _plain_breaks(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class _SentForm(FlaskForm):
    """A form that says whether it was sent, and is whole."""

    def is_whole(self) -> bool:
        """Whether it was sent and nothing is missing."""
        return bool(self.validate_on_submit())


class _EntryForm(_SentForm):
    """What every entry has: when it happened, which is not later than now."""

    at = _moment(later("いつ"))

    def validate_at(self, field: Field) -> None:
        """What has not happened is not told."""
        if field.data is not None and field.data > the_house().clock():
            raise ValidationError(later("今より先の時刻は選べません。"))

    def told(self) -> Told:
        """What was filled in; for a form that is valid."""
        kind = EntryKind(self["kind"].data)
        return Told(
            kind=kind,
            happened_at=self.at.data,
            parts={
                part: PrivateText(self[part.value].data)
                for part in PARTS[kind]
                if part.value in self and self[part.value].data
            },
            decision=self._decision(),
            next_at=self["next_at"].data if "next_at" in self else None,
        )

    def _decision(self) -> Decision | None:
        return Decision(self["decision"].data) if "decision" in self else None


class MemoForm(_EntryForm):
    """One line of the memo."""

    kind = SelectField(later("なにを"), choices=_choices(MEMO, incident_words.KINDS))
    words = _text(Part.WORDS)


class CallForm(_EntryForm):
    """Somebody outside was called, or is the one who speaks for us."""

    kind = SelectField(later("どこへ"), choices=_choices(CALLS, incident_words.KINDS))
    whom = _name(Part.WHOM)
    by_whom = _name(Part.BY_WHOM, is_needed=False)
    number = _name(Part.NUMBER, is_needed=False)
    words = _text(Part.WORDS, is_needed=False)

    def validate_by_whom(self, field: Field) -> None:
        """Of a call it is said who made it."""
        self._require(field)

    def validate_words(self, field: Field) -> None:
        """And what was said."""
        self._require(field)

    def _require(self, field: Field) -> None:
        if self.kind.data != EntryKind.OUTSIDE and not field.data:
            raise ValidationError(_NEEDED)


class ConferenceForm(_EntryForm):
    """A conference: nothing of it stays blank but what somebody made of the facts."""

    kind = RadioField(
        later("どの会議"),
        choices=_choices(CONFERENCES, incident_words.KINDS),
        validators=[InputRequired(_CHOOSE)],
        default=EntryKind.SMALL_CONFERENCE.value,
    )
    participants = _text(Part.PARTICIPANTS)
    facts = _text(Part.FACTS, rows=4)
    view = _text(Part.VIEW, is_needed=False, rows=3)
    policy = _text(Part.POLICY, rows=3)
    decision = RadioField(
        incident_words.DECISION,
        choices=[
            SelectChoice(code.value, words) for code, words in incident_words.DECISIONS.items()
        ],
        validators=[InputRequired(_CHOOSE)],
    )
    owner = _name(Part.OWNER)
    watcher = _name(Part.WATCHER, is_needed=False)
    next_at = _moment(incident_words.NEXT_AT)
    until_next = _text(Part.UNTIL_NEXT)

    def validate_watcher(self, field: Field) -> None:
        """No emergency is a decision too: somebody watches."""
        if self.decision.data == Decision.WATCH and not field.data:
            raise ValidationError(later("見守るときは、見守る人を書いてください。"))

    def validate_next_at(self, field: Field) -> None:
        """The next one lies ahead."""
        if field.data is not None and field.data <= the_house().clock():
            raise ValidationError(later("今より先の日時を選んでください。"))


class TwoPersonsForm(_SentForm):
    """What does not count before a second supervisor agrees."""

    kind = RadioField(later("求めること"), validators=[InputRequired(_CHOOSE)])
    words = _text(Part.WORDS)

    def __init__(self, **values: object) -> None:
        super().__init__(**values)
        self.kind.choices = [
            SelectChoice(kind.value, _(incident_words.KINDS[kind])) for kind in TWO_PERSONS
        ]

    def told(self, now: datetime) -> Told:
        """What is asked for; for a form that is valid."""
        return Told(
            kind=EntryKind(self.kind.data),
            happened_at=now,
            parts={Part.WORDS: PrivateText(self.words.data)},
        )


def blank_memo(at: datetime) -> MemoForm:
    """A memo as it was sent, or fresh: now."""
    return MemoForm(prefix="memo-", data={"at": at})


def blank_call(at: datetime, *, by_whom: str) -> CallForm:
    """A call as it was sent, or fresh: now, by whoever looks."""
    return CallForm(prefix="call-", data={"at": at, "by_whom": by_whom})


def blank_conference(at: datetime, *, participants: str) -> ConferenceForm:
    """A conference as it was sent, or fresh: now, with whoever looks."""
    return ConferenceForm(data={"at": at, "participants": participants})
