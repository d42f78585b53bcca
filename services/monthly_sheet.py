"""The monthly sheet: the facts of a period, counted exactly. It stays inside the house."""

from datetime import date
from functools import partial

from domain.clock import TOKYO
from domain.statistics import sheet
from domain.statistics.coming import Coming, Fact, comings
from domain.statistics.counted import Friends, Material
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.periods import Period
from domain.statistics.sheet import Sheet
from services.work import Work
from storage.queries import stat_facts

_FRIENDS = (FactKind.FRIEND_ADDED, FactKind.FRIEND_RETURNED, FactKind.FRIEND_BLOCKED)
_OF_LINE = (FactKind.LINE_FOLLOWERS, FactKind.LINE_BLOCKS)


def make(
    work: Work, period: Period, *, organisation: str | None = None, as_of: date | None = None
) -> Sheet:
    """The sheet of a period, of the whole consortium or as one organisation sees it.

    An organisation's holds the talks it answered, and the visits and evenings that were nobody's
    own. ``as_of``: as it would have been made on that day.
    """
    return sheet.make(
        material(work, period, organisation=organisation, as_of=as_of), organisation=organisation
    )


def material(
    work: Work, period: Period, *, organisation: str | None = None, as_of: date | None = None
) -> Material:
    """The facts of a period as a sheet counts them."""
    facts = stat_facts.between(work.session, period.first, period.last, as_of=as_of)
    visits = [each for each in comings(facts) if _is_shown(each, organisation)]
    others = [each for each in facts if _is_no_visits(each) and _is_shown(each, organisation)]
    return Material(
        period=period,
        visits=visits,
        others=others,
        known_before=stat_facts.persons_before(
            work.session, period.fiscal_year, period.first, as_of=as_of
        ),
        friends=friends(work, period, as_of=as_of),
        messages=stat_facts.count_messages(
            work.session, period.first, period.last, organisation=organisation, as_of=as_of
        ),
    )


def friends(work: Work, period: Period, *, as_of: date | None = None) -> Friends:
    """Friends at the end of a period, or today while it lasts; as known on a day."""
    last = min(period.last, work.now.astimezone(TOKYO).date())
    ever, lately = (
        _friends(work, first=first, last=last, as_of=as_of) for first in (None, period.first)
    )
    told = {
        kind: stat_facts.latest_number(work.session, kind, last, as_of=as_of) for kind in _OF_LINE
    }
    followers, blocks = (told[kind] for kind in _OF_LINE)
    then = _friends(work, first=None, last=followers[0], as_of=as_of) if followers else ever
    added, returned, blocked = _FRIENDS
    return Friends(
        ever=ever[added],
        returned_ever=ever[returned],
        blocked_ever=ever[blocked],
        added=lately[added],
        returned=lately[returned],
        blocked=lately[blocked],
        line_followers=followers[1] if followers else None,
        line_blocks=blocks[1] if blocks else None,
        ever_then=then[added],
        blocked_then=then[blocked] - then[returned],
    )


def _friends(
    work: Work, *, first: date | None, last: date, as_of: date | None
) -> dict[FactKind, int]:
    """Who added, came back and blocked; who wrote without adding the account was no friend."""
    count = partial(stat_facts.count_kinds, work.session, first=first, last=last, as_of=as_of)
    return count(_FRIENDS[:2]) | count(_FRIENDS[2:], codes={FactCode.WAS_FRIEND: "yes"})


def _is_shown(each: Coming | Fact, organisation: str | None) -> bool:
    return organisation is None or each.organisation in {None, organisation}


def _is_no_visits(fact: Fact) -> bool:
    """A fact of no visit; that one was set aside is told of in the notes, too."""
    return fact.stat_id is None or fact.kind is FactKind.SET_ASIDE
