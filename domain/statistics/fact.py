"""Facts: what is written down for statistics when something happens. Closed words, never theirs.

A fact tells that something happened, on which day of Tokyo, and to how many; it holds no word
anybody wrote, no id of LINE's, no contact, no visit. Facts are added and never changed: what was
wrong is corrected by another fact that names it.
"""

import re
from collections.abc import Mapping
from enum import StrEnum, unique
from types import MappingProxyType
from typing import Final

from domain.conversation import End
from domain.incident import Cause, EntryKind
from domain.permission import Role
from domain.record import Caller, RiskKind, RiskLevel, Theme
from domain.record_details import Area, Duration, Gender, ReferStep, ReferTo, Relation
from domain.survey import Feeling


@unique
class FactKind(StrEnum):
    """What happened. ``number`` of a fact is 1 where nothing else is said here."""

    FRIEND_ADDED = "friend_added"  # for the first time
    FRIEND_RETURNED = "friend_returned"  # after a block
    FRIEND_BLOCKED = "friend_blocked"
    FRIEND_SOURCE = "friend_source"  # by which link, where it can be said; of no one
    LINE_FOLLOWERS = "line_followers"  # number: LINE's own count of ever added, on that day
    LINE_BLOCKS = "line_blocks"  # number: LINE's own count of blocks, on that day

    MESSAGE_IN = "message_in"
    MESSAGE_OUT = "message_out"  # a counsellor's, not the service's

    # A visit's facts carry the date of its first message and its ``stat_id``.
    VISIT_BEGAN = "visit_began"
    WAITED = "waited"  # got a place in the line
    TURNED_AWAY = "turned_away"  # wrote while it was open, and there was no room
    TAKEN = "taken"  # out of the line by a counsellor; number: minutes in it
    ANSWERED = "answered"  # first words of a human; number: minutes from the line until then
    ENDED = "ended"
    RECORDED = "recorded"  # the codes of the record; the latest stands
    SURVEY_ASKED = "survey_asked"
    SURVEYED = "surveyed"  # its answer

    INCIDENT = "incident"  # one entry of an incident, by its kind

    ON_DUTY = "on_duty"  # number: minutes of one member
    EVENING = "evening"  # number: minutes open
    SUPERVISOR_ABSENT = "supervisor_absent"  # number: minutes of the evening without one
    OUTAGE = "outage"  # number: minutes, where known
    CLOSURE = "closure"  # a closure that was not in the calendar
    DEFINITION_CHANGED = "definition_changed"

    SET_ASIDE = "set_aside"  # the fact it names is not counted any more

    REFERRAL_STEP = "referral_step"
    STAGE = "stage"
    PROGRAMME_SIGNED_UP = "programme_signed_up"
    PROGRAMME_ATTENDED = "programme_attended"
    PROGRAMME_HEADS = "programme_heads"  # number: how many more came than were noted before


NUMBERED: Final = frozenset(
    {
        FactKind.LINE_FOLLOWERS,
        FactKind.LINE_BLOCKS,
        FactKind.ON_DUTY,
        FactKind.EVENING,
        FactKind.SUPERVISOR_ABSENT,
        FactKind.OUTAGE,
        FactKind.PROGRAMME_HEADS,
    }
)
"""Kinds of no visit and no person whose numbers are summed; of all others the rows are counted."""


@unique
class FactCode(StrEnum):
    """What a fact may say more closely. Numbers stand here too, as digits."""

    IN_HOURS = "in_hours"
    DAY = "day"  # on which it happened, where that is not the day the fact counts for
    FIRST_EVER = "first_ever"  # of a visit: of any; of an answer: that anybody gave them
    WAS_FRIEND = "was_friend"
    END = "end"
    MINUTES = "minutes"  # of the talk
    EXCHANGES = "exchanges"  # how often the person answered a human
    CALLER = "caller"
    RELATION = "relation"
    CALLER_AGE = "caller_age"
    CALLER_GENDER = "caller_gender"
    SUBJECT_AGE = "subject_age"
    SUBJECT_GENDER = "subject_gender"
    AREA = "area"
    DURATION = "duration"
    THEMES = "themes"  # several
    RISK = "risk"
    RISK_KINDS = "risk_kinds"  # several
    REFERRALS = "referrals"  # several pairs, whom and how far: 06:2
    TO = "to"
    STEP = "step"
    STAGE = "stage"
    PROGRAMME = "programme"  # a kind of programme
    WAY = "way"  # by what way: code, form, source …
    ANSWER = "answer"
    CAUSE = "cause"
    ENTRY = "entry"
    LEVEL = "level"
    ROLE = "role"
    FROM = "from"  # minutes from midnight in Tokyo
    DEFINITION = "definition"  # which one was changed
    REASON = "reason"  # why a fact is corrected


