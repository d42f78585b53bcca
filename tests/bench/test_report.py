"""The bench's own reckoning: parts of waits, goals, the list it writes, webhooks like LINE's."""

import json
from pathlib import Path

from bench import report, webhooks
from line.body import read_body
from line.signature import is_signed


def test_a_part_of_the_waits_is_what_so_many_do_not_exceed() -> None:
    waits = [float(number) for number in range(100, 0, -1)]

    assert report.median(waits) == 51
    assert report.part(waits, 0.99) == 100
    assert report.part([3.0], 0.99) == 3


def test_a_goal_is_met_at_the_very_number() -> None:
    assert report.at_least("ratio", 1.0, "×", 1.0).holds
    assert not report.at_least("ratio", 0.99, "×", 1.0).holds
    assert report.at_most("wait", 300.0, "ms", 300.0).holds
    assert not report.at_most("wait", 300.1, "ms", 300.0).holds


def test_the_report_is_a_list_and_the_table_says_what_is_missed(tmp_path: Path) -> None:
    measures = [report.at_least("ratio", 0.5, "×", 1.0), report.at_most("wait", 8.0, "ms", 50.0)]

    report.write(measures, tmp_path / "reports" / "bench.json")

    assert json.loads((tmp_path / "reports" / "bench.json").read_text()) == [
        {"name": "ratio", "value": 0.5, "unit": "×", "goal": "≥ 1", "holds": False},
        {"name": "wait", "value": 8.0, "unit": "ms", "goal": "≤ 50", "holds": True},
    ]
    assert [line.split()[-1] for line in report.table(measures).splitlines()] == ["MISSED", "holds"]


def test_the_webhooks_of_the_bench_are_signed_and_each_one_is_new() -> None:
    requests = webhooks.many("/line/webhook", "a secret", 3)
    heads, bodies = zip(*(request.split(b"\r\n\r\n") for request in requests), strict=True)
    signatures = [head.rpartition(b"x-line-signature: ")[2].decode() for head in heads]
    events = [read_body(body).events for body in bodies]

    assert all(
        is_signed(body, signature, ["a secret"])
        for body, signature in zip(bodies, signatures, strict=True)
    )
    assert len({event.event_id for (event,) in events}) == 3
    assert {len(body) // 100 for body in bodies} <= {7, 8}
