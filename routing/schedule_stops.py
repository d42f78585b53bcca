"""Puts the closures decided in the console into the schedule of the file."""

from collections.abc import Iterable
from dataclasses import replace

from routing.schedule import Schedule, Stop


def with_stops(schedule: Schedule, stops: Iterable[Stop]) -> Schedule:
    """The schedule with exactly these stops, in the order of their beginning."""
    return replace(schedule, stops=tuple(sorted(stops, key=lambda stop: stop.from_at)))
