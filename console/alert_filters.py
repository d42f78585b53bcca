"""What templates may do to alerts and levels, beside what every page may."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Flask

from console import alerts
from console.alert_words import LADDER, LEVELS, ORIGINS, SIGNS, SITUATIONS
from console.ladder import questions
from console.language import _
from services.alert_calls import ShownCall


def add_alert_filters(app: Flask) -> None:
    """Give every template its filters; what calls a supervisor is on every page."""
    app.jinja_env.filters.update(
        sign_words=_said(SIGNS),
        origin_words=_said(ORIGINS),
        situation_words=_said(SITUATIONS),
        level_words=_said(LEVELS),
        called_names=called_names,
        ladder_questions=questions,
    )
    app.jinja_env.globals.update(calling_alerts=alerts.list_calling, ladder=LADDER)


def called_names(calls: Sequence[ShownCall]) -> str:
    """Who was called, each once, whoever was called last at the end."""
    names = list(dict.fromkeys(call.name for call in reversed(calls)))
    return _("、").join(reversed(names))


def _said(table: Mapping[Any, str]) -> Callable[[Any], str]:
    return lambda code: _(table[code])
