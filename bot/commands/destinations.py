"""The destinations one is referred to."""

from pathlib import Path

import click

from bot import running
from domain.errors import RefusedError
from services import destination_export, destination_import, destinations

_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)


class UnreadableFileError(RefusedError):
    """The file holds no rows we understand."""

    def __init__(self) -> None:
        super().__init__("No rows: a table in UTF-8 with 名称 … on top, or HSDS JSON, is needed.")


@click.group()
def destinations_command() -> None:
    """The destinations one is referred to."""


@destinations_command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Keep the rows that can be kept; else only show them.")
@_FOLDER
def destinations_import_command(*, file: Path, yes: bool, folder: Path | None) -> None:
    """Show how the rows of FILE (a table, or HSDS JSON) are understood; with --yes keep them."""
    text = destination_import.decoded(file.read_bytes())
    if text is None:
        raise UnreadableFileError
    with running.program(running.settings_beside(folder)) as program:
        with program.open_look() as look:
            table = destination_import.preview(look, text)
        if not table.rows:
            raise UnreadableFileError
        for row in table.rows:
            said = ", ".join(f"{problem} {word}".strip() for problem, word in row.problems)
            mark = "   " if row.may_be_kept else "NOT"
            facts = row.facts
            click.echo(f"{mark} {facts.name}: {facts.printed} -> {facts.contact or '?'}  {said}")
        if table.unknown:
            click.echo(f"Columns kept as they are printed: {', '.join(table.unknown)}")
        if not yes:
            click.echo("Nothing was kept. Say --yes to keep what is not marked NOT.")
            return
        numbers = {row.number for row in table.rows if row.may_be_kept}
        with program.open_work() as work:
            kept = destination_import.keep(work, text, numbers=numbers, member_id=None)
    click.echo(f"{len(kept)} destinations were kept. Two people make sure of each, in the console.")


@destinations_command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--hsds", is_flag=True, help="Open Referral HSDS 3 JSON instead of a CSV table.")
@click.option(
    "--whole", is_flag=True, help="With --hsds: all entries, and what is for staff alone."
)
@_FOLDER
def destinations_export_command(
    *, file: Path, hsds: bool, whole: bool, folder: Path | None
) -> None:
    """Write the destinations to FILE.

    The table holds all of them, for staff. HSDS holds those a person may be shown today, without
    what is for staff, unless --whole is said.
    """
    with running.program(running.settings_beside(folder)) as program, program.open_look() as look:
        if hsds:
            written = destination_export.hsds(look, is_whole=whole)
        else:
            written = destination_export.table(look)
    file.write_text(written, "utf-8", newline="")
    click.echo(f"{file} was written.")


@destinations_command.command("list")
@_FOLDER
def destinations_list_command(*, folder: Path | None) -> None:
    """How each destination stands, until when it may be named, and its name."""
    with running.program(running.settings_beside(folder)) as program, program.open_look() as look:
        for each in destinations.list_all(look):
            until = each.good_until.isoformat() if each.good_until is not None else "-"
            click.echo(f"{each.state:13} {until:10}  {each.facts.name}")


@destinations_command.command("seed")
@_FOLDER
def destinations_seed_command(*, folder: Path | None) -> None:
    """Bring the made-up destinations into a demo that never had any (MADOBE_EXAMPLES)."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        added = destination_import.seed(work)
    click.echo(f"{added} made-up destinations were added.")
