"""Programmes of a made-up destination: a room on a Saturday, and who hears of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from domain.clock import TOKYO
from domain.destination import Offer
from domain.permission import Role
from domain.programme import CancelledFor, DateFacts, Ease, ProgrammeFacts
from domain.statistics.fact import FactKind
from services import programme_dates, programme_keeping
from storage.models.programme import SignUp
from storage.models.statistics import StatFact
from tests.factories import destinations
from tests.factories.person import Person
from tests.machinery.evening import Evening

SATURDAY = datetime(2026, 11, 28, 14, 0, tzinfo=TOKYO)
TOMORROW = datetime(2026, 11, 25, 10, 5, tzinfo=TOKYO)
"""The morning after the evening on which tests begin, at an hour people may be told of things."""


def with_examples(evening: Evening) -> None:
    """Let made-up destinations be shown, as in the demo."""
    house = replace(evening.program.first_house, with_examples=True)
    evening.program = replace(evening.program, first_house=house)


def programme(evening: Evening, by: UUID, **changed: object) -> UUID:
    """A room to be in, of a made-up destination of its own."""
    with_examples(evening)
    destination_id = destinations.kept(evening, is_example=True)
    facts = ProgrammeFacts(
        destination_id=destination_id,
        kind=Offer.A_PLACE_TO_BE,
        name="みなとの午後",
        one_line="見ているだけでも大丈夫です。",
        place="駅前の会館2階",
        eases=frozenset(Ease),
        may_show=True,
    )
    with evening.program.open_work() as work:
        return programme_keeping.add(
            work,
            replace(facts, **changed),  # type: ignore[arg-type]  # any field
            member_id=by,
        )


def date(
    evening: Evening,
    programme_id: UUID,
    *,
    begins_at: datetime = SATURDAY,
    places: int | None = None,
) -> UUID:
    """One time it takes place, for two hours."""
    facts = DateFacts(
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=2),
        sign_up_until=begins_at,
        places=places,
    )
    with evening.program.open_work() as work:
        return programme_dates.add(work, programme_id, facts, member_id=None)


def told(evening: Evening, by: UUID, date_id: UUID) -> None:
    """Whoever asked for news is told of a date from now on."""
    with evening.program.open_work() as work:
        programme_dates.tell(work, date_id, member_id=by)


def cancelled(evening: Evening, by: UUID, date_id: UUID) -> None:
    """A date does not take place."""
    with evening.program.open_work() as work:
        programme_dates.cancel(work, date_id, CancelledFor.WEATHER, member_id=by)


@dataclass(slots=True)
class Afternoon:
    """A date on Saturday, and somebody who may want to hear of it."""

    evening: Evening
    person: Person
    kohaku: UUID
    date_id: UUID

    @classmethod
    def comes(cls, evening: Evening) -> "Afternoon":
        """Nobody has been told of it yet."""
        kohaku = evening.member("kohaku", Role.SUPERVISOR)
        return cls(evening, Person(evening), kohaku, date(evening, programme(evening, kohaku)))

    def is_told(self) -> None:
        told(self.evening, self.kohaku, self.date_id)

    def is_tomorrow(self) -> None:
        self.evening.set_clock(TOMORROW)
        self.evening.tick()

    def signs_up(self, person: Person | None = None) -> list[str]:
        return (person or self.person).says("11月28日14時に申し込む")

    def sign_up(self) -> SignUp:
        with self.evening.program.open_look() as work:
            found = work.session.query(SignUp).order_by(SignUp.signed_up_at.desc()).first()
        assert found is not None
        return found

    def facts(self, kind: FactKind) -> list[StatFact]:
        with self.evening.program.open_look() as work:
            return work.session.query(StatFact).filter_by(kind=kind).all()
