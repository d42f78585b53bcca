"""Made-up programmes for the demo: two, of made-up destinations, with dates in the days to come."""

from datetime import datetime, time, timedelta
from typing import Final

from domain.clock import TOKYO
from domain.destination import Offer
from domain.programme import DateFacts, Ease, ProgrammeFacts, local_day
from services import destinations, programme_dates
from services.programme_keeping import add
from services.work import Work

_SATURDAY: Final = 5
_EXAMPLES: Final = (
    (Offer.A_PLACE_TO_BE, "みんなの午後", "見ているだけでも大丈夫です。", "駅前の会館2階", 0),
    (Offer.FAMILY_GROUP, "家族のお茶の時間", "聞いているだけでも大丈夫です。", "図書館の会議室", 1),
)
"""What it is, its name, its line, its place, and how many days after Saturday."""


def seed(work: Work) -> int:
    """Add the examples to made-up destinations that offer such; gives how many there were."""
    count = 0
    for kind, name, line, place, days in _EXAMPLES:
        found = [
            each
            for each in destinations.list_all(work)
            if each.is_example and each.may_be_shown and kind in each.facts.offers
        ]
        if not found:
            continue
        facts = ProgrammeFacts(
            destination_id=found[0].id,
            kind=kind,
            name=name,
            one_line=line,
            place=place,
            eases=frozenset(Ease),
            may_show=True,
        )
        programme_id = add(work, facts, member_id=None)
        for weeks in range(2):
            date = _date(work.now, days=days, weeks=weeks)
            programme_dates.add(work, programme_id, date, member_id=None)
        count += 1
    return count


def _date(now: datetime, *, days: int, weeks: int) -> DateFacts:
    """A Saturday to come, at the earliest the day after tomorrow, and so many days after it."""
    today = local_day(now)
    ahead = (_SATURDAY - today.weekday()) % 7
    ahead += 7 if ahead < 2 else 0  # noqa: PLR2004 - tomorrow is too soon to be told the day before
    day = today + timedelta(days=ahead + days + 7 * weeks)
    begins_at = datetime.combine(day, time(14), TOKYO)
    return DateFacts(
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=2),
        sign_up_until=begins_at,
        places=None if days else 12,
    )
