"""Rehearsed evenings: whole evenings in virtual time, through the program's own code."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final

import click

from bot.rehearsal.evening_file import load_evening
from bot.rehearsal.picture import as_svg
from bot.rehearsal.plan import EveningPlan
from bot.rehearsal.profile import usual_evening
from bot.rehearsal.report import as_data, as_text, claim_lines
from bot.rehearsal.run import Outcome, Progress, rehearse
from bot.settings import PREFIX
from domain.clock import TOKYO
from domain.errors import RefusedError
from routing import hours
from routing.evenings import Evening, find_evening
from routing.schedule import Schedule
from routing.schedule_file import load_schedule

_FROM: Final = "2026-11-24"
"""A fixed day, since the same seed is to be the same evening on every day."""
_SAID_EVERY: Final = timedelta(minutes=5)


class NoEveningError(RefusedError):
    """The schedule has no evening from that day on."""

    def __init__(self) -> None:
        super().__init__("The schedule does not open after --from. Look: madobe schedule next")


@click.command()
@click.option(
    "--evening",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The file of one evening; else evenings out of a seed.",
)
@click.option("--seed", type=click.IntRange(0, 99_999), default=1, show_default=True)
@click.option("--evenings", type=click.IntRange(1, 1000), default=1, show_default=True)
@click.option("--people", type=click.IntRange(1, 400), default=40, show_default=True)
@click.option("--counsellors", type=click.IntRange(1, 60), default=5, show_default=True)
@click.option(
    "--from",
    "first",
    type=click.DateTime(["%Y-%m-%d"]),
    default=_FROM,
    show_default=True,
    help="The evening of a seed is the first one from this day on.",
)
@click.option("--picture", type=click.Path(path_type=Path), help="Write an SVG of it here.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object a line instead of tables.")
@click.option(
    "--file",
    "schedules",
    type=click.Path(path_type=Path),
    envvar=f"{PREFIX}SCHEDULES",
    default="schedules.yaml",
    help="The schedule; else the one of MADOBE_SCHEDULES, else schedules.yaml.",
)
def simulate_command(  # noqa: PLR0913 - a command has as many options
    *,
    file: Path | None,
    seed: int,
    evenings: int,
    people: int,
    counsellors: int,
    first: datetime,
    picture: Path | None,
    is_json: bool,
    schedules: Path,
) -> None:
    """Rehearse whole evenings in virtual time; ends with 1 if a claim did not hold."""
    schedule = load_schedule(schedules)
    if file is not None:
        plans = [load_evening(file, schedule)]
    else:
        evening = _first_evening(schedule, first)
        plans = [
            usual_evening(each, evening, schedule, people=people, counsellors=counsellors)
            for each in range(seed, seed + evenings)
        ]
    outcomes = []
    for plan in plans:
        outcome = rehearse(plan, schedules, schedule, progress=_progress(plan))
        _say(outcome, is_json=is_json)
        outcomes.append(outcome)
    if picture is not None:
        picture.write_text(as_svg(outcomes[-1]), "utf-8")
    sys.exit(verdict(outcomes))


def verdict(outcomes: Sequence[Outcome]) -> int:
    """The exit code: 1 if a claim did not hold, which is said once more where errors are read."""
    broken = [outcome for outcome in outcomes if outcome.broken]
    for outcome in broken:
        click.echo("\n".join(claim_lines(outcome)), err=True)
    return int(bool(broken))


def _first_evening(schedule: Schedule, first: datetime) -> Evening:
    opens_at = hours.next_opening(schedule, now=datetime.combine(first.date(), time(), TOKYO))
    evening = None if opens_at is None else find_evening(schedule, now=opens_at)
    if evening is None:
        raise NoEveningError
    return evening


def _say(outcome: Outcome, *, is_json: bool) -> None:
    if is_json:
        click.echo(json.dumps(as_data(outcome), ensure_ascii=False))
    else:
        click.echo(as_text(outcome) + "\n")


def _progress(plan: EveningPlan) -> Progress:
    """A line on a terminal that says how far the evening is; nothing where nobody looks."""
    said = [plan.evening.opens_at - timedelta(days=1)]

    def progress(at: datetime) -> None:
        if sys.stderr.isatty() and at - said[0] >= _SAID_EVERY:
            said[0] = at
            click.echo(f"\rseed {plan.seed}  {at.astimezone(TOKYO):%H:%M}  \r", err=True, nl=False)

    return progress
