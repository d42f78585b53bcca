"""The tree of errors. Each branch says what the one who catches it should do.

MadobeError
├── RefusedError            the person at the console can act on it; ``code`` names it
│   ├── NobodyWaitingError      nobody is in the waiting line
│   ├── AlreadyTakenError       somebody else was faster, or the person has left
│   ├── NotYoursError           the talk belongs to another counsellor
│   ├── ContactBlockedError     the person has blocked the account: nothing arrives
│   ├── TalkEndedError          the talk is over
│   ├── NoRoomError             this member has as many talks as they can hold
│   ├── NotOnDutyError          that member is not here, or takes no talks now
│   ├── NotAgreedError          talks do not go on from that organisation to this one
│   ├── OfferGoneError          the offer has been answered, has lapsed or was withdrawn
│   ├── AlreadyOfferedError     somebody is being asked already
│   ├── ReadingOnlyError        the talk is looking for another counsellor
│   ├── OpenTalksError          talks are still open: hand them over first
│   ├── TooLongExtensionError   longer than an evening is extended
│   ├── TalkStillOpenError      the talk is not over yet
│   ├── EmptyTextError          there is nothing to send
│   ├── CrossedError            somebody has answered, and the page has not shown it yet
│   ├── SecondLookError         it names a number or an address: to be looked at twice
│   ├── JustSaidError           it was said a moment ago
│   └── TextTooLongError        more than one call can carry
├── NotFoundError           there is no such thing, or not for this member
├── SealError               sealed text cannot be opened: wrong key, or it was moved or changed
└── PlatformError           LINE did not take it
    ├── PlatformBusyError       nothing came of it: worth another try, with the same key
    ├── PlatformFaultError      LINE failed over it: probably nothing came of it
    ├── PlatformUnsureError     nobody knows whether it arrived
    ├── PlatformRefusedError    never worth another try
    ├── PlatformForbiddenError  our token or our account is not let in
    ├── ReplyTokenSpentError    the reply token is used or too old
    └── QuotaExhaustedError     the month's pushes are used up
"""

from typing import ClassVar


class MadobeError(Exception):
    """The root. No message of any branch carries what people wrote, or who they are."""


class RefusedError(MadobeError):
    """An act that cannot be done now; ``code`` is a closed word the console translates."""

    code: ClassVar[str] = "refused"


class NobodyWaitingError(RefusedError):
    """Nobody is in the waiting line."""

    code = "nobody_waiting"


class AlreadyTakenError(RefusedError):
    """Another counsellor was faster, or the person is no longer waiting."""

    code = "already_taken"


class NotYoursError(RefusedError):
    """The talk belongs to another counsellor."""

    code = "not_yours"


class ContactBlockedError(RefusedError):
    """The person has blocked the account: what is sent would vanish."""

    code = "blocked"


class TalkEndedError(RefusedError):
    """The talk is over."""

    code = "ended"


class NoRoomError(RefusedError):
    """The member has as many talks, and offers of talks, as they can hold."""

    code = "no_room"


class NotOnDutyError(RefusedError):
    """The member is not here, or takes no talks now."""

    code = "not_on_duty"


class NotAgreedError(RefusedError):
    """The organisations have not agreed that a talk goes on from the one to the other."""

    code = "not_agreed"


class OfferGoneError(RefusedError):
    """The offer has been answered, has lapsed, or was withdrawn."""

    code = "offer_gone"


class AlreadyOfferedError(RefusedError):
    """Another counsellor is being asked already."""

    code = "already_offered"


class ReadingOnlyError(RefusedError):
    """The connection was lost and the talk is being passed on: reading only, until given back."""

    code = "reading_only"


class OpenTalksError(RefusedError):
    """The member has open talks: they are handed over first."""

    code = "open_talks"


class TooLongExtensionError(RefusedError):
    """An evening is not extended for so long, nor a talk that has ended."""

    code = "too_long_extension"


class TalkStillOpenError(RefusedError):
    """The talk is not over yet: its record comes afterwards."""

    code = "still_open"


class EmptyTextError(RefusedError):
    """There is nothing to send."""

    code = "empty"


class CrossedError(RefusedError):
    """An answer has gone out that whoever sends has not seen; ``alias`` is who gave it."""

    code = "crossed"

    def __init__(self, alias: str | None) -> None:
        super().__init__()
        self.alias = alias


class SecondLookError(RefusedError):
    """The text names a number or an address: it is looked at a second time before it goes out."""

    code = "second_look"


class JustSaidError(RefusedError):
    """It was said a moment ago: said again it would be noise."""

    code = "just_said"


class TextTooLongError(RefusedError):
    """The text needs more bubbles than one call can carry."""

    code = "too_long"


class NotFoundError(MadobeError):
    """There is no such thing, or not for this member: the two look the same."""


class SealError(MadobeError):
    """A sealed text cannot be opened: wrong key, or it was moved or changed."""


class PlatformError(MadobeError):
    """LINE did not take what we sent."""


class PlatformBusyError(PlatformError):
    """Nothing came of the call: it is worth another try, with the same retry key."""


class PlatformFaultError(PlatformError):
    """LINE failed over the call (5xx): probably nothing came of it, but nobody vouches for that."""


class PlatformUnsureError(PlatformError):
    """The connection ended before the answer: it may or may not have arrived."""


class PlatformRefusedError(PlatformError):
    """The call is wrong for LINE and will stay wrong."""


class PlatformForbiddenError(PlatformError):
    """LINE does not let our token or our account in: somebody has to look at it."""


class ReplyTokenSpentError(PlatformError):
    """The reply token was used before, or is too old."""


class QuotaExhaustedError(PlatformError):
    """The month's pushes are used up: only replies go out until it is raised or renewed."""
