"""The pretend LINE as one WSGI application."""

from flask import Flask, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from simulator.api import message_routes
from simulator.channel import channel_routes
from simulator.control import control_routes
from simulator.gate import Gate
from simulator.menu_api import menu_routes
from simulator.phone import phone_routes
from simulator.world import World

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app(world: World) -> Flask:
    """Build the application around one pretend LINE."""
    app = Flask(__name__, static_folder=None)
    Gate(world).install(app)
    app.register_blueprint(message_routes(world))
    app.register_blueprint(channel_routes(world))
    app.register_blueprint(menu_routes(world))
    app.register_blueprint(control_routes(world))
    app.register_blueprint(phone_routes(world))

    @app.get("/")
    def start() -> AnyResponse:
        return redirect("/phone/1")

    @app.after_request
    def guard(response: Response) -> Response:
        if not response.content_type.startswith("application/json"):
            response.headers["Content-Security-Policy"] = _POLICY
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return app
