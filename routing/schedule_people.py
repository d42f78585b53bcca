"""People of a schedule file: organisations, the weeks they take in turn, shifts, capacity."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import yaml

from routing.opening_days import OpenHours
from routing.organisations import Organisation, Rotation, Shift
from routing.schedule import Capacity
from routing.schedule_days import LIST_RIGHT, optional_date
from routing.schedule_mistakes import Mistakes, shown
from routing.schedule_nodes import entries, fields, items, words, written
from routing.schedule_values import read_choice, read_hours, read_number
from routing.schedule_week import WEEKDAYS

_CODE = re.compile(r"[a-z][a-z0-9_]{1,23}", re.ASCII)
_CODE_RIGHT: Final = "a code like kazoku: 2 to 24 of a-z, 0-9 and _, a letter first"
_LONGEST_NAME = 40
_MOST_SHARE = 99
_MOST_TALKS = 99
_MOST_STAFF = 99
_MOST_TALKS_OF_ONE = 9
_MONDAY = 0


class PlacedShift(NamedTuple):
    """A shift and where its hours stand."""

    node: yaml.Node
    shift: Shift


def read_organisations(node: yaml.Node | None, mistakes: Mistakes) -> tuple[Organisation, ...]:
    """The organisations by their codes, in the file's order."""
    read: list[Organisation] = []
    for code, key, value in (
        () if node is None else entries(node, mistakes, "codes with what belongs to each")
    ):
        if not _CODE.fullmatch(code):
            mistakes.add(key, shown(code), _CODE_RIGHT)
        read.append(_organisation(code, value, mistakes))
    return tuple(read)


def read_rotation(
    node: yaml.Node | None, known: Sequence[Organisation], mistakes: Mistakes
) -> Rotation | None:
    """The weeks in turn, from a Monday on."""
    if node is None:
        return None
    values = fields(node, mistakes, required=("from", "weeks"))
    first_on = optional_date(values.get("from"), mistakes)
    if first_on is not None and first_on.weekday() != _MONDAY:
        name = WEEKDAYS[first_on.weekday()].capitalize()
        mistakes.add(values["from"], f"{shown(first_on.isoformat())}, a {name}", "a Monday")
    noted = len(mistakes.found)
    weeks = tuple(
        _codes(item, known, mistakes) for item in items(values.get("weeks"), mistakes, LIST_RIGHT)
    )
    if "weeks" in values and not weeks and len(mistakes.found) == noted:
        mistakes.add(values["weeks"], "no weeks", "at least one week")
    return Rotation(first_on=first_on, weeks=weeks) if first_on and weeks else None


def read_shifts(
    node: yaml.Node | None, known: Sequence[Organisation], mistakes: Mistakes
) -> tuple[PlacedShift, ...]:
    """The planned duty of organisations that exist and take part by then."""
    read = (_shift(item, known, mistakes) for item in items(node, mistakes, LIST_RIGHT))
    return tuple(shift for shift in read if shift is not None)


def read_capacity(node: yaml.Node | None, mistakes: Mistakes) -> Capacity:
    """Talks at once: new, usual and most, none above the next."""
    if node is None:
        return Capacity()
    values = fields(node, mistakes, required=(), optional=("new", "usual", "most"))
    read = {
        name: number
        for name, value in values.items()
        if (number := read_number(value, mistakes, least=1, most=_MOST_TALKS_OF_ONE)) is not None
    }
    capacity = Capacity(**read)
    if not capacity.new <= capacity.usual <= capacity.most:
        found = f"new {capacity.new}, usual {capacity.usual}, most {capacity.most}"
        mistakes.add(node, found, "new no more than usual, usual no more than most")
    return capacity


def known_organisation(
    node: yaml.Node | None, known: Sequence[Organisation], mistakes: Mistakes
) -> Organisation | None:
    """The organisation a value names, or a mistake."""
    codes = [organisation.code for organisation in known]
    right = "one of " + ", ".join(codes) if codes else "an organisation under “organisations”"
    code = None if node is None else written(node, mistakes, right)
    if node is None or code is None:
        return None
    if code not in codes:
        mistakes.add(node, f"{shown(code)}, an organisation that does not exist", right)
        return None
    return known[codes.index(code)]


