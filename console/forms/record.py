"""The form of a record (相談記録): what it must say first, then what it may."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from flask_wtf import FlaskForm
from wtforms import (
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from console import record_words
from console.language import later
from console.words import CALLERS, ENDS, RISKS, THEMES
from domain.care import LONGEST_CARE, CareKind
from domain.conversation import End
from domain.record import (
    ENDS_OF_A_TALK,
    LEVELS_WITH_KIND,
    LONGEST_NOTE,
    Caller,
    RiskKind,
    RiskLevel,
    Theme,
)
from domain.record_details import (
    NEEDS_CONSENT,
    Age,
    Area,
    Consent,
    Duration,
    Gender,
    ReferStep,
    ReferTo,
    Relation,
)
from domain.secret import PrivateText
from services.record_entry import Person, RecordEntry, Referral

Code = TypeVar("Code", bound=StrEnum)

REFERRALS: Final = (1, 2, 3)
"""So many places to which somebody was linked can be named."""

_CHOOSE: Final = later("どれかひとつを選んでください。")
_NEEDS_YES: Final = later(
    "「知らせた」より先に進めたときは、ご本人の「はい」がいります。同意を確かめて、選んでください。"
)
_LONGEST: Final = 2000
_TOO_LONG: Final = later("2,000字までにしてください。")
_TOO_LONG_NOTE: Final = later("200字までにしてください。")
_TOO_LONG_CARE: Final = later("100字までにしてください。")


def _plain_breaks(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _choices(words: Mapping[Code, str]) -> list[SelectChoice]:
    return [SelectChoice(code.value, label) for code, label in words.items()]


def _text(label: str, *, most: int = _LONGEST, said: str = _TOO_LONG, rows: int = 2) -> Field:
    return TextAreaField(
        label,
        filters=[_plain_breaks],
        validators=[Length(max=most, message=said)],
        render_kw={"rows": rows},
    )


def _some(label: str, words: Mapping[Code, str], message: str | None = None) -> Field:
    return SelectMultipleField(
        label,
        choices=_choices(words),
        validators=[InputRequired(message)] if message else [],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def _one(label: str, words: Mapping[Code, str]) -> Field:
    return RadioField(label, choices=_choices(words), validators=[InputRequired(_CHOOSE)])


def _maybe(label: str, words: Mapping[Code, str]) -> Field:
    return SelectField(label, choices=[SelectChoice("", later("—")), *_choices(words)], default="")


class RecordForm(FlaskForm):
    """The record: five answers that are needed, and whatever else is known."""

    caller = _one(later("書いた方"), CALLERS)
    words = TextAreaField(
        later("主訴"),
        filters=[_plain_breaks],
        validators=[
            InputRequired(later("短くてもかまいません。書いてください。")),
            Length(max=_LONGEST, message=_TOO_LONG),
        ],
        render_kw={"rows": 3},
    )
    themes = _some(later("テーマ"), THEMES, later("ひとつ以上を選んでください。"))
    risk = _one(later("危険の確認"), RISKS)
    risk_kinds = _some(later("危険の種類"), record_words.RISK_KINDS)
    risk_reason = _text(later("未確認の理由"))
    end = _one(later("終わり方"), {code: ENDS[code] for code in ENDS_OF_A_TALK})
    note = _text(later("申し送り"), most=LONGEST_NOTE, said=_TOO_LONG_NOTE, rows=3)

    relation = _maybe(later("話の中心の方"), record_words.RELATIONS)
    writer_age = _maybe(later("年代"), record_words.AGES)
    writer_gender = _maybe(later("性別"), record_words.GENDERS)
    subject_age = _maybe(later("年代"), record_words.AGES)
    subject_gender = _maybe(later("性別"), record_words.GENDERS)
    area = _maybe(later("お住まい"), record_words.AREAS)
    duration = _maybe(later("今のようになってから"), record_words.DURATIONS)
    course = _text(later("経過"), rows=3)
    facts = _text(later("事実"), rows=3)
    view = _text(later("見立て"), rows=3)
    avoid = _text(
        later("触れないこと"), most=LONGEST_CARE[CareKind.AVOID], said=_TOO_LONG_NOTE, rows=2
    )
    address = _text(later("呼び方"), most=LONGEST_CARE[CareKind.NAME], said=_TOO_LONG_CARE, rows=1)
    pace = _text(later("ペース"), most=LONGEST_CARE[CareKind.PACE], said=_TOO_LONG_CARE, rows=1)
    refer_to_1 = _maybe(later("つなぎ先"), record_words.REFER_TO)
    refer_step_1 = _maybe(later("どこまで"), record_words.REFER_STEPS)
    refer_to_2 = _maybe(later("つなぎ先"), record_words.REFER_TO)
    refer_step_2 = _maybe(later("どこまで"), record_words.REFER_STEPS)
    refer_to_3 = _maybe(later("つなぎ先"), record_words.REFER_TO)
    refer_step_3 = _maybe(later("どこまで"), record_words.REFER_STEPS)
    consent = _maybe(later("つなぐことへの同意"), record_words.CONSENTS)
    next_time = _text(later("次回"), most=LONGEST_NOTE, said=_TOO_LONG_NOTE, rows=1)

    def validate_risk_reason(self, field: Field) -> None:
        """Not having asked needs its reason."""
        if self.risk.data == RiskLevel.NOT_ASKED and not field.data:
            raise ValidationError(later("「未確認」のときは、理由を書いてください。"))

    def validate_risk_kinds(self, field: Field) -> None:
        """From R2 on it is said what kind of danger there was."""
        if self.risk.data in LEVELS_WITH_KIND and not field.data:
            raise ValidationError(later("R2から上は、危険の種類を選んでください。"))

    def validate_consent(self, field: Field) -> None:
        """Beyond having told of a place nothing is handed on without a yes."""
        steps = {self[f"refer_step_{n}"].data for n in REFERRALS}
        if steps & NEEDS_CONSENT and field.data != Consent.GIVEN:
            raise ValidationError(_NEEDS_YES)

    def validate_refer_step_1(self, field: Field) -> None:
        """A place without how far it came, or the other way round, is half of a thing."""
        self._require_pair(1, field)

    def validate_refer_step_2(self, field: Field) -> None:
        """The same."""
        self._require_pair(2, field)

    def validate_refer_step_3(self, field: Field) -> None:
        """The same."""
        self._require_pair(3, field)

    def entry(self) -> RecordEntry:
        """What was filled in; for a form that is valid."""
        is_unasked = self.risk.data == RiskLevel.NOT_ASKED
        return RecordEntry(
            caller=Caller(self.caller.data),
            words=PrivateText(self.words.data),
            themes=frozenset(Theme(code) for code in self.themes.data),
            risk=RiskLevel(self.risk.data),
            risk_reason=_private(self.risk_reason) if is_unasked else None,
            end=End(self.end.data),
            note=_private(self.note),
            risk_kinds=frozenset(RiskKind(code) for code in self.risk_kinds.data or ()),
            relation=_code(Relation, self.relation),
            writer=_person(self.writer_age, self.writer_gender),
            subject=_person(self.subject_age, self.subject_gender),
            area=_code(Area, self.area),
            duration=_code(Duration, self.duration),
            course=_private(self.course),
            facts=_private(self.facts),
            view=_private(self.view),
            avoid=_private(self.avoid),
            address=_private(self.address),
            pace=_private(self.pace),
            next_time=_private(self.next_time),
            referrals=self._referrals(),
            consent=_code(Consent, self.consent),
        )

    def _referrals(self) -> tuple[Referral, ...]:
        pairs = [(self[f"refer_to_{n}"].data, self[f"refer_step_{n}"].data) for n in REFERRALS]
        return tuple(
            Referral(to=ReferTo(to), step=ReferStep(step)) for to, step in pairs if to and step
        )

    def _require_pair(self, number: int, field: Field) -> None:
        if bool(self[f"refer_to_{number}"].data) != bool(field.data):
            raise ValidationError(later("つなぎ先と、どこまでかを、両方選んでください。"))


def _private(field: Field) -> PrivateText | None:
    return PrivateText(field.data) if field.data else None


def _code(vocabulary: type[Code], field: Field) -> Code | None:
    return vocabulary(field.data) if field.data else None


def _person(age: Field, gender: Field) -> Person:
    return Person(age=_code(Age, age), gender=_code(Gender, gender))
