"""The rooms of the console: every address, and the view behind it."""

from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, send_from_directory

from console import (
    account,
    aftercare,
    alerts,
    audit,
    board,
    briefing,
    calling,
    certificates,
    code_page,
    conversation,
    dashboard,
    day,
    destination_import,
    destinations,
    directory,
    directory_import,
    duty_plan,
    entry_links,
    exports,
    factors,
    glass,
    hand_over,
    inbox,
    incident_reading,
    incident_seconds,
    incident_sheet,
    incidents,
    indicator_files,
    indicators,
    invitation,
    leaving,
    levels,
    live,
    numbers,
    offers,
    other_dangers,
    outages,
    outreach,
    overview,
    own_language,
    papers,
    portal,
    portal_dates,
    portal_entry,
    portal_once,
    portal_papers,
    portals,
    presence,
    programme_dates,
    programmes,
    proof,
    records,
    referrals,
    role_askings,
    second_step,
    shifts,
    side,
    staffing,
    supervision,
    talk_referrals,
    team,
    terms,
    texts,
    waiting_line,
)
from console.alert_filters import add_alert_filters
from console.audit_words import reason_words
from console.errors import handle_errors
from console.filters import add_filters
from console.guard import open_to_all
from console.house import House, furnish
from console.record_filters import add_record_filters
from console.talk_filters import add_talk_filters
from console.ways import Ways

_AREAS: Final[tuple[Ways, ...]] = (
    account.WAYS,
    aftercare.WAYS,
    alerts.WAYS,
    audit.WAYS,
    board.WAYS,
    briefing.WAYS,
    calling.WAYS,
    certificates.WAYS,
    code_page.WAYS,
    conversation.WAYS,
    dashboard.WAYS,
    day.WAYS,
    destination_import.WAYS,
    destinations.WAYS,
    directory.WAYS,
    directory_import.WAYS,
    duty_plan.WAYS,
    entry_links.WAYS,
    exports.WAYS,
    factors.WAYS,
    glass.WAYS,
    hand_over.WAYS,
    inbox.WAYS,
    incident_reading.WAYS,
    incident_seconds.WAYS,
    incident_sheet.WAYS,
    incidents.WAYS,
    indicator_files.WAYS,
    indicators.WAYS,
    invitation.WAYS,
    leaving.WAYS,
    levels.WAYS,
    live.WAYS,
    numbers.WAYS,
    offers.WAYS,
    other_dangers.WAYS,
    outages.WAYS,
    outreach.WAYS,
    staffing.WAYS,
    overview.WAYS,
    own_language.WAYS,
    papers.WAYS,
    portal.WAYS,
    portal_dates.WAYS,
    portal_entry.WAYS,
    portal_once.WAYS,
    portal_papers.WAYS,
    portals.WAYS,
    presence.WAYS,
    programme_dates.WAYS,
    programmes.WAYS,
    proof.WAYS,
    records.WAYS,
    referrals.WAYS,
    role_askings.WAYS,
    second_step.WAYS,
    shifts.WAYS,
    side.WAYS,
    supervision.WAYS,
    talk_referrals.WAYS,
    team.WAYS,
    terms.WAYS,
    texts.WAYS,
    waiting_line.WAYS,
)
"""Every area of the console lists its own ways."""

_STATIC: Final = Path(__file__).with_name("static")


def register(app: Flask, house: House) -> None:
    """Put the console into an app that knows its members (``bot.identity``)."""
    furnish(app, house)
    rooms = Blueprint("console", __name__, template_folder="templates")
    rooms.add_url_rule("/static/<path:filename>", view_func=static)
    for area in _AREAS:
        for rule, view, methods in area:
            rooms.add_url_rule(rule, view_func=view, methods=methods)
    add_filters(app, rooms)
    add_record_filters(app)
    add_talk_filters(app)
    add_alert_filters(app)
    app.jinja_env.globals["glass_news"] = glass.glass_news
    app.jinja_env.globals["role_news"] = role_askings.role_news
    app.jinja_env.globals["power_news"] = glass.power_news
    app.jinja_env.globals["power_words"] = reason_words
    incident_reading.furnish(app)
    portals.furnish(app)
    app.jinja_env.globals["shift_news"] = shifts.shift_news
    handle_errors(app)
    app.register_blueprint(rooms)


@open_to_all
def static(filename: str) -> Response:
    """A style sheet, a module or the icon."""
    return send_from_directory(_STATIC, filename)
