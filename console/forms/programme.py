"""The forms of a programme and of one of its dates."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Final
from unicodedata import normalize
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from console.forms.certificate import Day
from console.language import _, later
from console.programme_words import EASES, KINDS, fault_words
from domain.clock import TOKYO
from domain.destination import Offer
from domain.programme import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_PLACE,
    MOST_PLACES,
    DateFacts,
    Ease,
    ProgrammeFacts,
)
from texts.rules import Finding

_NEEDED: Final = later("書いてください。")
_NO_DAY: Final = later("年・月・日を選んでください。")
_NO_TIME: Final = later("時刻を選んでください。")
_TOO_LONG: Final = later("長すぎます。")
_NO_NUMBER: Final = later("1から999までの数を入れてください。")


class _Clock(TimeField):
    """A time of day whose mistake is said in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_NO_TIME) from None


class _Number(IntegerField):
    """A number whose mistake is said in our words; full-width digits are numbers too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([normalize("NFKC", each).strip() for each in valuelist])
        except ValueError:
            raise ValueError(_NO_NUMBER) from None


class ProgrammeForm(FlaskForm):
    """What is written of a programme."""

    destination = SelectField(later("どこの集まりか"), validators=[InputRequired(_NEEDED)])
    kind = SelectField(later("種類"))
    name = StringField(
        later("名前"),
        validators=[InputRequired(_NEEDED), Length(max=LONGEST_NAME, message=_TOO_LONG)],
    )
    one_line = StringField(
        later("どんな集まりか、一行で"),
        validators=[InputRequired(_NEEDED), Length(max=LONGEST_LINE, message=_TOO_LONG)],
    )
    place = StringField(
        later("場所"),
        validators=[InputRequired(_NEEDED), Length(max=LONGEST_PLACE, message=_TOO_LONG)],
    )
    eases = SelectMultipleField(
        later("来やすくするために"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    may_show = BooleanField(later("ご本人への案内に出します"))

    def __init__(
        self, destinations: Sequence[tuple[UUID, str]], facts: ProgrammeFacts | None = None
    ) -> None:
        super().__init__(data=_filled(facts))
        self.destination.choices = [
            SelectChoice("", _("選んでください")),
            *(SelectChoice(str(each), name) for each, name in destinations),
        ]
        self.kind.choices = [(each.value, _(words)) for each, words in KINDS.items()]
        self.eases.choices = [(each.value, _(words)) for each, words in EASES.items()]

    def is_right(self) -> bool:
        """Whether it was sent, and nothing in it is wrong."""
        return bool(self.validate_on_submit())

    def facts(self) -> ProgrammeFacts:
        """What was filled in; for a form that is valid."""
        return ProgrammeFacts(
            destination_id=UUID(self.destination.data),
            kind=Offer(self.kind.data),
            name=_written(self.name),
            one_line=_written(self.one_line),
            place=_written(self.place),
            eases=frozenset(map(Ease, self.eases.data or ())),
            may_show=self.may_show.data,
        )

    def tell(self, faults: Mapping[str, tuple[Finding, ...]]) -> None:
        """Say beside each field why its words may not be said."""
        for name, found in faults.items():
            self[name].errors = [fault_words(found)]


class DateForm(FlaskForm):
    """When a programme takes place once, and for how many."""

    on = Day(later("日"), validators=[InputRequired(_NO_DAY)])
    begins = _Clock(later("はじまり"), validators=[InputRequired(_NO_TIME)])
    ends = _Clock(later("終わり"), validators=[InputRequired(_NO_TIME)])
    until_on = Day(later("申し込みの締めきりの日"), validators=[Optional()])
    places = _Number(
        later("人数の上限"),
        validators=[Optional(), NumberRange(min=1, max=MOST_PLACES, message=_NO_NUMBER)],
        render_kw={"inputmode": "numeric"},
    )
    place = StringField(
        later("場所（いつもとちがうとき）"),
        validators=[Length(max=LONGEST_PLACE, message=_TOO_LONG)],
    )

    def __init__(self, now: datetime, facts: DateFacts | None = None) -> None:
        super().__init__(data=_filled_date(facts))
        self._now = now

    def validate_begins(self, field: Field) -> None:
        """It is still to come."""
        if field.data is None or self.on.data is None:
            return
        if self._at(field.data) <= self._now:
            raise ValidationError(later("これからの日と時刻を選んでください。"))

    def validate_ends(self, field: Field) -> None:
        """It ends after it begins, on the same day."""
        if field.data is None or self.begins.data is None:
            return
        if field.data <= self.begins.data:
            raise ValidationError(later("はじまりよりあとの時刻を選んでください。"))

    def validate_until_on(self, field: Field) -> None:
        """One can sign up until the day itself at the latest."""
        if field.data is not None and self.on.data is not None and field.data > self.on.data:
            raise ValidationError(later("その日までの日を選んでください。"))

    def is_right(self) -> bool:
        """Whether it was sent, and nothing in it is wrong."""
        return bool(self.validate_on_submit())

    def facts(self) -> DateFacts:
        """What was filled in; for a form that is valid. One signs up to the end of a day."""
        begins_at = self._at(self.begins.data)
        until = begins_at
        if self.until_on.data is not None and self.until_on.data < self.on.data:
            until = datetime.combine(self.until_on.data, time(23, 59), TOKYO)
        return DateFacts(
            begins_at=begins_at,
            ends_at=self._at(self.ends.data),
            sign_up_until=until,
            places=self.places.data,
            place=_written(self.place),
        )

    def tell_place(self, faults: tuple[Finding, ...]) -> None:
        """Say beside the place why its words may not be said."""
        self.place.errors = (fault_words(faults),)

    def _at(self, clock: time) -> datetime:
        return datetime.combine(self.on.data, clock, TOKYO)


def _written(field: Field) -> str:
    return normalize("NFC", (field.data or "").replace("\0", "").strip())


def _filled_date(facts: DateFacts | None) -> dict[str, object]:
    if facts is None:
        return {}
    begins, ends = (each.astimezone(TOKYO) for each in (facts.begins_at, facts.ends_at))
    until = facts.sign_up_until.astimezone(TOKYO)
    return {
        "on": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "until_on": until.date() if until < begins else None,
        "places": facts.places,
        "place": facts.place,
    }


def _filled(facts: ProgrammeFacts | None) -> dict[str, object]:
    if facts is None:
        return {"may_show": True, "eases": [each.value for each in Ease]}
    return {
        "destination": str(facts.destination_id),
        "kind": facts.kind.value,
        "name": facts.name,
        "one_line": facts.one_line,
        "place": facts.place,
        "eases": [each.value for each in facts.eases],
        "may_show": facts.may_show,
    }
