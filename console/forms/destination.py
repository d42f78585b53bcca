"""The form of a destination."""

from collections.abc import Mapping
from typing import Any, Final
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

from console.destination_words import AUDIENCES, DAYS, OFFERS, WAYS, problem_words
from console.forms.certificate import Day as DayField
from console.language import _, later
from console.record_words import AREAS, REFER_TO
from domain.destination import (
    LONGEST,
    Audience,
    Day,
    DestinationFacts,
    FactProblem,
    Offer,
    Way,
    ages_are_right,
)
from domain.destination_cells import in_lines, in_one_line, read_age
from domain.directory import contact_problem, read_contact
from domain.phone_number import NoNumberError
from domain.record_details import Area, ReferTo

_NEEDED: Final = later("書いてください。")
_TOO_LONG: Final = later("長すぎます。")
_MOST_DIGITS: Final = 9
_WORDS: Final = (
    "name", "organisation", "one_line", "cost", "venue", "access", "eligibility", "staff_contact",
    "source", "remark",
)  # fmt: skip
_SETS: Final[Mapping[str, tuple[Any, Mapping[Any, str]]]] = {
    "audience": (Audience, AUDIENCES),
    "ways": (Way, WAYS),
    "offers": (Offer, OFFERS),
    "days": (Day, DAYS),
    "areas": (Area, AREAS),
}


def _line(label: str, name: str, *, is_needed: bool = False) -> StringField:
    first = [InputRequired(_NEEDED)] if is_needed else []
    return StringField(label, validators=[*first, Length(max=LONGEST[name], message=_TOO_LONG)])


def _several(label: str) -> SelectMultipleField:
    return SelectMultipleField(
        label, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class DestinationForm(FlaskForm):
    """What an entry says."""

    name = _line(later("名前"), "name", is_needed=True)
    organisation = _line(later("団体"), "organisation")
    one_line = _line(later("ひとこと"), "one_line")
    kind = SelectField(later("種類"))
    audience = _several(later("だれのための場所か"))
    age_from = StringField(later("年齢（から）"), render_kw={"inputmode": "numeric"})
    age_to = StringField(later("年齢（まで）"), render_kw={"inputmode": "numeric"})
    ways = _several(later("方法"))
    needs_no_voice = BooleanField(later("声を出さなくてよい"))
    may_look_on = BooleanField(later("見るだけでもよい"))
    offers = _several(later("できること"))
    hours = TextAreaField(
        later("日時"),
        validators=[Length(max=LONGEST["hours"], message=_TOO_LONG)],
        render_kw={"rows": "3"},
    )
    days = _several(later("曜日"))
    cost = _line(later("費用"), "cost")
    contact = _line(later("電話番号かリンク"), "contact")
    venue = _line(later("場所"), "venue")
    access = _line(later("行き方"), "access")
    areas = _several(later("地域"))
    may_show = BooleanField(later("相談する方に見せてよい"))
    eligibility = _line(later("使える条件"), "eligibility")
    staff_contact = _line(later("職員の連絡先"), "staff_contact")
    valid_from = DayField(later("この日から"), validators=[Optional()])
    valid_until = DayField(later("この日まで"), validators=[Optional()])
    source = _line(later("どこで知ったか"), "source")
    sourced_on = DayField(later("その日付"), validators=[Optional()])
    remark = _line(later("覚え書き"), "remark")
    based_on = HiddenField()

    def __init__(self, facts: DestinationFacts | None = None, newest: int = 0) -> None:
        super().__init__(data=_filled(facts) | {"based_on": str(newest)})
        self._before = facts
        self.kind.choices = [(each.value, _(words)) for each, words in REFER_TO.items()]
        for name, (_codes, words) in _SETS.items():
            self[name].choices = [(code.value, _(said)) for code, said in words.items()]

    def validate_contact(self, field: Field) -> None:
        """A number with the digits of its kind, which is not known to be wrong; or an address."""
        written = in_one_line(field.data or "")
        try:
            contact = read_contact(written) if written else ""
        except NoNumberError as error:
            raise ValidationError(problem_words(error.problem, written)) from None
        problem = contact_problem(in_one_line(self.name.data or ""), contact)
        if problem is not None:
            raise ValidationError(problem_words(problem, contact))

    def validate_age_to(self, field: Field) -> None:
        """Two ages, the first not above the last."""
        del field
        written = [each.data or "" for each in (self.age_from, self.age_to)]
        is_read = all(not each.strip() or read_age(each) is not None for each in written)
        if not is_read or not ages_are_right(*map(read_age, written)):
            raise ValidationError(problem_words(FactProblem.NO_AGE, ""))

    def validate_valid_until(self, field: Field) -> None:
        """It ends after it begins."""
        first = self.valid_from.data
        if field.data is not None and first is not None and field.data < first:
            raise ValidationError(later("はじまりの日よりあとの日を選んでください。"))

    def is_right(self) -> bool:
        """Whether it was sent, and nothing in it is wrong."""
        return bool(self.validate_on_submit())

    def facts(self) -> DestinationFacts:
        """What was filled in; for a form that is valid."""
        written = in_one_line(self.contact.data or "")
        contact = read_contact(written) if written else ""
        before = self._before
        is_same = before is not None and before.contact == contact
        held: dict[str, Any] = {
            name: normalize("NFC", in_one_line(self[name].data or "")) for name in _WORDS
        }
        for name, (codes, _words) in _SETS.items():
            held[name] = frozenset(map(codes, self[name].data or ()))
        return DestinationFacts(
            **held,
            kind=ReferTo(self.kind.data),
            age_from=read_age(self.age_from.data or ""),
            age_to=read_age(self.age_to.data or ""),
            needs_no_voice=self.needs_no_voice.data,
            may_look_on=self.may_look_on.data,
            may_show=self.may_show.data,
            hours=in_lines(self.hours.data or ""),
            contact=contact,
            printed=before.printed if before is not None and is_same else written,
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
            sourced_on=self.sourced_on.data,
            extra=before.extra if before is not None else (),
        )

    def number(self) -> int:
        """The number of the version it was begun on; for any other word none there is."""
        written = self.based_on.data or ""
        return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else -1


def _filled(facts: DestinationFacts | None) -> dict[str, object]:
    if facts is None:
        return {"kind": ReferTo.OTHER.value}
    plain = (*_WORDS, "hours", "contact", "needs_no_voice", "may_look_on", "may_show")
    held: dict[str, object] = {name: getattr(facts, name) for name in plain}
    held |= {name: getattr(facts, name) for name in ("valid_from", "valid_until", "sourced_on")}
    held |= {name: [each.value for each in getattr(facts, name)] for name in _SETS}
    ages = {name: getattr(facts, name) for name in ("age_from", "age_to")}
    held |= {name: str(age) if age is not None else "" for name, age in ages.items()}
    return held | {"kind": facts.kind.value}
