"""LINE's API for rich menus."""

from flask import Blueprint, Response, jsonify, request

from simulator.reading import json_body
from simulator.refusals import RefusedError, not_found
from simulator.richmenus import RichMenus
from simulator.world import World


def menu_routes(world: World) -> Blueprint:
    """Return the routes of rich menus."""
    routes = Blueprint("menus", __name__)
    _add_menus(routes, world.rich_menus)
    _add_default(routes, world.rich_menus)
    _add_own(routes, world.rich_menus)
    return routes


def _add_menus(routes: Blueprint, menus: RichMenus) -> None:
    @routes.post("/v2/bot/richmenu")
    def create() -> Response:
        return jsonify(richMenuId=menus.create(json_body()))

    @routes.get("/v2/bot/richmenu/list")
    def list_all() -> Response:
        return jsonify(richmenus=menus.listed())

    @routes.route("/v2/bot/richmenu/<menu_id>", methods=["GET", "DELETE"])
    def one(menu_id: str) -> Response:
        if request.method == "DELETE":
            menus.delete(menu_id)
            return jsonify({})
        return jsonify(menus.get(menu_id))

    @routes.post("/v2/bot/richmenu/<menu_id>/content")
    def picture(menu_id: str) -> Response:
        menus.get(menu_id)
        if request.mimetype not in {"image/png", "image/jpeg"}:
            raise RefusedError(415, "Unsupported media type")
        return jsonify({})


def _add_default(routes: Blueprint, menus: RichMenus) -> None:
    @routes.route("/v2/bot/user/all/richmenu", methods=["GET", "DELETE"])
    def default() -> Response:
        if request.method == "DELETE":
            menus.set_default(None)
            return jsonify({})
        if menus.default is None:
            raise not_found()
        return jsonify(richMenuId=menus.default)

    @routes.post("/v2/bot/user/all/richmenu/<menu_id>")
    def set_default(menu_id: str) -> Response:
        menus.set_default(menu_id)
        return jsonify({})


def _add_own(routes: Blueprint, menus: RichMenus) -> None:
    @routes.route("/v2/bot/user/<user_id>/richmenu", methods=["GET", "DELETE"])
    def of_person(user_id: str) -> Response:
        if request.method == "DELETE":
            menus.link(user_id, None)
            return jsonify({})
        return jsonify(richMenuId=menus.of_person(user_id))

    @routes.post("/v2/bot/user/<user_id>/richmenu/<menu_id>")
    def link(user_id: str, menu_id: str) -> Response:
        menus.link(user_id, menu_id)
        return jsonify({})
