"""The sheet's tables of who came: A friends, B intake, C answered, D persons, E waits, F hours."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from domain.statistics.coming import Coming, Outcome
from domain.statistics.counted import Material
from domain.statistics.reckoning import middle, percent, ratio, within
from domain.statistics.table import Heading, Mark, Measure, Table, Unit, Value
from domain.statistics.tabulating import (
    ALL,
    INTERNAL_ONLY,
    PERSONS,
    PERSONS_DO_NOT_ADD,
    VISITS,
    count_persons,
    of_pairs,
    one_row,
)

_HOURS: Final = tuple(f"{hour:02d}" for hour in range(24))
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NINETY: Final = 90


def friends(material: Material) -> Table:
    """A: friends at the end of the period, what was added and blocked, and what LINE says."""
    known = material.friends
    people = Unit.PERSONS
    return one_row(
        "A",
        {
            Measure(code="active", unit=people, of_people=False): known.active,
            Measure(code="added", unit=people, of_people=False): known.added,
            Measure(code="returned", unit=people, of_people=False): known.returned,
            Measure(code="blocked", unit=people, of_people=False): known.blocked,
            Measure(code="ever", unit=people, of_people=False): known.ever,
            Measure(code="blocked_now", unit=people, of_people=False): known.blocked_now,
            Measure(
                code="block_rate",
                unit=Unit.PERCENT,
                of_people=False,
                numerator="blocked_now",
                denominator="ever",
            ): percent(known.blocked_now, known.ever),
            Measure(code="line_followers", unit=people, of_people=False): _or_none(
                known.line_followers
            ),
            Measure(code="line_blocks", unit=people, of_people=False): _or_none(known.line_blocks),
            Measure(code="line_gap", unit=people, of_people=False): _or_none(known.line_gap),
            Measure(code="block_gap", unit=people, of_people=False): _or_none(known.block_gap),
        },
    )


def intake(material: Material) -> tuple[Table, ...]:
    """B: what became of each visit, and what came in and out of hours; visits and people."""
    becomes = _people_by(
        "B", [(outcome.value, material.of(outcome)) for outcome in Outcome], material.visits
    )
    real, in_hours = material.real, material.in_hours
    hours = _people_by(
        "B_hours",
        [
            ("in_hours", in_hours),
            ("out_of_hours", [visit for visit in real if not visit.is_in_hours]),
        ],
        real,
    )
    acts = Unit.ACTS
    said = material.messages
    messages = one_row(
        "B_messages",
        {
            Measure(code="in", unit=acts, of_people=False): said.get("in", 0),
            Measure(code="in_hours", unit=acts, of_people=False): said.get("in_hours", 0),
            Measure(code="out", unit=acts, of_people=False): said.get("out", 0),
        },
    )
    return becomes, hours, messages


def answered(material: Material) -> Table:
    """C: of those that came in hours, how many a human answered, and how many wrote back."""
    in_hours, done = material.in_hours, material.answered
    left = [visit for visit in in_hours if visit.outcome is not Outcome.ANSWERED]
    inside = [visit for visit in done if visit.is_in_hours]
    visits = Unit.VISITS
    return one_row(
        "C",
        {
            Measure(code="in_hours", unit=visits): len(in_hours),
            Measure(code="answered", unit=visits): len(inside),
            Measure(code="with_reply", unit=visits): sum(visit.has_reply for visit in inside),
            Measure(code="unserved", unit=visits): len(left),
            Measure(code="unserved_persons", unit=Unit.PERSONS): count_persons(left),
            Measure(
                code="answer_rate",
                unit=Unit.PERCENT,
                numerator="answered",
                denominator="in_hours",
            ): percent(len(inside), len(in_hours)),
        },
    )


def persons(material: Material) -> tuple[Table, ...]:
    """D: who came for the first time in the fiscal year, and how often people were answered."""
    new, again = _new_and_again(material)
    table = _people_by("D", [("new", new), ("again", again)], material.real)
    done = material.answered
    callers = count_persons(done)
    mean = one_row(
        "D_mean",
        {
            Measure(code="persons", unit=Unit.PERSONS): count_persons(material.real),
            Measure(code="first_ever", unit=Unit.PERSONS): count_persons(
                visit for visit in material.real if visit.is_first_ever
            ),
            Measure(code="answered", unit=Unit.VISITS): len(done),
            Measure(code="answered_persons", unit=Unit.PERSONS): callers,
            Measure(
                code="mean_talks",
                unit=Unit.RATIO,
                numerator="answered",
                denominator="answered_persons",
            ): ratio(len(done), callers),
        },
    )
    return table, mean


def waits(material: Material) -> Table:
    """E: minutes of waiting, until the first human words, of talks with a reply; exchanges."""
    taken = [visit.wait_minutes for visit in material.real if visit.wait_minutes is not None]
    first = [
        visit.answer_minutes for visit in material.answered if visit.answer_minutes is not None
    ]
    replied = [visit for visit in material.answered if visit.has_reply]
    talks = [visit.talk_minutes for visit in replied if visit.talk_minutes is not None]
    said = sum(visit.exchanges or 0 for visit in replied)
    return one_row(
        "E",
        {
            Measure(code="taken", unit=Unit.VISITS): len(taken),
            _minutes("wait_median", "taken"): middle(taken),
            _minutes("wait_ninety", "taken"): within(taken, _NINETY),
            Measure(code="answered", unit=Unit.VISITS): len(first),
            _minutes("answer_median", "answered"): middle(first),
            _minutes("answer_ninety", "answered"): within(first, _NINETY),
            Measure(code="with_reply", unit=Unit.VISITS): len(talks),
            _minutes("talk_mean", "with_reply"): ratio(sum(talks), len(talks)),
            _minutes("talk_longest", "with_reply"): max(talks, default=Mark.NOT_MEASURED),
            Measure(code="exchanges_mean", unit=Unit.RATIO, denominator="with_reply"): ratio(
                said, len(replied)
            ),
        },
    )


def hours(material: Material) -> Table:
    """F: visits by weekday and hour of their first message; never leaves the house."""
    counted = Counter(
        (_WEEKDAYS[visit.on.weekday()], _HOURS[visit.hour])
        for visit in material.real
        if visit.hour is not None
    )
    return of_pairs("F", _WEEKDAYS, _HOURS, counted, notes=(INTERNAL_ONLY,))


def _new_and_again(material: Material) -> tuple[list[Coming], list[Coming]]:
    """One visit of each person who had not come before in the fiscal year; all the others."""
    seen: set[object] = set(material.known_before)
    new: list[Coming] = []
    again: list[Coming] = []
    for visit in material.real:
        (again if visit.pseudonym in seen else new).append(visit)
        seen.add(visit.pseudonym)
    return new, again


def _people_by(
    key: str, rows: Sequence[tuple[str, Sequence[Coming]]], everybody: Sequence[Coming]
) -> Table:
    cells: dict[tuple[str, str], Value] = {}
    for code, visits in (*rows, (ALL, everybody)):
        cells[code, VISITS] = len(visits)
        cells[code, PERSONS] = count_persons(visits)
    return Table(
        key=key,
        rows=(*(Heading(code=code) for code, _ in rows), Heading(code=ALL, is_total=True)),
        columns=(
            Measure(code=VISITS, unit=Unit.VISITS),
            Measure(code=PERSONS, unit=Unit.PERSONS),
        ),
        cells=cells,
        notes=(PERSONS_DO_NOT_ADD,),
    )


def _minutes(code: str, of: str) -> Measure:
    return Measure(code=code, unit=Unit.MINUTES, denominator=of)


def _or_none(number: int | None) -> Value:
    return Mark.NOT_MEASURED if number is None else number
