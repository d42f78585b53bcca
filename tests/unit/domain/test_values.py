"""The small values everything else stands on: private text, the clock, permissions, errors."""

import copy
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO, Clock
from domain.errors import MadobeError, RefusedError
from domain.permission import Permission, Role, may, reach
from domain.secret import PrivateText

WORDS = "誰にも言えない話"


def test_private_text_shows_its_length_and_nothing_else() -> None:
    text = PrivateText(WORDS)

    shown = [repr(text), str(text), f"{text}", f"{text:>40}", "%s" % text, repr([text])]  # noqa: UP031 - each way of printing

    assert not [words for words in shown if any(character in words for character in WORDS)]
    assert "8 characters" in shown[0]


@given(st.text(min_size=6))
def test_no_private_text_is_in_its_own_print(words: str) -> None:
    text = PrivateText(words)

    assert text.reveal() == words
    assert words not in repr(text) or words in repr(PrivateText("x" * len(words)))


def test_private_text_is_compared_by_its_words_and_never_serialised() -> None:
    assert PrivateText(WORDS) == PrivateText(WORDS)
    assert PrivateText(WORDS) != WORDS
    assert len({PrivateText(WORDS), PrivateText(WORDS)}) == 1
    with pytest.raises(TypeError):
        copy.copy(PrivateText(WORDS))
    with pytest.raises(TypeError):
        json.dumps(PrivateText(WORDS))


def test_a_moved_clock_runs_on_from_where_it_was_set() -> None:
    start = datetime(2026, 11, 24, 16, 5, tzinfo=TOKYO)
    machine = Clock().now() - timedelta(minutes=3)

    clock = Clock.showing(start, at=machine)

    assert clock.is_moved
    assert timedelta(minutes=3) <= clock.now() - start < timedelta(minutes=4)
    assert clock.now().tzinfo is UTC
    assert not Clock().is_moved


@pytest.mark.parametrize("permission", Permission)
def test_a_supervisor_may_do_at_least_what_a_counsellor_may(permission: Permission) -> None:
    counsellor = reach({Role.COUNSELLOR}, permission)

    assert counsellor is None or (reach({Role.SUPERVISOR}, permission) or 0) >= counsellor


def test_whoever_is_two_things_may_do_what_either_may() -> None:
    both = {Role.SUPERVISOR, Role.MANAGER}

    assert may(both, Permission.SEE_BOARD)
    assert may(both, Permission.CHANGE_TEAM)
    assert not may({Role.COORDINATOR}, Permission.READ_TALK)


def test_every_refusal_has_a_word_of_its_own() -> None:
    kinds = [kind for kind in RefusedError.__subclasses__() if kind.__module__ == "domain.errors"]
    codes = [kind.code for kind in kinds]

    assert len(codes) == len(set(codes))
    assert issubclass(RefusedError, MadobeError)
