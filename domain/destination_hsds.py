"""Destinations in the exchange format for human services: Open Referral HSDS 3.

One destination is one HSDS *service*, with its organisation, place, hours and contact nested in it
as in a response of the format's API. What HSDS has no place for stands among the service's
attributes, each with a ``link_type`` of ours (``domain.destination_hsds_reading`` reads them back).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid5

from domain.destination import (
    FOR_STAFF,
    Audience,
    Day,
    DestinationFacts,
    Offer,
    Way,
)
from domain.destination_words import AREAS, AUDIENCES, DAYS, KINDS, OFFERS, WAYS
from domain.record_details import ReferTo

_BY_DAY: Final[Mapping[Day, str]] = {
    Day.MONDAY: "MO", Day.TUESDAY: "TU", Day.WEDNESDAY: "WE", Day.THURSDAY: "TH",
    Day.FRIDAY: "FR", Day.SATURDAY: "SA", Day.SUNDAY: "SU",
}  # fmt: skip
CODES: Final[Mapping[str, tuple[Any, Mapping[Any, str]]]] = {
    "kind": (ReferTo, KINDS),
    "audience": (Audience, AUDIENCES),
    "ways": (Way, WAYS),
    "offers": (Offer, OFFERS),
    "days": (Day, DAYS),
}
"""By fact its codes and their words; each code is an attribute."""

CLAIMS: Final[Mapping[str, str]] = {
    "needs_no_voice": "声を出さなくてよい",
    "may_look_on": "見るだけでもよい",
    "may_show": "本人に見せる",
}
PLAIN: Final = ("printed", "source", "remark")
"""Facts whose words HSDS has no place for."""


def service(
    destination_id: UUID,
    facts: DestinationFacts,
    *,
    assured_on: date | None,
    is_active: bool,
    is_whole: bool,
) -> dict[str, Any]:
    """One destination as an HSDS service, empty fields left out.

    ``assured_on`` is when two people had made sure of it last. Unless it ``is_whole``, what is for
    staff alone is left out. Ids are derived from the destination's own: two exports of one entry
    name the same things by the same ids.
    """
    own = _Ids(destination_id)
    said = facts if is_whole else _for_everybody(facts)
    is_address = said.contact.startswith("https://")
    written = {
        "id": str(destination_id),
        "name": said.name,
        "status": "active" if is_active else "inactive",
        "description": said.one_line,
        "url": said.contact if is_address else "",
        "fees_description": said.cost,
        "eligibility_description": said.eligibility,
        "minimum_age": said.age_from,
        "maximum_age": said.age_to,
        "assured_date": _day(assured_on),
        "organization": _organisation(said.organisation),
        "phones": [{"id": own.of("phone"), "number": said.contact, "type": "voice"}]
        if said.contact and not is_address
        else [],
        "schedules": _schedules(said, own),
        "service_at_locations": _locations(said, own),
        "service_areas": [
            {"id": own.of(area), "name": AREAS[area], "extent": area.value, "extent_type": "text"}
            for area in AREAS
            if area in said.areas
        ],
        "contacts": [{"id": own.of("contact"), "name": said.staff_contact}]
        if said.staff_contact
        else [],
        "attributes": list(_attributes(said, own)),
    }
    return {name: value for name, value in written.items() if value not in ("", None, [])}


def package(services: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Services as one page of a list, in the shape of the format's API."""
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": list(services),
    }


class _Ids:
    """Ids of the parts of one destination."""

    def __init__(self, destination_id: UUID) -> None:
        self._whole = destination_id

    def of(self, part: str) -> str:
        return str(uuid5(self._whole, part))


_TERMS: Final = UUID("7b0f6c5e-0d0b-5d5f-8d0a-6a2f3c7c9f10")
"""The namespace of our terms and organisations: their ids are made of their names."""


def _for_everybody(facts: DestinationFacts) -> DestinationFacts:
    said = {name: getattr(facts, name) for name in DestinationFacts.__dataclass_fields__}
    return DestinationFacts(**{name: said[name] for name in said if name not in FOR_STAFF})


def _organisation(name: str) -> dict[str, str] | None:
    made = {"id": str(uuid5(_TERMS, f"organisation {name}")), "name": name, "description": name}
    return made if name else None


def _schedules(facts: DestinationFacts, own: _Ids) -> list[dict[str, str]]:
    written = {
        "id": own.of("schedule"),
        "freq": "WEEKLY" if facts.days - {Day.HOLIDAY} else "",
        "byday": ",".join(sign for day, sign in _BY_DAY.items() if day in facts.days),
        "description": facts.hours,
        "valid_from": _day(facts.valid_from),
        "valid_to": _day(facts.valid_until),
    }
    said = {name: value for name, value in written.items() if value}
    return [said] if len(said) > 1 else []


def _locations(facts: DestinationFacts, own: _Ids) -> list[dict[str, Any]]:
    if not facts.venue and not facts.access:
        return []
    place = {
        "id": own.of("location"),
        "location_type": "physical",
        "name": facts.venue,
        "transportation": facts.access,
    }
    said = {name: value for name, value in place.items() if value}
    return [{"id": own.of("service at location"), "location": said}]


def _attributes(facts: DestinationFacts, own: _Ids) -> Iterable[dict[str, Any]]:
    """Codes, claims, and whatever has no place of its own, each under a ``link_type`` of ours."""
    for name, (_, words) in CODES.items():
        held = {facts.kind} if name == "kind" else getattr(facts, name)
        for code in (each for each in words if each in held):
            yield _attribute(own, name, code.value, words[code])
    for name, claim in CLAIMS.items():
        if getattr(facts, name):
            yield _attribute(own, name, "yes", claim)
    for name, said in _remaining(facts):
        yield _attribute(own, name, said, name, is_term=False)
    for each in facts.extra:
        yield _attribute(own, "extra", each.printed, each.heading, is_term=False)


def _remaining(facts: DestinationFacts) -> Iterable[tuple[str, str]]:
    """The facts HSDS has no place for, each with its words."""
    said = {name: getattr(facts, name) for name in PLAIN}
    said["sourced_on"] = _day(facts.sourced_on)
    return ((name, words) for name, words in said.items() if words)


def _attribute(
    own: _Ids, link_type: str, value: str, label: str, *, is_term: bool = True
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": own.of(f"{link_type} {value} {label}"),
        "link_type": link_type,
        "link_entity": "service",
        "value": value,
        "label": label,
    }
    if is_term:
        term = {"code": f"{link_type}:{value}", "name": label, "description": label}
        made["taxonomy_term"] = {"id": str(uuid5(_TERMS, term["code"])), **term}
    return made


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
