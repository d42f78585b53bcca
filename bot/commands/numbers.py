"""The facts that figures are made of: looked at, and corrected by another fact."""

from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import click

from bot import running
from domain.statistics.definitions import DEFINITIONS
from domain.statistics.fact import Correction, FactKind
from services import stat_corrections, stat_outages

_FOLDER: Final = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)
_REASON: Final = click.option(
    "--reason",
    type=click.Choice([each.value for each in Correction if each is not Correction.REWRITTEN]),
    required=True,
    help="Why.",
)


@click.group()
def numbers_command() -> None:
    """Facts for statistics. Nothing is undone: a correction is a fact with its own day."""


@numbers_command.command("facts")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--kind", type=click.Choice([each.value for each in FactKind]), help="Of one kind.")
@_FOLDER
def numbers_facts(*, day: datetime, kind: str | None, folder: Path | None) -> None:
    """List the facts of a day with their ids; who they are about is in none of them."""
    with running.program(running.settings_beside(folder)) as program, program.open_look() as look:
        wanted = FactKind(kind) if kind is not None else None
        for each in stat_corrections.list_facts(look, day.date(), kind=wanted):
            said = " ".join(f"{code}={word}" for code, word in each.codes.items())
            mark = " (corrected)" if each.is_corrected else ""
            click.echo(f"{each.id}  {each.kind.value}  {each.number}  {said}{mark}")


@numbers_command.command("test")
@click.argument("number")
@_FOLDER
def numbers_test(*, number: str, folder: Path | None) -> None:
    """Count the visit of a record (R8-0123) among tests: it was a try of ours."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        stat_corrections.set_aside_by_number(work, number)
    click.echo("Counted among tests from today on.")


@numbers_command.command("drop")
@click.argument("fact", type=click.UUID)
@_REASON
@_FOLDER
def numbers_drop(*, fact: UUID, reason: str, folder: Path | None) -> None:
    """Count a fact no more."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        stat_corrections.set_aside(work, fact, reason=Correction(reason))
    click.echo("Not counted from today on.")


@numbers_command.command("recount")
@click.argument("fact", type=click.UUID)
@click.argument("number", type=click.IntRange(min=0))
@_REASON
@_FOLDER
def numbers_recount(*, fact: UUID, number: int, reason: str, folder: Path | None) -> None:
    """Let a fact that belongs to no visit say another number."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        stat_corrections.recount(work, fact, number=number, reason=Correction(reason))
    click.echo("Counted anew from today on.")


@numbers_command.command("outage")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--minutes", type=click.IntRange(min=0), default=0, help="How long, where known.")
@_FOLDER
def numbers_outage(*, day: datetime, minutes: int, folder: Path | None) -> None:
    """Note an outage that no program has seen: N of the sheet counts it."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        stat_outages.note(work, day.date(), minutes=minutes, member_id=None)
    click.echo("Noted.")


@numbers_command.command("definition")
@click.argument("word", type=click.Choice([each.code for each in DEFINITIONS]))
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@_FOLDER
def numbers_definition(*, word: str, day: datetime, folder: Path | None) -> None:
    """Note that a word is understood otherwise from a day on: N of the sheet names it."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        stat_outages.note_definition(work, word, day.date())
    click.echo("Noted.")
