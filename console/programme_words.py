"""The words of programmes, as members read them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from console.destination_words import OFFERS
from console.language import _, later
from console.text_words import said_of
from console.times import day_words, hour
from domain.clock import TOKYO
from domain.destination import Offer
from domain.programme import CancelledFor, Ease, Room
from services.programmes import ShownDate
from texts.rules import Finding

KINDS: Final[Mapping[Offer, str]] = OFFERS

EASES: Final[Mapping[Ease, str]] = {
    Ease.COME_LATE: later("途中から来てもよい"),
    Ease.LEAVE_EARLY: later("途中で帰ってもよい"),
    Ease.STAY_SILENT: later("話さなくてもよい"),
}

ROOMS: Final[Mapping[Room, str]] = {
    Room.OPEN: later("申し込めます"),
    Room.FULL: later("いっぱいです"),
    Room.OVER: later("申し込みは終わりました"),
    Room.CANCELLED: later("お休みになりました"),
    Room.HIDDEN: later("案内には出ません"),
}

REASONS: Final[Mapping[CancelledFor, str]] = {
    CancelledFor.WEATHER: later("天気のため"),
    CancelledFor.ROOM: later("会場の都合で"),
    CancelledFor.STAFF: later("人がそろわないため"),
    CancelledFor.OTHER: later("都合により"),
}

REFUSALS: Final[Mapping[str, str]] = {
    "programme_words": later("この文は、このままでは使えません。"),
    "dates_ahead": later("これからの日にちがあります。先に、その日にちをお休みにしてください。"),
    "impossible_date": later("その日時や数では入れられません。"),
    "date_over": later("この日は終わったか、お休みになったか、案内に出していません。"),
    "many_waiting": later("見てもらうのを待っている日にちが、もうたくさんあります。"),
    "not_yet_held": later("まだはじまっていないか、お休みになった日です。"),
    "news_asked": later("お知らせのことは、もうきいてあるか、ご本人から聞いています。"),
    "not_written_to": later("この方には、こちらからお知らせを送れません。"),
}
"""By the ``code`` of a refusal about programmes."""


def number_words(at_least: int | None) -> str:
    """A protected number of people: 若干名, 10人以上."""
    return _("若干名") if at_least is None else _("%(n)s人以上", n=at_least)


def room_words(date: ShownDate) -> str:
    """Whether one can sign up; of few places it is never said whether they are taken."""
    if date.waits:
        return _("紹介先から届いて、まだ案内に出していません")
    if date.lapsed:
        return _("案内に出ないまま、過ぎました")
    if date.is_past and date.room is not Room.CANCELLED:
        return _("終わりました")
    is_open = date.room in {Room.OPEN, Room.FULL}
    return _("少人数の集まりです") if date.is_small and is_open else _(ROOMS[date.room])


def when_words(begins_at: datetime, ends_at: datetime) -> str:
    """11月28日（土） 14時から16時."""
    day = day_words(begins_at.astimezone(TOKYO).date())
    begin, end = hour(begins_at), hour(ends_at)
    return _("%(day)s %(begin)sから%(end)s", day=day, begin=begin, end=end)


def fault_words(faults: tuple[Finding, ...]) -> str:
    """Why words may not be said to people: the first remark, without its bubble."""
    return said_of(Finding(remark=faults[0].remark, word=faults[0].word))
