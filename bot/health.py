"""Alive, ready, and measured: for whoever runs the server."""

from flask import Blueprint, Flask, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from bot.wiring import Program
from console.guard import open_to_all
from domain.delivery import DeliveryState
from routing import hours
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
        return jsonify(ready=checks["database"], **checks), 200 if checks["database"] else 503

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


def _metrics(program: Program) -> bytes:
    registry = CollectorRegistry()
    with program.open_look() as work:
        is_open = hours.is_open(program.house.schedule, now=work.now)
        counts = outgoing.count_open_by_state(work.session)
        waiting = line_events.count_open(work.session)
        parked = line_events.count_parked(work.session)
    Gauge("madobe_open", "1 while the window is open", registry=registry).set(is_open)
    Gauge("madobe_events_open", "line events not handled yet", registry=registry).set(waiting)
    Gauge("madobe_events_parked", "line events set aside", registry=registry).set(parked)
    out = Gauge("madobe_outbox", "outgoing messages by state", ["state"], registry=registry)
    for state in DeliveryState:
        if state is not DeliveryState.SENT:
            out.labels(state=state).set(counts.get(state, 0))
    return generate_latest(registry)
