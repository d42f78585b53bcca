"""What everybody in a rehearsal knows: the stage, the agenda, and how things stand just now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.rehearsal.agenda import Agenda
from bot.rehearsal.ledger import Moment, VisitNow
from bot.rehearsal.stage import Stage
from domain.conversation import VisitState
from routing.evenings import Evening
from routing.schedule import Schedule


@dataclass(slots=True)
class Scene:
    """The evening as people and counsellors see it; ``moment`` is renewed after every step."""

    stage: Stage
    agenda: Agenda
    evening: Evening
    schedule: Schedule
    moment: Moment

    @property
    def now(self) -> datetime:
        """The virtual time."""
        return self.stage.now

    def later(self, act: Callable[[], None], *, seconds: float) -> None:
        """Let something happen after a while."""
        self.agenda.note(self.now + timedelta(seconds=seconds), act)

    def visit_of(self, person: str) -> VisitNow | None:
        """The visit of a person that has not ended."""
        found = [visit for visit in self.moment.visits.values() if visit.person == person]
        return found[-1] if found else None

    def talk(self, visit_id: UUID) -> VisitNow | None:
        """A visit while it is a running talk."""
        visit = self.moment.visits.get(visit_id)
        return visit if visit is not None and visit.state is VisitState.TALKING else None
