"""Readers of single settings. Each raises ValueError with what is wrong, never with the value."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from redis.connection import parse_url
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from domain.disclosure.rule import Rule, WeakRuleError
from domain.secret import PrivateText

_UNREADABLE: Final = (
    "cannot be read as an address: in a password, write / @ : # ? as %2F %40 %3A %23 %3F"
)
_NO_ADDRESS: Final = "must be an address like https://madobe.example.jp"
_EARLIEST_YEAR: Final = 2020
_LATEST_YEAR: Final = 2099
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStart:
    """What the service's clock showed at a moment of the machine's clock (None: at start)."""

    shows: datetime
    at: datetime | None


def database_url(text: str) -> PrivateText:
    """A database address for SQLAlchemy."""
    scheme, colon, rest = text.partition("://")
    drivers = {
        "sqlite": "sqlite",
        "postgresql": "postgresql+psycopg",
        "postgres": "postgresql+psycopg",
        "postgresql+psycopg": "postgresql+psycopg",
    }
    if not colon or scheme not in drivers:
        raise ValueError("must begin with postgresql:// or sqlite:///")
    address = f"{drivers[scheme]}://{rest}"
    try:
        make_url(address)
    except (ArgumentError, ValueError):
        raise ValueError(_UNREADABLE) from None
    return PrivateText(address)


def redis_url(text: str) -> PrivateText:
    """A Redis address."""
    if not text.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("must begin with redis://, rediss:// or unix://")
    try:
        parse_url(text)  # type: ignore[no-untyped-call] # redis leaves it so
    except ValueError:
        raise ValueError(_UNREADABLE) from None
    return PrivateText(text)


def secrets(text: str) -> tuple[PrivateText, ...]:
    """One or several secrets."""
    secrets = tuple(PrivateText(part.strip()) for part in text.split(","))
    if any(not secret or not secret.reveal().isascii() for secret in secrets):
        raise ValueError("must be one or several channel secrets, separated by commas")
    return secrets


def channel_id(text: str) -> str:
    """A channel's number."""
    if not re.fullmatch(r"[0-9A-Za-z_-]+", text):
        raise ValueError("must be the channel's number, as the LINE Developers console shows it")
    return text


def token(text: str) -> PrivateText:
    """A bearer token."""
    if not text.isascii() or any(character.isspace() for character in text):
        raise ValueError("must be a channel access token: no spaces, ASCII only")
    return PrivateText(text)


def web_address(text: str) -> str:
    """An address of the web, without a closing slash."""
    try:
        parts = urlsplit(text)
        has_odd_port = parts.port == 0
    except ValueError:
        raise ValueError(_NO_ADDRESS) from None
    is_web = parts.scheme in {"http", "https"} and parts.hostname and not has_odd_port
    if not is_web or "@" in parts.netloc:
        raise ValueError(_NO_ADDRESS)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise ValueError("must begin with https:// unless it is on this machine (127.0.0.1)")
    if parts.query or parts.fragment:
        raise ValueError("must have neither ? nor # in it")
    return text.rstrip("/")


def readable_file(text: str) -> Path:
    """The path of a file that is there."""
    path = Path(text)
    try:
        is_file = path.is_file()
    except OSError:
        is_file = False
    if not is_file:
        raise ValueError("must be the path of a file; there is none there")
    return path


def yes_or_no(text: str) -> bool:
    """A switch."""
    if text not in {"yes", "no"}:
        raise ValueError("must be yes or no")
    return text == "yes"


def on_or_off(text: str) -> bool:
    """A switch that is named by its state."""
    if text not in {"on", "off"}:
        raise ValueError("must be on or off")
    return text == "on"


def required_or_off(text: str) -> bool:
    """A switch of something that is not left to choice."""
    if text not in {"required", "off"}:
        raise ValueError("must be required or off")
    return text == "required"


def clock_start(text: str) -> ClockStart:
    """A time with its zone, and perhaps the machine's second at which it was shown."""
    shows_text, _, at_text = text.partition("@")
    try:
        shows = datetime.fromisoformat(shows_text)
        at = datetime.fromtimestamp(float(at_text), UTC) if at_text else None
    except (ValueError, OverflowError, OSError):
        raise ValueError("must be a time like 2026-11-24T16:05:00+09:00") from None
    if shows.tzinfo is None:
        raise ValueError("must name its zone, like 2026-11-24T16:05:00+09:00")
    if not _EARLIEST_YEAR <= shows.year <= _LATEST_YEAR:
        raise ValueError(f"must lie between the years {_EARLIEST_YEAR} and {_LATEST_YEAR}")
    return ClockStart(shows=shows, at=at)


def disclosure_rule(text: str) -> Rule:
    """How counts of people are protected in what is released, as threshold and base."""
    threshold, _, base = text.partition("-")
    if not threshold.isdecimal() or not base.isdecimal():
        raise ValueError("must be two numbers like 10-5")
    try:
        return Rule(threshold=int(threshold), base=int(base))
    except WeakRuleError as error:
        raise ValueError(f"is not allowed: {error}") from None
