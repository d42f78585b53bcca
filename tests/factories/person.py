"""A person with a phone on an evening: writes, presses, and reads what has come."""

from dataclasses import dataclass

from domain.conversation import VisitState
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import visits
from tests.doubles.line import MadeCall
from tests.machinery.evening import Evening, user_id


@dataclass(frozen=True, slots=True)
class Person:
    """One person; every act is handled to its end."""

    evening: Evening
    name: str = "a"

    def says(self, words: str) -> list[str]:
        """Write; gives what came back by reply, bubble by bubble."""
        return self._answered(self.evening.text(words, self.name))

    def presses(self, data: str) -> list[str]:
        """Press a button; gives what came back."""
        event = self.evening.event("postback", self.name, postback={"data": data})
        return self._answered(event)

    def blocks(self) -> None:
        self.evening.arrive(self.evening.event("unfollow", self.name))

    @property
    def pushed(self) -> list[MadeCall]:
        """What was pushed to this phone, in order."""
        calls = self.evening.line.calls
        return [call for call in calls if call.road == "push" and call.to == user_id(self.name)]

    @property
    def heard(self) -> list[str]:
        """Every bubble that was pushed to this phone."""
        return [bubble for call in self.pushed for bubble in call.bubbles]

    @property
    def visit(self) -> Visit:
        """The last visit as it stands."""
        with self.evening.program.open_look() as work:
            visit = visits.latest_of(work.session, self.contact_id)
        assert visit is not None
        return visit

    @property
    def state(self) -> VisitState:
        return self.visit.state

    @property
    def contact(self) -> Contact:
        with self.evening.program.open_look() as work:
            return work.session.get_one(Contact, self.contact_id)

    def change(self, **values: object) -> None:
        """Set something of the last visit, as an earlier part of the evening would have."""
        with self.evening.program.open_work() as work:
            visit = visits.latest_of(work.session, self.contact_id)
            for name, value in values.items():
                setattr(visit, name, value)

    @property
    def buttons(self) -> list[str]:
        """The labels under the last thing that came to anybody."""
        return [choice.label for choice in self.evening.line.calls[-1].choices]

    @property
    def contact_id(self) -> bytes:
        return self.evening.program.house.seals.contact_id(user_id(self.name))

    def _answered(self, event: dict[str, object]) -> list[str]:
        before = len(self.evening.line.calls)
        self.evening.arrive(event)
        new = self.evening.line.calls[before:]
        return [bubble for call in new if call.road == "reply" for bubble in call.bubbles]
