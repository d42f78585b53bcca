"""A pause is lifted by nobody who may know the person."""

import pytest

from domain.errors import NotFoundError
from domain.mark import Mark
from domain.pause import PauseLength
from domain.permission import Role
from services import marks, pauses
from storage.models.mark import Pause
from storage.models.presence import Conflict
from tests.factories.crew import OnDuty
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening


@ON_SQLITE
def test_who_may_know_the_person_lifts_no_pause(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori", organisation="kazoku")
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    evening.says("おい")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        marks.put(work, visit_id, Mark.HARD_WORDS, member_id=midori.member_id)
        pause_id = pauses.decide(work, visit_id, length=PauseLength.DAY, member_id=kohaku.member_id)
        contact_id = work.session.get_one(Pause, pause_id).contact_id
        work.session.add(
            Conflict(contact_id=contact_id, member_id=kohaku.member_id, made_at=work.now)
        )

    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        pauses.lift(work, pause_id, member_id=kohaku.member_id)

    (pause,) = rows(evening, Pause)
    assert pause.lifted_at is None
