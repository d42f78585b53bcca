"""What is installed is pinned, proven by hashes, and what pyproject.toml asks for."""

import re
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.machinery.tree import project, read

RUN, BUILD, DEVELOP = "requirements.lock", "requirements-build.lock", "requirements-dev.lock"
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)
# Names on the package index that look like something else, or fetch their content unproven.
TRAPS = {"ja-core-news-sm", "sudachidict-full"}


@pytest.mark.parametrize("lock", [RUN, BUILD, DEVELOP])
def test_every_pin_is_proven_by_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", read(lock).strip())

    assert entries
    assert [entry for entry in entries if not PIN.match(entry)] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(("lock", "group"), [(RUN, "build"), (DEVELOP, "dev")])
def test_a_lock_answers_everything_pyproject_asks_for(lock: str, group: str) -> None:
    pins = _pins(lock)
    asked = [
        Requirement(text) for text in chain(project()["project"]["dependencies"], _group(group))
    ]

    unanswered = [
        str(requirement)
        for requirement in asked
        if not requirement.specifier.contains(pins.get(canonicalize_name(requirement.name), "0"))
    ]

    assert unanswered == []


@pytest.mark.parametrize(("small", "large"), [(BUILD, RUN), (RUN, DEVELOP)])
def test_what_the_tests_see_is_what_the_service_gets(small: str, large: str) -> None:
    assert _pins(small).items() <= _pins(large).items()


def test_no_name_is_a_known_trap() -> None:
    assert not TRAPS & set(_pins(DEVELOP))


def _pins(lock: str) -> dict[str, str]:
    return {
        canonicalize_name(match["name"]): match["version"] for match in PIN.finditer(read(lock))
    }


def _group(name: str) -> list[str]:
    entries = project()["dependency-groups"][name]
    return [
        text
        for entry in entries
        for text in (_group(entry["include-group"]) if isinstance(entry, dict) else [entry])
    ]
