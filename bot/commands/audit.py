"""The audit log: whether its chain is whole, and where it ends."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from bot import anchoring, running
from bot.wiring import Program
from domain.audit_chain import BEGINNING, Damage, Finding, Place
from services import audit_chain, audit_trimming
from storage import roles

_STEPS: Final = 10_000
_MOST_SHOWN: Final = 20

_MEANS: Final = {
    Damage.CHANGED: "is not what it was when it was written, or another key wrote it",
    Damage.MISSING: "does not follow the number before it: entries in between are gone",
    Damage.UNLINKED: "does not follow the entry before it: it was moved, or that one replaced",
    Damage.REWRITTEN: "is another one than the anchor says: the log was written anew",
    Damage.CUT: "and what came after it is not there, although an anchor names a later one: "
    "the end was cut off",
    Damage.CLOCK_BACK: "is more than five minutes earlier than the one before it: a clock was "
    "set back",
}

_DO: Final = (
    "Keep the database as it is and a copy of it; find out who could write to it, and to the "
    "keyring.\nCompare with the last backup (restore it elsewhere and verify it there). The "
    "service itself may go on:\nnew entries are chained to the last one. See docs/operations.md."
)

_FOLDER: Final = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)


@click.group()
def audit_command() -> None:
    """Who did what, when, to which thing."""


@audit_command.command("verify")
@click.option(
    "--anchors",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Lines of `madobe audit anchor` that were kept elsewhere, a folder of mail too.",
)
@_FOLDER
def audit_verify(*, anchors: Path | None, folder: Path | None) -> None:
    """Walk the whole chain; say what was done to it, where, and what to do."""
    with running.program(running.settings_beside(folder)) as program:
        known = anchoring.known_anchors(anchors or program.settings.audit_anchors)
        place, findings = _walked(program, known)
        with program.open_look() as look:
            start = audit_chain.beginning(look)
    _stop_if_broken(findings)
    if start != BEGINNING:
        click.echo(f"Entries up to {start.seq} were trimmed, as an entry of the chain says.")
    click.echo(f"{place.seq - start.seq} entries, each bound to the one before it.")
    click.echo(_about_anchors(known))


@audit_command.command("anchor")
@_FOLDER
def audit_anchor(folder: Path | None) -> None:
    """Print where the log ends, as a line to be mailed or written down elsewhere."""
    with running.program(running.settings_beside(folder)) as program:
        click.echo(anchoring.make_line(program) or "The audit log is empty.")


@audit_command.command("trim")
@click.option("--yes", "is_meant", is_flag=True, help="Do it; without, only say what would go.")
@_FOLDER
def audit_trim(*, is_meant: bool, folder: Path | None) -> None:
    """Take away what is older than three years, and let the chain say up to where.

    Run by the owner of the tables, once a year: the program's own role cannot. The chain is
    walked first; a broken one is left as it is.
    """
    with running.program(running.settings_beside(folder)) as program:
        _, findings = _walked(program, anchoring.known_anchors(program.settings.audit_anchors))
        _stop_if_broken(findings)
        with program.open_look() as look:
            place = audit_trimming.due_to(look)
            may = program.database.is_sqlite or roles.can_change_log(look.session)
        if place is None:
            click.echo("No entry is older than three years.")
        elif not may:
            raise click.ClickException("Only the owner of the tables can: see docs/operations.md.")
        elif not is_meant:
            click.echo(f"Entries up to {place.seq} would go. Take a backup, then add --yes.")
        else:
            with program.open_work() as work:
                count = audit_trimming.trim(work)
            click.echo(f"{count} entries are gone, up to {place.seq}.")


def _stop_if_broken(findings: list[Finding]) -> None:
    for finding in findings[:_MOST_SHOWN]:
        click.echo(f"Entry {finding.seq} {_MEANS[finding.damage]}.")
    if len(findings) > _MOST_SHOWN:
        click.echo(f"… and {len(findings) - _MOST_SHOWN} more.")
    if findings:
        click.echo(_DO)
        raise SystemExit(1)


def _walked(program: Program, anchors: dict[int, bytes]) -> tuple[Place, list[Finding]]:
    findings: list[Finding] = []
    place = BEGINNING
    for stretch in _stretches(program, anchors):
        place = stretch.place
        findings += stretch.findings
        if not stretch.is_end:
            click.echo(f"… {place.seq} entries", err=True)
    return place, findings


def _stretches(program: Program, anchors: dict[int, bytes]) -> Iterator[audit_chain.Stretch]:
    """The chain in parts, each in a look of its own: a long one keeps nobody waiting."""
    place, is_end = BEGINNING, False
    while not is_end:
        with program.open_look() as look:
            stretch = audit_chain.walk(look, place, most=_STEPS, anchors=anchors)
        place, is_end = stretch.place, stretch.is_end
        yield stretch


def _about_anchors(anchors: dict[int, bytes]) -> str:
    if not anchors:
        return "No anchors were compared: that its end was cut off would not be seen."
    return f"{len(anchors)} anchors agree, the last at entry {max(anchors)}."
