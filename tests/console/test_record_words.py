"""Every closed code of a record and of the day has its words."""

from enum import StrEnum

import pytest

from console import record_words
from console.briefing import WEIGHT_WORDS
from console.forms import record_data
from console.forms.record import RecordForm
from console.words import REFUSALS
from domain import day_errors
from domain.errors import RefusedError
from domain.record import RiskKind
from domain.record_details import (
    Age,
    AllowReason,
    Area,
    Consent,
    Duration,
    Gender,
    ReferStep,
    ReferTo,
    Relation,
)
from domain.weight import WEIGHTS
from services.day import RecordState


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (RiskKind, record_words.RISK_KINDS),
        (Relation, record_words.RELATIONS),
        (Age, record_words.AGES),
        (Gender, record_words.GENDERS),
        (Area, record_words.AREAS),
        (Duration, record_words.DURATIONS),
        (ReferTo, record_words.REFER_TO),
        (ReferStep, record_words.REFER_STEPS),
        (Consent, record_words.CONSENTS),
        (AllowReason, record_words.ALLOW_REASONS),
        (RecordState, record_words.RECORD_STATES),
    ],
)
def test_every_code_has_its_words(codes: type[StrEnum], table: dict[object, str]) -> None:
    assert set(table) == set(codes)
    assert all(table.values())


def test_every_weight_has_its_words() -> None:
    assert tuple(WEIGHT_WORDS) == WEIGHTS


def test_every_refusal_of_the_day_has_its_words() -> None:
    codes = {
        error.code
        for error in vars(day_errors).values()
        if isinstance(error, type) and issubclass(error, RefusedError)
    }

    assert codes <= set(REFUSALS)


def test_a_draft_is_kept_of_every_field_of_the_form() -> None:
    fields = {name for name, value in vars(RecordForm).items() if hasattr(value, "field_class")}

    assert fields == set(record_data.NAMES)
