"""What a service in the exchange format HSDS 3 says of a destination."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.destination import OLDEST, DestinationFacts, Extra
from domain.destination_cells import in_lines, in_one_line
from domain.destination_hsds import CLAIMS, CODES, PLAIN
from domain.directory import read_contact
from domain.phone_number import NoNumberError
from domain.record_details import Area, ReferTo


def read_service(written: Mapping[str, Any]) -> DestinationFacts:
    """What an HSDS service says, as far as it has a place here; nothing in it is believed."""
    spot = _first(written, "service_at_locations").get("location")
    place = spot if isinstance(spot, dict) else {}
    hours = _first(written, "schedules")
    printed, contact = _contact(written)
    values: dict[str, Any] = {
        "name": _text(written, "name"),
        "organisation": _text(_object(written, "organization"), "name"),
        "one_line": _text(written, "description"),
        "cost": _text(written, "fees_description"),
        "eligibility": _text(written, "eligibility_description"),
        "age_from": _age(written, "minimum_age"),
        "age_to": _age(written, "maximum_age"),
        "contact": contact,
        "staff_contact": _text(_first(written, "contacts"), "name"),
        "venue": _text(place, "name"),
        "access": _text(place, "transportation"),
        "hours": in_lines(str(hours.get("description") or "")),
        "valid_from": _date(hours, "valid_from"),
        "valid_until": _date(hours, "valid_to"),
        "areas": frozenset(_areas(written)),
    }
    held = _held(written)
    values["sourced_on"] = _read(held["sourced_on"][0][0]) if "sourced_on" in held else None
    for name, (codes, _) in CODES.items():
        known = [codes(value) for value, _ in held.get(name, ()) if value in set(codes)]
        values[name] = frozenset(known) if name != "kind" else (known or [ReferTo.OTHER])[0]
    values |= {name: name in held for name in CLAIMS}
    values |= {name: held[name][0][0] if name in held else "" for name in PLAIN}
    values["printed"] = values["printed"] or printed
    values["extra"] = tuple(Extra(heading=label, printed=said) for said, label in held["extra"])
    return DestinationFacts(**values)


def _held(written: Mapping[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """By our own ``link_type`` the values of the attributes and their labels."""
    found: dict[str, list[tuple[str, str]]] = {"extra": []}
    for each in _objects(written, "attributes"):
        value = in_lines(str(each.get("value") or ""))
        if value:
            kind = str(each.get("link_type") or "")
            found.setdefault(kind, []).append((value, _text(each, "label")))
    return found


def _contact(written: Mapping[str, Any]) -> tuple[str, str]:
    """A number, else an address: as it is printed, and in its one form."""
    printed = _text(_first(written, "phones"), "number") or _text(written, "url")
    try:
        return printed, read_contact(printed)
    except NoNumberError:
        return printed, ""


def _areas(written: Mapping[str, Any]) -> Iterable[Area]:
    for each in _objects(written, "service_areas"):
        if each.get("extent") in set(Area):
            yield Area(each["extent"])


def _objects(written: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    those = written.get(name)
    return [each for each in those if isinstance(each, dict)] if isinstance(those, list) else []


def _object(written: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = written.get(name)
    return value if isinstance(value, dict) else {}


def _first(written: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next(iter(_objects(written, name)), {})


def _text(written: Mapping[str, Any], name: str) -> str:
    value = written.get(name)
    return in_one_line(value) if isinstance(value, str) else ""


def _age(written: Mapping[str, Any], name: str) -> int | None:
    value = written.get(name)
    is_age = isinstance(value, int | float) and 0 <= value <= OLDEST
    return int(value) if is_age and value is not None else None


def _date(written: Mapping[str, Any], name: str) -> date | None:
    return _read(_text(written, name))


def _read(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
