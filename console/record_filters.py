"""What the templates of records and of the day say in words."""

from datetime import datetime

from flask import Flask

from console import record_words
from console.language import said
from console.plan_words import date_words
from console.times import day_words
from domain.service_day import ServiceDay


def add_record_filters(app: Flask) -> None:
    """Give every template the words of records and days."""
    app.jinja_env.filters.update(
        risk_kind_words=said(record_words.RISK_KINDS),
        relation_words=said(record_words.RELATIONS),
        age_words=said(record_words.AGES),
        gender_words=said(record_words.GENDERS),
        area_words=said(record_words.AREAS),
        duration_words=said(record_words.DURATIONS),
        refer_to_words=said(record_words.REFER_TO),
        refer_step_words=said(record_words.REFER_STEPS),
        consent_words=said(record_words.CONSENTS),
        record_state_words=said(record_words.RECORD_STATES),
        date_words=date_words,
        day_words=day_words,
        service_day=service_day,
    )


def service_day(moment: datetime) -> str:
    """The day of the service a moment belongs to, as an address has it."""
    return ServiceDay.around(moment).on.isoformat()
