"""The form of a support line."""

from typing import Final
from unicodedata import normalize

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from console.directory_words import AUDIENCES, MEANS, PURPOSES, problem_words
from console.forms.certificate import Day
from console.language import _, later
from domain.directory import (
    Audience,
    LineFacts,
    Means,
    Purpose,
    contact_problem,
    read_contact,
)
from domain.phone_number import NoNumberError
from routing.line_hours import LineHours, MonthlyHours
from routing.line_hours_words import HoursError, read_hours, write_hours
from routing.line_table import LONGEST_NAME, LONGEST_WORDS
from routing.opening_days import MonthDay, OpenHours, YearlyClosure

_NEEDED: Final = later("書いてください。")
_TOO_LONG: Final = later("長すぎます。")
_MOST_DIGITS: Final = 9
_FREE: Final = {"": None, "yes": True, "no": False}


def _hours(opens: int, closes: int) -> OpenHours:
    return OpenHours(opens_minute=opens * 60, closes_minute=closes * 60)


HOURS_EXAMPLE: Final = write_hours(
    LineHours(
        weekly=((_hours(9, 12), _hours(13, 16)),) * 5 + ((), ()),
        holiday=(),
        monthly=(
            MonthlyHours(day=10, hours=(_hours(8, 32),)),
            MonthlyHours(last_weekday=5, hours=(_hours(12, 45),)),
        ),
        yearly_closures=(
            YearlyClosure(
                first=MonthDay(month=12, day=29), last=MonthDay(month=1, day=3), reason=""
            ),
        ),
    )
)
"""A line for each kind of day there is."""


class LineForm(FlaskForm):
    """What an entry of the directory says."""

    name = StringField(
        later("窓口の名前"),
        validators=[InputRequired(_NEEDED), Length(max=LONGEST_NAME, message=_TOO_LONG)],
    )
    contact = StringField(
        later("電話番号かリンク"), validators=[Length(max=100, message=_TOO_LONG)]
    )
    means = SelectField(later("方法"))
    hours = TextAreaField(later("つながる時間"), render_kw={"rows": "5"})
    purpose = SelectField(later("目的"))
    audience = SelectMultipleField(
        later("だれのための窓口か"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    serves_here = BooleanField(later("この県の人が使えます"))
    area = StringField(later("地域"), validators=[Length(max=100, message=_TOO_LONG)])
    is_free = SelectField(later("料金"))
    valid_from = Day(later("この日から"), validators=[Optional()])
    valid_until = Day(later("この日まで"), validators=[Optional()])
    about = StringField(later("内容"), validators=[Length(max=LONGEST_WORDS, message=_TOO_LONG)])
    source = StringField(
        later("どこで知ったか"), validators=[Length(max=LONGEST_WORDS, message=_TOO_LONG)]
    )
    sourced_on = Day(later("その日付"), validators=[Optional()])
    remark = StringField(
        later("覚え書き"), validators=[Length(max=LONGEST_WORDS, message=_TOO_LONG)]
    )
    based_on = HiddenField()

    def __init__(self, facts: LineFacts | None = None, newest: int = 0) -> None:
        super().__init__(data=_filled(facts) | {"based_on": str(newest)})
        self._printed = facts.printed if facts is not None else ""
        self._contact_was = facts.contact if facts is not None else None
        self.means.choices = [(each.value, _(words)) for each, words in MEANS.items()]
        self.purpose.choices = [(each.value, _(words)) for each, words in PURPOSES.items()]
        self.audience.choices = [(each.value, _(words)) for each, words in AUDIENCES.items()]
        self.is_free.choices = [("", _("わかりません")), ("yes", _("無料")), ("no", _("有料"))]

    def validate_contact(self, field: Field) -> None:
        """A number with the digits of its kind, which is not known to be wrong; or an address."""
        written = (field.data or "").strip()
        try:
            contact = read_contact(written) if written else ""
        except NoNumberError as error:
            raise ValidationError(problem_words(error.problem, written)) from None
        problem = contact_problem(self.name.data or "", contact)
        if problem is not None:
            raise ValidationError(problem_words(problem, contact))

    def validate_hours(self, field: Field) -> None:
        """Hours as ``routing.line_hours_words`` reads them; or nothing, while nobody knows."""
        try:
            if (field.data or "").strip():
                read_hours(field.data)
        except HoursError as error:
            raise ValidationError(problem_words(error.problem, error.word)) from None

    def validate_valid_until(self, field: Field) -> None:
        """It ends after it begins."""
        first = self.valid_from.data
        if field.data is not None and first is not None and field.data < first:
            raise ValidationError(later("はじまりの日よりあとの日を選んでください。"))

    def is_right(self) -> bool:
        """Whether it was sent, and nothing in it is wrong."""
        return bool(self.validate_on_submit())

    def facts(self) -> LineFacts:
        """What was filled in; for a form that is valid."""
        written, hours = _written(self.contact), _written(self.hours)
        contact = read_contact(written) if written else ""
        return LineFacts(
            name=normalize("NFC", _written(self.name)),
            purpose=Purpose(self.purpose.data),
            means=Means(self.means.data),
            contact=contact,
            printed=self._printed if contact == self._contact_was else written,
            hours=write_hours(read_hours(hours)) if hours else "",
            audience=frozenset(map(Audience, self.audience.data or ())),
            about=_written(self.about),
            is_free=_FREE[self.is_free.data],
            area=_written(self.area),
            serves_here=self.serves_here.data,
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
            source=_written(self.source),
            sourced_on=self.sourced_on.data,
            remark=_written(self.remark),
        )

    def number(self) -> int:
        """The number of the version it was begun on; for any other word none there is."""
        written = self.based_on.data or ""
        return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else -1


def _written(field: Field) -> str:
    """What stands in a field, without the sign that PostgreSQL keeps nowhere."""
    return (field.data or "").replace("\0", "").strip()


def _filled(facts: LineFacts | None) -> dict[str, object]:
    if facts is None:
        return {"serves_here": True, "means": Means.VOICE.value, "purpose": Purpose.OTHER.value}
    is_free = next(word for word, value in _FREE.items() if value is facts.is_free)
    return {
        "name": facts.name,
        "contact": facts.contact,
        "means": facts.means.value,
        "hours": facts.hours,
        "purpose": facts.purpose.value,
        "audience": [each.value for each in facts.audience],
        "serves_here": facts.serves_here,
        "area": facts.area,
        "is_free": is_free,
        "valid_from": facts.valid_from,
        "valid_until": facts.valid_until,
        "about": facts.about,
        "source": facts.source,
        "sourced_on": facts.sourced_on,
        "remark": facts.remark,
    }
