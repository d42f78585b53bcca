"""How many counsellors an evening needs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from bot import running
from services import staffing_estimate, staffing_seen
from services.staffing_estimate import PATIENCE, Question, Weekday
from services.staffing_seen import Seen

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MINUTES: Final = click.IntRange(1, 240)
_FOLDER: Final = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)


@click.group()
def staffing_command() -> None:
    """How many counsellors an evening needs."""


@staffing_command.command("estimate")
@click.option("--people", type=click.IntRange(1, 200), help="So many come; else as was seen.")
@click.option("--talk", type=_MINUTES, help="Mean minutes of a talk; else as was seen.")
@click.option("--patience", type=_MINUTES, help="Mean minutes people wait; else as was seen.")
@click.option(
    "--held", type=click.IntRange(1, 4), help="Talks a counsellor has at once; else as scheduled."
)
@click.option("--most", type=click.IntRange(1, 12), default=5, help="Counsellors, up to whom.")
@_FOLDER
def staffing_estimate_command(
    *,
    people: int | None,
    talk: int | None,
    patience: int | None,
    held: int | None,
    most: int,
    folder: Path | None,
) -> None:
    """For each weekday and number of counsellors: how many are answered, and how long they wait."""
    with (
        running.program(running.settings_beside(folder)) as program,
        program.open_look() as look,
    ):
        seen = staffing_seen.look(look)
    asked = Question(
        people=_people(seen, people),
        talk=talk,
        patience=patience or seen.patience or PATIENCE,
        held=held or seen.held,
        most=most,
    )
    if not asked.people:
        raise click.ClickException("Too little has been seen to say anything: say --people.")
    for weekday in staffing_estimate.estimate(seen, asked):
        for line in _lines(weekday):
            click.echo(line)


def _people(seen: Seen, people: int | None) -> dict[int, float]:
    known = {day: people or seen.an_evening(day) for day in seen.opens}
    return {day: number for day, number in known.items() if number}


def _lines(weekday: Weekday) -> Iterator[str]:
    yield f"{_DAYS[weekday.weekday]}, {weekday.people:g} people"
    yield "  counsellors  answered  left  turned away  wait, median  wait, 90 %  formula"
    for answer in weekday.answers:
        played = answer.evenings
        yield (
            f"  {answer.counsellors:11}  {played.answered_share:8.0%}  {played.left_share:4.0%}"
            f"  {played.turned_away_share:11.0%}  {played.median_wait:8.0f} min"
            f"  {played.ninety_wait:6.0f} min  {answer.formula:7.0%}"
        )
