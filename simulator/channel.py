"""LINE's API for the channel: tokens, webhook endpoint, account, quota, counts, groups."""

import re
from dataclasses import replace

from flask import Blueprint, Response, jsonify, request

from simulator.access import STATELESS_SECONDS
from simulator.posting import COULD_NOT_CONNECT, REQUEST_TIMEOUT, Answer
from simulator.reading import form, json_body
from simulator.refusals import Detail, RefusedError, invalid_body, not_found
from simulator.world import World

LONGEST_ENDPOINT = 500


def channel_routes(world: World) -> Blueprint:
    """Return the routes about the channel itself."""
    routes = Blueprint("channel", __name__)
    _add_tokens(routes, world)
    _add_webhook(routes, world)
    _add_account(routes, world)
    return routes


def _add_tokens(routes: Blueprint, world: World) -> None:
    @routes.post("/oauth2/v3/token")
    def issue() -> tuple[Response, int] | Response:
        if form("grant_type") != "client_credentials":
            return jsonify(error="unsupported_grant_type"), 400
        now = world.platform.clock.now()
        try:
            token = world.access.issue(form("client_id"), form("client_secret"), now)
        except RefusedError as refused:
            return jsonify(error=refused.message, error_description="invalid client"), 400
        return jsonify(access_token=token, expires_in=STATELESS_SECONDS, token_type="Bearer")  # noqa: S106 - the kind of a token, no token

    @routes.get("/oauth2/v2.1/verify")
    def verify() -> tuple[Response, int] | Response:
        token = request.args.get("access_token", "")
        left = world.access.seconds_left(token, world.platform.clock.now())
        if left <= 0:
            return jsonify(error="invalid_request", error_description="access token expired"), 400
        return jsonify(client_id=world.access.channel_id, expires_in=left, scope="")


def _add_webhook(routes: Blueprint, world: World) -> None:
    sender = world.sender

    @routes.get("/v2/bot/channel/webhook/endpoint")
    def endpoint() -> Response:
        return jsonify(endpoint=sender.endpoint.url, active=True)

    @routes.put("/v2/bot/channel/webhook/endpoint")
    def set_endpoint() -> Response:
        url = json_body().get("endpoint")
        is_url = isinstance(url, str) and url.startswith(("https://", "http://127.0.0.1:"))
        if not is_url or len(str(url)) > LONGEST_ENDPOINT:
            raise invalid_body(Detail(message="Invalid webhook endpoint URL", where="endpoint"))
        sender.endpoint = replace(sender.endpoint, url=str(url))
        return jsonify({})

    @routes.post("/v2/bot/channel/webhook/test")
    def test_endpoint() -> Response:
        body = json_body() if request.get_data() else {}
        answer = sender.verify(body.get("endpoint"))
        return jsonify(
            success=answer.is_accepted,
            timestamp=world.platform.clock.now().isoformat(timespec="milliseconds"),
            statusCode=max(0, answer.status),
            reason=_reason(answer),
            detail=str(max(0, answer.status)),
        )


def _reason(answer: Answer) -> str:
    if answer.is_accepted:
        return "OK"
    by_status = {COULD_NOT_CONNECT: "COULD_NOT_CONNECT", REQUEST_TIMEOUT: "REQUEST_TIMEOUT"}
    return by_status.get(answer.status, "ERROR_STATUS_CODE")


def _add_account(routes: Blueprint, world: World) -> None:
    platform = world.platform

    @routes.get("/v2/bot/info")
    def info() -> Response:
        account = platform.account
        return jsonify(
            userId=account.user_id,
            basicId=account.basic_id,
            displayName=account.display_name,
            chatMode="chat" if account.is_chat_on else "bot",
            markAsReadMode="manual" if account.is_chat_on else "auto",
        )

    @routes.get("/v2/bot/message/quota")
    def quota() -> Response:
        limit = platform.quota.limit
        return jsonify({"type": "none"} if limit is None else {"type": "limited", "value": limit})

    @routes.get("/v2/bot/message/quota/consumption")
    def consumption() -> Response:
        return jsonify(totalUsage=platform.quota.used(platform.clock.now()))

    @routes.get("/v2/bot/message/delivery/<any(reply, push, multicast):kind>")
    def delivery(kind: str) -> Response:
        return jsonify(platform.quota.delivered(kind, _date(), platform.clock.now()))

    @routes.get("/v2/bot/insight/followers")
    def followers() -> Response:
        _date()
        friends = [person for person in platform.people if person.is_friend]
        blocks = [person for person in platform.people if person.has_blocked]
        ever = len(friends) + len(blocks)
        return jsonify(
            status="ready", followers=ever, targetedReaches=len(friends), blocks=len(blocks)
        )

    @routes.post("/v2/bot/<any(group, room):_kind>/<chat_id>/leave")
    def leave(_kind: str, chat_id: str) -> Response:
        try:
            world.acts.leave_group(chat_id)
        except KeyError:
            raise not_found() from None
        return jsonify({})


def _date() -> str:
    day = request.args.get("date", "")
    if not re.fullmatch("[0-9]{8}", day):
        raise invalid_body(Detail(message="Must be yyyyMMdd", where="date"))
    return day
