"""Indicators as files: out as CSV, XLSX or PDF, in as what was copied from print."""

import csv
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from console import indicator_tables
from console.files import csv_file, sending
from console.files.csv_file import MissingLettersError
from console.guard import needs, the_member
from console.house import the_house
from console.language import _, later
from console.ways import Ways
from console.words import REFUSALS
from domain import indicator_file
from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.indicator_errors import UnreadableSheetError
from domain.indicator_file import LooseSheet
from domain.permission import Permission
from services import audit, indicator_import, indicator_measures, indicator_yaml
from services import indicators as indicator_service

LONGEST_PASTED: Final = 200_000
_ORGANISATION: Final = later("窓辺（共同で開いている窓口）")


@needs(Permission.KEEP_INDICATORS, is_fresh=True)
def indicator_sheet_file(sheet_id: UUID, kind: str) -> Response | tuple[str, int]:
    """One table as a file for an office."""
    if kind not in set(sending.Kind):
        raise NotFound
    with the_house().open_work() as work:
        table = indicator_measures.reckoned(work, indicator_service.get_table(work, sheet_id))
        report = indicator_tables.report(
            [table],
            organisation=_ORGANISATION,
            made_on=work.now.astimezone(TOKYO).date(),
            rule=work.house.disclosure,
        )
        subject = Subject(kind=SubjectKind.INDICATOR, id=sheet_id)
        audit.note(
            work, Act.INDICATOR_KEPT, actor_id=the_member().id, subject=subject, reason="exported"
        )
    may_replace = request.args.get("replace") == "yes"
    try:
        content = sending.made(report, sending.Kind(kind), may_replace=may_replace)
    except MissingLettersError as refusal:
        return sending.missing_page(refusal), 409
    return sending.answer(content, "shihyo", sending.Kind(kind))


@needs(Permission.KEEP_INDICATORS, is_fresh=True)
def all_indicators_file() -> Response:
    """Every table as one plain CSV, which can be taken in again exactly as it is."""
    with the_house().open_work() as work:
        sheets = indicator_import.everything(work)
        audit.note(work, Act.INDICATOR_KEPT, actor_id=the_member().id, reason="exported")
    content = csv_file.write_rows(indicator_file.write(sheets)).content
    return sending.answer(content, "shihyo-zenbu", sending.Kind.CSV)


@needs(Permission.KEEP_INDICATORS)
def import_indicators() -> str:
    """A place to paste tables."""
    return _page("")


@needs(Permission.KEEP_INDICATORS)
def preview_indicators() -> tuple[str, int]:
    """What was pasted, as it is understood. Nothing is kept."""
    pasted = _pasted()
    try:
        return _page(pasted, read(pasted)), 200
    except UnreadableSheetError as refusal:
        return _page(pasted, refused=_(REFUSALS[refusal.code])), 422


@needs(Permission.KEEP_INDICATORS)
def keep_indicators() -> Response | tuple[str, int]:
    """Keep what was pasted."""
    pasted = _pasted()
    try:
        sheets = read(pasted)
    except UnreadableSheetError as refusal:
        return _page(pasted, refused=_(REFUSALS[refusal.code])), 422
    with the_house().open_work() as work:
        indicator_import.keep(work, sheets, member_id=the_member().id)
    return redirect(url_for("console.indicators"), 303)


def read(pasted: str) -> tuple[LooseSheet, ...]:
    """The tables of a pasted text: a CSV of ours, with commas or tabs, or YAML.

    Raises:
        UnreadableSheetError: it is none of these, or holds no table.
    """
    text = pasted.removeprefix("\ufeff").lstrip()
    first = text.partition("\n")[0]
    if indicator_file.HEADINGS[0] in first and indicator_file.HEADINGS[-1] in first:
        try:
            delimiter = "\t" if "\t" in first else ","
            sheets = indicator_file.read(csv_file.read_rows(text, delimiter=delimiter))
        except csv.Error:
            raise UnreadableSheetError from None
    else:
        sheets = indicator_yaml.read(text)
    if not sheets:
        raise UnreadableSheetError
    return sheets


def _page(pasted: str, sheets: tuple[LooseSheet, ...] = (), *, refused: str | None = None) -> str:
    return render_template("indicator_import.html", pasted=pasted, sheets=sheets, refused=refused)


def _pasted() -> str:
    return request.form.get("table", "")[:LONGEST_PASTED].replace("\0", "")


WAYS: Final[Ways] = (
    ("/indicators/import", import_indicators, ["GET"]),
    ("/indicators/import", preview_indicators, ["POST"]),
    ("/indicators/import/keep", keep_indicators, ["POST"]),
    ("/indicators/all.csv", all_indicators_file, ["GET"]),
    ("/indicators/sheets/<uuid:sheet_id>/file/<kind>", indicator_sheet_file, ["GET"]),
)
"""Every address of this module, and the view behind it."""
