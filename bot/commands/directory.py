"""The directory of support lines."""

from pathlib import Path

import click

from bot import running
from domain.checking import EntryState
from domain.errors import RefusedError
from services import directory_import, directory_pages, directory_warnings

_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)


class UnreadableTableError(RefusedError):
    """The file holds no rows, or is no UTF-8 text."""

    def __init__(self) -> None:
        super().__init__("No rows: a UTF-8 file with tabs, and 窓口, 電話番号 … on top, is needed.")


@click.group()
def directory_command() -> None:
    """The support lines."""


@directory_command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Keep the rows that can be kept; else only show them.")
@_FOLDER
def directory_import_command(*, file: Path, yes: bool, folder: Path | None) -> None:
    """Show how the rows of FILE, a table with tabs, are understood; with --yes keep them."""
    try:
        pasted = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableTableError from None
    with running.program(running.settings_beside(folder)) as program:
        with program.open_look() as look:
            rows = directory_import.preview(look, pasted)
        if not rows:
            raise UnreadableTableError
        for row in rows:
            said = ", ".join(f"{problem} {word}".strip() for problem, word in row.problems)
            mark = "   " if row.may_be_kept else "NOT"
            facts = row.facts
            click.echo(f"{mark} {facts.name}: {facts.printed} -> {facts.contact or '?'}  {said}")
        if not yes:
            click.echo("Nothing was kept. Say --yes to keep what is not marked NOT.")
            return
        numbers = {row.number for row in rows if row.may_be_kept}
        with program.open_work() as work:
            kept = directory_import.keep(work, pasted, numbers=numbers, member_id=None)
    click.echo(f"{len(kept)} lines were kept. Two people make sure of each, in the console.")


@directory_command.command("seed")
@_FOLDER
def directory_seed(folder: Path | None) -> None:
    """Fill an empty directory with the lines that are shipped; nobody has made sure of them."""
    with (
        running.program(running.settings_beside(folder)) as program,
        program.open_work() as work,
    ):
        count = directory_import.seed(work)
    click.echo(f"{count} lines were added, all unverified.")


@directory_command.command("list")
@_FOLDER
def directory_list(folder: Path | None) -> None:
    """List every line: how it stands, until when it may be shown, its contact and its name."""
    with (
        running.program(running.settings_beside(folder)) as program,
        program.open_look() as look,
    ):
        lines = directory_pages.list_lines(look)
    for line in lines:
        until = line.good_until.isoformat() if line.good_until is not None else "-"
        click.echo(
            f"{line.state:<13} {until:<10} {line.facts.contact or '-':<24} {line.facts.name}"
        )


@directory_command.command("check")
@_FOLDER
def directory_check(folder: Path | None) -> None:
    """Say what runs out within thirty days, and what names it; fails where nothing can be shown."""
    with (
        running.program(running.settings_beside(folder)) as program,
        program.open_look() as look,
    ):
        news = directory_warnings.news(look)
        lines = directory_pages.list_lines(look)
    usable = sum(line.state is EntryState.USABLE for line in lines)
    click.echo(f"{usable} of {len(lines)} lines may be shown.")
    for each in news.ending:
        named = ", ".join(f"{key.kind} {key.name} ({key.language})" for key in each.named_by)
        click.echo(f"{each.good_until} {each.name}" + (f" – named by {named}" if named else ""))
    if not usable:
        raise SystemExit(1)
