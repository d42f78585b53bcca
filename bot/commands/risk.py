"""Signs of danger from the command line: why a text is judged so, how good it is, learning anew.

What is printed here are words; they go to whoever typed the command and to no log.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from domain.risk import sentences, training, weights
from domain.risk.assess import Explanation, explain
from domain.risk.hits import Fate, Hit
from domain.risk.measuring import Measure, cross_validate, curve, measure

_FILE: Final = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def risk_command() -> None:
    """Signs of danger in what a person writes: explain, measure, learn."""


@risk_command.command("explain")
@click.argument("bubbles", nargs=-1, required=True)
def risk_explain(bubbles: tuple[str, ...]) -> None:
    """Show why BUBBLES are judged so; ``-`` reads them from the input, one a line."""
    texts = sys.stdin.read().splitlines() if bubbles == ("-",) else bubbles
    for line in _lines(explain(texts)):
        click.echo(line)


@risk_command.command("measure")
@click.argument("file", type=_FILE)
@click.option("--json", "is_json", is_flag=True, help="The counts for machines.")
@click.option(
    "--cross-validate",
    "is_crossed",
    is_flag=True,
    help="Learn without each fifth before judging it; terms stay as they are.",
)
@click.option(
    "--curve",
    "is_curve",
    is_flag=True,
    help="The model alone, by threshold, learned as with --cross-validate.",
)
def risk_measure(*, file: Path, is_json: bool, is_crossed: bool, is_curve: bool) -> None:
    """Judge the labelled sentences of FILE: recall, false alarms, and what was missed."""
    labelled = _read(file)
    beside = [one for one in sentences.get_sentences() if one.id not in _ids(labelled)]
    if is_curve:
        for point in curve(labelled, beside=beside):
            click.echo(
                f"from {point.threshold:.2f}  {point.caught}/{point.risk} caught"
                f"  {point.false_alarms}/{point.harmless} false alarms"
            )
        return
    found = cross_validate(labelled, beside=beside) if is_crossed else measure(labelled)
    click.echo(json.dumps(_document(found), ensure_ascii=False) if is_json else _report(found))


@risk_command.command("train")
@click.argument("file", type=_FILE)
@click.option("--version", "version", default="2026-11-21", help="What the weights are called.")
def risk_train(file: Path, version: str) -> None:
    """Learn the weights from FILE and print them, for ``domain/risk/weights.json``."""
    click.echo(weights.to_json(training.train(_read(file), version=version)), nl=False)


def _read(file: Path) -> tuple[sentences.Sentence, ...]:
    return sentences.read_sentences(file.read_text("utf-8"))


def _ids(labelled: Sequence[sentences.Sentence]) -> frozenset[str]:
    return frozenset(one.id for one in labelled)


def _document(found: Measure) -> dict[str, object]:
    return {
        "risk": found.risk,
        "caught": found.caught,
        "ambiguous": found.ambiguous,
        "flagged": found.flagged,
        "harmless": found.harmless,
        "false_alarms": found.false_alarms,
        "missed": [{"id": one.id, "text": one.text} for one in found.missed],
    }


def _report(found: Measure) -> str:
    lines = [
        f"risk       {_share(found.caught, found.risk)} caught",
        f"ambiguous  {_share(found.flagged, found.ambiguous)} flagged",
        f"harmless   {_share(found.false_alarms, found.harmless)} false alarms",
        *(f"missed     {one.id}  {one.text}" for one in found.missed),
    ]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" ({part / whole:.1%})" if whole else "")


def _lines(found: Explanation) -> Iterator[str]:
    said = found.assessment
    yield f"level    R{said.level}{' and a flag' if said.is_flag and not said.level else ''}"
    yield f"signs    {', '.join(said.signs) or 'none'}"
    yield f"model    {found.score:.2f}"
    yield f"version  {said.version}"
    for hit in found.hits:
        yield f"{_fate(hit):<9}{hit.term_id} R{hit.level} {_quoted(found.text, hit)}"


def _fate(hit: Hit) -> str:
    return "term" if hit.fate is Fate.COUNTS else str(hit.fate)


def _quoted(text: str, hit: Hit) -> str:
    start, end = hit.span
    by = f" by {hit.by}" if hit.by else ""
    return f"{start}–{end} {text[start:end]!r}{by}"
