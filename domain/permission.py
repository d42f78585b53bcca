"""Who may do what: one table, read as "a *role* may *permission* what belongs to *reach*"."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum, unique
from typing import Final


@unique
class Role(StrEnum):
    """What a member is in the service. A member may have several."""

    COUNSELLOR = "counsellor"  # 相談員
    SUPERVISOR = "supervisor"  # 責任者: a counsellor who answers for the shift
    MANAGER = "manager"  # 運営者: runs an organisation
    COORDINATOR = "coordinator"  # 事務局: sees numbers, never words
    DESTINATION = "destination"  # 紹介先の職員: staff of a place we refer to


@unique
class Permission(StrEnum):
    """One thing a page lets somebody do."""

    OWN_ACCOUNT = "own_account"  # own passphrase, factors, language, sign-ins
    # the evening
    SEE_WAITING_LINE = "see_waiting_line"
    TAKE_CONTACT = "take_contact"
    READ_TALK = "read_talk"
    WRITE_IN_TALK = "write_in_talk"
    WRITE_RECORD = "write_record"
    BE_ON_DUTY = "be_on_duty"
    RAISE_RISK = "raise_risk"
    SEE_BRIEFING = "see_briefing"  # 15:45 briefing and 21:20 review
    # the shift's supervisor
    SEE_BOARD = "see_board"
    SUPERVISE_TALK = "supervise_talk"  # whisper, join, take over, reassign, extend, give back
    SEE_ALERTS = "see_alerts"  # and acknowledge and settle them
    LOWER_RISK = "lower_risk"  # with a reason; from R3 on only by asking
    GRANT_LOWERING = "grant_lowering"  # as the second supervisor
    STEER_EVENING = "steer_evening"  # capacity, frozen intake, disaster mode, closures
    PAUSE_CONTACT = "pause_contact"  # after abuse, with an end; and lift it
    SIGN_OFF_RECORD = "sign_off_record"
    KEEP_INCIDENT = "keep_incident"  # open one, write in it, agree as the second person
    READ_INCIDENT = "read_incident"
    SEE_INCIDENT_LAMP = "see_incident_lamp"  # that a day has one without a conference; no words
    CARE_FOR_CREW = "care_for_crew"  # see whose day was heavy, and speak to them
    CLOSE_DAY = "close_day"
    ALLOW_NEXT_TALK = "allow_next_talk"  # although records are open, with a reason
    # after the talk
    READ_RECORD = "read_record"  # a record, and the talk it belongs to
    REFER = "refer"  # offer a destination, ask, note how far it came; stages, hand-over papers
    RELEASE_PAPER = "release_paper"  # let a hand-over paper go, as the second person
    # organisations
    SEE_TEAM = "see_team"
    CHANGE_TEAM = "change_team"  # invite, change roles, off-board
    GRANT_ROLE = "grant_role"  # agree to a new supervisor or manager, as the second person
    SEE_SHIFTS = "see_shifts"  # own shifts and who else is on; ask for a swap
    PLAN_SHIFTS = "plan_shifts"
    KEEP_CERTIFICATES = "keep_certificates"
    SEE_ACCESS_LOG = "see_access_log"
    BREAK_GLASS = "break_glass"  # ask to open one talk in need, and be seen doing so
    GRANT_GLASS = "grant_glass"  # as the second person
    # the consortium
    SEE_TEXTS = "see_texts"
    WRITE_TEXTS = "write_texts"
    APPROVE_TEXTS = "approve_texts"
    SEE_DIRECTORY = "see_directory"  # the support lines, and how they stand
    KEEP_DIRECTORY = "keep_directory"  # write, import and withdraw entries
    CONFIRM_DIRECTORY = "confirm_directory"  # say that one has rung
    SEE_DESTINATIONS = "see_destinations"  # the places we refer to, and how they stand
    KEEP_DESTINATIONS = "keep_destinations"  # write, import, export and withdraw them
    CONFIRM_DESTINATIONS = "confirm_destinations"  # say that one has made sure
    USE_PORTAL = "use_portal"  # confirm codes, and keep the own entry, for a destination
    KEEP_PORTAL = "keep_portal"  # let staff of destinations in, see to what they write
    SEE_PROGRAMMES = "see_programmes"  # what takes place where, and when
    KEEP_PROGRAMMES = "keep_programmes"  # write them, tell whoever asked, cancel
    SEE_INDICATORS = "see_indicators"  # targets and what was reached; no person in them
    KEEP_INDICATORS = "keep_indicators"  # write, import and export them
    KEEP_OUTREACH = "keep_outreach"  # ad reports, and the links friends come by
    ESTIMATE_STAFFING = "estimate_staffing"  # how many counsellors an evening needs
    NOTE_OUTAGE = "note_outage"  # that the window could not be reached on a day; of nobody
    SEE_NUMBERS = "see_numbers"  # the exact figures of one's organisation, which stay inside
    RELEASE_NUMBERS = "release_numbers"  # prepare protected figures, release and fetch them
    KEEP_TERMS = "keep_terms"  # terms from practice: propose, withdraw
    APPROVE_TERMS = "approve_terms"  # as the second person


@unique
class Reach(IntEnum):
    """Whose things a permission opens; each includes those before it.

    What belongs to nobody (the waiting line, a running talk on the common line) is within every
    reach. What the agreement opens is data (``agreement`` in the schedule file).
    """

    OWN = 1  # what is one's own
    ORGANISATION = 2  # what belongs to one's organisation
    AGREED = 3  # and to those whose agreement opens it
    CONSORTIUM = 4  # everybody's


_DUTY: Final[dict[Permission, Reach]] = {
    Permission.OWN_ACCOUNT: Reach.OWN,
    Permission.SEE_WAITING_LINE: Reach.CONSORTIUM,
    Permission.TAKE_CONTACT: Reach.CONSORTIUM,
    Permission.READ_TALK: Reach.OWN,
    Permission.WRITE_IN_TALK: Reach.OWN,
    Permission.WRITE_RECORD: Reach.OWN,
    Permission.BE_ON_DUTY: Reach.OWN,
    Permission.RAISE_RISK: Reach.CONSORTIUM,
    Permission.SEE_BRIEFING: Reach.CONSORTIUM,
    Permission.READ_RECORD: Reach.OWN,
    Permission.REFER: Reach.OWN,
    Permission.SEE_SHIFTS: Reach.ORGANISATION,
    Permission.SEE_TEXTS: Reach.CONSORTIUM,
    Permission.SEE_DIRECTORY: Reach.CONSORTIUM,
    Permission.SEE_DESTINATIONS: Reach.CONSORTIUM,
    Permission.SEE_PROGRAMMES: Reach.CONSORTIUM,
}

MAY: Final[dict[Role, dict[Permission, Reach]]] = {
    Role.COUNSELLOR: _DUTY,
    Role.SUPERVISOR: _DUTY
    | {
        Permission.READ_TALK: Reach.CONSORTIUM,  # while it runs: they hold the shift
        Permission.SEE_BOARD: Reach.CONSORTIUM,
        Permission.SUPERVISE_TALK: Reach.CONSORTIUM,
        Permission.SEE_ALERTS: Reach.CONSORTIUM,
        Permission.LOWER_RISK: Reach.CONSORTIUM,
        Permission.GRANT_LOWERING: Reach.CONSORTIUM,
        Permission.STEER_EVENING: Reach.CONSORTIUM,
        Permission.CLOSE_DAY: Reach.CONSORTIUM,
        Permission.ALLOW_NEXT_TALK: Reach.CONSORTIUM,
        Permission.READ_RECORD: Reach.AGREED,
        Permission.SIGN_OFF_RECORD: Reach.AGREED,
        Permission.REFER: Reach.AGREED,
        Permission.RELEASE_PAPER: Reach.AGREED,
        Permission.KEEP_INCIDENT: Reach.AGREED,
        Permission.READ_INCIDENT: Reach.AGREED,
        Permission.SEE_INCIDENT_LAMP: Reach.CONSORTIUM,
        Permission.GRANT_ROLE: Reach.CONSORTIUM,
        Permission.GRANT_GLASS: Reach.CONSORTIUM,
        Permission.WRITE_TEXTS: Reach.CONSORTIUM,
        Permission.APPROVE_TEXTS: Reach.CONSORTIUM,
        Permission.KEEP_DIRECTORY: Reach.CONSORTIUM,
        Permission.CONFIRM_DIRECTORY: Reach.CONSORTIUM,
        Permission.KEEP_DESTINATIONS: Reach.CONSORTIUM,
        Permission.CONFIRM_DESTINATIONS: Reach.CONSORTIUM,
        Permission.PAUSE_CONTACT: Reach.CONSORTIUM,
        Permission.CARE_FOR_CREW: Reach.ORGANISATION,
        Permission.KEEP_PORTAL: Reach.CONSORTIUM,
        Permission.KEEP_PROGRAMMES: Reach.CONSORTIUM,
        Permission.SEE_INDICATORS: Reach.CONSORTIUM,
        Permission.SEE_NUMBERS: Reach.ORGANISATION,
        Permission.NOTE_OUTAGE: Reach.CONSORTIUM,
        Permission.KEEP_TERMS: Reach.CONSORTIUM,
        Permission.APPROVE_TERMS: Reach.CONSORTIUM,
    },
    Role.MANAGER: {
        Permission.OWN_ACCOUNT: Reach.OWN,
        Permission.SEE_TEAM: Reach.ORGANISATION,
        Permission.CHANGE_TEAM: Reach.ORGANISATION,
        Permission.GRANT_ROLE: Reach.CONSORTIUM,
        Permission.SEE_SHIFTS: Reach.ORGANISATION,
        Permission.PLAN_SHIFTS: Reach.ORGANISATION,
        Permission.KEEP_CERTIFICATES: Reach.ORGANISATION,
        Permission.SEE_ACCESS_LOG: Reach.ORGANISATION,
        Permission.BREAK_GLASS: Reach.ORGANISATION,
        Permission.GRANT_GLASS: Reach.CONSORTIUM,
        Permission.SEE_TEXTS: Reach.CONSORTIUM,
        Permission.SEE_DIRECTORY: Reach.CONSORTIUM,
        Permission.SEE_DESTINATIONS: Reach.CONSORTIUM,
        Permission.SEE_PROGRAMMES: Reach.CONSORTIUM,
        Permission.KEEP_PROGRAMMES: Reach.CONSORTIUM,
        Permission.KEEP_DIRECTORY: Reach.CONSORTIUM,
        Permission.CONFIRM_DIRECTORY: Reach.CONSORTIUM,
        Permission.KEEP_DESTINATIONS: Reach.CONSORTIUM,
        Permission.CONFIRM_DESTINATIONS: Reach.CONSORTIUM,
        Permission.KEEP_PORTAL: Reach.CONSORTIUM,
        Permission.SEE_INCIDENT_LAMP: Reach.ORGANISATION,
        Permission.SEE_NUMBERS: Reach.ORGANISATION,
        Permission.SEE_INDICATORS: Reach.CONSORTIUM,
        Permission.KEEP_OUTREACH: Reach.CONSORTIUM,
        Permission.ESTIMATE_STAFFING: Reach.CONSORTIUM,
    },
    Role.COORDINATOR: {
        Permission.OWN_ACCOUNT: Reach.OWN,
        Permission.SEE_TEXTS: Reach.CONSORTIUM,
        Permission.SEE_DIRECTORY: Reach.CONSORTIUM,
        Permission.SEE_DESTINATIONS: Reach.CONSORTIUM,
        Permission.SEE_PROGRAMMES: Reach.CONSORTIUM,
        Permission.SEE_INCIDENT_LAMP: Reach.CONSORTIUM,
        Permission.SEE_INDICATORS: Reach.CONSORTIUM,
        Permission.KEEP_INDICATORS: Reach.CONSORTIUM,
        Permission.KEEP_OUTREACH: Reach.CONSORTIUM,
        Permission.ESTIMATE_STAFFING: Reach.CONSORTIUM,
        Permission.RELEASE_NUMBERS: Reach.CONSORTIUM,
        Permission.NOTE_OUTAGE: Reach.CONSORTIUM,
    },
    Role.DESTINATION: {
        Permission.OWN_ACCOUNT: Reach.OWN,
        Permission.USE_PORTAL: Reach.ORGANISATION,
    },
}


BEFORE_JOINING: Final = frozenset(
    {
        Permission.OWN_ACCOUNT,
        Permission.SEE_TEAM,
        Permission.CHANGE_TEAM,
        Permission.SEE_SHIFTS,
        Permission.PLAN_SHIFTS,
        Permission.KEEP_CERTIFICATES,
        Permission.SEE_TEXTS,
    }
)
"""What is open before the first day of an organisation: getting ready, and nobody's words."""


def reach(roles: Iterable[Role], permission: Permission) -> Reach | None:
    """How far somebody with these roles may do this; None is not at all."""
    found = (MAY[role].get(permission) for role in roles)
    return max((each for each in found if each is not None), default=None)


def may(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether somebody with these roles may do this at all."""
    return reach(roles, permission) is not None
