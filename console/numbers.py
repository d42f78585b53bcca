"""Numbers: the sheet A to N of one's own organisation, exact and marked 内部."""

from datetime import date
from typing import Final

from flask import render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from console import definition_words, statistics_report
from console.export_words import period_words
from console.files import sending
from console.files.csv_file import MissingLettersError
from console.files.report import Report, number_words
from console.guard import needs, the_member
from console.house import the_house
from console.statistics_words import PARTS
from console.ways import Ways
from domain.audit import Act
from domain.clock import TOKYO
from domain.permission import Permission
from domain.statistics.periods import Length, Period
from domain.statistics.sheet import Sheet
from services import audit, monthly_sheet, sheet_periods
from services.work import Work


@needs(Permission.SEE_NUMBERS)
def numbers() -> str:
    """The sheet of a period; of this month where none is named."""
    with the_house().open_look() as work:
        today = work.now.astimezone(TOKYO).date()
        period = _asked(request.args.get("period", ""), today)
        report = _report(work, _made(work, period), today)
        return render_template(
            "numbers.html",
            report=report,
            tables=[statistics_report.short(each) for each in report.sheets],
            period=period,
            periods=[(each, period_words(each)) for each in sheet_periods.list_all(work)],
            parts=PARTS,
            definitions=definition_words.definitions(),
            kinds=sending.Kind,
            number_words=number_words,
        )


@needs(Permission.SEE_NUMBERS, is_fresh=True)
def numbers_file(code: str, kind: str) -> Response | tuple[str, int]:
    """The same as a file, for the house alone."""
    if kind not in set(sending.Kind):
        raise NotFound
    with the_house().open_work() as work:
        today = work.now.astimezone(TOKYO).date()
        period = _asked(code, today)
        report = _report(work, _made(work, period), today)
        audit.note(work, Act.SHEET_FETCHED, actor_id=the_member().id, reason=period.code)
    try:
        content = sending.made(
            report, sending.Kind(kind), may_replace=request.args.get("replace") == "yes"
        )
    except MissingLettersError as refusal:
        return sending.missing_page(refusal), 409
    return sending.answer(content, f"naibu-{period.code}", sending.Kind(kind))


def _asked(code: str, today: date) -> Period:
    """The period of a code; one that has not begun is none."""
    try:
        period = Period.read(code) if code else Period.around(today, Length.MONTH)
    except ValueError:
        raise NotFound from None
    if period.first > today:
        raise NotFound
    return period


def _made(work: Work, period: Period) -> Sheet:
    whose = sheet_periods.whose(work, member_id=the_member().id)
    return monthly_sheet.make(work, period, organisation=whose)


def _report(work: Work, figures: Sheet, today: date) -> Report:
    names = {each.code: each.name for each in work.house.schedule.organisations}
    whose = figures.organisation
    name = names.get(whose, whose) if whose else None
    return statistics_report.report(figures, organisation=name or "—", made_on=today)


WAYS: Final[Ways] = (
    ("/numbers", numbers, ["GET"]),
    ("/numbers/<code>.<kind>", numbers_file, ["GET"]),
)
"""Every address of this module, and the view behind it."""
