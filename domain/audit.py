"""What the audit log tells of: closed words, never what anybody wrote."""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Final
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
    ROLE_ASKED = "role_asked"  # a supervisor or manager is to be made; the reason is of what
    ROLE_ASKING_ENDED = "role_asking_ended"  # without an answer
    ROLE_GRANTED = "role_granted"  # by the second person
    ROLE_CHANGED = "role_changed"  # by whoever asked for it
    OFF_BOARDED = "off_boarded"
    TALK_READ = "talk_read"
    TALK_TAKEN = "talk_taken"
    TALK_PASSED_ON = "talk_passed_on"
    TALK_CLOSED = "talk_closed"
    TALK_JOINED = "talk_joined"  # a supervisor writes beside the counsellor
    PERSON_DOUBTED = "person_doubted"  # it may be somebody else who writes
    PERSON_CERTAIN = "person_certain"
    RISK_RAISED = "risk_raised"
    ALERT_ACKNOWLEDGED = "alert_acknowledged"
    ALERT_SETTLED = "alert_settled"
    RISK_LOWERED = "risk_lowered"
    LOWERING_ASKED = "lowering_asked"  # from R3 on another supervisor agrees
    LOWERING_REFUSED = "lowering_refused"
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
    LINE_KEPT = "line_kept"  # an entry of the directory: the reason says what was done
    LINES_KEPT = "lines_kept"  # several at once: shipped, or imported
    DESTINATION_KEPT = "destination_kept"  # as for a line
    DESTINATIONS_KEPT = "destinations_kept"  # several at once
    MARK_SET = "mark_set"
    MARK_REMOVED = "mark_removed"
    CONTACT_PAUSED = "contact_paused"
    PAUSE_LIFTED = "pause_lifted"
    TERM_PROPOSED = "term_proposed"
    TERM_APPROVED = "term_approved"
    TERM_WITHDRAWN = "term_withdrawn"
    CREW_CARED_FOR = "crew_cared_for"  # a supervisor has spoken to a counsellor
    PROGRAMME_KEPT = "programme_kept"  # the reason says what was done
    GLASS_ASKED = "glass_asked"
    GLASS_GRANTED = "glass_granted"
    GLASS_ENDED = "glass_ended"
    GLASS_NOTED = "glass_noted"  # that it was opened without a second person
    AUDIT_READ = "audit_read"
    AUDIT_ANCHORED = "audit_anchored"
    AUDIT_TRIMMED = "audit_trimmed"  # its oldest entries went; the reason is up to where
    EVENING_STEERED = "evening_steered"
    INCIDENT_OPENED = "incident_opened"
    INCIDENT_TOLD = "incident_told"  # an entry; the reason is its kind
    INCIDENT_ANSWERED = "incident_answered"  # by the second person
    INCIDENT_CLOSED = "incident_closed"
    INCIDENT_READ = "incident_read"
    INCIDENT_SHEET = "incident_sheet"  # 緊急対応記録票 fetched
    INCIDENT_GUEST = "incident_guest"
    INCIDENT_GUEST_ENDED = "incident_guest_ended"
    REFERRAL_MADE = "referral_made"
    REFERRAL_ASKED = "referral_asked"  # the person, whether they agree
    REFERRAL_ANSWERED = "referral_answered"  # by the person; the reason is their answer
    REFERRAL_STEP = "referral_step"  # the reason is the step
    REFERRAL_CLOSED = "referral_closed"
    REFERRAL_FOLLOW_UP = "referral_follow_up"  # a day to look again: planned, or looked at
    REFERRAL_READ = "referral_read"
    STAGE_NOTED = "stage_noted"
    PAPER_WRITTEN = "paper_written"  # a hand-over paper
    PAPER_ASKED = "paper_asked"  # the person, whether it may go out
    PAPER_ANSWERED = "paper_answered"  # by the person; the reason is their answer
    PAPER_RELEASED = "paper_released"  # the reason is the digest of what went out
    PAPER_WITHDRAWN = "paper_withdrawn"
    PAPER_READ = "paper_read"  # by the destination it is for
    CODE_CONFIRMED = "code_confirmed"  # by a destination; the reason is by what it was let in
    GUESSING_SEEN = "guessing_seen"  # codes that are none, one after another
    GUESSING_LOOKED_AT = "guessing_looked_at"
    PORTAL_LINK_MADE = "portal_link_made"
    PORTAL_MEMBER_ADDED = "portal_member_added"
    VACANCY_SAID = "vacancy_said"
    CHANGE_PROPOSED = "change_proposed"  # by a destination, in its own entry
    CHANGE_SETTLED = "change_settled"
    INDICATOR_KEPT = "indicator_kept"  # the reason says what was done
    OUTREACH_KEPT = "outreach_kept"  # an ad report, or a link of entry
    SHEET_FETCHED = "sheet_fetched"  # exact figures as a file; the reason is the period
    FACT_NOTED = "fact_noted"  # of the statistics: an outage, or which definition changed
    FACT_CORRECTED = "fact_corrected"  # of the statistics; the reason says why
    FIGURES_PREPARED = "figures_prepared"  # to be released; the reason is the period
    FIGURES_RELEASED = "figures_released"  # the reason begins the digest of its files
    FIGURES_FETCHED = "figures_fetched"  # a file of a release; the reason is its kind
    READING_EXPLAINED = "reading_explained"  # why an ended talk is read meanwhile
    HELD_WORDS_READ = "held_words_read"


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
    DIRECTORY = "directory"  # a support line
    DESTINATION = "destination"  # a place we refer to
    TERM = "term"
    DAY = "day"
    GLASS = "glass"
    PROGRAMME = "programme"  # or one of its dates
    REFERRAL = "referral"
    PAPER = "paper"  # a hand-over paper
    INDICATOR = "indicator"  # or its sheet
    OUTREACH = "outreach"
    FACT = "fact"  # of the statistics
    RELEASE = "release"  # of figures
    LOG = "log"


@unique
class Why(StrEnum):
    """By what right a talk or a record was read."""

    OWN_TALK = "own_talk"  # of whoever has it, or had it last
    WAITING = "waiting"  # nobody's yet
    ON_SHIFT = "on_shift"  # a running talk, read along by a supervisor
    AFTERWARDS = "afterwards"  # an ended one, by whoever may read its record
    GLASS = "glass"  # opened in need


@unique
class Passed(StrEnum):
    """How a talk went to another counsellor."""

    ACCEPTED = "accepted"  # who was asked said yes
    TAKEN_OVER = "taken_over"  # by a supervisor
    REASSIGNED = "reassigned"  # to another, by a supervisor


@unique
class Steered(StrEnum):
    """What a supervisor did to an evening."""

    CLOSED_EARLY = "closed_early"
    REOPENED = "reopened"
    EXTENDED = "extended"
    CAPACITY = "capacity"
    FROZEN_ON = "frozen_on"
    FROZEN_OFF = "frozen_off"
    DISASTER_ON = "disaster_on"
    DISASTER_OFF = "disaster_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an act was done to, by our own opaque id."""

    kind: SubjectKind
    id: UUID


THE_LOG: Final = Subject(kind=SubjectKind.LOG, id=UUID(int=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An act that is to be in the log once it is committed, as ``services.audit.note`` takes it."""

    act: Act
    actor_id: UUID | None
    subject: Subject | None
    reason: str | None
    outcome: Outcome
