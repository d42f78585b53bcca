"""What a referral is: what the person agreed to, how far it came, and when to look again.

A refusal is a fact, never an obstacle: whoever did not want it in March may come again in May.
"""

import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum, unique
from types import MappingProxyType
from typing import Final

from domain.errors import RefusedError
from domain.record_details import ReferStep

LONGEST_NICKNAME: Final = 20
"""Characters of a name the person wishes to be called there."""

LONGEST_WORDS: Final = 120
"""Characters of what the person lets the destination read, in their own words."""


@unique
class ConsentState(StrEnum):
    """Whether the person agreed to being linked to one destination."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@unique
class ConsentAct(StrEnum):
    """What was done about it: the counsellor asks, everything else is the person's."""

    ASK = "ask"
    YES = "yes"
    NO = "no"
    LATER = "later"
    STOP = "stop"


CONSENT_MOVES: Final[Mapping[tuple[ConsentState, ConsentAct], ConsentState]] = MappingProxyType(
    {
        (ConsentState.NOT_ASKED, ConsentAct.ASK): ConsentState.ASKED,
        (ConsentState.ASKED, ConsentAct.ASK): ConsentState.ASKED,
        (ConsentState.REFUSED, ConsentAct.ASK): ConsentState.ASKED,
        (ConsentState.WITHDRAWN, ConsentAct.ASK): ConsentState.ASKED,
        (ConsentState.ASKED, ConsentAct.YES): ConsentState.GIVEN,
        (ConsentState.ASKED, ConsentAct.NO): ConsentState.REFUSED,
        (ConsentState.ASKED, ConsentAct.LATER): ConsentState.ASKED,
        (ConsentState.ASKED, ConsentAct.STOP): ConsentState.REFUSED,
        (ConsentState.GIVEN, ConsentAct.STOP): ConsentState.WITHDRAWN,
    }
)
"""The only ways consent changes; what is missing cannot be done."""


@unique
class Shows(StrEnum):
    """What the destination is shown when the person's code is typed in there."""

    NOTHING = "nothing"
    NICKNAME = "nickname"
    NOTE = "note"  # a short note in the person's own words


LONGEST_SHOWN: Final[Mapping[Shows, int]] = MappingProxyType(
    {Shows.NICKNAME: LONGEST_NICKNAME, Shows.NOTE: LONGEST_WORDS}
)


@unique
class SaidBy(StrEnum):
    """From where a step is known."""

    MEMBER = "member"
    PERSON = "person"
    DESTINATION = "destination"


_ANY: Final = frozenset(ReferStep)

STEPS_AFTER: Final[Mapping[ReferStep | None, frozenset[ReferStep]]] = MappingProxyType(
    {
        None: _ANY - {ReferStep.DECLINED},
        ReferStep.TOLD: _ANY - {ReferStep.TOLD},
        ReferStep.GAVE_CONTACT: _ANY - {ReferStep.TOLD, ReferStep.GAVE_CONTACT},
        ReferStep.CONTACTED: _ANY - {ReferStep.TOLD},  # and once more
        ReferStep.WENT_ALONG: _ANY - {ReferStep.TOLD},
        ReferStep.CONFIRMED: _ANY - {ReferStep.TOLD, ReferStep.GAVE_CONTACT},  # goes on coming
        ReferStep.DECLINED: _ANY,  # may come again: nothing is closed by a refusal
        ReferStep.NOT_WANTED: _ANY,
    }
)
"""After which step which other one may be noted, read as "after … there may come …"."""

WITHOUT_CONSENT: Final = frozenset({ReferStep.TOLD})
"""What may be written down before the person has said yes: that it was told."""

NEEDS_ITS_NAME: Final = frozenset({ReferStep.GAVE_CONTACT, ReferStep.CONTACTED})
"""What cannot be where nobody has told the person which place it is."""

LINKED: Final = ReferStep.CONFIRMED
"""Only this counts as linked."""


class StepNotOpenError(RefusedError):
    """That step does not follow the one there is."""

    code = "step_not_open"


class NoConsentError(RefusedError):
    """The person has not said yes: only that it was told may be written down."""

    code = "no_consent"


class ConsentNotOpenError(RefusedError):
    """The person has said yes already; there is nothing to ask."""

    code = "consent_not_open"


class DestinationGoneError(RefusedError):
    """This destination may not be named now: not checked, expired, or taken out of use."""

    code = "destination_gone"


class TellsTooMuchError(RefusedError):
    """What the destination is to read may identify the person by more than a name to be called."""

    code = "tells_too_much"


class NotTheirWordsError(RefusedError):
    """What the destination is to read is not what the person has written."""

    code = "not_their_words"


class ReferralOverError(RefusedError):
    """The referral is closed."""

    code = "referral_over"


def is_part(words: str, *, of: str) -> bool:
    """Whether ``of`` holds the words as they stand, whatever their width and blanks."""
    return _bare(words) in _bare(of)


def consent_after(state: ConsentState, act: ConsentAct) -> ConsentState | None:
    """What consent becomes; None: this act means nothing now."""
    return CONSENT_MOVES.get((state, act))


def steps_open(
    after: ReferStep | None, *, consent: ConsentState, is_for_staff: bool
) -> frozenset[ReferStep]:
    """What a member may note now; ``is_for_staff``: the place's name is not for the person."""
    found = STEPS_AFTER[after] - (NEEDS_ITS_NAME if is_for_staff else frozenset())
    return found if consent is ConsentState.GIVEN else found & WITHOUT_CONSENT


def require_step(
    after: ReferStep | None,
    step: ReferStep,
    *,
    consent: ConsentState,
    is_for_staff: bool = False,
) -> None:
    """A step a member may note; as ``steps_open``.

    Raises:
        NoConsentError: the person has not agreed, and it is more than having told.
        StepNotOpenError: it does not follow the step there is.
    """
    if consent is not ConsentState.GIVEN and step not in WITHOUT_CONSENT:
        raise NoConsentError
    if step not in steps_open(after, consent=consent, is_for_staff=is_for_staff):
        raise StepNotOpenError


@unique
class Interval(StrEnum):
    """When to look at a referral again; the long ones too."""

    WEEK = "1w"
    MONTH = "1m"
    QUARTER = "3m"
    HALF_YEAR = "6m"
    YEAR = "1y"


_MONTHS: Final[Mapping[Interval, int]] = MappingProxyType(
    {Interval.MONTH: 1, Interval.QUARTER: 3, Interval.HALF_YEAR: 6, Interval.YEAR: 12}
)


def due_on(interval: Interval, *, since: date) -> date:
    """The day an interval after ``since`` ends; the month's last day where there is no such one."""
    if interval is Interval.WEEK:
        return since + timedelta(days=7)
    months = since.month - 1 + _MONTHS[interval]
    year, month = since.year + months // 12, months % 12 + 1
    return since.replace(year=year, month=month, day=min(since.day, monthrange(year, month)[1]))


def _bare(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())