def _organisation(code: str, node: yaml.Node, mistakes: Mistakes) -> Organisation:
    optional = ("joins_on", "share", "capacity")
    values = fields(node, mistakes, required=("name",), optional=optional)
    name = words(values["name"], mistakes, longest=_LONGEST_NAME) if "name" in values else None
    return Organisation(
        code=code,
        name=name or "",
        joins_on=optional_date(values.get("joins_on"), mistakes),
        share=_number(values, "share", mistakes, most=_MOST_SHARE) or 1,
        capacity=_number(values, "capacity", mistakes, most=_MOST_TALKS),
    )


def _shift(
    node: yaml.Node, known: Sequence[Organisation], mistakes: Mistakes
) -> PlacedShift | None:
    required = ("organisation", "days", "hours", "staff")
    values = fields(node, mistakes, required=required, optional=("from", "until"))
    organisation = known_organisation(values.get("organisation"), known, mistakes)
    weekdays = _weekdays(values.get("days"), mistakes)
    hours = _hours(values.get("hours"), mistakes)
    staff = _number(values, "staff", mistakes, most=_MOST_STAFF)
    first_on, last_on = _bounds(values, organisation, mistakes)
    if organisation is None or not weekdays or hours is None or staff is None:
        return None
    shift = Shift(
        organisation=organisation.code,
        weekdays=weekdays,
        hours=hours,
        staff=staff,
        first_on=first_on,
        last_on=last_on,
    )
    return PlacedShift(values["hours"], shift)


def _bounds(
    values: Mapping[str, yaml.Node], organisation: Organisation | None, mistakes: Mistakes
) -> tuple[date | None, date | None]:
    first_on = optional_date(values.get("from"), mistakes)
    last_on = optional_date(values.get("until"), mistakes)
    joins_on = None if organisation is None else organisation.joins_on
    for name, day in (("from", first_on), ("until", last_on)):
        if day is not None and joins_on is not None and day < joins_on:
            found = f"{shown(day.isoformat())}, before the organisation joins"
            mistakes.add(values[name], found, f"{joins_on.isoformat()} or later")
            return first_on, last_on
    if first_on is not None and last_on is not None and last_on < first_on:
        right = f"{first_on.isoformat()} or later"
        mistakes.add(values["until"], shown(last_on.isoformat()), right)
    return first_on, last_on


def _codes(node: yaml.Node, known: Sequence[Organisation], mistakes: Mistakes) -> tuple[str, ...]:
    read: list[str] = []
    for item in items(node, mistakes, "a list of organisations"):
        organisation = known_organisation(item, known, mistakes)
        if organisation is not None and organisation.code in read:
            mistakes.add(item, f"{shown(organisation.code)} again", "each organisation once a week")
        if organisation is not None:
            read.append(organisation.code)
    return tuple(read)


def _weekdays(node: yaml.Node | None, mistakes: Mistakes) -> frozenset[int]:
    read: list[str] = []
    noted = len(mistakes.found)
    for item in items(node, mistakes, "a list of days like monday"):
        day = read_choice(item, mistakes, WEEKDAYS)
        if day is not None and day in read:
            mistakes.add(item, f"{shown(day)} again", "each day once")
        if day is not None:
            read.append(day)
    if node is not None and not read and len(mistakes.found) == noted:
        mistakes.add(node, "no days", "at least one day")
    return frozenset(WEEKDAYS.index(day) for day in read)


def _hours(node: yaml.Node | None, mistakes: Mistakes) -> OpenHours | None:
    return None if node is None else read_hours(node, mistakes)


def _number(
    values: Mapping[str, yaml.Node], name: str, mistakes: Mistakes, *, most: int
) -> int | None:
    return read_number(values[name], mistakes, least=1, most=most) if name in values else None
