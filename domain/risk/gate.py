"""Which letters a pattern cannot do without, so that most patterns need not be tried at all.

It reads the regular expressions of ``terms.json``, which use no more than groups, classes,
repeats and lookarounds. What it cannot read it leaves open: then the pattern is always tried.
"""

import re
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 3
Needs = frozenset[str]

_TOKEN: Final = re.compile(
    r"""(?P<group>\((?:\?(?P<kind>:|P<\w+>|=|!|<=|<!))?)
      | (?P<close>\))
      | (?P<bar>\|)
      | (?P<class>\[\^?\]?[^\]]*\])
      | (?P<escape>\\.)
      | (?P<any>[.^$])
      | (?P<letter>.)""",
    re.VERBOSE | re.DOTALL,
)
_REPEAT: Final = re.compile(r"(?:[?*+]|\{\d*,?\d*\})\??")


def needs(pattern: str) -> Needs | None:
    """Runs of letters of which a match holds at least one; None when nothing can be promised."""
    found, _ = _alternatives(pattern, 0)
    return found


def grams(text: str) -> frozenset[str]:
    """Every run of one to three letters of a text, to be compared with what patterns need."""
    return frozenset(
        text[start : start + size]
        for size in range(1, LONGEST + 1)
        for start in range(len(text) - size + 1)
    )


def _alternatives(pattern: str, place: int) -> tuple[Needs | None, int]:
    """What the branches up to the closing bracket need together, and where they end."""
    together: set[str] | None = set()
    while True:
        branch, place = _branch(pattern, place)
        together = None if branch is None or together is None else together | branch
        if place >= len(pattern) or pattern[place] == ")":
            return (frozenset(together) if together is not None else None), place
        place += 1


def _branch(pattern: str, place: int) -> tuple[Needs | None, int]:
    """The best promise that one branch makes."""
    promises: list[Needs] = []
    run = ""
    while place < len(pattern):
        token = _TOKEN.match(pattern, place)
        assert token is not None  # noqa: S101 - its last part takes any letter
        if token["close"] or token["bar"]:
            break
        inner, place = _inner(pattern, token)
        repeat = _REPEAT.match(pattern, place)
        place = repeat.end() if repeat else place
        is_sure = repeat is None or repeat[0][0] == "+" or repeat[0][:2] in {"{1", "{2", "{3"}
        if token["letter"] and repeat is None:
            run += token[0]
            continue
        promises += _kept(run)
        run = token[0] if token["letter"] and is_sure else ""
        promises += [inner] if inner and is_sure else []
        promises += _kept(run) if repeat else []
        run = "" if repeat else run
    return _best([*promises, *_kept(run)]), place


def _inner(pattern: str, token: re.Match[str]) -> tuple[Needs | None, int]:
    """What a group needs, and where the token ends, its group with it."""
    if not token["group"]:
        return None, token.end()
    found, end = _alternatives(pattern, token.end())
    is_lookaround = token["kind"] in {"=", "!", "<=", "<!"}
    return (None if is_lookaround else found), end + 1


def _kept(run: str) -> list[Needs]:
    return [frozenset({run[:LONGEST]})] if run else []


def _best(promises: Iterable[Needs]) -> Needs | None:
    """The one with the longest shortest run; of two alike, the one with fewer runs."""
    return max(
        (promise for promise in promises if promise),
        key=lambda promise: (min(map(len, promise)), -len(promise)),
        default=None,
    )
