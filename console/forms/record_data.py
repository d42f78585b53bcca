"""What a form of a record begins with: what was told in the talk, or what is written already."""

from collections.abc import Iterable
from typing import Final

from domain.care import CareKind
from domain.record import Caller
from domain.record_details import Consent, Relation
from domain.referral import ConsentState
from domain.told import Detail, Side, ToldCodes, is_about_another
from services.care import ShownCare
from services.record_drafts import Filled
from services.record_entry import TEXTS, RecordEntry
from services.referral_lists import ShownReferral

Data = dict[str, object]
"""The data of a form by the names of its fields."""

_FIELDS: Final = {
    (Side.CALLER, Detail.WHO): "caller",
    (Side.CALLER, Detail.AGE): "writer_age",
    (Side.CALLER, Detail.GENDER): "writer_gender",
    (Side.SUBJECT, Detail.AGE): "subject_age",
    (Side.SUBJECT, Detail.GENDER): "subject_gender",
    (Side.SUBJECT, Detail.AREA): "area",
    (Side.SUBJECT, Detail.DURATION): "duration",
}


_CARE: Final = {CareKind.AVOID: "avoid", CareKind.NAME: "address", CareKind.PACE: "pace"}
_SEVERAL: Final = ("themes", "risk_kinds")
_CODES: Final = ("risk", "end", "relation", "consent", *_FIELDS.values())
_PAIRS: Final = tuple(f"refer_{half}_{n}" for n in (1, 2, 3) for half in ("to", "step"))

MOST_REFERRALS: Final = 3
_CONSENTS: Final = {
    ConsentState.GIVEN: Consent.GIVEN,
    ConsentState.WITHDRAWN: Consent.REFUSED,
    ConsentState.REFUSED: Consent.REFUSED,
    ConsentState.NOT_ASKED: Consent.NOT_ASKED,
}

NAMES: Final = (*_SEVERAL, *_CODES, *_PAIRS, *TEXTS)
"""Every field a draft is kept of."""


def of_draft(filled: Filled) -> Data:
    """What was filled in before the page was left."""
    given = {name: list(filled[name]) for name in NAMES if filled.get(name)}
    return {name: values if name in _SEVERAL else values[0] for name, values in given.items()}


def of_told(told: ToldCodes) -> Data:
    """What the person, or the counsellor during the talk, has said already."""
    data: Data = {_FIELDS[place]: code for place, code in told.items() if place in _FIELDS}
    if is_about_another(told):
        data["relation"] = Relation.OTHER.value
    elif told.get((Side.CALLER, Detail.WHO)) == Caller.SELF:
        data["relation"] = Relation.SAME.value
    return data


def of_referrals(known: Iterable[ShownReferral]) -> Data:
    """What was referred in the talk: the first three, and whether the person agreed."""
    noted = [each for each in known if each.step is not None]
    data: Data = {}
    for number, each in enumerate(noted[:MOST_REFERRALS], start=1):
        data[f"refer_to_{number}"] = each.kind.value
        data[f"refer_step_{number}"] = each.step
    answered = [_CONSENTS[each.consent] for each in noted if each.consent in _CONSENTS]
    if answered:
        data["consent"] = (Consent.GIVEN if Consent.GIVEN in answered else answered[0]).value
    return data


def of_care(known: Iterable[ShownCare]) -> Data:
    """What is known already of what to take care of."""
    return {_CARE[each.kind]: each.words.reveal() for each in known}


def of_entry(entry: RecordEntry) -> Data:
    """What is written already."""
    data: Data = {
        "caller": entry.caller,
        "themes": sorted(entry.themes),
        "risk": entry.risk,
        "risk_kinds": sorted(entry.risk_kinds),
        "end": entry.end,
        "relation": entry.relation,
        "writer_age": entry.writer.age,
        "writer_gender": entry.writer.gender,
        "subject_age": entry.subject.age,
        "subject_gender": entry.subject.gender,
        "area": entry.area,
        "duration": entry.duration,
        "consent": entry.consent,
    }
    for number, referral in enumerate(entry.referrals, start=1):
        data[f"refer_to_{number}"] = referral.to
        data[f"refer_step_{number}"] = referral.step
    texts = {name: getattr(entry, name) for name in TEXTS}
    data |= {name: text.reveal() for name, text in texts.items() if text is not None}
    return {name: value for name, value in data.items() if value is not None}
