"""What was measured: a table for people, ``bench.json`` for machines."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number. ``goal`` says what it must be, ``holds`` whether it is."""

    name: str
    value: float
    unit: str
    goal: str | None = None
    holds: bool | None = None


def at_least(name: str, value: float, unit: str, goal: float) -> Measure:
    """A number that must not be lower."""
    return Measure(name=name, value=value, unit=unit, goal=f"≥ {goal:g}", holds=value >= goal)


def at_most(name: str, value: float, unit: str, goal: float) -> Measure:
    """A number that must not be higher."""
    return Measure(name=name, value=value, unit=unit, goal=f"≤ {goal:g}", holds=value <= goal)


def part(waits: Sequence[float], share: float) -> float:
    """The wait that this share of all waits does not exceed."""
    return sorted(waits)[min(len(waits) - 1, int(len(waits) * share))]


def median(numbers: Sequence[float]) -> float:
    """The middle one."""
    return part(numbers, 0.5)


def say(what: str) -> None:
    """Tell whoever waits how far it is."""
    print(f"  … {what}", file=sys.stderr, flush=True)


def table(measures: Sequence[Measure]) -> str:
    """Every measure on a line, with its goal and whether it is met."""
    width = max(len(measure.name) for measure in measures)
    return "\n".join(_line(measure, width) for measure in measures)


def write(measures: Sequence[Measure], path: Path) -> None:
    """Write the list as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = [{**asdict(measure), "value": round(measure.value, 4)} for measure in measures]
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _line(measure: Measure, width: int) -> str:
    verdict = {None: "", True: "holds", False: "MISSED"}[measure.holds]
    number = f"{measure.value:,.2f}" if measure.value < 1000 else f"{measure.value:,.0f}"  # noqa: PLR2004 - legible
    row = (
        f"{measure.name:<{width}}  {number:>10} {measure.unit:<5} {measure.goal or '':<7} {verdict}"
    )
    return row.rstrip()
