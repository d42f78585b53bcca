"""The form of a record (相談記録)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectMultipleField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from console.words import CALLERS, ENDS, RISKS, THEMES
from domain.conversation import End
from domain.record import ENDS_OF_A_TALK, LONGEST_NOTE, Caller, RiskLevel, Theme
from domain.secret import PrivateText
from services.records import RecordEntry

Code = TypeVar("Code", bound=StrEnum)

_CHOOSE: Final = "どれかひとつを選んでください。"
_LONGEST: Final = 2000
_TOO_LONG: Final = "2,000字までにしてください。"


def _plain_breaks(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _choices(words: Mapping[Code, str]) -> list[SelectChoice]:
    return [SelectChoice(code.value, label) for code, label in words.items()]


class RecordForm(FlaskForm):
    """The short record: five answers that are needed, one that is not."""

    caller = RadioField(
        "書いた方",
        choices=_choices(CALLERS),
        validators=[InputRequired(_CHOOSE)],
        validate_choice=True,
    )
    words = TextAreaField(
        "主訴",
        filters=[_plain_breaks],
        validators=[
            InputRequired("短くてもかまいません。書いてください。"),
            Length(max=_LONGEST, message=_TOO_LONG),
        ],
        render_kw={"rows": 3},
    )
    themes = SelectMultipleField(
        "テーマ",
        choices=_choices(THEMES),
        validators=[InputRequired("ひとつ以上を選んでください。")],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    risk = RadioField("危険の確認", choices=_choices(RISKS), validators=[InputRequired(_CHOOSE)])
    risk_reason = TextAreaField(
        "未確認の理由",
        filters=[_plain_breaks],
        validators=[Length(max=_LONGEST, message=_TOO_LONG)],
        render_kw={"rows": 2},
    )
    end = RadioField(
        "終わり方",
        choices=_choices({code: ENDS[code] for code in ENDS_OF_A_TALK}),
        validators=[InputRequired(_CHOOSE)],
    )
    note = TextAreaField(
        "申し送り",
        filters=[_plain_breaks],
        validators=[Length(max=LONGEST_NOTE, message="200字までにしてください。")],
        render_kw={"rows": 3},
    )

    def validate_risk_reason(self, field: Field) -> None:
        """Not having asked needs its reason."""
        if self.risk.data == RiskLevel.NOT_ASKED and not field.data:
            raise ValidationError("「未確認」のときは、理由を書いてください。")

    def entry(self) -> RecordEntry:
        """What was filled in; for a form that is valid."""
        return RecordEntry(
            caller=Caller(self.caller.data),
            words=PrivateText(self.words.data),
            themes=frozenset(Theme(code) for code in self.themes.data),
            risk=RiskLevel(self.risk.data),
            risk_reason=_private(self.risk_reason)
            if self.risk.data == RiskLevel.NOT_ASKED
            else None,
            end=End(self.end.data),
            note=_private(self.note),
        )


def _private(field: Field) -> PrivateText | None:
    return PrivateText(field.data) if field.data else None
