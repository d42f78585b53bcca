"""Behind the doors of other dangers: a pause, and a term from practice."""

from datetime import timedelta
from uuid import UUID, uuid4

from domain.risk.assessment import Sign
from services import practice_terms
from storage.models.mark import Pause
from storage.queries import visits
from tests.machinery.evening import Evening


def other_dangers(evening: Evening, visit_id: UUID, supervisor: UUID) -> dict[str, UUID | str]:
    """A pause of another person, and a term that waits for a second supervisor."""
    with evening.program.open_work() as work:
        pause = Pause(
            id=uuid4(),
            contact_id=visits.get(work.session, visit_id).contact_id,
            visit_id=visit_id,
            decided_by=supervisor,
            decided_at=work.now,
            until_at=work.now + timedelta(days=1),
        )
        work.session.add(pause)
        term_id = practice_terms.propose(
            work, "蝋燭の火のように", sign=Sign.VANISH, level=1, member_id=supervisor
        )
    return {"pause_id": pause.id, "term_id": term_id}
