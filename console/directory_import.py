"""Importing a table of support lines: pasted, looked at, kept."""

from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console.directory_words import MEANS, problem_words
from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.permission import Permission
from routing.line_table import LONGEST_TABLE, MOST_ROWS
from services import directory_import

_MOST_DIGITS: Final = len(str(MOST_ROWS))


@needs(Permission.KEEP_DIRECTORY)
def import_lines() -> str:
    """A place to paste a table."""
    return _page("")


@needs(Permission.KEEP_DIRECTORY)
def preview_lines() -> str | tuple[str, int]:
    """What was pasted, beside what is understood of it. Nothing is kept."""
    pasted = _pasted()
    return (_page(pasted), 200) if pasted.strip() else (_page("", is_empty=True), 422)


@needs(Permission.KEEP_DIRECTORY)
def keep_lines() -> Response | tuple[str, int]:
    """Keep the chosen rows; each is to be made sure of by two people."""
    pasted = _pasted()
    asked = request.form.getlist("row")
    chosen = {int(each) for each in asked if each.isdecimal() and len(each) <= _MOST_DIGITS}
    with the_house().open_work() as work:
        kept = directory_import.keep(work, pasted, numbers=chosen, member_id=the_member().id)
    if not kept:
        return _page(pasted, is_none_chosen=True), 422
    return redirect(url_for("console.directory"), 303)


def _page(pasted: str, *, is_empty: bool = False, is_none_chosen: bool = False) -> str:
    with the_house().open_look() as work:
        rows = directory_import.preview(work, pasted)
    return render_template(
        "directory_import.html",
        pasted=pasted,
        rows=rows,
        means=MEANS,
        problem_words=problem_words,
        is_empty=is_empty,
        is_none_chosen=is_none_chosen,
    )


def _pasted() -> str:
    return request.form.get("table", "")[:LONGEST_TABLE].replace("\0", "")


WAYS: Final[Ways] = (
    ("/directory/import", import_lines, ["GET"]),
    ("/directory/import", preview_lines, ["POST"]),
    ("/directory/import/keep", keep_lines, ["POST"]),
)
"""Every address of this module, and the view behind it."""
