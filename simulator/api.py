"""LINE's API for messages: reply, push, multicast, validation, loading, read, content."""

from datetime import timedelta

from flask import Blueprint, Response, g, jsonify, request

from simulator.acts import NEEDS_TRANSCODING, Content
from simulator.journal import OTHER_BODY
from simulator.limits import faults_of_messages
from simulator.platform import Call
from simulator.reading import json_body
from simulator.refusals import RefusedError, invalid_body, not_found
from simulator.world import World

TRANSCODING = timedelta(seconds=3)
DEFAULT_LOADING_SECONDS = 20
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200817a5d0d530000000049454e44ae426082"
)


def message_routes(world: World) -> Blueprint:
    """Return the routes that send and fetch messages."""
    routes = Blueprint("messages", __name__)
    _add_sending(routes, world)
    _add_chat(routes, world)
    _add_content(routes, world)
    return routes


def _add_sending(routes: Blueprint, world: World) -> None:
    platform = world.platform

    @routes.post("/v2/bot/message/reply")
    def reply() -> Response:
        return jsonify(sentMessages=list(platform.reply(_call())))

    @routes.post("/v2/bot/message/push")
    def push() -> Response:
        call = _call()
        try:
            return jsonify(sentMessages=list(platform.push(call)))
        except RefusedError as refused:
            _note_other_body(world, call, refused)
            raise

    @routes.post("/v2/bot/message/multicast")
    def multicast() -> Response:
        call = _call()
        try:
            platform.multicast(call)
        except RefusedError as refused:
            _note_other_body(world, call, refused)
            raise
        return jsonify({})

    @routes.post("/v2/bot/message/validate/<any(reply, push, multicast):_kind>")
    def validate(_kind: str) -> Response:
        faults = faults_of_messages(json_body().get("messages"))
        if faults:
            raise invalid_body(*faults)
        return jsonify({})


def _add_chat(routes: Blueprint, world: World) -> None:
    platform = world.platform

    @routes.post("/v2/bot/chat/loading/start")
    def loading() -> tuple[Response, int]:
        body = json_body()
        seconds = body.get("loadingSeconds", DEFAULT_LOADING_SECONDS)
        platform.show_loading(body.get("chatId"), seconds)
        return jsonify({}), 202

    @routes.post("/v2/bot/chat/markAsRead")
    def mark_as_read() -> Response:
        platform.mark_read(json_body().get("markAsReadToken"))
        return jsonify({})


def _add_content(routes: Blueprint, world: World) -> None:
    @routes.get("/v2/bot/message/<message_id>/content")
    @routes.get("/v2/bot/message/<message_id>/content/preview")
    def content(message_id: str) -> Response:
        kept = _kept_content(world, message_id)
        if _is_transcoding(world, kept):
            return Response(status=202)
        return Response(_PICTURE, content_type="image/png")

    @routes.get("/v2/bot/message/<message_id>/content/transcoding")
    def transcoding(message_id: str) -> Response:
        kept = _kept_content(world, message_id)
        return jsonify(status="processing" if _is_transcoding(world, kept) else "succeeded")


def _call() -> Call:
    return Call(
        path=request.path,
        body=json_body(),
        request_id=g.request_id,
        retry_key=request.headers.get("X-Line-Retry-Key"),
    )


def _note_other_body(world: World, call: Call, refused: RefusedError) -> None:
    accepted = world.platform.retry_keys.find(call.retry_key or "", world.platform.clock.now())
    if "x-line-accepted-request-id" in refused.headers and accepted and accepted.body != call.body:
        g.note = OTHER_BODY


def _kept_content(world: World, message_id: str) -> Content:
    kept = world.acts.contents.get(message_id)
    if kept is None:
        raise not_found()
    if kept.is_unsent:
        raise RefusedError(410, "The content is gone")
    return kept


def _is_transcoding(world: World, kept: Content) -> bool:
    age = world.platform.clock.now() - kept.sent_at
    return kept.kind in NEEDS_TRANSCODING and age < TRANSCODING
