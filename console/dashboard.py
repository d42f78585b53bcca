"""The dashboard (図で見る): pictures, each with its table, of what the member may see exactly.

Supervisors and managers see their own organisation's counts, marked 内部. Coordinators see what has
been released, as it was protected, and indicators, whose totals are exact for everybody: no count
that changes by the day is theirs.
"""

from typing import Final

from flask import render_template, request

from console.asked_period import asked_period
from console.charts.picture import Picture, picture
from console.charts.pictured import counted_sheets, indicator_sheets
from console.charts.released import released_sheets
from console.export_words import period_words, rule_words
from console.files.report import number_words
from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.clock import TOKYO
from domain.permission import Permission
from services import indicator_measures, pictures, released_tables, sheet_periods
from services import indicators as indicator_service


@needs(Permission.SEE_INDICATORS)
def dashboard() -> str:
    """Everything there is to see, of a period; of this month where none is named."""
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
            counts = pictures.count(work, period, organisation=whose)
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


WAYS: Final[Ways] = (("/dashboard", dashboard, ["GET"]),)
"""Every address of this module, and the view behind it."""
