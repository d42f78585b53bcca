"""緊急対応記録票: looked at on a page, and fetched as a file that names nobody."""

from io import BytesIO
from typing import Final
from uuid import UUID

from flask import render_template, send_file
from werkzeug.wrappers import Response

from console import incident_words
from console.guard import needs, the_member
from console.house import the_house
from console.incident_pdf import draw
from console.sheet_words import conference_lines, course_line, fact_lines
from console.ways import Ways
from domain.audit import Act
from domain.permission import Permission
from services import incident_pages, incident_sheet, incident_views
from services.incident_sheet import Sheet

FILE_NAME: Final = "kinkyu-taio-kirokuhyo.pdf"
"""The same for everybody: a folder of downloads tells nothing."""


@needs(Permission.READ_INCIDENT)
def sheet(incident_id: UUID) -> str:
    """The sheet on a page."""
    with the_house().open_look() as work:
        made = incident_sheet.make(work, incident_id, member_id=the_member().id)
        shown = incident_pages.look(work, incident_id, member_id=the_member().id)
    with the_house().open_work() as work:
        incident_views.note(work, incident_id, Act.INCIDENT_READ, member_id=the_member().id)
    return render_template(
        "incident_sheet.html",
        incident=shown.incident,
        facts=list(fact_lines(made)),
        course=[course_line(line) for line in made.lines],
        conferences=[list(conference_lines(each)) for each in made.conferences],
        words=incident_words.SHEET,
        signatures=incident_words.SIGNATURES,
    )


@needs(Permission.KEEP_INCIDENT, is_fresh=True)
def sheet_file(incident_id: UUID) -> Response:
    """The sheet as a file, for whoever has proved a moment ago that it is them."""
    made = _noted(incident_id)
    answer = send_file(
        BytesIO(draw(made)), "application/pdf", as_attachment=True, download_name=FILE_NAME
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _noted(incident_id: UUID) -> Sheet:
    """The sheet; that it was fetched stands in the log before it is drawn."""
    with the_house().open_work() as work:
        incident_sheet.note_fetched(work, incident_id, member_id=the_member().id)
        return incident_sheet.make(work, incident_id, member_id=the_member().id)


WAYS: Final[Ways] = (
    ("/incidents/<uuid:incident_id>/sheet", sheet, ["GET"]),
    ("/incidents/<uuid:incident_id>/sheet.pdf", sheet_file, ["GET"]),
)
"""Every address of this module, and the view behind it."""
