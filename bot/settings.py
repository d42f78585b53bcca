"""Settings: one frozen object, from ``MADOBE_…`` in the environment, refused when odd.

Every mistake is named at once, with its cure. Values that could be secret are never repeated.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from bot import setting_values
from bot.setting_values import ClockStart
from domain.disclosure.rule import TEN_FIVE, Rule
from domain.errors import MadobeError
from domain.secret import PrivateText

PREFIX: Final = "MADOBE_"
REAL_LINE: Final = "https://api.line.me"


class SettingsError(MadobeError):
    """The program cannot start like this; the message names every setting and its cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the program needs to know from outside."""

    database_url: PrivateText
    redis_url: PrivateText
    keyring: Path
    line_channel_id: str
    line_channel_secrets: tuple[PrivateText, ...]
    line_channel_access_token: PrivateText | None
    line_api_url: str
    schedules: Path
    public_url: str
    clock_start: ClockStart | None
    with_examples: bool = False
    asks_questions: bool = True
    asks_second_factor: bool = True
    audit_anchors: Path | None = None
    notify_file: Path | None = None
    allows_words: bool = False
    disclosure: Rule = TEN_FIVE

    @property
    def is_real_line(self) -> bool:
        """Whether messages go to real people."""
        host = urlsplit(self.line_api_url).hostname or ""
        return host == "line.me" or host.endswith(".line.me")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One name in the environment: what it is for, its default (None: needed), how it is read."""

    name: str
    meaning: str
    read: Callable[[str], Any]
    default: str | None = None
    is_optional: bool = False


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment.

    Raises:
        SettingsError: names are unknown or missing, or values odd. All are listed.
    """
    known = {PREFIX + setting.name for setting in SETTINGS}
    problems = [
        f"{name} is not a setting of Madobe. Remove it, or mend its spelling."
        for name in sorted(environment)
        if name.startswith(PREFIX) and name not in known
    ]
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        try:
            values[setting.name] = _value_of(setting, environment)
        except ValueError as problem:
            problems.append(f"{PREFIX}{setting.name} {problem}")
    if problems:
        raise SettingsError(_listed(problems))
    settings = _built(values)
    if settings.clock_start is not None and settings.is_real_line:
        raise SettingsError(
            f"{PREFIX}CLOCK_START is set while {PREFIX}LINE_API_URL is LINE's own. A moved clock "
            "would answer real people at wrong hours: remove it, or name a simulator."
        )
    if settings.with_examples and settings.is_real_line:
        raise SettingsError(
            f"{PREFIX}EXAMPLES is yes while {PREFIX}LINE_API_URL is LINE's own. Real people would "
            "be given telephone numbers that do not exist: remove it."
        )
    if not settings.asks_second_factor and settings.is_real_line:
        raise SettingsError(
            f"{PREFIX}SECOND_FACTOR is off while {PREFIX}LINE_API_URL is LINE's own. A guessed "
            "passphrase would open what real people write: remove it."
        )
    return settings


def _listed(problems: list[str]) -> str:
    return "Madobe cannot start with these settings:\n" + "\n".join(
        f"  - {problem}" for problem in problems
    )


def _value_of(setting: Setting, environment: Mapping[str, str]) -> Any:  # noqa: ANN401 - each setting has its own type
    text = environment.get(PREFIX + setting.name, setting.default)
    if not text:
        if setting.is_optional:
            return None
        raise ValueError(f"is missing. It is {setting.meaning}")
    return setting.read(text)


def _built(values: dict[str, Any]) -> Settings:
    return Settings(
        database_url=values["DATABASE_URL"],
        redis_url=values["REDIS_URL"],
        keyring=values["KEYRING"],
        line_channel_id=values["LINE_CHANNEL_ID"],
        line_channel_secrets=values["LINE_CHANNEL_SECRET"],
        line_channel_access_token=values["LINE_CHANNEL_ACCESS_TOKEN"],
        line_api_url=values["LINE_API_URL"],
        schedules=values["SCHEDULES"],
        public_url=values["PUBLIC_URL"],
        clock_start=values["CLOCK_START"],
        with_examples=values["EXAMPLES"],
        asks_questions=values["QUESTIONS"],
        asks_second_factor=values["SECOND_FACTOR"],
        audit_anchors=values["AUDIT_ANCHORS"],
        notify_file=values["NOTIFY_FILE"],
        allows_words=values["REFERRAL_WORDS"],
        disclosure=values["DISCLOSURE"],
    )


SETTINGS: Final = (
    Setting(
        name="DATABASE_URL",
        meaning="where the data is kept: postgresql://user:password@host/madobe, or "
        "sqlite:///path/madobe.db on one machine.",
        read=setting_values.database_url,
    ),
    Setting(
        name="REDIS_URL",
        meaning="the Redis (or Valkey) that rings the workers: redis://:password@host:6379/0.",
        read=setting_values.redis_url,
    ),
    Setting(
        name="KEYRING",
        meaning="the file of keys that seal what people write. `madobe keyring new FILE` makes "
        "one; keep it apart from the database and its backups.",
        read=Path,
    ),
    Setting(
        name="LINE_CHANNEL_ID",
        meaning="the number of the Messaging API channel (LINE Developers console).",
        read=setting_values.channel_id,
    ),
    Setting(
        name="LINE_CHANNEL_SECRET",
        meaning="the channel's secret; several, separated by commas, while it is being changed.",
        read=setting_values.secrets,
    ),
    Setting(
        name="LINE_CHANNEL_ACCESS_TOKEN",
        meaning="a long-lived token. Without it, tokens of 15 minutes are drawn by id and secret.",
        read=setting_values.token,
        is_optional=True,
    ),
    Setting(
        name="LINE_API_URL",
        meaning="where LINE's API is; another address means a simulator.",
        read=setting_values.web_address,
        default=REAL_LINE,
    ),
    Setting(
        name="SCHEDULES",
        meaning="the file with the opening hours.",
        read=setting_values.readable_file,
        default="schedules.yaml",
    ),
    Setting(
        name="PUBLIC_URL",
        meaning="the address at which members open the console.",
        read=setting_values.web_address,
        default="http://127.0.0.1:8080",
    ),
    Setting(
        name="CLOCK_START",
        meaning="for demos and tests only: the time from which the service's clock runs on, like "
        "2026-11-24T16:05:00+09:00. Refused with LINE's real API.",
        read=setting_values.clock_start,
        is_optional=True,
    ),
    Setting(
        name="EXAMPLES",
        meaning="yes names the made-up support lines too: for demos and tests "
        "only, refused with LINE's real API.",
        read=setting_values.yes_or_no,
        default="no",
    ),
    Setting(
        name="QUESTIONS",
        meaning="on puts five optional questions to whoever waits; off puts none.",
        read=setting_values.on_or_off,
        default="on",
    ),
    Setting(
        name="AUDIT_ANCHORS",
        meaning="the file to which the end of the audit log is added once a day. Keep it where "
        "whoever can write to the database cannot.",
        read=Path,
        is_optional=True,
    ),
    Setting(
        name="NOTIFY_FILE",
        meaning="the file with the phone tree's secret ways, as `name: address` lines; mode 0600.",
        read=Path,
        is_optional=True,
    ),
    Setting(
        name="REFERRAL_WORDS",
        meaning="yes lets hand-over papers carry free words beside the closed ones.",
        read=setting_values.yes_or_no,
        default="no",
    ),
    Setting(
        name="DISCLOSURE",
        meaning="the smallest count of people a released figure shows, and to what it is rounded, "
        "like 20-10. Neither is ever less than in 10-5.",
        read=setting_values.disclosure_rule,
        default="10-5",
    ),
    Setting(
        name="SECOND_FACTOR",
        meaning="required asks every member for a second factor; off, for demos and tests only, "
        "asks nobody, and is refused with LINE's real API.",
        read=setting_values.required_or_off,
        default="required",
    ),
)
