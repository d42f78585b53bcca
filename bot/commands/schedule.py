"""The schedule."""

from datetime import datetime
from pathlib import Path

import click

from bot.settings import PREFIX
from domain.clock import TOKYO, Clock
from routing import hours
from routing.schedule_file import load_schedule
from routing.spoken_calendar import calendar_lines
from routing.spoken_hours import opening_words
from texts.language import Language

_FILE = click.option(
    "--file",
    type=click.Path(path_type=Path),
    envvar=f"{PREFIX}SCHEDULES",
    default="schedules.yaml",
    help="The schedule; else the one of MADOBE_SCHEDULES, else schedules.yaml.",
)


@click.group()
def schedule_command() -> None:
    """The opening hours."""


@schedule_command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def schedule_check(file: Path) -> None:
    """Say whether FILE is a usable schedule, or every mistake in it."""
    load_schedule(file)
    click.echo(f"{file} is in order.")


@schedule_command.command("show")
@click.option(
    "--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="The first day; else today."
)
@click.option("--days", type=click.IntRange(1, 400), default=14, show_default=True)
@_FILE
def schedule_show(first: datetime | None, days: int, file: Path) -> None:
    """Show the calendar: hours, closures, who is on duty. One-off closures are not in it."""
    schedule, today = load_schedule(file), Clock().now().astimezone(TOKYO).date()
    begins = today if first is None else first.date()
    click.echo("\n".join(calendar_lines(schedule, first=begins, days=days, today=today)))


@schedule_command.command("next")
@_FILE
def schedule_next(file: Path) -> None:
    """Say when it opens next. One-off closures are not known here."""
    schedule, now = load_schedule(file), Clock().now()
    closing = hours.current_closing(schedule, now=now)
    if closing is not None:
        until = opening_words(closing, now=now, language=Language.JAPANESE)
        click.echo(f"いま開いています。{until}までです。")
    opening = hours.next_opening(schedule, now=now)
    if opening is None:
        click.echo("次に開く日は決まっていません。")
    else:
        words = opening_words(opening, now=now, language=Language.JAPANESE)
        click.echo(f"次に開くのは{words}です。")
