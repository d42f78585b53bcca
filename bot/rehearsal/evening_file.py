"""Reads the file of an evening: who comes when and does what. Every mistake is named at its place.

Times are of Tokyo, ``16:05`` or ``16:05:30``; lengths are minutes. docs/rehearsal.md has every key.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import yaml

from bot.rehearsal.plan import EveningPlan, Late, Manner, MemberPlan, PersonPlan, Rest
from bot.rehearsal.profile import MEAN_MESSAGES, MEAN_MINUTES
from domain.clock import TOKYO
from domain.questions import Distress
from routing.evenings import Evening, find_evening
from routing.schedule import Schedule
from routing.schedule_mistakes import Mistakes, ScheduleFileError, shown
from routing.schedule_nodes import fields, items, read_root, written
from routing.schedule_values import read_choice, read_date, read_number, read_switch

_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?", re.ASCII)
_TIME_RIGHT: Final = "a time like 16:05 or 16:05:30"
_NAME: Final = re.compile(r"[a-z][a-z0-9]{0,15}", re.ASCII)
_NAME_RIGHT: Final = "a name of 1 to 16 of a-z and 0-9, a letter first, each once"
_MOST_MINUTES: Final = 600
_MOST_MESSAGES: Final = 500
_MOST_SEED: Final = 99_999
_HUNDRED: Final = 100
_PERSON: Final = (
    "name",
    "talk_minutes",
    "messages",
    "wants_call",
    "questions",
    "distress",
    "late",
    "leaves_after",
    "asks_after",
    "blocks_after",
    "silent_after",
    "returns_after",
)
_MEMBER: Final = ("organisation", "new", "drops", "rests", "declines", "lapses", "hands_over")


class EveningFileError(ScheduleFileError):
    """An evening file is refused whole; its text has a line for every mistake."""


def load_evening(path: Path, schedule: Schedule) -> EveningPlan:
    """The evening a file plans.

    Raises:
        EveningFileError: the file cannot be read, or has mistakes: all are named.
    """
    mistakes = Mistakes()
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        mistakes.add_at(1, 1, "no readable file", "a file of UTF-8 text")
        raise EveningFileError(str(path), mistakes.found) from None
    plan = _Reader(schedule, mistakes).plan(text)
    if plan is None or mistakes.found:
        raise EveningFileError(str(path), mistakes.found)
    return plan


class _Reader:
    def __init__(self, schedule: Schedule, mistakes: Mistakes) -> None:
        self._schedule = schedule
        self._mistakes = mistakes
        self._day = date.min
        self._names: set[str] = set()

    def plan(self, text: str) -> EveningPlan | None:
        """The plan; None where there is no evening to plan for."""
        if not text.strip():
            self._mistakes.add_at(1, 1, "an empty file", "evening, people and counsellors")
            return None
        root = read_root(text, self._mistakes)
        if root is None:
            return None
        required = ("evening", "people", "counsellors")
        values = fields(root, self._mistakes, required=required, optional=("seed",))
        evening = self._evening(values.get("evening"))
        if evening is None:
            return None
        seed = values.get("seed")
        return EveningPlan(
            seed=1 if seed is None else self._number(seed, most=_MOST_SEED),
            evening=evening,
            people=tuple(
                self._person(number, node)
                for number, node in enumerate(
                    items(values.get("people"), self._mistakes, "a list of people"), start=1
                )
            ),
            members=self._members(values, evening),
        )

    def _evening(self, node: yaml.Node | None) -> Evening | None:
        day = read_date(node, self._mistakes) if node is not None else None
        if node is None or day is None:
            return None
        self._day = day
        hours = self._schedule.hours_on(day)
        midnight = datetime.combine(day, time(), TOKYO)
        begins = midnight + timedelta(minutes=hours[0].opens_minute) if hours else midnight
        evening = find_evening(self._schedule, now=begins)
        if not hours or evening is None:
            right = "a day on which the schedule is open"
            self._mistakes.add(node, f"{shown(day.isoformat())}, a closed day", right)
            return None
        return evening

    def _person(self, number: int, node: yaml.Node) -> PersonPlan:
        values = fields(node, self._mistakes, required=("at",), optional=_PERSON)
        plan = PersonPlan(
            name=self._name(values.get("name"), f"p{number:02}"),
            writes_at=self._time(values.get("at")),
            talk_minutes=self._minutes(values, "talk_minutes") or MEAN_MINUTES,
            messages=round(MEAN_MESSAGES),
            wants_call="wants_call" in values and read_switch(values["wants_call"], self._mistakes),
            manner=Manner(self._choice(values, "questions", tuple(Manner))),
            distress=self._choice(values, "distress", tuple(Distress)),
            late=Late(self._choice(values, "late", tuple(Late))),
            leaves_after=self._minutes(values, "leaves_after"),
            asks_after=self._minutes(values, "asks_after"),
            blocks_after=self._minutes(values, "blocks_after"),
            silent_after=self._minutes(values, "silent_after"),
            returns_after=self._minutes(values, "returns_after"),
        )
        if "messages" in values:
            return replace(plan, messages=self._number(values["messages"], most=_MOST_MESSAGES))
        return plan

    def _members(self, values: Mapping[str, yaml.Node], evening: Evening) -> tuple[MemberPlan, ...]:
        nodes = items(values.get("counsellors"), self._mistakes, "a list of counsellors")
        supervisor = MemberPlan(
            name="sv",
            organisation=None,
            comes_at=evening.opens_at - timedelta(minutes=25),
            goes_at=evening.report_at,
            is_supervisor=True,
        )
        return (*(self._member(node) for node in nodes), supervisor)

    def _member(self, node: yaml.Node) -> MemberPlan:
        required = ("name", "from", "until")
        values = fields(node, self._mistakes, required=required, optional=_MEMBER)
        codes = [each.code for each in self._schedule.organisations]
        organisation = values.get("organisation")
        return MemberPlan(
            name=self._name(values.get("name"), ""),
            organisation=read_choice(organisation, self._mistakes, codes)
            if organisation is not None
            else None,
            comes_at=self._time(values.get("from")),
            goes_at=self._time(values.get("until")),
            is_new="new" in values and read_switch(values["new"], self._mistakes),
            drops=tuple(
                self._time(each)
                for each in items(values.get("drops"), self._mistakes, "a list of times")
            ),
            rests=tuple(
                self._rest(each)
                for each in items(values.get("rests"), self._mistakes, "a list of rests")
            ),
            declines=self._share(values.get("declines")),
            lapses=self._share(values.get("lapses")),
            hands_over=self._share(values.get("hands_over")),
        )

    def _rest(self, node: yaml.Node) -> Rest:
        values = fields(node, self._mistakes, required=("from", "until"))
        return Rest(
            begins_at=self._time(values.get("from")), ends_at=self._time(values.get("until"))
        )

    def _time(self, node: yaml.Node | None) -> datetime:
        value = written(node, self._mistakes, _TIME_RIGHT) if node is not None else None
        match = _TIME.fullmatch(value) if value is not None else None
        if node is not None and value is not None and match is None:
            self._mistakes.add(node, shown(value), _TIME_RIGHT)
        hour, minute, second = match.groups() if match is not None else ("0", "0", None)
        at = time(int(hour), int(minute), int(second or 0))
        return datetime.combine(self._day, at, TOKYO)

    def _name(self, node: yaml.Node | None, usual: str) -> str:
        value = usual if node is None else written(node, self._mistakes, _NAME_RIGHT) or usual
        if node is not None and (not _NAME.fullmatch(value) or value in {*self._names, "sv"}):
            self._mistakes.add(node, shown(value), _NAME_RIGHT)
        self._names.add(value)
        return value

    def _minutes(self, values: Mapping[str, yaml.Node], name: str) -> float | None:
        node = values.get(name)
        return None if node is None else float(self._number(node, most=_MOST_MINUTES))

    def _share(self, node: yaml.Node | None) -> float:
        """A whole number of a hundred, as a share."""
        if node is None:
            return 0.0
        found = read_number(node, self._mistakes, least=0, most=_HUNDRED)
        return (found or 0) / _HUNDRED

    def _number(self, node: yaml.Node, *, most: int) -> int:
        return read_number(node, self._mistakes, least=1, most=most) or 1

    def _choice(self, values: Mapping[str, yaml.Node], name: str, choices: tuple[str, ...]) -> str:
        node = values.get(name)
        found = None if node is None else read_choice(node, self._mistakes, choices)
        return str(choices[0]) if found is None else found
