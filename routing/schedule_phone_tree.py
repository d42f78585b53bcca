"""The phone tree of a schedule file: names and the names of their ways, never a number."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import yaml

from domain.login import as_login
from routing.organisations import Organisation
from routing.phone_tree import Branch, PhoneTree
from routing.schedule_days import LIST_RIGHT
from routing.schedule_mistakes import Mistakes, shown
from routing.schedule_nodes import entries, fields, items, words, written
from routing.schedule_values import read_hours, read_switch

WAY: Final = re.compile(r"[a-z][a-z0-9_]{1,23}", re.ASCII)
"""What a way may be called, here and in the file that has the secrets."""

_WAY_RIGHT: Final = "the name of a way like kazoku_mail: 2 to 24 of a-z, 0-9 and _, a letter first"
_LONGEST_NAME: Final = 40
_LONGEST_LOGIN: Final = 40


def read_phone_tree(
    node: yaml.Node | None, known: Sequence[Organisation], mistakes: Mistakes
) -> PhoneTree:
    """``{kazoku: [{name: 責任者, way: kazoku_mail}, {supervisor: kohaku, way: kohaku_mail}]}``."""
    if node is None:
        return PhoneTree()
    codes = {each.code for each in known}
    branches: list[Branch] = []
    member_ways: dict[str, str] = {}
    for code, key, value in entries(node, mistakes, "organisations, each with a list"):
        if code not in codes:
            found = f"{shown(code)}, an organisation that does not exist"
            mistakes.add(key, found, "one under “organisations”")
        for item in items(value, mistakes, LIST_RIGHT):
            if _is_members(item):
                _read_member(item, member_ways, mistakes)
            else:
                _read_branch(item, code, branches, mistakes)
    return PhoneTree(branches=tuple(branches), member_ways=member_ways)


def _is_members(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and any(
        isinstance(key, yaml.ScalarNode) and key.value == "supervisor" for key, _ in node.value
    )


def _read_member(node: yaml.Node, read: dict[str, str], mistakes: Mistakes) -> None:
    values = fields(node, mistakes, required=("supervisor", "way"))
    typed = _named(values, "supervisor", mistakes, longest=_LONGEST_LOGIN)
    way = _way(values.get("way"), mistakes)
    if typed is None or way is None:
        return
    login = as_login(typed)
    if login in read:
        mistakes.add(values["supervisor"], f"{shown(login)} again", "each member once")
    read[login] = way


def _read_branch(node: yaml.Node, code: str, read: list[Branch], mistakes: Mistakes) -> None:
    optional = ("hours", "on_call")
    values = fields(node, mistakes, required=("name", "way"), optional=optional)
    name = _named(values, "name", mistakes, longest=_LONGEST_NAME)
    way = _way(values.get("way"), mistakes)
    hours = read_hours(values["hours"], mistakes) if "hours" in values else None
    is_on_call = "on_call" in values and read_switch(values["on_call"], mistakes)
    if is_on_call and "hours" in values:
        mistakes.add(values["hours"], "hours of somebody on call at any time", "one of the two")
    if name is None or way is None:
        return
    if any(name == branch.name for branch in read):
        mistakes.add(values["name"], f"{shown(name)} again", "each name once")
    read.append(Branch(name=name, organisation=code, way=way, hours=hours, is_on_call=is_on_call))


def _named(
    values: Mapping[str, yaml.Node], name: str, mistakes: Mistakes, *, longest: int
) -> str | None:
    return words(values[name], mistakes, longest=longest) if name in values else None


def _way(node: yaml.Node | None, mistakes: Mistakes) -> str | None:
    """The name of a way. What is not one is not repeated: it could be the secret itself."""
    name = None if node is None else written(node, mistakes, _WAY_RIGHT)
    if node is None or name is None:
        return None
    if not WAY.fullmatch(name):
        mistakes.add(node, "something that is no name of a way", _WAY_RIGHT)
        return None
    return name
