"""The page that says who may do what says what the code does."""

import re
from typing import Final

from domain.permission import BEFORE_JOINING, MAY, Permission, Reach, Role
from tests.machinery.tree import read

PAGE: Final = "docs/permissions.md"
SAID: Final = {
    None: "–",
    Reach.OWN: "own",
    Reach.ORGANISATION: "organisation",
    Reach.AGREED: "agreed",
    Reach.CONSORTIUM: "all",
}
ROW: Final = re.compile(r"^\| [^|]+ \(`(?P<permission>\w+)`\) \| (?P<reaches>.+) \|$", re.MULTILINE)
WORDS: Final = frozenset(
    {
        Permission.SEE_WAITING_LINE,
        Permission.TAKE_CONTACT,
        Permission.READ_TALK,
        Permission.WRITE_IN_TALK,
        Permission.WRITE_RECORD,
        Permission.READ_RECORD,
        Permission.SEE_BOARD,
        Permission.SUPERVISE_TALK,
        Permission.SIGN_OFF_RECORD,
        Permission.KEEP_INCIDENT,
        Permission.READ_INCIDENT,
        Permission.SEE_BRIEFING,
    }
)
"""Whoever may do this sees what people write."""


def test_the_page_gives_every_role_the_reach_the_code_gives_it() -> None:
    written = {
        match["permission"]: match["reaches"].split(" | ") for match in ROW.finditer(read(PAGE))
    }

    assert written == {
        permission: [SAID[MAY[role].get(permission)] for role in Role] for permission in Permission
    }


def test_who_does_not_answer_sees_no_word() -> None:
    for role in (Role.MANAGER, Role.COORDINATOR, Role.DESTINATION):
        assert WORDS.isdisjoint(MAY[role])


def test_before_it_joins_an_organisation_sees_no_word() -> None:
    assert WORDS.isdisjoint(BEFORE_JOINING)
