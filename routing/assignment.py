"""Which counsellor is asked next."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A counsellor on duty.

    ``room``: capacity less open talks and open offers. ``held``: open talks and offers.
    ``free_since``: when they were last given a talk or rid of one, else when they came on duty.
    ``given_this_evening``: talks they were given so far.
    """

    member_id: UUID
    organisation: str | None
    room: int
    free_since: datetime
    held: int = 0
    given_this_evening: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one place in the line asks of a counsellor.

    ``not_to``: who may not be asked now (declined or lapsed lately, a conflict, the owner).
    ``rather_not_to``: who is asked only where nobody else can be (heavy talks in a row).
    """

    earlier_counsellor_id: UUID | None = None
    not_to: frozenset[UUID] = frozenset()
    rather_not_to: frozenset[UUID] = frozenset()


def choose(
    wish: Wish,
    candidates: Iterable[Candidate],
    *,
    shares: Mapping[str, int],
    busy: Mapping[str, int],
    most: Mapping[str, int],
) -> UUID | None:
    """The member to ask, or None when nobody can be asked.

    Of those with room, not excluded and of an organisation below its capacity, without those to
    be spared unless nobody else is left: the earlier counsellor; else one of the organisation
    furthest below its share; of these whoever has the fewest talks and has been without a new one
    longest, then the lowest id.

    ``shares``: weight by organisation; a code not in it, and members of none, weigh 1, a weight
    of 0 is asked last, and without any share organisations do not matter. ``busy``: open talks
    and ``most``: the capacity by organisation; a code not in ``most`` has no limit.
    """
    on_duty = tuple(candidates)
    able = [
        candidate
        for candidate in on_duty
        if candidate.room > 0
        and candidate.member_id not in wish.not_to
        and not _is_full(candidate.organisation, busy=busy, most=most)
    ]
    able = [each for each in able if each.member_id not in wish.rather_not_to] or able
    if any(candidate.member_id == wish.earlier_counsellor_id for candidate in able):
        return wish.earlier_counsellor_id
    loads = _loads(on_duty, shares)
    chosen = min(
        able,
        key=lambda candidate: (
            loads[candidate.organisation],
            candidate.held,
            candidate.free_since,
            candidate.member_id,
        ),
        default=None,
    )
    return chosen.member_id if chosen is not None else None


def _is_full(organisation: str | None, *, busy: Mapping[str, int], most: Mapping[str, int]) -> bool:
    if organisation is None or organisation not in most:
        return False
    return busy.get(organisation, 0) >= most[organisation]


def _loads(
    candidates: Iterable[Candidate], shares: Mapping[str, int]
) -> Mapping[str | None, tuple[bool, Fraction]]:
    """What each organisation was given for its weight; those without weight come last."""
    given: Counter[str | None] = Counter()
    for candidate in candidates:
        given[candidate.organisation] += candidate.given_this_evening
    if not shares:
        return dict.fromkeys(given, (False, Fraction()))
    weights = {code: shares.get(code, 1) if code is not None else 1 for code in given}
    return {
        code: (False, Fraction(given[code], weight)) if weight > 0 else (True, Fraction())
        for code, weight in weights.items()
    }