@unique
class Correction(StrEnum):
    """Why a fact is corrected."""

    TEST = "test"  # somebody of ours tried it out
    DUPLICATE = "duplicate"
    MISTAKE = "mistake"  # it did not happen so
    RECODED = "recoded"  # the same thing under another code
    REWRITTEN = "rewritten"  # the record was written anew; つらくなった after another answer


_YES_NO: Final = frozenset({"yes", "no"})
_AGES: Final = re.compile(r"\d{1,2}-\d{0,2}|unknown|unsaid")
_DIGITS: Final = re.compile(r"\d{1,6}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE: Final = re.compile(r"[a-z0-9_.-]{1,32}")
_PAIR: Final = re.compile(r"\d{2}:\d")

SEVERAL: Final = frozenset({FactCode.THEMES, FactCode.RISK_KINDS, FactCode.REFERRALS})
"""Codes that hold several words, parted by commas."""

VOCABULARY: Final[Mapping[FactCode, frozenset[str] | re.Pattern[str]]] = MappingProxyType(
    {
        FactCode.IN_HOURS: _YES_NO,
        FactCode.DAY: _DAY,
        FactCode.FIRST_EVER: _YES_NO,
        FactCode.WAS_FRIEND: _YES_NO,
        FactCode.END: frozenset(End),
        FactCode.MINUTES: _DIGITS,
        FactCode.EXCHANGES: _DIGITS,
        FactCode.CALLER: frozenset(Caller),
        FactCode.RELATION: frozenset(Relation),
        FactCode.CALLER_AGE: _AGES,
        FactCode.CALLER_GENDER: frozenset(Gender),
        FactCode.SUBJECT_AGE: _AGES,
        FactCode.SUBJECT_GENDER: frozenset(Gender),
        FactCode.AREA: frozenset(Area),
        FactCode.DURATION: frozenset(Duration),
        FactCode.THEMES: frozenset(Theme),
        FactCode.RISK: frozenset(RiskLevel),
        FactCode.RISK_KINDS: frozenset(RiskKind),
        FactCode.REFERRALS: _PAIR,
        FactCode.TO: frozenset(ReferTo),
        FactCode.STEP: _CODE,
        FactCode.STAGE: _CODE,
        FactCode.PROGRAMME: _CODE,
        FactCode.WAY: _CODE,
        FactCode.ANSWER: frozenset(Feeling),
        FactCode.CAUSE: frozenset(Cause),
        FactCode.ENTRY: frozenset(EntryKind),
        FactCode.LEVEL: frozenset("01234"),
        FactCode.ROLE: frozenset(Role),
        FactCode.FROM: _DIGITS,
        FactCode.DEFINITION: _CODE,
        FactCode.REASON: frozenset(Correction),
    }
)
"""What each code may say: these words, or words of this form."""

CONFIRMED: Final = ReferStep.CONFIRMED


class OpenWordError(ValueError):
    """A fact was to say what is in no vocabulary. Which word is not repeated."""


def checked(codes: Mapping[FactCode, str]) -> dict[str, str]:
    """The codes as they are kept, in the order of ``FactCode``.

    Raises:
        OpenWordError: one says what is in no vocabulary.
    """
    kept = {}
    for code in FactCode:
        if code not in codes:
            continue
        said = str(codes[code])
        words = said.split(",") if code in SEVERAL else [said]
        if not all(_is_closed(code, word) for word in words):
            raise OpenWordError(f"{code} of a fact is a word of a closed vocabulary")
        kept[code.value] = said
    return kept


def _is_closed(code: FactCode, word: str) -> bool:
    allowed = VOCABULARY[code]
    if isinstance(allowed, re.Pattern):
        return allowed.fullmatch(word) is not None
    return word in allowed
