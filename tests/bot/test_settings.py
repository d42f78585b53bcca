"""Settings are read once, refused when odd with name and cure, and never repeat a secret."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import SettingsError, read_settings
from tests.machinery.tree import ROOT

GOOD = {
    "MADOBE_DATABASE_URL": "postgresql://madobe:a%40b@db.example.jp/madobe",
    "MADOBE_REDIS_URL": "rediss://:secret@redis.example.jp:6379/0",
    "MADOBE_KEYRING": "/etc/madobe/keyring.json",
    "MADOBE_LINE_CHANNEL_ID": "1656000000",
    "MADOBE_LINE_CHANNEL_SECRET": "old-secret, new-secret",
    "MADOBE_SCHEDULES": str(ROOT / "schedules.yaml"),
}
SIMULATOR = {"MADOBE_LINE_API_URL": "http://127.0.0.1:8081"}
NEEDED = [name for name in GOOD if name != "MADOBE_SCHEDULES"]


def refusal(environment: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as refused:
        read_settings(environment)
    return str(refused.value)


def test_good_settings_are_read_with_their_defaults() -> None:
    settings = read_settings({**GOOD, "PATH": "/bin", "LANG": "ja_JP.UTF-8"})

    assert settings.database_url.reveal().startswith("postgresql+psycopg://madobe:")
    assert [secret.reveal() for secret in settings.line_channel_secrets] == [
        "old-secret",
        "new-secret",
    ]
    assert settings.line_channel_access_token is None
    assert settings.line_api_url == "https://api.line.me"
    assert settings.is_real_line
    assert settings.clock_start is None
    assert settings.keyring == Path("/etc/madobe/keyring.json")


def test_printed_settings_show_no_secret() -> None:
    shown = repr(read_settings({**GOOD, "MADOBE_LINE_CHANNEL_ACCESS_TOKEN": "long-lived"}))

    assert not [
        word for word in ("old-secret", ":secret", "long-lived", "db.example") if word in shown
    ]


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_setting_is_named_with_what_it_is_for(name: str, value: str | None) -> None:
    environment = {key: text for key, text in GOOD.items() if key != name}
    if value is not None:
        environment[name] = value

    assert f"{name} is missing. It is " in refusal(environment)


def test_an_unknown_name_is_refused() -> None:
    told = refusal({**GOOD, "MADOBE_SKIP_SIGNATURE": "1", "MADOBE_DATABSE_URL": "secret-in-typo"})

    assert "MADOBE_SKIP_SIGNATURE is not a setting" in told
    assert "MADOBE_DATABSE_URL is not a setting" in told
    assert "secret-in-typo" not in told


def test_every_mistake_is_named_at_once() -> None:
    told = refusal({"MADOBE_DATABASE_URL": "mysql://x", "MADOBE_X": "1"})

    assert told.count("\n  - ") == 6


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/madobe"),
        ("DATABASE_URL", "madobe.db"),
        ("DATABASE_URL", "postgresql://user:pass@host:port/madobe"),
        ("REDIS_URL", "http://localhost"),
        ("REDIS_URL", "redis://:pa/ss@host:6379/0"),
        ("REDIS_URL", "redis://host:port/0"),
        ("LINE_CHANNEL_ID", "ch 1"),
        ("LINE_CHANNEL_ID", "チャネル"),
        ("LINE_CHANNEL_SECRET", "one,,two"),
        ("LINE_CHANNEL_SECRET", "ひみつ"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "two words"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "トークン"),
        ("LINE_API_URL", "api.line.me"),
        ("LINE_API_URL", "http://simulator.example.jp"),
        ("LINE_API_URL", "https://user:password@api.line.me"),
        ("PUBLIC_URL", "https://madobe.example.jp/?a=b"),
        ("PUBLIC_URL", "https://madobe.example.jp:port"),
        ("PUBLIC_URL", "https://[half/"),
        ("PUBLIC_URL", "ftp://madobe.example.jp"),
        ("SCHEDULES", "/nowhere/schedules.yaml"),
        ("SCHEDULES", "x" * 5000),
        ("CLOCK_START", "yesterday"),
        ("CLOCK_START", "2025-01-02T03:04:05"),
        ("CLOCK_START", "0001-01-01T00:00:00+00:00"),
        ("CLOCK_START", "2026-11-24T16:05:00+09:00@soon"),
        ("CLOCK_START", "2026-11-24T16:05:00+09:00@nan"),
        ("CLOCK_START", "2026-11-24T16:05:00+09:00@1e300"),
    ],
)
def test_an_odd_value_is_refused_by_name_without_being_repeated(name: str, value: str) -> None:
    told = refusal({**GOOD, **SIMULATOR, f"MADOBE_{name}": value})

    assert f"MADOBE_{name} " in told
    assert value not in told


@given(
    st.sampled_from([*NEEDED, "MADOBE_LINE_CHANNEL_ACCESS_TOKEN", "MADOBE_PUBLIC_URL"]),
    st.sampled_from(
        ["{}", "postgresql://u:{}@h/d", "redis://:{}@h", "https://u:{}@h", "https://[{}]", "x {}"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=8, max_size=24),
)
def test_no_secret_is_ever_repeated(name: str, form: str, secret: str) -> None:
    said = refusal({**GOOD, "MADOBE_CLOCK_START": "odd", name: form.format(secret)})

    own_words = refusal({"MADOBE_CLOCK_START": "odd"}) + refusal(
        {**GOOD, name: "", "MADOBE_X": "1"}
    )
    assert secret not in said or secret in own_words


def test_a_set_clock_is_refused_with_lines_real_api() -> None:
    clock = {"MADOBE_CLOCK_START": "2026-11-24T16:05:00+09:00"}

    for url in ("https://api.line.me", "https://api-data.line.me", "https://API.LINE.me/"):
        assert "CLOCK_START" in refusal({**GOOD, **clock, "MADOBE_LINE_API_URL": url})
    assert read_settings({**GOOD, **clock, **SIMULATOR}).clock_start is not None


def test_made_up_support_lines_are_refused_with_lines_real_api() -> None:
    examples = {"MADOBE_EXAMPLES": "yes"}

    assert "MADOBE_EXAMPLES" in refusal({**GOOD, **examples})
    assert read_settings({**GOOD, **examples, **SIMULATOR}).with_examples
    assert not read_settings({**GOOD, **SIMULATOR}).with_examples
    assert "must be yes or no" in refusal({**GOOD, **SIMULATOR, "MADOBE_EXAMPLES": "on"})


def test_the_optional_questions_are_put_unless_they_are_off() -> None:
    assert read_settings(GOOD).asks_questions
    assert not read_settings({**GOOD, "MADOBE_QUESTIONS": "off"}).asks_questions
    assert "must be on or off" in refusal({**GOOD, "MADOBE_QUESTIONS": "no"})


def test_a_second_factor_is_asked_for_and_cannot_be_switched_off_with_lines_real_api() -> None:
    off = {"MADOBE_SECOND_FACTOR": "off"}

    assert read_settings(GOOD).asks_second_factor
    assert "MADOBE_SECOND_FACTOR is off" in refusal({**GOOD, **off})
    assert not read_settings({**GOOD, **SIMULATOR, **off}).asks_second_factor
    assert "must be required or off" in refusal({**GOOD, "MADOBE_SECOND_FACTOR": "no"})


def test_the_clock_may_name_when_it_was_set() -> None:
    clock = "2026-11-24T16:05:00+09:00@1795500000.5"

    start = read_settings({**GOOD, **SIMULATOR, "MADOBE_CLOCK_START": clock}).clock_start

    assert start is not None
    assert start.at == datetime.fromtimestamp(1795500000.5, UTC)
    assert start.shows.utcoffset() == timedelta(hours=9)
