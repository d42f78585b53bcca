"""What the organisations have agreed on: whose talks, notes and records are open to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Opened = Mapping[str, frozenset[str]]
"""By the organisation something belongs to, the others it is open to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What goes from one organisation to another. Inside one everything does.

    ``talks``: who may go on with a talk. ``notes``: who reads a note that is marked to cross.
    None for these is everybody. ``records``: whose supervisors read a record, and the ended talk
    it belongs to; nobody unless it is said.
    """

    talks: Opened | None = None
    notes: Opened | None = None
    records: Opened = field(default_factory=dict)

    def may_go_on(self, *, whose: str | None, who: str | None) -> bool:
        """Whether a talk of one organisation may go on with a counsellor of another."""
        return _is_open(self.talks, whose, who)

    def do_notes_cross(self, *, whose: str | None, who: str | None) -> bool:
        """Whether marked notes of one organisation are read in another."""
        return _is_open(self.notes, whose, who)

    def are_records_open(self, *, whose: str | None, who: str | None) -> bool:
        """Whether supervisors of one organisation read the records of another."""
        return _is_open(self.records, whose, who)


def _is_open(opened: Opened | None, whose: str | None, who: str | None) -> bool:
    if opened is None or whose == who:
        return True
    return whose is not None and who in opened.get(whose, frozenset())
