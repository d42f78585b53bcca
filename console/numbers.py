"""Numbers: the sheet A to N of one's own organisation, exact and marked 内部."""

from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from console import definition_words, statistics_report
from console.asked_period import asked_period
from console.export_words import period_words
from console.files import sending
from console.files.csv_file import MissingLettersError
from console.files.report import Report, number_words
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.statistics_words import PARTS
from console.ways import Ways
from domain.audit import Act
from domain.clock import TOKYO
from domain.permission import Permission
from domain.statistics.periods import Period
from services import audit, made_sheets, sheet_issues, sheet_periods
from services.made_sheets import SheetNotMadeError
from services.sheet_issues import Issued
from services.work import Work


@needs(Permission.SEE_NUMBERS)
def numbers() -> str:
    """The sheet of a period, in its newest issue; of this month where none is named."""
    try:
        return _page()
    except SheetNotMadeError as refusal:
        return _asked(refusal)


def _page() -> str:
    with the_house().open_look() as work:
        today = work.now.astimezone(TOKYO).date()
        period = asked_period(request.args.get("period", ""), today)
        issued = _made(work, period)
        report = _report(work, issued)
        return render_template(
            "numbers.html",
            report=report,
            tables=[statistics_report.short(each) for each in report.sheets],
            issued=issued,
            period=period,
            periods=[(each, period_words(each)) for each in sheet_periods.list_all(work)],
            parts=PARTS,
            definitions=definition_words.definitions(),
            kinds=sending.Kind,
            number_words=number_words,
        )


def _asked(refusal: SheetNotMadeError) -> str:
    """How far a long sheet has come; whoever looks has it made."""
    with the_house().open_work() as work:
        today = work.now.astimezone(TOKYO).date()
        period = asked_period(request.args.get("period", ""), today)
        whose = sheet_periods.whose(work, member_id=the_member().id)
        made_sheets.ask(work, period, organisation=whose, days=refusal.missing)
    return render_template(
        "numbers_progress.html",
        title=_("月次表"),
        again=url_for("console.numbers", period=period.code, issue=request.args.get("issue")),
        words=period_words(period),
        made=refusal.wanted - len(refusal.missing),
        wanted=refusal.wanted,
    )


@needs(Permission.SEE_NUMBERS, is_fresh=True)
def numbers_file(code: str, kind: str) -> Response | tuple[str, int]:
    """The same as a file, for the house alone; a long one is made on its page first."""
    if kind not in set(sending.Kind):
        raise NotFound
    try:
        return _file(code, sending.Kind(kind))
    except SheetNotMadeError:
        number = request.args.get("issue")
        return redirect(url_for("console.numbers", period=code, issue=number), 303)


def _file(code: str, kind: sending.Kind) -> Response | tuple[str, int]:
    with the_house().open_work() as work:
        today = work.now.astimezone(TOKYO).date()
        period = asked_period(code, today)
        issued = _made(work, period)
        report = _report(work, issued)
        audit.note(work, Act.SHEET_FETCHED, actor_id=the_member().id, reason=period.code)
    try:
        content = sending.made(report, kind, may_replace=request.args.get("replace") == "yes")
    except MissingLettersError as refusal:
        return sending.missing_page(refusal), 409
    is_anew = issued.issue is not None and issued.issue.number > 1
    revision = f"-r{report.revision}" if is_anew else ""
    return sending.answer(content, f"naibu-{period.code}{revision}", kind)


def _made(work: Work, period: Period) -> Issued:
    whose = sheet_periods.whose(work, member_id=the_member().id)
    number = request.args.get("issue", type=int)
    issued = sheet_issues.make(work, period, organisation=whose, number=number)
    if issued is None:
        raise NotFound
    return issued


def _report(work: Work, issued: Issued) -> Report:
    names = {each.code: each.name for each in work.house.schedule.organisations}
    whose = issued.sheet.organisation
    name = names.get(whose, whose) if whose else None
    return statistics_report.report(issued, organisation=name or "—", made_on=issued.as_of)


WAYS: Final[Ways] = (
    ("/numbers", numbers, ["GET"]),
    ("/numbers/<code>.<kind>", numbers_file, ["GET"]),
)
"""Every address of this module, and the view behind it."""
