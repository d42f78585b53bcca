"""`madobe member …`: the first manager, and emergencies."""

import re

import pytest
from click.testing import CliRunner, Result

from bot.commands.member import member_command
from bot.settings import PREFIX
from domain.permission import Role
from services import accounts, invitations
from services.accounts import Account
from storage.models.member import Member
from tests.machinery.evening import Evening
from tests.machinery.processes import environment_of

CHOSEN = "ginga tetsudou no yoru"


def test_the_first_manager_is_invited_from_the_command_line(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stand_in(evening, monkeypatch)

    words = ["invite", "sumire", "--alias", "すみれ", "--role", "manager"]
    said = _say(*words, "--organisation", "kazoku")

    link = said.output.strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:8080/welcome/[\w-]{43}", link)
    with evening.program.open_look() as look:
        token = link.rpartition("/")[2]
        assert invitations.get(look, token).alias == "すみれ"
    assert _account(evening, "sumire").role is Role.MANAGER
    assert not _account(evening, "sumire").has_passphrase


def test_a_member_is_added_with_a_passphrase_and_as_several_things(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stand_in(evening, monkeypatch)

    weak = _say("add", "hana", "--alias", "はな", "--role", "supervisor", "--passphrase", "short")
    assert weak.exit_code != 0
    _say(
        *("add", "Hana", "--alias", "はな", "--role", "supervisor", "--manager"),
        *("--passphrase", CHOSEN),
    )

    listed = _say("list").output.splitlines()
    assert "hana\tはな\tsupervisor+manager\t-\tactive" in listed


def test_in_an_emergency_a_member_is_let_go_changed_or_let_in_again(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening.member()
    mark = _mark(evening)
    _stand_in(evening, monkeypatch)

    assert _say("unlock", "midori").exit_code == 0
    assert _mark(evening) == mark
    assert _say("role", "midori", "supervisor", "--manager").exit_code == 0
    assert _account(evening, "midori").role is Role.SUPERVISOR
    assert _account(evening, "midori").is_manager
    assert _mark(evening) != mark
    assert _say("deactivate", "midori").exit_code == 0
    assert not _account(evening, "midori").is_active
    assert _say("invite", "midori").exit_code != 0
    assert _say("unlock", "nobody").exit_code != 0


def _say(*words: str) -> Result:
    return CliRunner().invoke(member_command, list(words))


def _stand_in(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands find the evening's service by the environment, as a process would."""
    for name, value in environment_of(evening).items():
        if name.startswith(PREFIX):
            monkeypatch.setenv(name, value)


def _account(evening: Evening, login: str) -> Account:
    with evening.program.open_look() as look:
        return accounts.get_by_login(look, login)


def _mark(evening: Evening) -> str:
    with evening.program.open_look() as look:
        return look.session.query(Member).filter_by(login="midori").one().fs_uniquifier
