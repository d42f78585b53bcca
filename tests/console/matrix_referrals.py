"""A referral with a paper behind the doors of the matrix."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid4

from domain.hand_over_paper import PaperPart
from domain.record_details import ReferTo
from domain.referral import ConsentState, Interval
from services import handover_papers, referrals
from services.paper_content import PaperContent
from storage.models.referral import Referral
from storage.queries import referrals as rows
from storage.queries import visits
from tests.factories.destinations import kept
from tests.machinery.evening import Evening

REFERRAL_FORMS: Final[dict[str, dict[str, str]]] = {
    "/papers/<uuid:paper_id>/edit": {"what": "visit"},
    "/referrals/<uuid:referral_id>/papers": {"what": "visit"},
    "/referrals/<uuid:referral_id>/shown": {"shows": "nothing"},
    "/referrals/<uuid:referral_id>/steps": {"step": "3"},
    "/referrals/<uuid:referral_id>/follow-ups": {"interval": "1m"},
    "/talks/<uuid:visit_id>/referrals": {"destination": str(UUID(int=1))},
    "/talks/<uuid:visit_id>/small-steps": {"kind": "talked"},
}
"""What these doors wish to hear."""


def referral(evening: Evening, members: Mapping[str, UUID], visit_id: UUID) -> dict[str, UUID]:
    """The owner's referral from the running talk; the person has said yes, and a paper waits."""
    owner = members["owner"]
    destination_id = kept(evening, is_example=True, kind=ReferTo.A_PLACE_TO_BE)
    with evening.program.open_work() as work:
        referral_id = uuid4()
        visit = visits.get(work.session, visit_id)
        work.session.add(
            Referral(
                id=referral_id,
                visit_id=visit_id,
                contact_id=visit.contact_id,
                destination_id=destination_id,
                organisation="kazoku",
                name="見本の広場",
                kind=ReferTo.A_PLACE_TO_BE.value,
                made_by=owner,
                made_at=work.now,
                consent=ConsentState.GIVEN,
                shows="nothing",
            )
        )
        work.session.flush()
        referrals.plan_follow_up(work, referral_id, Interval.WEEK, member_id=owner)
        content = PaperContent(codes={PaperPart.WHAT: frozenset({"visit"})})
        paper_id = handover_papers.write(work, referral_id, content, member_id=owner)
        [follow_up] = rows.follow_ups(work.session, referral_id)
        follow_up_id = follow_up.id
    return {"referral_id": referral_id, "paper_id": paper_id, "follow_up_id": follow_up_id}
