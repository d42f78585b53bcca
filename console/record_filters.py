"""What the templates of records and of the day say in words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from flask import Flask

from console import record_words
from console.language import _, later
from domain.service_day import ServiceDay

_WEEKDAYS: Final = (
    later("月"),
    later("火"),
    later("水"),
    later("木"),
    later("金"),
    later("土"),
    later("日"),
)


def add_record_filters(app: Flask) -> None:
    """Give every template the words of records and days."""
    app.jinja_env.filters.update(
        risk_kind_words=_said(record_words.RISK_KINDS),
        relation_words=_said(record_words.RELATIONS),
        age_words=_said(record_words.AGES),
        gender_words=_said(record_words.GENDERS),
        area_words=_said(record_words.AREAS),
        duration_words=_said(record_words.DURATIONS),
        refer_to_words=_said(record_words.REFER_TO),
        refer_step_words=_said(record_words.REFER_STEPS),
        consent_words=_said(record_words.CONSENTS),
        record_state_words=_said(record_words.RECORD_STATES),
        day_words=day_words,
        service_day=service_day,
    )


def day_words(on: date) -> str:
    """A day as it is said: 11月24日（火）."""
    weekday = _(_WEEKDAYS[on.weekday()])
    return _("%(month)s月%(day)s日（%(weekday)s）", month=on.month, day=on.day, weekday=weekday)


def service_day(moment: datetime) -> str:
    """The day of the service a moment belongs to, as an address has it."""
    return ServiceDay.around(moment).on.isoformat()


def _said(table: Mapping[Any, str]) -> Callable[[str], str]:
    return lambda code: _(table[code])
