"""How fast the door is: our webhook beside the SDK's echo bot, on the same server and load.

All servers are up at once; short slices in a shuffled order; what counts is the ratio of medians,
because the machine's own swings hit everybody alike.
"""

import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from bench import houses, load
from bench.load import Outcome, Target
from bench.report import Measure, at_least, at_most, median, part, say
from bot.embedded import EmbeddedRedis
from bot.webhook import PATH
from tests.machinery.database_server import running_postgres

ECHO: Final = "SDK echo bot"
OURS: Final = ("Madobe on SQLite", "Madobe on PostgreSQL")
RATIO_MUST: Final = 0.3
RATIO_GOAL: Final = 1.0
STEADY_RATE: Final = 200
STEADY_MS: Final = 50.0
_NOBODY: Final = "http://127.0.0.1:9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to measure."""

    rounds: int
    slice_count: int
    connections: int
    steady_seconds: float
    fetches: int


def measure(folder: Path, executor: Executor, effort: Effort) -> list[Measure]:
    """Acknowledgements a second, their waits, and the ratio to the echo bot."""
    say("starting the echo bot, and our door on SQLite and on PostgreSQL")
    with _doors(folder) as doors:
        outcomes = _slices(doors, executor, effort)
        calm = {name: _steady(name, door, executor, effort) for name, door in doors.items()}
    floor = median([outcome.rate for outcome in outcomes[ECHO]])
    measures = []
    for name in doors:
        measures += _of_slices(name, outcomes[name])
        waits = calm[name].waits
        limit = at_most if name in OURS else _for_reading
        measures += [limit(f"{name}: p99 at {STEADY_RATE}/s", part(waits, 0.99) * 1e3, "ms", 50.0)]
    for name in OURS:
        ratio = median([outcome.rate for outcome in outcomes[name]]) / floor
        measures.append(at_least(f"{name} / {ECHO}: must", ratio, "×", RATIO_MUST))
        measures.append(at_least(f"{name} / {ECHO}: goal", ratio, "×", RATIO_GOAL))
    return measures


@contextmanager
def _doors(folder: Path) -> Iterator[Mapping[str, Target]]:
    with ExitStack() as stack:
        server = stack.enter_context(running_postgres(houses.DURABLE_POSTGRES))
        with psycopg.connect(f"host={server} user=madobe dbname=postgres", autocommit=True) as to:
            to.execute("CREATE DATABASE doors")
        urls = (None, f"postgresql+psycopg://madobe@/doors?host={server}")
        port = houses.free_port()
        stack.enter_context(houses.echo(port))
        doors = {ECHO: Target(port=port, path="/callback", secret=houses.CHANNEL_SECRET)}
        for name, url in zip(OURS, urls, strict=True):
            place = folder / name.replace(" ", "-")
            redis = stack.enter_context(EmbeddedRedis(folder / f"redis-{len(doors)}"))
            house = houses.prepare(place, database_url=url, redis=redis, line_url=_NOBODY)
            stack.enter_context(houses.web(house))
            doors[name] = Target(port=house.port, path=PATH, secret=houses.CHANNEL_SECRET)
        yield doors


def _slices(
    doors: Mapping[str, Target], executor: Executor, effort: Effort
) -> dict[str, list[Outcome]]:
    outcomes: dict[str, list[Outcome]] = {name: [] for name in doors}
    for number in range(effort.rounds + 1):
        say(f"doors at full load: round {number} of {effort.rounds} (0 warms up)")
        for name in _shuffled(list(doors)):
            outcome = executor.submit(
                load.closed, doors[name], connections=effort.connections, count=effort.slice_count
            ).result()
            if number > 0:
                outcomes[name].append(outcome)
    return outcomes


def _steady(name: str, door: Target, executor: Executor, effort: Effort) -> Outcome:
    say(f"{name} at {STEADY_RATE}/s")
    return executor.submit(
        load.steady, door, rate=STEADY_RATE, seconds=effort.steady_seconds
    ).result()


def _of_slices(name: str, outcomes: list[Outcome]) -> list[Measure]:
    refused = sum(outcome.refused for outcome in outcomes)
    if refused:
        raise RuntimeError(f"{name} did not answer 200 to {refused} webhooks")
    waits = [wait for outcome in outcomes for wait in outcome.waits]
    return [
        Measure(name=f"{name}: acks", value=median([one.rate for one in outcomes]), unit="/s"),
        Measure(name=f"{name}: p50 at full load", value=part(waits, 0.5) * 1e3, unit="ms"),
        Measure(name=f"{name}: p99 at full load", value=part(waits, 0.99) * 1e3, unit="ms"),
        Measure(
            name=f"{name}: the load's own share of a core",
            value=median([one.busy for one in outcomes]),
            unit="core",
        ),
    ]


def _for_reading(name: str, value: float, unit: str, _goal: float) -> Measure:
    return Measure(name=name, value=value, unit=unit)


def _shuffled(names: list[str]) -> list[str]:
    secrets.SystemRandom().shuffle(names)
    return names
