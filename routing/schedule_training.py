"""Training in a schedule file: the courses that are asked for, and since when."""

import re
from collections.abc import Sequence
from typing import Final

import yaml

from routing.schedule_days import LIST_RIGHT, optional_date
from routing.schedule_mistakes import Mistakes, shown
from routing.schedule_nodes import fields, items, words, written
from routing.schedule_values import read_number
from routing.training import Course, Training

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,23}", re.ASCII)
_CODE_RIGHT: Final = "a code like crisis: 2 to 24 of a-z, 0-9 and _, a letter first"
_LONGEST_NAME: Final = 40
_MOST_HOURS: Final = 200


def read_training(node: yaml.Node | None, mistakes: Mistakes) -> Training:
    """``required`` and ``optional`` courses, and the day ``from`` which they are asked for."""
    if node is None:
        return Training()
    values = fields(node, mistakes, required=(), optional=("required", "optional", "from"))
    known: list[str] = []
    return Training(
        required=_courses(values.get("required"), known, mistakes, is_required=True),
        optional=_courses(values.get("optional"), known, mistakes, is_required=False),
        from_on=optional_date(values.get("from"), mistakes),
    )


def _courses(
    node: yaml.Node | None, known: list[str], mistakes: Mistakes, *, is_required: bool
) -> tuple[Course, ...]:
    keys = ("code", "name", "hours") if is_required else ("code", "name")
    read = (_course(item, keys, known, mistakes) for item in items(node, mistakes, LIST_RIGHT))
    return tuple(course for course in read if course is not None)


def _course(
    node: yaml.Node, keys: Sequence[str], known: list[str], mistakes: Mistakes
) -> Course | None:
    values = fields(node, mistakes, required=keys)
    code = _code(values.get("code"), known, mistakes)
    name = words(values["name"], mistakes, longest=_LONGEST_NAME) if "name" in values else None
    hours = (
        read_number(values["hours"], mistakes, least=1, most=_MOST_HOURS)
        if "hours" in values
        else 0
    )
    if code is None or name is None or hours is None:
        return None
    return Course(code=code, name=name, hours=hours)


def _code(node: yaml.Node | None, known: list[str], mistakes: Mistakes) -> str | None:
    code = None if node is None else written(node, mistakes, _CODE_RIGHT)
    if node is None or code is None:
        return None
    if not _CODE.fullmatch(code):
        mistakes.add(node, shown(code), _CODE_RIGHT)
        return None
    if code in known:
        mistakes.add(node, f"{shown(code)} again", "each course once")
        return None
    known.append(code)
    return code
