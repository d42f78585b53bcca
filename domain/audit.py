"""What the audit log tells of: closed words, never what anybody wrote."""

from dataclasses import dataclass
from enum import StrEnum, unique
from uuid import UUID


@unique
class Act(StrEnum):
    """What was done."""

    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    LOCKED_OUT = "locked_out"
    SIGNED_OUT = "signed_out"
    PROVED_AGAIN = "proved_again"  # stepped up
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - a word, not one
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    SESSIONS_ENDED = "sessions_ended"
    INVITED = "invited"
    INVITATION_USED = "invitation_used"
    MEMBER_ADDED = "member_added"
    ROLE_CHANGED = "role_changed"
    OFF_BOARDED = "off_boarded"
    TALK_READ = "talk_read"
    TALK_TAKEN = "talk_taken"
    TALK_PASSED_ON = "talk_passed_on"
    TALK_CLOSED = "talk_closed"
    RISK_RAISED = "risk_raised"
    RECORD_WRITTEN = "record_written"
    RECORD_READ = "record_read"
    RECORD_SIGNED_OFF = "record_signed_off"
    NEXT_TALK_ALLOWED = "next_talk_allowed"
    DAY_CLOSED = "day_closed"
    SHIFT_PLANNED = "shift_planned"
    SHIFT_SWAPPED = "shift_swapped"
    CERTIFICATE_KEPT = "certificate_kept"
    CERTIFICATE_REVOKED = "certificate_revoked"
    TEXT_WRITTEN = "text_written"
    TEXT_APPROVED = "text_approved"
    GLASS_ASKED = "glass_asked"
    GLASS_GRANTED = "glass_granted"
    GLASS_ENDED = "glass_ended"
    AUDIT_READ = "audit_read"
    AUDIT_ANCHORED = "audit_anchored"
    EVENING_STEERED = "evening_steered"


@unique
class Outcome(StrEnum):
    """What came of it."""

    DONE = "done"
    REFUSED = "refused"


@unique
class SubjectKind(StrEnum):
    """The kind of thing an act was done to."""

    MEMBER = "member"
    VISIT = "visit"  # a talk or its record
    SHIFT = "shift"
    CERTIFICATE = "certificate"
    TEXT = "text"
    DAY = "day"
    GLASS = "glass"
    LOG = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an act was done to, by our own opaque id."""

    kind: SubjectKind
    id: UUID
