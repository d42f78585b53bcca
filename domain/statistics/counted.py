"""What a sheet is made of: the facts of one period, fetched and not yet counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.statistics.coming import Coming, Fact, Outcome
from domain.statistics.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Friends:
    """Friends of the account: since the beginning, and in the period.

    ``line_…``: LINE's own count of the last day it told us of; None while it has told of none.
    ``…_then``: ours of that day, so that like is compared with like.
    """

    ever: int = 0
    returned_ever: int = 0
    blocked_ever: int = 0
    added: int = 0
    returned: int = 0
    blocked: int = 0
    line_followers: int | None = None
    line_blocks: int | None = None
    ever_then: int = 0
    blocked_then: int = 0

    @property
    def active(self) -> int:
        """Friends who have not blocked us."""
        return self.ever + self.returned_ever - self.blocked_ever

    @property
    def blocked_now(self) -> int:
        """Who was a friend and has blocked us."""
        return self.ever - self.active

    @property
    def line_gap(self) -> int | None:
        """How many more LINE has counted than we have been told of; None where it has told none."""
        return None if self.line_followers is None else self.line_followers - self.ever_then

    @property
    def block_gap(self) -> int | None:
        """The same of those who block us now."""
        return None if self.line_blocks is None else self.line_blocks - self.blocked_then


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a sheet counts. ``known_before``: who had come earlier in the fiscal year.

    ``others`` are the facts of the period that belong to no visit, but for messages, which are
    counted already: ``messages`` by ``in``, ``in_hours`` and ``out``.
    """

    period: Period
    visits: Sequence[Coming]
    others: Sequence[Fact] = ()
    known_before: frozenset[bytes] = frozenset()
    friends: Friends = field(default_factory=Friends)
    messages: Mapping[str, int] = field(default_factory=dict)
    _sorted: dict[Outcome, list[Coming]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the visits once: a sheet asks for them many times."""
        for visit in self.visits:
            self._sorted.setdefault(visit.outcome, []).append(visit)

    def of(self, outcome: Outcome) -> Sequence[Coming]:
        """The visits that are counted in one class."""
        return self._sorted.get(outcome, ())

    @property
    def real(self) -> Sequence[Coming]:
        """The visits but for tests."""
        tests = self.of(Outcome.TEST)
        if not tests:
            return self.visits
        return [visit for visit in self.visits if visit.outcome is not Outcome.TEST]

    @property
    def in_hours(self) -> list[Coming]:
        """The visits that somebody was to answer (時間内)."""
        return [visit for visit in self.visits if visit.is_in_hours]

    @property
    def answered(self) -> Sequence[Coming]:
        """The visits a human has answered (対応)."""
        return self.of(Outcome.ANSWERED)
