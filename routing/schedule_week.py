"""Weeks of a schedule file: seven days, each a list of hours."""

from collections.abc import Sequence
from typing import NamedTuple

import yaml

from routing.opening_days import MINUTES_IN_A_DAY, Channel, ChannelWeek, OpenHours, Week
from routing.schedule_mistakes import Mistakes
from routing.schedule_nodes import fields, items
from routing.schedule_values import HOURS_RIGHT, read_hours

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_DAY_RIGHT = f"a list of {HOURS_RIGHT}, [] for a closed day"


class _Written(NamedTuple):
    node: yaml.Node
    hours: OpenHours


def read_week(node: yaml.Node, mistakes: Mistakes) -> Week:
    """Seven days, at least one of them with hours, none of which overlap."""
    noted = len(mistakes.found)
    days = fields(node, mistakes, required=WEEKDAYS)
    week = [_day(days[name], mistakes) if name in days else () for name in WEEKDAYS]
    if not any(week) and len(mistakes.found) == noted:
        mistakes.add(node, "seven closed days", "hours on at least one day")
    for before, day in zip([week[-1], *week], week, strict=False):
        _check_nights(before, day, mistakes)
    return tuple(_in_order(day) for day in week)


def read_day(node: yaml.Node, mistakes: Mistakes) -> tuple[OpenHours, ...]:
    """The hours of one day in order; a day without any is closed."""
    return _in_order(_day(node, mistakes))


def read_channels(node: yaml.Node, mistakes: Mistakes) -> tuple[ChannelWeek, ...]:
    """The weeks of single channels, by the channel's name."""
    read = []
    for name, channel in fields(node, mistakes, required=(), optional=tuple(Channel)).items():
        weeks = fields(channel, mistakes, required=("weekly",))
        if "weekly" in weeks:
            weekly = read_week(weeks["weekly"], mistakes)
            read.append(ChannelWeek(channel=Channel(name), weekly=weekly))
    return tuple(read)


def starts_before_end_of(evening: Sequence[OpenHours], morning: Sequence[OpenHours]) -> bool:
    """Whether hours of a day begin while those of the day before still go on."""
    reached = max((hours.closes_minute for hours in evening), default=0) - MINUTES_IN_A_DAY
    return any(hours.opens_minute < reached for hours in morning)


def _day(node: yaml.Node, mistakes: Mistakes) -> tuple[_Written, ...]:
    read: list[_Written] = []
    for item in items(node, mistakes, _DAY_RIGHT):
        hours = read_hours(item, mistakes)
        if hours is None:
            continue
        if any(_overlap(hours, other.hours) for other in read):
            mistakes.add(
                item, "hours that overlap others of the day", "hours apart from each other"
            )
        read.append(_Written(item, hours))
    return tuple(read)


def _check_nights(before: Sequence[_Written], day: Sequence[_Written], mistakes: Mistakes) -> None:
    evening = [written.hours for written in before]
    for written in day:
        if starts_before_end_of(evening, [written.hours]):
            mistakes.add(
                written.node, "hours that overlap the night before", "hours apart from each other"
            )


def _in_order(day: Sequence[_Written]) -> tuple[OpenHours, ...]:
    return tuple(sorted((each.hours for each in day), key=lambda hours: hours.opens_minute))


def _overlap(one: OpenHours, other: OpenHours) -> bool:
    return one.opens_minute < other.closes_minute and other.opens_minute < one.closes_minute
