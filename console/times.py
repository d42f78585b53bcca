"""How moments are written for a counsellor: in Tokyo, short, and from the service's now."""

from datetime import date, datetime, timedelta
from typing import Final

from console.language import _, counted, later
from domain.clock import TOKYO

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)

WEEKDAYS: Final = (
    later("月"), later("火"), later("水"), later("木"), later("金"), later("土"), later("日")
)  # fmt: skip


def iso(moment: date) -> str:
    """A day, or a moment, for an attribute ``datetime``: HTML knows no less than milliseconds."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="milliseconds")
    return moment.isoformat()


def since(moment: datetime, now: datetime) -> str:
    """How long ago, in the words a person uses (the same as ``static/times.js``)."""
    gone = max(now - moment, timedelta())
    if gone < timedelta(minutes=1):
        return _("たった今")
    if gone < _HOUR:
        return counted("%(n)s分前", gone // timedelta(minutes=1))
    if gone < _DAY:
        return counted("%(n)s時間前", gone // _HOUR)
    return counted("%(n)s日前", gone // _DAY)


def waited(moment: datetime, now: datetime) -> str:
    """For how long, in whole minutes: 12分."""
    return counted("%(n)s分", minutes_between(moment, now))


def minutes_between(moment: datetime, now: datetime) -> int:
    """Whole minutes from one to the other, whichever comes first."""
    return abs(now - moment) // timedelta(minutes=1)


def hour(moment: datetime) -> str:
    """An hour of the clock as it is said: 21時, 21時30分."""
    there = moment.astimezone(TOKYO)
    if there.minute:
        return _("%(hour)d時%(minute)d分", hour=there.hour, minute=there.minute)
    return _("%(hour)d時", hour=there.hour)


def written(moment: datetime, now: datetime) -> str:
    """The hour; with the day when it was not today."""
    there, here = moment.astimezone(TOKYO), now.astimezone(TOKYO)
    if there.date() == here.date():
        return f"{there:%H:%M}"
    return _(
        "%(month)d月%(day)d日 %(time)s", month=there.month, day=there.day, time=f"{there:%H:%M}"
    )


def day_words(on: date) -> str:
    """A day as it is said: 11月24日（火）."""
    weekday = _(WEEKDAYS[on.weekday()])
    return _("%(month)s月%(day)s日（%(weekday)s）", month=on.month, day=on.day, weekday=weekday)


def clock_banner(now: datetime) -> str:
    """The service's time in full, for the banner of a moved clock."""
    return f"{now.astimezone(TOKYO):%Y-%m-%d %H:%M}"
