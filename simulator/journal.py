"""The log of all traffic, the alarms, and the recording for a check against LINE's specification.

This is the pretend LINE: nothing here is private, so bodies are kept.
"""

import json
import re
import threading
from collections import deque
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

from simulator.shapes import JsonObject

KEPT = 2_000
UNKNOWN_PATH, OTHER_BODY = "LINEにない道", "再送キーは同じで中身がちがう"
NEVER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^/v2/bot/profile/"), "プロフィールを読もうとしました"),
    (re.compile(r"^/v2/bot/followers/"), "友だちの一覧を読もうとしました"),
    (re.compile(r"^/v2/bot/(group|room)/[^/]+/(member|summary)"), "グループを調べようとしました"),
    (re.compile(r"^/v2/bot/audienceGroup"), "人をしぼりこもうとしました"),
    (re.compile(r"^/v2/bot/message/(narrowcast|broadcast)"), "一斉送信をしようとしました"),
    (re.compile(r"^/v2/bot/insight/demographic"), "属性を読もうとしました"),
    (re.compile(r"^/v2/bot/user/[^/]+/linkToken"), "アカウントを結びつけようとしました"),
    (re.compile(r"^/v2/bot/membership/"), "会員を読もうとしました"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """One API call (`direction` is `call`) or one webhook (`webhook`) with its answer.

    `status` is 0 where no connection came about and -1 where no answer came in time.
    `is_ordinary` is false where a fault made it unlike LINE.
    """

    direction: str
    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    status: int
    answer_headers: dict[str, str] = field(default_factory=dict)
    answer: str = ""
    is_ordinary: bool = True
    note: str = ""
    at_ms: int
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A call that must never be made, or one LINE would not know."""

    kind: str
    message: str
    method: str
    path: str
    at_ms: int


class Journal:
    """Everything that passed. Safe for threads; `record` writes each line to a file as well."""

    def __init__(self, record: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._lines: deque[tuple[int, Traffic]] = deque(maxlen=KEPT)
        self._alarms: list[Alarm] = []
        self._number = 0
        self._file: TextIO | None = record.open("a", encoding="utf-8") if record else None

    def write(self, traffic: Traffic) -> None:
        """Keep one line, and raise the alarm where it must never have been."""
        with self._lock:
            self._number += 1
            self._lines.append((self._number, traffic))
            if self._file is not None:
                self._file.write(json.dumps(asdict(traffic)) + "\n")
                self._file.flush()
            if traffic.direction == "call":
                self._watch(traffic)

    def alarm(self, kind: str, message: str, traffic: Traffic) -> None:
        """Raise an alarm over a call."""
        with self._lock:
            self._raise(kind, message, traffic)

    def lines(self, after: int = 0) -> list[JsonObject]:
        """Return the traffic after this number, oldest first, as JSON."""
        with self._lock:
            return [
                {"number": number, **asdict(traffic)}
                for number, traffic in self._lines
                if number > after
            ]

    def alarms(self) -> list[JsonObject]:
        """Return the alarms, oldest first, as JSON."""
        with self._lock:
            return [asdict(alarm) for alarm in self._alarms]

    def clear(self) -> None:
        """Forget traffic and alarms; numbers go on, the recording stays."""
        with self._lock:
            self._lines.clear()
            self._alarms.clear()

    def close(self) -> None:
        """Close the recording."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _watch(self, traffic: Traffic) -> None:
        for pattern, message in NEVER:
            if pattern.search(traffic.path):
                self._raise("forbidden_call", message, traffic)
                return
        if re.search(r"^/v2/bot/message/[0-9]+/content", traffic.path):
            self._raise("content_fetch", "写真や音声を取りに来ました", traffic)
        elif traffic.note == UNKNOWN_PATH:
            self._raise("unknown_path", "LINEにない道です", traffic)
        elif traffic.path == "/v2/bot/message/reply" and "x-line-retry-key" in traffic.headers:
            self._raise("retry_key_on_reply", "返信に再送キーがついています", traffic)
        elif traffic.note == OTHER_BODY:
            self._raise("retry_key_reused", "同じ再送キーで別の中身が来ました", traffic)

    def _raise(self, kind: str, message: str, traffic: Traffic) -> None:
        self._alarms.append(
            Alarm(
                kind=kind,
                message=message,
                method=traffic.method,
                path=traffic.path,
                at_ms=traffic.at_ms,
            )
        )
