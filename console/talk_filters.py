"""What the templates of the talk page may do to values, beside what every page may."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from flask import Flask

from console.guard import the_member
from console.house import the_house
from console.language import _, later
from console.told_words import CARE, DETAILS, SEND_KEYS, SIDES, TOLD, WISHES
from domain import told
from domain.clock import TOKYO
from domain.told import Detail, Side, ToldCodes
from services import own_talks
from services.own_talks import OwnTalk

_WEEKDAYS: Final = (
    later("月"),
    later("火"),
    later("水"),
    later("木"),
    later("金"),
    later("土"),
    later("日"),
)


def add_talk_filters(app: Flask) -> None:
    """Give every template its filters; own talks are shown on more pages than one."""
    app.jinja_env.filters.update(
        day=day,
        day_of=day_of,
        day_place=day_place,
        clock_time=clock_time,
        told_sets=told_sets,
        code_words=code_words,
        side_words=_said(SIDES),
        detail_words=_said(DETAILS),
        care_words=_said(CARE),
        wish_words=_said(WISHES),
        send_key_words=_said(SEND_KEYS),
    )
    app.jinja_env.globals.update(own_talks=_own_talks)


def day(moment: datetime) -> str:
    """A day as it is said: 11月24日（火）."""
    there = moment.astimezone(TOKYO)
    return _(
        "%(month)s月%(day)s日（%(weekday)s）",
        month=there.month,
        day=there.day,
        weekday=_(_WEEKDAYS[there.weekday()]),
    )


def day_of(moment: datetime) -> str:
    """The day in Tokyo, for machines: 2026-11-24."""
    return moment.astimezone(TOKYO).date().isoformat()


def day_place(moment: datetime) -> str:
    """A text that sorts before every message of the day (``console.filters.place``)."""
    midnight = moment.astimezone(TOKYO).replace(hour=0, minute=0, second=0, microsecond=0)
    return f"{int(midnight.timestamp() * 1_000_000):020d}-"


def clock_time(moment: datetime) -> str:
    """The time alone: the day stands above."""
    return f"{moment.astimezone(TOKYO):%H:%M}"


def told_sets(codes: ToldCodes) -> list[tuple[Side, list[tuple[Detail, str]]]]:
    """What is known, in two sets where two people are spoken of, else in one."""
    sets = [
        (side, [(detail, codes[side, detail]) for detail in details if (side, detail) in codes])
        for side, details in told.DETAILS.items()
    ]
    filled: Sequence[tuple[Side, list[tuple[Detail, str]]]] = [each for each in sets if each[1]]
    if told.is_about_another(codes) or len(filled) <= 1:
        return list(filled)
    return [(Side.CALLER, [line for _side, lines in filled for line in lines])]


def code_words(code: str, detail: Detail) -> str:
    """The words of a code."""
    return _(TOLD[detail][code])


def _said(table: Mapping[Any, str]) -> Callable[[str], str]:
    return lambda code: _(table[code])


def _own_talks() -> tuple[OwnTalk, ...]:
    with the_house().open_look() as look:
        return own_talks.list_own(look, the_member().id)
