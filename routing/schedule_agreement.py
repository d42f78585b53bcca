"""The agreement between organisations in a schedule file."""

from collections.abc import Sequence
from typing import Final

import yaml

from routing.agreement import Agreement, Opened
from routing.organisations import Organisation
from routing.schedule_mistakes import Mistakes, shown
from routing.schedule_nodes import entries, fields, items
from routing.schedule_people import known_organisation

_PARTS: Final = ("talks", "notes", "records")


def read_agreement(
    node: yaml.Node | None, known: Sequence[Organisation], mistakes: Mistakes
) -> Agreement:
    """What is open to whom: ``{talks: {kazoku: [shien]}}``, by whose it is."""
    if node is None:
        return Agreement()
    values = fields(node, mistakes, required=(), optional=_PARTS)
    read = {name: _opened(value, known, mistakes) for name, value in values.items()}
    return Agreement(
        talks=read.get("talks"), notes=read.get("notes"), records=read.get("records", {})
    )


def _opened(node: yaml.Node, known: Sequence[Organisation], mistakes: Mistakes) -> Opened:
    codes = {each.code for each in known}
    right = "organisations, each with a list of those it is open to"
    opened: dict[str, frozenset[str]] = {}
    for code, key, value in entries(node, mistakes, right):
        if code not in codes:
            found = f"{shown(code)}, an organisation that does not exist"
            mistakes.add(key, found, "one under “organisations”")
        opened[code] = _others(value, code, known, mistakes)
    return opened


def _others(
    node: yaml.Node, whose: str, known: Sequence[Organisation], mistakes: Mistakes
) -> frozenset[str]:
    read: set[str] = set()
    for item in items(node, mistakes, "a list of organisations"):
        organisation = known_organisation(item, known, mistakes)
        if organisation is None:
            continue
        if organisation.code == whose:
            mistakes.add(item, f"{shown(whose)} itself", "others; inside one nothing is closed")
        elif organisation.code in read:
            mistakes.add(item, f"{shown(organisation.code)} again", "each organisation once")
        read.add(organisation.code)
    return frozenset(read)
