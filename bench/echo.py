"""The sample echo bot as LINE's SDK documents it: signature and parser, and nothing is stored.

The measure of our own door. Its reply call is left out: LINE's time to answer is not ours. Run as
``python -m bench.echo PORT``, on the same server with the same settings as our web service.
"""

import os
import sys
from typing import TYPE_CHECKING

from flask import Flask, abort, request
from linebot.v3 import WebhookHandler  # type: ignore[import-untyped] # it ships none
from linebot.v3.exceptions import InvalidSignatureError  # type: ignore[import-untyped] # the same
from linebot.v3.webhooks import (  # type: ignore[import-untyped] # the same
    MessageEvent,
    TextMessageContent,
)

from bench.houses import ECHO_SECRET
from bot.family import end_with_parent
from bot.serving import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def application() -> "WSGIApplication":
    """The application of the SDK's README."""
    app = Flask(__name__)
    handler = WebhookHandler(os.environ[ECHO_SECRET])

    @app.post("/callback")
    def callback() -> str:
        signature = request.headers["X-Line-Signature"]
        body = request.get_data(as_text=True)
        try:
            handler.handle(body, signature)
        except InvalidSignatureError:
            abort(400)
        return "OK"

    @handler.add(MessageEvent, message=TextMessageContent)  # type: ignore[untyped-decorator] # the SDK's
    def handle_message(event: MessageEvent) -> None:
        assert event.message.text

    return app


if __name__ == "__main__":
    end_with_parent()
    serve("127.0.0.1", int(sys.argv[1]), target="bench.echo:application")
