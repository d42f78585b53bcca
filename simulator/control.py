"""The control API: what a test, a bench or the phone page may do to the pretend LINE."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator.acts import CannotError
from simulator.events import STICKERS, Sticker
from simulator.faults import API_FAULTS, WEBHOOK_FAULTS, Fault
from simulator.people import Person
from simulator.shapes import JsonObject, as_object
from simulator.world import World


def control_routes(world: World) -> Blueprint:
    """Return the routes under /_control; every body is JSON, every answer is JSON."""
    routes = Blueprint("control", __name__, url_prefix="/_control")
    routes.register_error_handler(CannotError, _cannot)
    routes.register_error_handler(IndexError, lambda _: (jsonify(error="nobody there"), 404))
    routes.register_error_handler(ValueError, lambda error: (jsonify(error=str(error)), 400))
    _add_people(routes, world)
    _add_groups(routes, world)
    _add_faults(routes, world)
    _add_observing(routes, world)
    _add_settings(routes, world)
    return routes


def _cannot(error: CannotError) -> tuple[Response, int]:
    return jsonify(error=str(error)), 409


def _body() -> JsonObject:
    return as_object(request.get_json(silent=True))


def _add_people(routes: Blueprint, world: World) -> None:
    platform = world.platform

    @routes.get("/people")
    def people() -> Response:
        return jsonify([_person(person) for person in platform.people])

    @routes.post("/people")
    def add() -> Response:
        return jsonify(_person(platform.add_person(_body().get("name"))))

    @routes.get("/people/<int:number>")
    def timeline(number: int) -> Response:
        with platform.changed:
            person = platform.person(number)
            return jsonify(
                **_person(person),
                bubbles=[asdict(bubble) for bubble in person.bubbles.values()],
                replies=[asdict(button) for button in person.replies],
                menu=[asdict(button) for button in person.menu],
                is_loading=person.loading_until_ms > platform.clock.milliseconds(),
            )

    @routes.post("/people/<int:number>/act")
    def act(number: int) -> Response:
        body = _body()
        perform = _ACTS.get(str(body.get("act")))
        if perform is None:
            raise ValueError(f"act must be one of {', '.join(_ACTS)}")
        return jsonify(event=perform(world, platform.person(number), body))


def _person(person: Person) -> JsonObject:
    return {
        "number": person.number,
        "user_id": person.user_id,
        "name": person.name,
        "is_friend": person.is_friend,
        "has_blocked": person.has_blocked,
    }


def _sticker(body: JsonObject) -> Sticker:
    wanted = body.get("sticker_id", STICKERS[0].sticker_id)
    found = [sticker for sticker in STICKERS if sticker.sticker_id == wanted]
    if not found:
        raise ValueError("no such sticker")
    keywords = body.get("keywords")
    return replace(found[0], keywords=tuple(keywords)) if keywords else found[0]


_ACTS: dict[str, Callable[[World, Person, JsonObject], Any]] = {
    "follow": lambda world, person, _: world.acts.follow(person),
    "block": lambda world, person, _: world.acts.block(person),
    "say": lambda world, person, body: world.acts.write(person, str(body.get("text") or "")),
    "sticker": lambda world, person, body: world.acts.send_sticker(person, _sticker(body)),
    "media": lambda world, person, body: world.acts.send_media(person, str(body.get("kind"))),
    "unsend": lambda world, person, body: world.acts.unsend(person, str(body.get("message_id"))),
    "tap": lambda world, person, body: world.acts.tap(person, str(body.get("label"))),
    "postback": lambda world, person, body: world.acts.postback(
        person,
        str(body.get("data") or ""),
        shown=str(body.get("shown") or ""),
        params=body.get("params"),
    ),
    "raw": lambda world, person, body: world.acts.raw(
        person if body.get("with_source", True) else None,
        str(body.get("type")),
        as_object(body.get("payload")),
    ),
}


def _add_groups(routes: Blueprint, world: World) -> None:
    @routes.get("/groups")
    def groups() -> Response:
        return jsonify(sorted(world.platform.groups))

    @routes.post("/groups")
    def join() -> Response:
        event = world.acts.join_group(_body().get("group_id"))
        return jsonify(group_id=event["source"]["groupId"], event=event)

    @routes.post("/groups/<group_id>/say")
    def say(group_id: str) -> Response:
        body = _body()
        person = world.platform.person(int(body.get("person", 1)))
        return jsonify(event=world.acts.write_in_group(person, group_id, str(body.get("text"))))


def _add_faults(routes: Blueprint, world: World) -> None:
    @routes.get("/faults")
    def armed() -> Response:
        return jsonify(armed=world.faults.armed(), api=API_FAULTS, webhook=WEBHOOK_FAULTS)

    @routes.post("/faults")
    def arm() -> Response:
        body = _body()
        known = {name: body[name] for name in ("kind", "times", "only", "seconds") if name in body}
        if "kind" not in known:
            raise ValueError("kind is missing")
        world.faults.arm(Fault(**known))
        return jsonify(armed=world.faults.armed())

    @routes.delete("/faults")
    def clear() -> Response:
        world.faults.clear(request.args.get("kind"))
        return jsonify(armed=world.faults.armed())


def _add_observing(routes: Blueprint, world: World) -> None:
    @routes.get("/calls")
    def calls() -> Response:
        return jsonify(world.journal.lines(request.args.get("after", 0, type=int)))

    @routes.get("/alarms")
    def alarms() -> Response:
        return jsonify(world.journal.alarms())

    @routes.get("/state")
    def state() -> Response:
        platform, now = world.platform, world.platform.clock.now()
        return jsonify(
            bot_user_id=platform.account.user_id,
            now=now.isoformat(),
            quota={"limit": platform.quota.limit, "used": platform.quota.used(now)},
            is_redelivering=world.sender.endpoint.is_redelivering,
            webhook_url=world.sender.endpoint.url,
            alarms=len(world.journal.alarms()),
        )

    @routes.post("/flush")
    def flush() -> Response:
        body = _body()
        is_done = world.sender.flush(
            min(float(body.get("seconds", 5)), 60.0),
            with_redeliveries=body.get("with_redeliveries") is True,
        )
        return jsonify(is_done=is_done)

    @routes.post("/verify")
    def verify() -> Response:
        answer = world.sender.verify()
        return jsonify(status=answer.status, is_accepted=answer.is_accepted)


def _add_settings(routes: Blueprint, world: World) -> None:
    platform = world.platform

    @routes.post("/clock")
    def clock() -> Response:
        platform.clock.advance(float(_body().get("advance_seconds", 0)))
        return jsonify(now=platform.clock.now().isoformat())

    @routes.post("/quota")
    def quota() -> Response:
        body = _body()
        with platform.changed:
            if "limit" in body:
                platform.quota.limit = body["limit"]
            if "used" in body:
                platform.quota.set_used(int(body["used"]), platform.clock.now())
        return jsonify(limit=platform.quota.limit)

    @routes.post("/tokens/expire")
    def expire() -> Response:
        world.access.expire_all()
        return jsonify({})

    @routes.post("/redelivery")
    def redelivery() -> Response:
        is_on = _body().get("is_on") is True
        world.sender.endpoint = replace(world.sender.endpoint, is_redelivering=is_on)
        return jsonify(is_on=is_on)

    @routes.post("/reset")
    def reset() -> Response:
        world.faults.clear()
        world.sender.forget()
        world.journal.clear()
        platform.reset(int(_body().get("people", 3)))
        return jsonify([_person(person) for person in platform.people])
