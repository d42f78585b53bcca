"""``make bench``: measures, prints a table, writes var/reports/bench.json."""

import argparse
import multiprocessing
import tempfile
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Final

from bench import alert, doors, evening, growth, line, load, numbers, risk, weight
from bench.doors import Effort
from bench.report import Measure, table, write

REPORT: Final = Path("var/reports/bench.json")
FULL: Final = Effort(rounds=7, slice_count=8000, connections=48, steady_seconds=10.0, fetches=150)
QUICK: Final = Effort(rounds=2, slice_count=1500, connections=48, steady_seconds=2.0, fetches=30)


def main() -> None:
    """Measure what was asked for; a missed goal is printed, and is no failure."""
    arguments = _arguments()
    effort = QUICK if arguments.quick else FULL
    with (
        tempfile.TemporaryDirectory(prefix="madobe-bench-") as folder,
        ProcessPoolExecutor(
            1, multiprocessing.get_context("spawn"), load.end_with_parent
        ) as executor,
    ):
        measures = _measured(arguments.only, Path(folder), executor, effort)
    print(table(measures))
    write(measures, REPORT)


def _measured(only: list[str], folder: Path, executor: Executor, effort: Effort) -> list[Measure]:
    measures: list[Measure] = []
    if "doors" in only:
        measures += doors.measure(folder / "doors", executor, effort)
    if "evening" in only:
        measures += evening.measure(folder / "evening", executor, seconds=effort.steady_seconds * 2)
    if "alert" in only:
        measures += alert.measure(folder / "alert", executor, seconds=effort.steady_seconds * 4)
    if "growth" in only:
        measures += growth.measure(folder / "growth", fetches=effort.fetches)
    if "line" in only:
        measures += line.measure(folder / "line", fetches=effort.fetches)
    return measures + _measured_alone(only, folder)


def _measured_alone(only: list[str], folder: Path) -> list[Measure]:
    """What needs no other process."""
    measures: list[Measure] = []
    if "risk" in only:
        measures += risk.measure()
    if "numbers" in only:
        measures += numbers.measure(folder / "numbers")
    if "weight" in only:
        measures += weight.measure(folder / "weight")
    return measures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter and rougher")
    parts = ("doors", "evening", "alert", "growth", "line", "numbers", "risk", "weight")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts, help="some parts")
    return parser.parse_args()


if __name__ == "__main__":
    main()
