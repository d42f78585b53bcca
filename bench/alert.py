"""An alert among many words: from the webhook to a supervisor's open board.

The same evening as ``bench.evening``, at five times its words: fifty a second, of which one in a
hundred tells of danger.
"""

from concurrent.futures import Executor
from pathlib import Path
from typing import Final

from bench import houses, pages, stage
from bench.pages import Story
from bench.report import Measure, at_most, median, part, say
from bench.stage import PAGES

RATE: Final = 50
DANGER_EVERY: Final = 99
ANSWERS_A_SECOND: Final = 5
BOARD_SECONDS: Final = 2.0


def measure(folder: Path, executor: Executor, *, seconds: float) -> list[Measure]:
    """Webhook → alert on the board, in seconds; and the words around it, for reading.

    More is written than two cores can show on so many pages: what tells of danger comes first.
    """
    with stage.prepared(folder, executor) as on:
        story = Story(
            port=on.house.port,
            secret=houses.CHANNEL_SECRET,
            talks=on.talks,
            rate=RATE,
            answers_a_second=ANSWERS_A_SECOND,
            seconds=seconds,
            danger_every=DANGER_EVERY,
            board=on.board,
        )
        say(f"{RATE} messages a second, one in {DANGER_EVERY} of danger, {seconds:.0f} s long")
        told = executor.submit(pages.live_through, story).result()
    if told.missing_alerts():
        raise RuntimeError(f"{len(told.missing_alerts())} alerts not shown within ten seconds")
    to_board = [told.alerted_at[visit] - at for visit, at in told.endangered_at.items()]
    shown = [
        told.shown_at[mark] - at for mark, at in told.written_at.items() if mark in told.shown_at
    ]
    name = f"webhook → alert on the board ({PAGES} pages, {RATE}/s, {len(to_board)} alerts)"
    return [
        Measure(name=f"{name}: p50", value=median(to_board), unit="s"),
        at_most(f"{name}: p95", part(to_board, 0.95), "s", BOARD_SECONDS),
        at_most(f"LINE's webhook → 200 at {RATE}/s: p99", part(told.door_seconds, 0.99), "s", 2.0),
        Measure(name=f"phone → open page at {RATE}/s: p50", value=median(shown), unit="s"),
        Measure(
            name="words on their page in time", value=len(shown) / len(told.written_at), unit=""
        ),
    ]
