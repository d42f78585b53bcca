"""The monthly sheet: the facts of a period, counted exactly. It stays inside the house."""

from datetime import date

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
        known_before=stat_facts.persons_before(work.session, period.fiscal_year, period.first),
        friends=friends(work, period),
        messages=stat_facts.count_messages(
            work.session, period.first, period.last, organisation=organisation
        ),
    )


def friends(work: Work, period: Period) -> Friends:
    """Friends at the end of a period, or today while it lasts."""
    last = min(period.last, work.now.astimezone(TOKYO).date())
    was_friend = {FactCode.WAS_FRIEND: "yes"}
    followed, blocked = _FRIENDS[:2], _FRIENDS[2:]
    ever = stat_facts.count_kinds(work.session, followed, last=last)
    ever |= stat_facts.count_kinds(work.session, blocked, last=last, codes=was_friend)
    lately = stat_facts.count_kinds(work.session, followed, first=period.first, last=last)
    lately |= stat_facts.count_kinds(
        work.session, blocked, first=period.first, last=last, codes=was_friend
    )
    return Friends(
        ever=ever[FactKind.FRIEND_ADDED],
        returned_ever=ever[FactKind.FRIEND_RETURNED],
        blocked_ever=ever[FactKind.FRIEND_BLOCKED],
        added=lately[FactKind.FRIEND_ADDED],
        returned=lately[FactKind.FRIEND_RETURNED],
        blocked=lately[FactKind.FRIEND_BLOCKED],
        line_followers=stat_facts.latest_number(work.session, FactKind.LINE_FOLLOWERS, last),
        line_blocks=stat_facts.latest_number(work.session, FactKind.LINE_BLOCKS, last),
    )


def _is_shown(each: Coming | Fact, organisation: str | None) -> bool:
    return organisation is None or each.organisation in {None, organisation}


def _is_no_visits(fact: Fact) -> bool:
    """A fact of no visit; that one was set aside is told of in the notes, too."""
    return fact.stat_id is None or fact.kind is FactKind.SET_ASIDE
