"""The form of a certificate (修了証)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final
from unicodedata import normalize

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, ValidationError
from wtforms.fields import DateField, SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from console.language import _, later
from domain.certificate import LONGEST_PRINTED, WrongNumberError, read_number
from routing.training import Course
from services.trained import CertificateEntry

_NEEDED: Final = later("書いてください。")
_NO_DAY: Final = later("年・月・日を選んでください。")
_LONGEST_ISSUER: Final = 60
_MOST_HOURS: Final = 999
_MINUTES: Final = 60


class Day(DateField):
    """A day whose mistake is said in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read an ISO day.

        Raises:
            ValueError: it is none.
        """
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_NO_DAY) from None


class CertificateForm(FlaskForm):
    """What stands on the paper."""

    course = SelectField(later("研修"), validators=[InputRequired(_NEEDED)])
    issuer = StringField(
        later("発行した機関"),
        validators=[
            InputRequired(_NEEDED),
            Length(max=_LONGEST_ISSUER, message=later("60字までにしてください。")),
        ],
    )
    printed = StringField(
        later("番号"),
        validators=[Length(max=LONGEST_PRINTED, message=later("番号が長すぎます。"))],
    )
    hours = StringField(
        later("時間数"),
        validators=[InputRequired(_NEEDED)],
        render_kw={"inputmode": "decimal"},
    )
    issued_on = Day(later("発行した日"), validators=[InputRequired(_NO_DAY)])
    valid_until = Day(later("有効期限"), validators=[Optional()])
    reflection_on = Day(later("ふりかえりを受け取った日"), validators=[Optional()])

    def __init__(self, courses: Sequence[Course], today: date, **values: object) -> None:
        super().__init__(**values)
        self.course.choices = [
            SelectChoice("", _("選んでください")),
            *(SelectChoice(each.code, each.name) for each in courses),
        ]
        self._today = today

    def validate_printed(self, field: Field) -> None:
        """A number is one of the rule, in either printed form; or there is none."""
        if (field.data or "").strip():
            try:
                read_number(field.data)
            except WrongNumberError:
                raise ValidationError(
                    later("12桁の番号を、01-17-011-00001 か 011701100001 の形で入れてください。")
                ) from None

    def validate_hours(self, field: Field) -> None:
        """Hours in whole minutes: 3, 1.5."""
        minutes = _minutes(field.data)
        if minutes is None or not 0 < minutes <= _MOST_HOURS * _MINUTES:
            raise ValidationError(later("3 や 1.5 のように、時間で入れてください。"))

    def validate_issued_on(self, field: Field) -> None:
        """Nothing is issued in days to come."""
        if field.data is not None and field.data > self._today:
            raise ValidationError(later("今日までの日を選んでください。"))

    def validate_valid_until(self, field: Field) -> None:
        """It ends after it was issued."""
        issued_on = self.issued_on.data
        if field.data is not None and issued_on is not None and field.data < issued_on:
            raise ValidationError(later("発行した日よりあとの日を選んでください。"))

    def entry(self) -> CertificateEntry:
        """What was filled in; for a form that is valid."""
        return CertificateEntry(
            course=self.course.data,
            issuer=self.issuer.data.strip(),
            printed=(self.printed.data or "").strip(),
            minutes=_minutes(self.hours.data) or 0,
            issued_on=self.issued_on.data,
            valid_until=self.valid_until.data,
            reflection_on=self.reflection_on.data,
        )


def as_hours(minutes: int) -> str:
    """Minutes as they are typed: 3, 1.5."""
    return f"{Decimal(minutes) / _MINUTES:.2f}".rstrip("0").rstrip(".")


def _minutes(typed: str | None) -> int | None:
    try:
        hours = Decimal(normalize("NFKC", typed or "").strip())
    except InvalidOperation:
        return None
    return int(hours * _MINUTES) if hours.is_finite() and hours < _MOST_HOURS + 1 else None
