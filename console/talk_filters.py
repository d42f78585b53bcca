"""What the templates of the talk page may do to values, beside what every page may."""

from datetime import datetime

from flask import Flask

from console.danger_words import MARKS, PAUSES, WHY_CARE
from console.guard import the_member
from console.house import the_house
from console.language import _, said
from console.referral_words import CONSENTS
from console.sent_details import sent_detail_words
from console.times import day_words
from console.told_words import CARE, DETAILS, SEND_KEYS, SIDES, TOLD, WISHES
from domain import told
from domain.clock import TOKYO
from domain.mark import ABUSE
from domain.told import Detail, Side, ToldCodes
from services import own_talks
from services.own_talks import OwnTalk


def add_talk_filters(app: Flask) -> None:
    """Give every template its filters; own talks are shown on more pages than one."""
    app.jinja_env.filters.update(
        day=day,
        day_of=day_of,
        day_place=day_place,
        clock_time=clock_time,
        told_sets=told_sets,
        code_words=code_words,
        side_words=said(SIDES),
        detail_words=said(DETAILS),
        care_words=said(CARE),
        wish_words=said(WISHES),
        send_key_words=said(SEND_KEYS),
        mark_words=said(MARKS),
        care_reason_words=said(WHY_CARE),
        referral_consent_words=said(CONSENTS),
        sent_detail_words=sent_detail_words,
    )
    app.jinja_env.globals.update(own_talks=_own_talks, abuse_kinds=ABUSE, pause_lengths=PAUSES)


def day(moment: datetime) -> str:
    """A day as it is said: 11月24日（火）."""
    return day_words(moment.astimezone(TOKYO).date())


def day_of(moment: datetime) -> str:
    """The day in Tokyo, for machines: 2026-11-24."""
    return moment.astimezone(TOKYO).date().isoformat()


def day_place(moment: datetime) -> str:
    """A text that sorts before every message of the day (``console.filters.place``)."""
    midnight = moment.astimezone(TOKYO).replace(hour=0, minute=0, second=0, microsecond=0)
    return f"{int(midnight.timestamp() * 1_000_000):020d}-"


def clock_time(moment: datetime) -> str:
    """The time alone: the day stands above."""
    return f"{moment.astimezone(TOKYO):%H:%M}"


def told_sets(codes: ToldCodes) -> list[tuple[Side, list[tuple[Detail, str]]]]:
    """What is known, in two sets where two people are spoken of, else in one."""
    sets = [
        (side, [(detail, codes[side, detail]) for detail in details if (side, detail) in codes])
        for side, details in told.DETAILS.items()
    ]
    filled = [each for each in sets if each[1]]
    if told.is_about_another(codes) or len(filled) <= 1:
        return filled
    return [(Side.CALLER, [line for _side, lines in filled for line in lines])]


def code_words(code: str, detail: Detail) -> str:
    """The words of a code."""
    return _(TOLD[detail][code])


def _own_talks() -> tuple[OwnTalk, ...]:
    with the_house().open_look() as look:
        return own_talks.list_own(look, the_member().id)
