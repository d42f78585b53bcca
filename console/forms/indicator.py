"""The forms of indicators: a printed table, a row of it, and what stands in one of its slots."""

from typing import Final

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange

from console.files import era
from console.indicator_words import DIRECTIONS, MEASURES, SHAPES, STATUSES, WRITING
from console.language import _, later
from domain.indicator import (
    LONGEST_NAME,
    LONGEST_PRINTED,
    LONGEST_WORDS,
    LONGEST_YEARS,
    CellText,
    Column,
    Direction,
    IndicatorFacts,
    Measure,
    Shape,
    SheetFacts,
    Slot,
    SlotKind,
    Status,
    ValueAct,
)
from services.indicators import Indicator

_NEEDED: Final = later("書いてください。")
_TOO_LONG: Final = later("長すぎます。")
_MOST_DIGITS: Final = 9
_SUM: Final = later("計画期間中の増加分の累計")


def _line(label: str, longest: int = LONGEST_WORDS, *, is_needed: bool = False) -> StringField:
    validators = [Length(max=longest, message=_TOO_LONG)]
    return StringField(
        label, validators=[InputRequired(_NEEDED), *validators] if is_needed else validators
    )


class _Form(FlaskForm):
    """What every form here can say."""

    def is_right(self) -> bool:
        """Whether it was sent, and nothing in it is wrong."""
        return bool(self.validate_on_submit())


class SheetForm(_Form):
    """A new table."""

    title = _line(later("表の名前"), LONGEST_NAME, is_needed=True)
    shape = SelectField(later("形"))
    first_year = IntegerField(
        later("はじめの年度（西暦）"),
        validators=[
            InputRequired(_NEEDED),
            NumberRange(1989, 2100, later("西暦で書いてください。")),
        ],
    )
    years = IntegerField(
        later("年度の数"),
        default=3,
        validators=[
            InputRequired(_NEEDED),
            NumberRange(1, LONGEST_YEARS, later("1から10までで書いてください。")),
        ],
    )
    body = _line(later("実施主体"))
    budget = _line(later("予算（千円）"))
    cohort = _line(later("対象（たとえば 34〜49歳）"))
    note = _line(later("注記"))

    def __init__(self) -> None:
        super().__init__()
        self.shape.choices = [(each.value, _(words)) for each, words in SHAPES.items()]

    def facts(self) -> SheetFacts:
        """What was filled in; for a form that is valid."""
        shape = Shape(self.shape.data)
        years = range(self.first_year.data, self.first_year.data + self.years.data)
        columns = _planned(years) if shape is Shape.PLAN else _increments(years)
        return SheetFacts(
            title=_written(self.title),
            shape=shape,
            columns=columns,
            body=_written(self.body),
            budget=_written(self.budget),
            cohort=_written(self.cohort),
            note=_written(self.note),
        )


class RowForm(_Form):
    """What an indicator is."""

    name = _line(later("指標名"), LONGEST_NAME, is_needed=True)
    unit = _line(later("単位"), LONGEST_PRINTED)
    source = _line(later("出典"))
    direction = SelectField(later("どちらがよいか"))
    state = SelectField(later("状態"))
    measure = SelectField(later("実績の出し方"))
    note = _line(later("備考"))
    reason = _line(later("変える理由"))
    based_on = HiddenField()

    def __init__(self, row: Indicator | None = None) -> None:
        super().__init__(data=_filled(row))
        self._repeats = row.facts.repeats if row is not None else None
        self.direction.choices = [(each.value, _(words)) for each, words in DIRECTIONS.items()]
        self.state.choices = [(each.value, _(words)) for each, words in STATUSES.items()]
        self.measure.choices = [
            ("", _("手で書く")),
            *((each.value, _(words)) for each, words in MEASURES.items()),
        ]

    def facts(self) -> IndicatorFacts:
        """What was filled in; for a form that is valid."""
        return IndicatorFacts(
            name=_written(self.name),
            unit=_written(self.unit),
            source=_written(self.source),
            direction=Direction(self.direction.data),
            status=Status(self.state.data),
            note=_written(self.note),
            measure=Measure(self.measure.data) if self.measure.data else None,
            repeats=self._repeats,
        )

    def why(self) -> str:
        """The reason."""
        return _written(self.reason)

    def number(self) -> int:
        """What it was begun on."""
        return _number(self.based_on)


class ValueForm(_Form):
    """What stands in a slot."""

    slot = SelectField(later("どの欄か"))
    printed = _line(later("値"), LONGEST_PRINTED)
    as_of = _line(later("いつの時点か"), LONGEST_PRINTED)
    act = SelectField(later("何をしますか"))
    reason = _line(later("理由"))
    based_on = HiddenField()

    def __init__(self, slots: list[tuple[str, str]], row: Indicator) -> None:
        super().__init__(data={"based_on": str(row.newest)})
        self.slot.choices = slots
        self.act.choices = [(each.value, _(words)) for each, words in WRITING.items()]

    def validate_reason(self, field: Field) -> None:
        """A revised target says why."""
        if self.act.data == ValueAct.REVISED.value and not (field.data or "").strip():
            raise ValidationError(later("改定の理由を書いてください。"))

    def cell(self) -> CellText:
        """What was filled in; for a form that is valid."""
        return CellText(
            printed=_written(self.printed),
            as_of=_written(self.as_of),
            reason=_written(self.reason),
        )

    def number(self) -> int:
        """What it was begun on."""
        return _number(self.based_on)


def _increments(years: range) -> tuple[Column, ...]:
    """As the ministry prints them: 令和2年度増加分(1年目), and the sum."""
    return tuple(
        Column(slot=Slot(kind=kind, year=year), label=label)
        for kind in (SlotKind.TARGET, SlotKind.ACTUAL)
        for year, label in (
            *(
                (
                    year,
                    later("%(year)s増加分(%(place)s年目)")
                    % {"year": era.short_fiscal_year(year), "place": place},
                )
                for place, year in enumerate(years, start=1)
            ),
            (None, _SUM),
        )
    )


def _planned(years: range) -> tuple[Column, ...]:
    """As plans print them; the last year's target is what is aimed at in the end."""
    columns = [Column(slot=Slot(kind=SlotKind.BASELINE), label=later("計画策定時"))]
    for year in years:
        called = era.short_fiscal_year(year)
        kind = SlotKind.FINAL if year == years[-1] else SlotKind.TARGET
        end = later("目標値") if kind is SlotKind.FINAL else later("目標")
        columns += [
            Column(slot=Slot(kind=kind, year=year), label=called + end),
            Column(slot=Slot(kind=SlotKind.ACTUAL, year=year), label=called + later("実績")),
        ]
    return tuple(columns)


def _filled(row: Indicator | None) -> dict[str, object]:
    if row is None:
        return {"direction": Direction.HIGHER.value, "state": Status.CONTINUED.value}
    facts = row.facts
    return {
        "name": facts.name,
        "unit": facts.unit,
        "source": facts.source,
        "direction": facts.direction.value,
        "state": facts.status.value,
        "measure": facts.measure.value if facts.measure else "",
        "note": facts.note,
        "based_on": str(row.newest),
    }


def _written(field: Field) -> str:
    return (field.data or "").replace("\0", "").strip()


def _number(field: Field) -> int:
    written = field.data or ""
    return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else -1
