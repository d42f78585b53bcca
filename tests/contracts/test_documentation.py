"""What can be set and typed is written down, and what is written down exists."""

import re

import click
import pytest

from bot.cli import main
from bot.settings import PREFIX, SETTINGS
from tests.machinery.tree import ROOT, read, repository_files

OPERATIONS = "docs/operations.md"
PAGES = [path for path in repository_files() if path.suffix == ".md"]
LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")


def commands(
    command: click.Command = main, typed: tuple[str, ...] = ()
) -> dict[str, click.Command]:
    """Every command and group, by what is typed after `madobe`."""
    found = {" ".join(typed): command}
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if inner := command.get_command(context, name):
                found |= commands(inner, (*typed, name))
    return found


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_explained(setting: object) -> None:
    assert f"`{PREFIX}{getattr(setting, 'name')}`" in read(OPERATIONS)  # noqa: B009 - any setting


def test_no_page_names_a_setting_that_is_not_there() -> None:
    known = {PREFIX + setting.name for setting in SETTINGS}
    named = {name for path in PAGES for name in re.findall(r"\bMADOBE_[A-Z_]*[A-Z]", read(path))}

    assert named <= known


def test_every_command_is_explained() -> None:
    typed = [name for name, found in commands().items() if not isinstance(found, click.Group)]

    page = read(OPERATIONS)
    assert typed
    assert [name for name in typed if f"madobe {name}" not in page] == []


def test_every_command_says_what_it_does() -> None:
    assert [name for name, command in commands().items() if not command.help] == []


def test_every_make_target_says_what_it_does() -> None:
    targets = re.findall(r"^([a-z]+):(.*)$", read("Makefile"), re.MULTILINE)
    behind_the_scenes = {"environment", "developer", "browser"}

    assert {name for name, rest in targets if "## " not in rest} == behind_the_scenes


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{path}: {match['target']}"
        for path in PAGES
        for match in LINK.finditer(read(path))
        if not match["target"].startswith(("http://", "https://", "mailto:"))
        if not (ROOT / path.parent / match["target"]).exists()
    ]

    assert broken == []
