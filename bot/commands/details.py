"""Identifying details from the command line: what is found in a text, and how well.

What is printed here are words; they go to whoever typed the command and to no log.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from bot.morphemes import cut
from domain.details.find import find, mask
from domain.details.measuring import BrokenSentenceError, Measure, measure, read_labelled
from domain.details.tokens import Tokens

_FILE: Final = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def details_command() -> None:
    """Details that identify somebody in Japanese text: explain, measure."""


@details_command.command("explain")
@click.argument("texts", nargs=-1, required=True)
@click.option("--patterns", "is_bare", is_flag=True, help="Without the dictionary of words.")
def details_explain(*, texts: tuple[str, ...], is_bare: bool) -> None:
    """Show what is found in TEXTS; ``-`` reads them from the input, one a line."""
    for text in sys.stdin.read().splitlines() if texts == ("-",) else texts:
        found = find(text, tokens=_tokens(is_bare=is_bare))
        click.echo(mask(text, found))
        for each in found:
            click.echo(f"  {each.kind:<10}{each.start}–{each.end} {text[each.start : each.end]!r}")


@details_command.command("measure")
@click.argument("file", type=_FILE)
@click.option("--json", "is_json", is_flag=True, help="The counts for machines.")
@click.option("--patterns", "is_bare", is_flag=True, help="Without the dictionary of words.")
def details_measure(*, file: Path, is_json: bool, is_bare: bool) -> None:
    """Judge the labelled sentences of FILE: what is masked by kind, and clean sentences hit."""
    try:
        labelled = read_labelled(file.read_text("utf-8"))
    except BrokenSentenceError as error:
        raise click.ClickException(f"{file.name}, {error}") from None
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name} is not UTF-8") from None
    found = measure(labelled, tokens=_tokens(is_bare=is_bare))
    if is_json:
        click.echo(json.dumps(_document(found), ensure_ascii=False))
        return
    for line in _report(found):
        click.echo(line)


def _tokens(*, is_bare: bool) -> Tokens | None:
    return None if is_bare else cut


def _document(found: Measure) -> dict[str, object]:
    return {
        "kinds": {
            str(kind): {"masked": found.masked[kind], "total": total}
            for kind, total in found.total.items()
        },
        "clean": found.clean,
        "clean_hit": found.clean_hit,
    }


def _report(found: Measure) -> Iterator[str]:
    for kind, total in found.total.items():
        yield f"{kind:<10}{_share(found.masked[kind], total)} masked"
    yield f"{'clean':<10}{_share(found.clean_hit, found.clean)} hit"
    for sentence, detail in found.missed:
        words = sentence.text[detail.start : detail.end]
        yield f"missed    {detail.kind} {words!r} in {sentence.text!r}"
    for sentence in found.struck:
        yield f"hit       {sentence.text!r}"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" ({part / whole:.1%})" if whole else "")
