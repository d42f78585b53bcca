"""A destination, its people, and codes that lead to it."""

from datetime import timedelta
from uuid import UUID, uuid4

from domain.checking import EntryAct
from domain.destination import DestinationFacts, Offer
from domain.hand_over_paper import READABLE_FOR, PaperPart
from domain.permission import Role
from domain.portal import Key
from domain.programme import DateFacts
from domain.record_details import ReferTo
from domain.referral import ConsentState, Shows
from domain.referral_code import CodePurpose, CodeStep
from domain.secret import PrivateText
from services import (
    destination_keeping,
    handover_papers,
    portal,
    portal_entry,
    portal_members,
    programme_dates,
    referral_codes,
    referral_keeping,
)
from services.paper_content import PaperContent
from services.portal import Answer
from storage.models.programme import Programme
from storage.models.referral import HandOverPaper, Referral
from storage.models.referral_code import PortalMember
from storage.queries import visits
from tests.machinery.evening import Evening

GOOD_FOR = timedelta(days=90)


def destination(evening: Evening, name: str = "ひだまりの家") -> UUID:
    """A destination; nobody has made sure of its entry yet."""
    facts = DestinationFacts(
        name=name,
        organisation="見本の会",
        one_line="居場所です。",
        hours="火と木",
        venue="見本町",
        may_show=True,
    )
    with evening.program.open_work() as work:
        [made] = destination_keeping.add(work, [(facts, None)], act=EntryAct.ADDED, member_id=None)
    return made


def staff(evening: Evening, destination_id: UUID, login: str = "hidamari") -> UUID:
    """Somebody who stands for a destination."""
    member_id = evening.member(login, Role.DESTINATION)
    with evening.program.open_work() as work:
        work.session.add(PortalMember(member_id=member_id, destination_id=destination_id))
    return member_id


def stands_and_wishes(evening: Evening, destination_id: UUID, member_id: UUID, words: str) -> UUID:
    """A member stands for a destination, and proposes a change; gives the proposal."""
    with evening.program.open_work() as work:
        portal_members.stand_for(work, destination_id, member_id=member_id, by=None)
        portal_entry.propose(work, destination_id, words, member_id=member_id)
        [proposal] = portal_entry.proposals(work, destination_id)
        return proposal.id


def referral(
    evening: Evening, visit_id: UUID, destination_id: UUID, by: UUID, *, nickname: str | None = None
) -> UUID:
    """A referral the person has agreed to, with its code."""
    with evening.program.open_work() as work:
        visit = visits.get(work.session, visit_id)
        row = Referral(
            id=uuid4(),
            visit_id=visit_id,
            contact_id=visit.contact_id,
            destination_id=destination_id,
            organisation=None,
            name="ひだまりの家",
            kind=ReferTo.OTHER,
            made_by=by,
            made_at=work.now,
            consent=ConsentState.GIVEN,
            shows=Shows.NICKNAME if nickname else Shows.NOTHING,
            step=None,
        )
        referral_keeping.seal_shown(work, row, PrivateText(nickname) if nickname else None)
        work.session.add(row)
        work.session.flush()
        referral_codes.issue(
            work,
            purpose=CodePurpose.REFERRAL,
            subject_id=row.id,
            destination_id=destination_id,
            good_for=GOOD_FOR,
        )
        return row.id


def paper(evening: Evening, referral_id: UUID) -> UUID:
    """A hand-over paper that was let go to the destination, for a month."""
    with evening.program.open_work() as work:
        row = work.session.get_one(Referral, referral_id)
        content = PaperContent(codes={PaperPart.WHAT: frozenset({"visit"})})
        paper_id = handover_papers.write(work, referral_id, content, member_id=row.made_by)
        written = work.session.get_one(HandOverPaper, paper_id)
        written.released_at, written.released_by = work.now, row.made_by
        written.until_at = work.now + READABLE_FOR
    return paper_id


def date_of(evening: Evening, destination_id: UUID) -> UUID:
    """A date of the destination's, tomorrow."""
    with evening.program.open_work() as work:
        programme = Programme(
            id=uuid4(),
            destination_id=destination_id,
            kind=Offer.A_PLACE_TO_BE,
            name="お茶の会",
            one_line="お茶を飲みます。",
            place="見本町",
            eases="",
            may_show=True,
            made_at=work.now,
        )
        work.session.add(programme)
        work.session.flush()
        begins_at = work.now + timedelta(days=1)
        facts = DateFacts(
            begins_at=begins_at,
            ends_at=begins_at + timedelta(hours=2),
            sign_up_until=begins_at,
            places=None,
        )
        return programme_dates.add(work, programme.id, facts, member_id=None)


def code_of(evening: Evening, referral_id: UUID) -> str | None:
    """What the person is shown."""
    with evening.program.open_look() as look:
        return referral_codes.shown(look, purpose=CodePurpose.REFERRAL, subject_id=referral_id)


def key_of(evening: Evening, member_id: UUID) -> Key:
    """What a member stands at the portal with."""
    with evening.program.open_look() as look:
        return portal_members.of_member(look, member_id)


def types(evening: Evening, key: Key, code: str | None, step: CodeStep = CodeStep.CAME) -> Answer:
    """Somebody types a code at the portal."""
    assert code is not None
    with evening.program.open_work() as work:
        return portal.redeem(work, key, code, step)
