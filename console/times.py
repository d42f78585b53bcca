"""How moments are written for a counsellor: in Tokyo, short, and from the service's now."""

from datetime import datetime, timedelta
from typing import Final

from domain.clock import TOKYO

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def since(moment: datetime, now: datetime) -> str:
    """How long ago, in the words a person uses (the same as ``static/times.js``)."""
    gone = max(now - moment, timedelta())
    if gone < timedelta(minutes=1):
        return "たった今"
    if gone < _HOUR:
        return f"{gone // timedelta(minutes=1)}分前"
    if gone < _DAY:
        return f"{gone // _HOUR}時間前"
    return f"{gone // _DAY}日前"


def waited(moment: datetime, now: datetime) -> str:
    """For how long, in whole minutes: 12分."""
    return f"{minutes_between(moment, now)}分"


def minutes_between(moment: datetime, now: datetime) -> int:
    """Whole minutes from one to the other, whichever comes first."""
    return abs(now - moment) // timedelta(minutes=1)


def hour(moment: datetime) -> str:
    """An hour of the clock as it is said: 21時, 21時30分."""
    there = moment.astimezone(TOKYO)
    return f"{there.hour}時{there.minute}分" if there.minute else f"{there.hour}時"


def written(moment: datetime, now: datetime) -> str:
    """The hour; with the day when it was not today."""
    there, here = moment.astimezone(TOKYO), now.astimezone(TOKYO)
    if there.date() == here.date():
        return f"{there:%H:%M}"
    return f"{there.month}月{there.day}日 {there:%H:%M}"


def clock_banner(now: datetime) -> str:
    """The service's time in full, for the banner of a moved clock."""
    return f"{now.astimezone(TOKYO):%Y-%m-%d %H:%M}"
