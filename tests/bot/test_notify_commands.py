"""`madobe notify`: whether the ways work, before they are needed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from storage.encryption import Keyring
from tests.doubles.sinks import Sink, web_sink
from tests.machinery.tree import ROOT

TREE = """
phone_tree:
  kazoku:
    - {name: 責任者, way: duty_phone}
    - {name: 事務局, way: office}
"""


@pytest.fixture
def sink() -> Iterator[Sink]:
    with web_sink() as running:
        yield running


@pytest.fixture
def environment(tmp_path: Path, sink: Sink) -> dict[str, str]:
    """A service with a phone tree whose second way is not in the file."""
    keyring, ways, schedule = (tmp_path / name for name in ("keyring", "ways", "schedule"))
    Keyring.generate().save(keyring)
    ways.write_text(f"duty_phone: json://127.0.0.1:{sink.port}/hook\n")
    ways.chmod(0o600)
    plain = (ROOT / "schedules.yaml").read_text().replace("phone_tree: {}\n", "")
    schedule.write_text(plain + TREE)
    return {
        "MADOBE_KEYRING": str(keyring),
        "MADOBE_LINE_CHANNEL_ID": "1656000000",
        "MADOBE_LINE_CHANNEL_SECRET": "a secret",
        "MADOBE_LINE_API_URL": "http://127.0.0.1:1",
        "MADOBE_SCHEDULES": str(schedule),
        "MADOBE_NOTIFY_FILE": str(ways),
        "MADOBE_DATABASE_URL": f"sqlite:///{tmp_path}/madobe.db",
        "MADOBE_REDIS_URL": "redis://127.0.0.1:1/0",
    }


def typed(environment: dict[str, str], *words: str) -> Result:
    return CliRunner().invoke(main, ["notify", *words], env=environment)


def test_every_way_is_listed_with_what_is_known_of_it(environment: dict[str, str]) -> None:
    result = typed(environment, "ways")

    assert result.output.splitlines() == ["duty_phone  answers", "office  missing"]
    assert result.exit_code == 1


def test_a_test_sends_a_sentence_that_asks_for_nothing(
    environment: dict[str, str], sink: Sink
) -> None:
    result = typed(environment, "test", "duty_phone")

    assert result.exit_code == 0
    assert result.output == "Sent.\n"
    assert sink.messages == 1
    assert b"\\u4f55\\u3082\\u3057\\u306a\\u304f\\u3066" in sink.wire  # 何もしなくて


def test_a_way_that_does_not_take_it_is_said(environment: dict[str, str], sink: Sink) -> None:
    sink.refuses = True

    result = typed(environment, "test", "duty_phone")

    assert result.exit_code == 1
    assert "not taken" in result.output


def test_a_name_that_is_not_there_is_said(environment: dict[str, str]) -> None:
    result = typed(environment, "test", "office")

    assert result.exit_code == 1
    assert "There is no way office" in result.output
