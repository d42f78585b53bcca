"""Alerts on the console: seen, acknowledged, dealt with, from whatever page one is on."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from flask import redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import find_member, needs, the_member
from console.house import the_house
from console.own_path import own_path
from console.presence import note_here, own_desk_fragment
from console.ways import Ways
from domain.permission import Permission
from services import alerts, own_alerts
from services.own_alerts import OwnAlert
from services.work import Work


@needs(Permission.SEE_ALERTS)
def acknowledge_alert(alert_id: UUID) -> Response | str:
    """Say that one has seen it, as it was shown: nobody else is called from now on."""
    seen_level = request.form.get("level", type=int)
    if seen_level is None:
        raise BadRequest
    note_here()
    with the_house().open_work() as work:
        alerts.acknowledge(work, alert_id, member_id=the_member().id, seen_level=seen_level)
    return _back()


@needs(Permission.SEE_ALERTS)
def settle_alert(alert_id: UUID) -> Response | str:
    """Say that it is dealt with."""
    note_here()
    with the_house().open_work() as work:
        alerts.settle(work, alert_id, member_id=the_member().id)
    return _back()


def list_open() -> tuple[OwnAlert, ...]:
    """Every open alert as the member who is signed in sees it, the loudest first."""
    return _listed(own_alerts.list_open)


def list_calling() -> tuple[OwnAlert, ...]:
    """The alerts that call this member, on whatever page she is."""
    return _listed(own_alerts.list_calling)


def _listed(asked: Callable[[Work, UUID], tuple[OwnAlert, ...]]) -> tuple[OwnAlert, ...]:
    member = find_member()
    if member is None or not member.may(Permission.SEE_ALERTS):
        return ()
    with the_house().open_look() as work:
        return asked(work, member.id)


def _back() -> Response | str:
    """The page one came from; a page with script gets one's own desk."""
    if "X-Fragment" in request.headers:
        return own_desk_fragment()
    return redirect(own_path(request.form.get("next")), 303)


WAYS: Final[Ways] = (
    ("/alerts/<uuid:alert_id>/acknowledge", acknowledge_alert, ["POST"]),
    ("/alerts/<uuid:alert_id>/settle", settle_alert, ["POST"]),
)
"""Every address of this module, and the view behind it."""
