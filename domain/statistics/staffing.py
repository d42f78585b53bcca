"""How much of an evening somebody was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From ``begins_at`` up to ``ends_at``, both aware; empty where it ends before it begins."""

    begins_at: datetime
    ends_at: datetime


def minutes_without(hours: Stretch, present: Iterable[Stretch]) -> int:
    """How many whole minutes of ``hours`` none of the stretches covers."""
    missing = timedelta()
    covered_until = hours.begins_at
    for each in sorted(present, key=lambda each: each.begins_at):
        begins = min(max(each.begins_at, covered_until), hours.ends_at)
        missing += begins - covered_until
        covered_until = max(begins, min(each.ends_at, hours.ends_at))
    missing += max(timedelta(), hours.ends_at - covered_until)
    return missing // timedelta(minutes=1)
