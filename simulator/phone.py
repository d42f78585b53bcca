"""The pages: a phone for each person, the fault panel, the traffic; live by server-sent events."""

import json
from collections.abc import Iterator
from datetime import timedelta

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from simulator.clock import JAPAN
from simulator.events import MEDIA_KINDS, STICKERS
from simulator.faults import API_FAULTS, WEBHOOK_FAULTS
from simulator.people import Person, Update
from simulator.world import World

HEARTBEAT_SECONDS = 10.0
_MEDIA_NAMES = {
    "image": "写真", "video": "動画", "audio": "音声", "file": "ファイル", "location": "位置情報",
}  # fmt: skip


def phone_routes(world: World) -> Blueprint:
    """Return the pages people look at."""
    routes = Blueprint(
        "phone", __name__, url_prefix="/phone", static_folder="static", template_folder="templates"
    )
    platform = world.platform

    @routes.get("/")
    def first() -> AnyResponse:
        return redirect("/phone/1")

    @routes.get("/<int:number>")
    def phone(number: int) -> str:
        return render_template(
            "phone.html",
            account=platform.account,
            people=platform.people,
            person=_find(world, number),
            stickers=STICKERS,
            media=[(kind, _MEDIA_NAMES[kind]) for kind in MEDIA_KINDS],
            today=(platform.clock.now().astimezone(JAPAN)).strftime("%-m月%-d日"),
        )

    @routes.get("/<int:number>/stream")
    def stream(number: int) -> Response:
        _find(world, number)
        after = request.headers.get("Last-Event-ID", "")
        return Response(
            _stream(world, number, after),
            content_type="text/event-stream; charset=utf-8",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    @routes.get("/faults")
    def faults() -> str:
        return render_template(
            "faults.html", people=platform.people, api=API_FAULTS, webhook=WEBHOOK_FAULTS
        )

    @routes.get("/traffic")
    def traffic() -> str:
        return render_template("traffic.html", people=platform.people)

    return routes


def _find(world: World, number: int) -> Person:
    try:
        return world.platform.person(number)
    except IndexError:
        abort(404)


def _stream(world: World, number: int, last_seen: str) -> Iterator[str]:
    platform = world.platform
    epoch, _, seen = last_seen.partition("-")
    position = int(seen) if seen.isdigit() and epoch == _mark(world) else 0
    if last_seen and not position:
        yield "event: reset\ndata: {}\n\n"
    started_in = platform.epoch
    yield "retry: 500\n\n"
    while not world.stopping.is_set():
        with platform.changed:
            platform.changed.wait_for(
                lambda: (
                    world.stopping.is_set()
                    or platform.epoch != started_in
                    or len(platform.person(number).updates) > position  # noqa: B023 - read at once
                ),
                timeout=HEARTBEAT_SECONDS,
            )
            if platform.epoch != started_in:
                # The page connects again and is told to begin anew.
                return
            updates = platform.person(number).updates_after(position)
        for update in updates:
            yield _as_event(world, update)
            position = update.number
        if not updates:
            yield ": still here\n\n"


def _mark(world: World) -> str:
    return f"{world.platform.account.user_id[1:9]}{world.platform.epoch}"


def _as_event(world: World, update: Update) -> str:
    data = update.data
    if update.kind == "loading":
        left = data["until_ms"] - world.platform.clock.milliseconds()
        data = {"milliseconds": max(0, left)}
    elif update.kind == "bubble":
        at = _japan_time(data["at_ms"])
        data = {**data, "time": at}
    return f"id: {_mark(world)}-{update.number}\nevent: {update.kind}\ndata: {json.dumps(data)}\n\n"


def _japan_time(at_ms: int) -> str:
    minutes = timedelta(milliseconds=at_ms) + timedelta(hours=9)
    return f"{minutes.seconds // 3600}:{minutes.seconds // 60 % 60:02}"
