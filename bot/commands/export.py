"""``madobe export``: the figures of a period, protected and audited, as files.

What was released is written again as it was; what was not is released by this. The figures are
those anybody may read: no command writes numbers of the inside.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import click

from bot import preparing, running
from bot.wiring import Program
from console.export_report import hidden, sheet
from console.export_words import TROUBLES
from console.files.report import number_words
from domain.disclosure.closing import is_closed
from domain.disclosure.errors import PeriodOpenError
from domain.disclosure.release import FileKind, ReleaseState, Step
from domain.errors import NotFoundError
from domain.permission import Permission
from domain.statistics.periods import Length, Period
from services import accounts, release_preparing, releases
from services.release_contents import Protected
from services.releases import File

_KINDS: Final = [kind.value for kind in FileKind]


@click.group()
def export_command() -> None:
    """Figures for others: protected, audited against everything released, and kept as they are."""


def _add(length: Length, example: str) -> Callable[..., None]:
    @export_command.command(length.value, help=f"The figures of a {length.value}, like {example}.")
    @click.argument("period")
    @click.option("--dry-run", is_flag=True, help="Show them; release and write nothing.")
    @click.option(
        "--format",
        "kinds",
        type=click.Choice(_KINDS),
        multiple=True,
        help="All where none is said.",
    )
    @click.option(
        "--to",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="The folder to write to.",
    )
    @click.option(
        "--by", "login", help="The coordinator who does it, for the log; else the server."
    )
    @click.option(
        "--folder",
        type=click.Path(path_type=Path),
        help="Where `madobe up` keeps its data, when this is for a service run by it.",
    )
    def export(
        period: str,
        *,
        dry_run: bool,
        kinds: tuple[str, ...],
        to: Path,
        login: str | None,
        folder: Path | None,
    ) -> None:
        asked = _read(period, length, example)
        with running.program(running.settings_beside(folder)) as program:
            by = _coordinator(program, login) if login is not None else None
            files = _files(program, asked, is_dry=dry_run, by=by)
        for file in files:
            if not kinds or file.kind.value in kinds:
                _write(file, to)

    return export


export_month = _add(Length.MONTH, "2026-10")
export_quarter = _add(Length.QUARTER, "fy2026-q3")
export_year = _add(Length.YEAR, "fy2026")


def _read(code: str, length: Length, example: str) -> Period:
    try:
        period = Period.read(code)
    except ValueError:
        period = None
    if period is None or period.length is not length:
        raise click.BadParameter(f"A {length.value} is written like {example}.")
    return period


def _coordinator(program: Program, login: str) -> UUID:
    """Who answers for it: a member who could do the same in the console."""
    with program.open_look() as look:
        try:
            found = accounts.find_who_may(look, login, Permission.RELEASE_NUMBERS)
        except NotFoundError:
            raise click.BadParameter("There is no such member.", param_hint="--by") from None
    if found is None:
        raise click.BadParameter("This member may not release figures.", param_hint="--by")
    return found


def _files(program: Program, period: Period, *, is_dry: bool, by: UUID | None) -> Sequence[File]:
    """What is to be written; what was released already comes as it was."""
    with program.open_look() as look:
        row, seen = releases.released(look, period), releases.last_shown(look, period)
        is_open = not is_closed(period, releases.today(look))
    if row is not None:
        click.echo(f"Released before, as edition {row.edition}, sha256 {row.digest}")
        return () if is_dry else _released(program, row.id, by=by)
    if is_open:  # for a dry run, too: what is shown day by day tells of each day's people
        raise PeriodOpenError("The period is not over for long enough to be released.")
    if seen is not None and seen.state is ReleaseState.PREPARED and not is_dry:
        click.echo("Prepared before: it is released as it was looked at.")
        with program.open_work() as work:
            releases.release(work, seen.id, member_id=by)
        return _released(program, seen.id, by=by)
    made = preparing.figures().make(program, period, tell=_tell)
    for line in _lines(made.protected):
        click.echo(line)
    if is_dry:
        click.echo("A dry run is not in the ledger: keep it to yourself, and release it instead.")
    if is_dry or made.protected.trouble is not None:
        return ()
    return _release(program, period, made, by=by)


def _release(
    program: Program,
    period: Period,
    made: Any,  # noqa: ANN401 - of a module that is loaded late
    *,
    by: UUID | None,
) -> Sequence[File]:
    with program.open_work() as work:
        release_id = releases.begin(work, period, member_id=by)
        release_preparing.keep(work, release_id, made.gathered, made.protected, made.files)
        releases.release(work, release_id, member_id=by)
    return _released(program, release_id, by=by)


def _released(program: Program, release_id: UUID, *, by: UUID | None) -> Sequence[File]:
    with program.open_work() as work:
        return [releases.fetch(work, release_id, kind, member_id=by) for kind in FileKind]


def _write(file: File, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file.name
    path.write_bytes(file.content)
    click.echo(f"{path}  sha256 {file.digest}")


def _tell(step: Step, percent: int) -> None:
    click.echo(f"{percent:>3} %  {step.value}", err=True)


def _lines(protected: Protected) -> Iterator[str]:
    """The tables as they would be released, and what the audit did."""
    for table in (each for each in protected.tables if each.columns):
        shown = sheet(table)
        yield f"\n{shown.title}"
        yield "\t".join(shown.headings)
        for row in shown.rows:
            yield "\t".join(number_words(cell) for cell in row)
    yield f"\nprotected               {hidden(protected.tables)}"
    for key in protected.left_out:
        yield f"left out                {key}"
    if protected.trouble is not None:
        yield f"refused                 {TROUBLES[protected.trouble]}"
