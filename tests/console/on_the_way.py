"""Pages shown only in the midst of an act, and those of whoever holds a link: all at once."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from domain.glass import GlassReason
from domain.incident import ReadReason
from domain.permission import Role
from domain.referral_code import CodePurpose
from services import (
    glass,
    incident_guests,
    incident_reasons,
    invitations,
    portal_links,
    referral_codes,
    totp,
)
from storage.models.incident import Incident
from storage.models.member import Member
from storage.models.referral_code import PortalMember, ReferralCode
from tests.console.crew import member_id
from tests.console.desk import Desk
from tests.factories import destinations, portal
from tests.factories.counsellor import Counsellor
from tests.factories.incidents import opens
from tests.factories.plans import learns
from tests.machinery.evening import Evening

_LEFT: Final = "kaede"


def begin(evening: Evening, ids: Mapping[Role, UUID], *, ended: UUID, written: UUID) -> None:
    """Everybody is in the midst of something.

    ``ended`` is a talk whose incident is opened now and not yet read about, ``written`` another.
    One other incident is open: the supervisor has said why they read about it.
    """
    kohaku = ids[Role.SUPERVISOR]
    with evening.program.open_work() as work:
        [incident] = work.session.query(Incident)
        incident_reasons.give(
            work, incident.visit_id, member_id=kohaku, reason=ReadReason.CONFERENCE
        )
        incident_guests.let_in(
            work, incident.id, ids[Role.DESTINATION], member_id=kohaku, for_hours=24
        )
        asked = glass.ask(work, written, member_id=ids[Role.MANAGER], reason=GlassReason.COMPLAINT)
        glass.grant(work, asked, member_id=kohaku)
        totp.begin(work, ids[Role.COUNSELLOR])
    opens(evening, ended, kohaku)
    learns(evening, ids[Role.COUNSELLOR], "line", by=ids[Role.MANAGER])
    place = destinations.kept(evening)
    destinations.made_sure(evening, place, kohaku, ids[Role.COUNSELLOR])
    portal.date_of(evening, place)
    _leaves_without_a_record(evening)


def open_pages(desk: Desk) -> dict[str, str]:
    """The paths of the pages one needs no sign-in for, by their endpoint."""
    with desk.evening.program.open_look() as look:
        place = look.session.query(PortalMember).one().destination_id
    two = (UUID(member_id(desk, login)) for login in ("asagi", "kohaku"))
    destinations.made_sure(desk.evening, place, *two)
    with desk.evening.program.open_work() as work:
        invited = UUID(member_id(desk, "asagi"))
        code = work.session.query(ReferralCode).filter_by(purpose=CodePurpose.REFERRAL).first()
        assert code is not None
        page = referral_codes.page_address(
            work, purpose=CodePurpose.REFERRAL, subject_id=code.subject_id
        )
        assert page is not None
        welcome = invitations.make(work, invited, actor_id=None)
        once = portal_links.make(work, place, member_id=invited)
        return {
            "security.login": "/sign-in",
            "console.welcome": welcome.path.reveal(),
            "console.portal_once": once.path.reveal(),
            "console.code_page": page.reveal().removeprefix(work.house.origin),
        }


def _leaves_without_a_record(evening: Evening) -> None:
    """A counsellor has ended a talk, and is gone."""
    left = Counsellor(evening, evening.member(_LEFT))
    with evening.program.open_look() as look:
        others = look.session.query(Member).filter(Member.organisation.is_not(None)).first()
        assert others is not None
        own = others.organisation
    with evening.program.open_work() as work:
        work.session.get_one(Member, left.member_id).organisation = own
    evening.says("少しだけ", "left")
    left.ends(left.takes_next())
    with evening.program.open_work() as work:
        work.session.get_one(Member, left.member_id).is_active = False
