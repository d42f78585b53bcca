"""Indicators (指標): the printed tables, one row with its history, and how they are written."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from console import indicator_tables
from console.forms.indicator import RowForm, SheetForm, ValueForm
from console.guard import needs, the_member
from console.house import the_house
from console.indicator_words import (
    DIRECTIONS,
    KINDS,
    MEASURES,
    SHAPES,
    STATUSES,
    VALUE_ACTS,
    VERDICTS,
    doubt_words,
    slot_words,
)
from console.language import _
from console.ways import Ways
from console.words import REFUSALS
from domain.errors import RefusedError
from domain.indicator import Slot, SlotKind, ValueAct
from domain.indicator_errors import ComputedError, IndicatorChangedError, NoReasonError
from domain.permission import Permission
from services import indicator_keeping, indicator_measures
from services import indicators as indicator_service
from services.indicator_keeping import Hand
from services.indicators import Indicator, IndicatorTable


@needs(Permission.SEE_INDICATORS)
def indicators() -> str:
    """Every table, and how many of its targets are reached."""
    with the_house().open_look() as work:
        years = indicator_measures.Years(work)
        tables = [
            indicator_measures.reckoned(work, each, years=years, is_exact=_is_exact())
            for each in indicator_service.list_tables(work)
        ]
    return _page("indicators.html", tables=tables)


@needs(Permission.SEE_INDICATORS)
def indicator_sheet(sheet_id: UUID) -> str:
    """One table, in its shape."""
    with the_house().open_look() as work:
        table = indicator_measures.reckoned(
            work, indicator_service.get_table(work, sheet_id), is_exact=_is_exact()
        )
    return _page("indicator_sheet.html", table=table, printed=indicator_tables.printed(table))


@needs(Permission.KEEP_INDICATORS)
def new_indicator_sheet() -> str | Response | tuple[str, int]:
    """Another table."""
    form = SheetForm()
    if form.is_right():
        with the_house().open_work() as work:
            sheet_id = indicator_keeping.add_sheet(work, form.facts(), member_id=the_member().id)
        return _to_sheet(sheet_id)
    return _page("indicator_form.html", form=form, table=None), 422 if form.errors else 200


@needs(Permission.KEEP_INDICATORS)
def new_indicator(sheet_id: UUID) -> str | Response | tuple[str, int]:
    """Another row of a table."""
    with the_house().open_look() as work:
        table = indicator_service.get_table(work, sheet_id)
    form = RowForm()
    if form.is_right():
        hand = Hand(member_id=the_member().id, act=ValueAct.ENTERED)
        with the_house().open_work() as work:
            row_id = indicator_keeping.add(work, sheet_id, form.facts(), {}, hand=hand)
        return _to_row(row_id)
    return _page("indicator_form.html", form=form, table=table), 422 if form.errors else 200


@needs(Permission.SEE_INDICATORS)
def indicator(indicator_id: UUID) -> str:
    """One indicator, with everything that was ever written to it."""
    return _row_page(indicator_id)


@needs(Permission.KEEP_INDICATORS)
def edit_indicator(indicator_id: UUID) -> str | Response | tuple[str, int]:
    """Say anew what an indicator is."""
    row, table = _find(indicator_id)
    form = RowForm(row)
    if form.is_right():
        try:
            with the_house().open_work() as work:
                indicator_keeping.change(
                    work,
                    indicator_id,
                    form.facts(),
                    reason=form.why(),
                    member_id=the_member().id,
                    based_on=form.number(),
                )
        except (IndicatorChangedError, NoReasonError) as refusal:
            page = _page(
                "indicator_form.html", form=form, table=table, row=row, refused=_told(refusal)
            )
            return page, 409
        return _to_row(indicator_id)
    page = _page("indicator_form.html", form=form, table=table, row=row)
    return page, 422 if form.errors else 200


@needs(Permission.KEEP_INDICATORS)
def write_indicator(indicator_id: UUID) -> Response | tuple[str, int]:
    """Write what stands in one of its slots."""
    row, table = _find(indicator_id)
    form = ValueForm(_slots(table, row), row)
    if not form.is_right():
        return _row_page(indicator_id, form=form), 422
    hand = Hand(member_id=the_member().id, act=ValueAct(form.act.data), based_on=form.number())
    try:
        with the_house().open_work() as work:
            indicator_keeping.write(
                work, indicator_id, Slot.read(form.slot.data), form.cell(), hand=hand
            )
    except (IndicatorChangedError, NoReasonError, ComputedError) as refusal:
        return _row_page(indicator_id, form=form, refused=_told(refusal)), 409
    return _to_row(indicator_id)


def _row_page(
    indicator_id: UUID, *, form: ValueForm | None = None, refused: str | None = None
) -> str:
    row, table = _find(indicator_id)
    with the_house().open_look() as work:
        table = indicator_measures.reckoned(work, table, is_exact=_is_exact())
        changes = indicator_service.history(work, indicator_id)
    shown = next(each for each in table.indicators if each.id == indicator_id)
    return _page(
        "indicator.html",
        row=shown,
        table=table,
        changes=changes,
        labels={each.slot: each.label for each in table.facts.columns},
        form=form or ValueForm(_slots(table, row), row),
        refused=refused,
    )


def _is_exact() -> bool:
    return the_member().may(Permission.SEE_NUMBERS)


def _find(indicator_id: UUID) -> tuple[Indicator, IndicatorTable]:
    with the_house().open_look() as work:
        row = indicator_service.get(work, indicator_id)
        return row, indicator_service.get_table(work, row.sheet_id)


def _slots(table: IndicatorTable, row: Indicator) -> list[tuple[str, str]]:
    """The slots one may write in: what is reckoned is not among them."""
    labels = {each.slot: each.label for each in table.facts.columns}
    return [
        (each.slot.code, slot_words(each.slot, labels))
        for each in table.facts.columns
        if row.facts.measure is None or each.slot.kind is not SlotKind.ACTUAL
    ]


def _page(template: str, **shown: object) -> str:
    return render_template(
        template,
        shapes=SHAPES,
        directions=DIRECTIONS,
        statuses=STATUSES,
        measures=MEASURES,
        kinds=KINDS,
        acts=VALUE_ACTS,
        verdicts=VERDICTS,
        doubt_words=doubt_words,
        slot_words=slot_words,
        cell_words=indicator_tables.shown,
        **shown,
    )


def _told(refusal: RefusedError) -> str:
    return _(REFUSALS[refusal.code])


def _to_row(indicator_id: UUID) -> Response:
    return redirect(url_for("console.indicator", indicator_id=indicator_id), 303)


def _to_sheet(sheet_id: UUID) -> Response:
    return redirect(url_for("console.indicator_sheet", sheet_id=sheet_id), 303)


WAYS: Final[Ways] = (
    ("/indicators", indicators, ["GET"]),
    ("/indicators/sheets/new", new_indicator_sheet, ["GET", "POST"]),
    ("/indicators/sheets/<uuid:sheet_id>", indicator_sheet, ["GET"]),
    ("/indicators/sheets/<uuid:sheet_id>/new", new_indicator, ["GET", "POST"]),
    ("/indicators/<uuid:indicator_id>", indicator, ["GET"]),
    ("/indicators/<uuid:indicator_id>/edit", edit_indicator, ["GET", "POST"]),
    ("/indicators/<uuid:indicator_id>/write", write_indicator, ["POST"]),
)
"""Every address of this module, and the view behind it."""
