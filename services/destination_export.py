"""Destinations as files: a table for spreadsheets, and the exchange format HSDS."""

import csv
import io
import json
from collections.abc import Sequence

from domain.checking import EntryState
from domain.destination import DestinationFacts
from domain.destination_cells import written
from domain.destination_columns import HEADINGS
from domain.destination_hsds import package, service
from domain.table_cells import safe_lines
from services import destinations
from services.work import Work

_BYTE_ORDER_MARK = "\ufeff"


def table(work: Work) -> str:
    """Every destination but withdrawn ones, as CSV that can be brought in again.

    With a byte order mark and CRLF, as spreadsheets wish it; no cell is a formula.
    """
    standing = [
        each.facts for each in destinations.list_all(work) if each.state is not EntryState.WITHDRAWN
    ]
    return write_table(standing)


def write_table(entries: Sequence[DestinationFacts]) -> str:
    """These facts as CSV: our columns, and behind them those that came with a table."""
    beside = tuple(dict.fromkeys(each.heading for facts in entries for each in facts.extra))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [safe_lines(name) for name in (*(names[0] for names in HEADINGS.values()), *beside)]
    )
    for facts in entries:
        cells, more = written(facts), {each.heading: each.printed for each in facts.extra}
        row = [cells[fact] for fact in HEADINGS] + [more.get(heading, "") for heading in beside]
        writer.writerow([safe_lines(cell) for cell in row])
    return _BYTE_ORDER_MARK + out.getvalue()


def hsds(work: Work, *, is_whole: bool) -> str:
    """What persons may be shown today, as HSDS JSON; with ``is_whole`` every entry, all of it."""
    listed = destinations.list_all(work) if is_whole else destinations.usable(work)
    services = [
        service(
            each.id,
            each.facts,
            assured_on=each.assured_on,
            is_active=each.is_nameable,
            is_whole=is_whole,
        )
        for each in listed
    ]
    return json.dumps(package(services), ensure_ascii=False, indent=2) + "\n"
