"""Alive, ready, and measured: for whoever runs the server."""

from datetime import date

from flask import Blueprint, Flask, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from bot import patrol
from bot.wiring import Program
from console.guard import open_to_all
from domain.clock import TOKYO
from domain.delivery import DeliveryState
from routing.calendar import CalendarWarning, calendar_warning, coverage_days
from routing.schedule import Schedule
from services import timetable
from storage import migrations
from storage.queries import line_events, outgoing


def add_health(app: Flask, program: Program) -> None:
    """Give the app ``/live``, ``/ready`` and ``/metrics``. None of them knows a person."""
    pages = Blueprint("health", __name__)

    @pages.get("/live")
    @open_to_all
    def live() -> Response:
        return jsonify(alive=True)

    @pages.get("/ready")
    @open_to_all
    def ready() -> tuple[Response, int]:
        checks = _checks(program)
        said = {"ready": checks["database"], **checks, **_warnings(program)}
        return jsonify(said), 200 if checks["database"] else 503

    @pages.get("/metrics")
    @open_to_all
    def metrics() -> Response:
        return Response(_metrics(program), content_type=CONTENT_TYPE_LATEST)

    app.register_blueprint(pages)


def _checks(program: Program) -> dict[str, bool]:
    """Without Redis we still take messages in; without the database we do not."""
    try:
        is_migrated = migrations.is_current(program.database)
    except SQLAlchemyError:
        is_migrated = False
    try:
        rings = bool(program.redis.ping())
    except RedisError:
        rings = False
    return {"database": is_migrated, "redis": rings}


def _warnings(program: Program) -> dict[str, str]:
    """What somebody should see to, although it runs: nothing of it makes us unready."""
    today = program.clock.now().astimezone(TOKYO).date()
    said = {
        "calendar": _calendar_words(program.timetable.current(), today),
        "schedule": program.timetable.trouble,
        "audit": _audit_words(program),
    }
    return {name: text for name, text in said.items() if text is not None}


def _calendar_words(schedule: Schedule, today: date) -> str | None:
    match calendar_warning(schedule, today=today):
        case CalendarWarning.UNSTATED:
            return "nobody has said how far the calendar is kept: add calendar_until"
        case CalendarWarning.SHORT:
            days = coverage_days(schedule, today=today)
            return f"known for {days} more days: look further, then move calendar_until"
        case None:
            return None


def _audit_words(program: Program) -> str | None:
    try:
        with program.open_look() as look:
            found = patrol.trouble(look, program.settings.line_channel_id)
    except SQLAlchemyError:
        return None  # told by the database's own line
    return f"its chain is broken ({found}): run madobe audit verify" if found else None


def _metrics(program: Program) -> bytes:
    registry = CollectorRegistry()
    with program.open_look() as work:
        is_open = timetable.is_open(work)
        counts = outgoing.count_open_by_state(work.session)
        waiting = line_events.count_open(work.session)
        parked = line_events.count_parked(work.session)
        is_chained = patrol.trouble(work, program.settings.line_channel_id) is None
    Gauge("madobe_open", "1 while the window is open", registry=registry).set(is_open)
    Gauge("madobe_events_open", "line events not handled yet", registry=registry).set(waiting)
    Gauge("madobe_events_parked", "line events set aside", registry=registry).set(parked)
    chain = "1 while the audit log's chain is whole, as far as it was walked"
    Gauge("madobe_audit_chain_ok", chain, registry=registry).set(is_chained)
    out = Gauge("madobe_outbox", "outgoing messages by state", ["state"], registry=registry)
    for state in DeliveryState:
        if state is not DeliveryState.SENT:
            out.labels(state=state).set(counts.get(state, 0))
    return generate_latest(registry)
