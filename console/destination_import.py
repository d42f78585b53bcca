"""Bringing a table of destinations in, looked at before it is kept; and taking one out."""

from typing import Final

from flask import Response as Answer
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console.destination_words import problem_words
from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.destination_columns import HEADINGS
from domain.destination_table import LONGEST_TABLE, MOST_ROWS
from domain.permission import Permission
from services import destination_export, destination_import

_MOST_DIGITS: Final = len(str(MOST_ROWS))
_MOST_BYTES: Final = LONGEST_TABLE * 4


@needs(Permission.KEEP_DESTINATIONS)
def import_destinations() -> str:
    """A place to paste a table, or to choose a file."""
    return _page("")


@needs(Permission.KEEP_DESTINATIONS)
def preview_destinations() -> str | tuple[str, int]:
    """What was given, beside what is understood of it. Nothing is kept."""
    given = _given()
    return (_page(given), 200) if given.strip() else (_page("", is_empty=True), 422)


@needs(Permission.KEEP_DESTINATIONS)
def keep_destinations() -> Response | tuple[str, int]:
    """Keep the chosen rows; each is to be made sure of by two."""
    given = _given()
    asked = request.form.getlist("row")
    chosen = {int(each) for each in asked if each.isdecimal() and len(each) <= _MOST_DIGITS}
    with the_house().open_work() as work:
        kept = destination_import.keep(work, given, numbers=chosen, member_id=the_member().id)
    if not kept:
        return _page(given, is_none_chosen=True), 422
    return redirect(url_for("console.destinations"), 303)


@needs(Permission.KEEP_DESTINATIONS)
def export_destinations() -> Answer:
    """Every destination as a table for spreadsheets, in the form that can be brought in again."""
    with the_house().open_look() as work:
        written = destination_export.table(work)
    answer = Answer(written.encode(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=destinations.csv"
    return answer


def _page(given: str, *, is_empty: bool = False, is_none_chosen: bool = False) -> str:
    with the_house().open_look() as work:
        table = destination_import.preview(work, given)
    return render_template(
        "destination_import.html",
        given=given,
        table=table,
        columns=[names[0] for names in HEADINGS.values()],
        problem_words=problem_words,
        is_empty=is_empty,
        is_none_chosen=is_none_chosen,
    )


def _given() -> str:
    """What was pasted, else what a file holds; "" for a file that holds no text."""
    pasted = request.form.get("table", "")
    file = request.files.get("file")
    if not pasted.strip() and file is not None:
        pasted = destination_import.decoded(file.read(_MOST_BYTES)) or ""
    return pasted[:LONGEST_TABLE].replace("\0", "")


WAYS: Final[Ways] = (
    ("/destinations/import", import_destinations, ["GET"]),
    ("/destinations/import", preview_destinations, ["POST"]),
    ("/destinations/import/keep", keep_destinations, ["POST"]),
    ("/destinations/export.csv", export_destinations, ["GET"]),
)
"""Every address of this module, and the view behind it."""
