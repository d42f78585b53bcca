"""What is printed of an evening: a table of its numbers, its tide by the half hour, what broke."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from bot.rehearsal.numbers import Tide
from bot.rehearsal.run import Outcome
from domain.clock import TOKYO

_STEP: Final = timedelta(minutes=30)
_WIDTH: Final = 34


def as_text(outcome: Outcome) -> str:
    """The evening for a terminal."""
    evening, seed = outcome.plan.evening, outcome.plan.seed
    head = f"Evening of {evening.opens_at.astimezone(TOKYO):%Y-%m-%d}, seed {seed}"
    return "\n".join(
        (
            head,
            "=" * len(head),
            *_table(outcome),
            "",
            *_tide_lines(outcome),
            "",
            *claim_lines(outcome),
        )
    )


def as_data(outcome: Outcome) -> dict[str, Any]:
    """The evening as JSON holds it."""
    numbers = outcome.numbers
    return {
        "seed": outcome.plan.seed,
        "evening": outcome.plan.evening.id,
        "people": len(outcome.plan.people),
        "met": numbers.met,
        "served": numbers.served,
        "turned_away": numbers.turned_away,
        "left": numbers.left,
        "blocked": numbers.blocked,
        "only_while_closed": numbers.only_closed,
        "messages": numbers.messages,
        "wait_minutes": {
            "median": numbers.wait_median,
            "ninety": numbers.wait_ninety,
            "longest": numbers.wait_longest,
        },
        "most_waiting": numbers.most_waiting,
        "most_talking": numbers.most_talking,
        "offers": {answer.value: count for answer, count in numbers.offer_answers.items()},
        "overtakings": {why.name.lower(): count for why, count in numbers.overtakings.items()},
        "refused_acts": dict(numbers.refusals),
        "broken": [
            {"claim": each.claim, "at": each.at.isoformat(), "how": each.how}
            for each in outcome.broken
        ],
    }


def claim_lines(outcome: Outcome) -> Iterator[str]:
    """A line for every claim that did not hold, with its minute and the seed; or that all held."""
    for each in outcome.broken:
        minute = each.at.astimezone(TOKYO).strftime("%H:%M:%S")
        yield f"BROKEN at {minute}, seed {outcome.plan.seed}: {each.claim} ({each.how})"
    if not outcome.broken:
        yield "Every claim held."


def _table(outcome: Outcome) -> Iterator[str]:
    numbers = outcome.numbers
    yield _row("people met", numbers.met)
    yield _row("served", numbers.served)
    yield _row("turned away", numbers.turned_away)
    yield _row("left the line", numbers.left)
    yield _row("blocked", numbers.blocked)
    yield _row("wrote only while closed", numbers.only_closed)
    yield _row("messages", numbers.messages)
    yield _row("wait, median (minutes)", numbers.wait_median)
    yield _row("wait, nine of ten within", numbers.wait_ninety)
    yield _row("wait, longest", numbers.wait_longest)
    yield _row("most waiting at once", numbers.most_waiting)
    yield _row("most talking at once", numbers.most_talking)
    yield _row("offers made", numbers.offers)
    for answer, count in numbers.offer_answers.items():
        yield _row(f"  {answer}", count)
    yield _row("overtaken", sum(numbers.overtakings.values()))
    for why, count in numbers.overtakings.items():
        yield _row(f"  {why}", count)


def _row(label: str, value: float | None) -> str:
    shown = "-" if value is None else f"{value:g}"
    return f"{label:<{_WIDTH}}{shown:>8}"


def _tide_lines(outcome: Outcome) -> Iterator[str]:
    """Waiting and talking at every half hour: ``.`` one who waits, ``#`` one who talks."""
    evening = outcome.plan.evening
    yield f"{'time':<7}{'waiting .':>10}{'talking #':>11}"
    at = evening.opens_at
    while at <= evening.report_at:
        now = tide_at(outcome.tide, at + _STEP / 6)  # five past: the opening itself is empty
        bars = "#" * now.talking + "." * now.waiting
        yield f"{at.astimezone(TOKYO):%H:%M}  {now.waiting:>10}{now.talking:>11}  {bars}".rstrip()
        at += _STEP


def tide_at(tide: Sequence[Tide], at: datetime) -> Tide:
    """How many waited and talked at a moment."""
    reached = [each for each in tide if each.at <= at]
    return reached[-1] if reached else Tide(at=at, waiting=0, talking=0)
