"""The dashboard (図で見る): pictures, each with its table, of what the member may see exactly.

Supervisors and managers see their own organisation's counts, marked 内部. Coordinators see what has
been released, as it was protected, and indicators, whose totals are exact for everybody: no count
that changes by the day is theirs.
"""

from typing import Final

from flask import render_template, request, url_for

from console.asked_period import asked_period
from console.charts.picture import Picture, picture
from console.charts.pictured import counted_sheets, indicator_sheets
from console.charts.released import released_sheets
from console.export_words import period_words, rule_words
from console.files.report import number_words
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.ways import Ways
from domain.clock import TOKYO
from domain.permission import Permission
from services import indicator_measures, made_sheets, released_tables, sheet_periods
from services import indicators as indicator_service
from services.made_sheets import SheetNotMadeError


@needs(Permission.SEE_INDICATORS)
def dashboard() -> str:
    """Everything there is to see, of a period; of this month where none is named."""
    try:
        return _page()
    except SheetNotMadeError as refusal:
        return _asked(refusal)


def _page() -> str:
    may_count = the_member().may(Permission.SEE_NUMBERS)
    may_release = the_member().may(Permission.RELEASE_NUMBERS)
    with the_house().open_look() as work:
        today = work.now.astimezone(TOKYO).date()
        period = asked_period(request.args.get("period", ""), today)
        years = indicator_measures.Years(work)
        tables = [
            indicator_measures.reckoned(work, each, years=years, is_exact=may_count)
            for each in indicator_service.list_tables(work)
        ]
        shown: list[Picture] = []
        if may_count:
            whose = sheet_periods.whose(work, member_id=the_member().id)
            counts = made_sheets.find_pictures(work, period, organisation=whose)
            shown = [picture(sheet, unit=unit) for sheet, unit in counted_sheets(counts)]
        released = released_tables.list_all(work) if may_release else ()
        periods = [(each, period_words(each)) for each in sheet_periods.list_all(work)]
    return render_template(
        "dashboard.html",
        pictures=shown,
        aims=[picture(sheet, unit=unit) for sheet, unit in indicator_sheets(tables)],
        may_count=may_count,
        released=[picture(sheet, unit=unit) for sheet, unit in released_sheets(released)],
        may_release=may_release,
        notes=dict.fromkeys(note for each in released for note in rule_words(each.rule)),
        period=period,
        periods=periods,
        number_words=number_words,
    )


def _asked(refusal: SheetNotMadeError) -> str:
    """That a long period is being counted; whoever looks has it counted."""
    with the_house().open_work() as work:
        today = work.now.astimezone(TOKYO).date()
        period = asked_period(request.args.get("period", ""), today)
        whose = sheet_periods.whose(work, member_id=the_member().id)
        made_sheets.ask(work, period, organisation=whose, days=refusal.missing, is_pictures=True)
    return render_template(
        "numbers_progress.html",
        title=_("図で見る"),
        again=url_for("console.dashboard", period=period.code),
        words=period_words(period),
        made=0,
        wanted=refusal.wanted,
    )


WAYS: Final[Ways] = (("/dashboard", dashboard, ["GET"]),)
"""Every address of this module, and the view behind it."""
