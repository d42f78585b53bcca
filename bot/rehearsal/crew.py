"""The counsellors of a rehearsal: they come, accept, decline, write, are lost, and go home."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from bot.rehearsal.chance import Chance
from bot.rehearsal.ledger import OfferNow, VisitNow
from bot.rehearsal.plan import MemberPlan
from bot.rehearsal.scene import Scene
from domain.conversation import End
from domain.record import Caller, RiskLevel, Theme
from domain.secret import PrivateText
from services import conversations, handover, offers, presences, records
from services.record_entry import RecordEntry
from services.work import Work

LOST_FOR: Final = timedelta(minutes=4)
Deed = Callable[[Work], object]

_WORDS: Final = PrivateText("…")
_SHORT_MINUTE: Final = 50.0


class Counsellor:
    """One member at an open console."""

    def __init__(self, plan: MemberPlan, member_id: UUID, scene: Scene, chance: Chance) -> None:
        self.plan = plan
        self.id = member_id
        self._scene = scene
        self._chance = chance
        self._is_on = False
        self._to_write = 0

    @property
    def is_here(self) -> bool:
        """Whether the console is open and the connection stands."""
        now = self._scene.now
        return self._is_on and not any(drop <= now < drop + LOST_FOR for drop in self.plan.drops)

    @property
    def is_silent(self) -> bool:
        """Whether they are on duty and their console gives no sign."""
        return self._is_on and not self.is_here

    def begin(self) -> None:
        """Note when they come, rest and go."""
        agenda = self._scene.agenda
        agenda.note(self.plan.comes_at, self._come)
        for rest in self.plan.rests:
            agenda.note(rest.begins_at, lambda: self._if_here(self._pause))
            agenda.note(rest.ends_at, lambda: self._if_here(self._ready))
        agenda.note(self.plan.goes_at, self._go)

    def is_asked(self, offer: OfferNow) -> None:
        """They see an offer: some seconds later they have decided."""
        seconds = self._chance.between(3, 25)
        if self._chance.happens(self.plan.lapses):
            return
        if self._chance.happens(self.plan.declines):
            self._scene.later(lambda: self._decline(offer.id), seconds=seconds)
        else:
            self._scene.later(lambda: self._accept(offer.id), seconds=seconds)

    def says(self, visit_id: UUID) -> bool:
        """Write one bubble in a talk; gives whether it was possible."""
        key = self._key()
        return self._acts(
            lambda work: conversations.send(
                work, visit_id, member_id=self.id, text=_WORDS, send_key=key
            )
        )

    def ends(self, visit_id: UUID) -> bool:
        """End a talk with a goodbye; gives whether it was possible."""
        return self._acts(
            lambda work: conversations.end(work, visit_id, member_id=self.id, with_goodbye=True)
        )

    def hands_over(self, visit_id: UUID, colleagues: "Sequence[Counsellor]") -> None:
        """Ask a colleague to go on with a talk, or give it back to the line."""
        if colleagues and self._chance.happens(0.7):
            other = self._chance.pick(colleagues)
            self._acts(
                lambda work: handover.offer_to(
                    work, visit_id, member_id=self.id, to_member_id=other.id, note=None
                )
            )
        else:
            self._acts(lambda work: handover.release(work, visit_id, member_id=self.id, note=None))

    def had(self, visit: VisitNow) -> None:
        """A talk of theirs is over: its record is due."""
        self._to_write += 1
        self._scene.later(
            lambda: self._write_record(visit.id), seconds=self._chance.between(120, 480)
        )

    def _come(self) -> None:
        self._is_on = True
        self._acts(self._pause if self.plan.is_supervisor else self._ready)

    def _ready(self, work: Work) -> None:
        presences.come(work, self.id)

    def _pause(self, work: Work) -> None:
        presences.pause(work, self.id)

    def _if_here(self, act: Deed) -> None:
        if self.is_here:
            self._acts(act)

    def _go(self) -> None:
        is_free = self.is_here and not self._to_write
        if is_free and self._acts(lambda work: presences.leave(work, self.id)):
            self._is_on = False
        else:
            self._scene.later(self._go, seconds=60)

    def _accept(self, offer_id: UUID) -> None:
        if self.is_here:
            self._acts(lambda work: offers.accept(work, offer_id, member_id=self.id))

    def _decline(self, offer_id: UUID) -> None:
        if self.is_here:
            self._acts(lambda work: offers.decline(work, offer_id, member_id=self.id))

    def _write_record(self, visit_id: UUID) -> None:
        if not self.is_here:
            self._scene.later(lambda: self._write_record(visit_id), seconds=_SHORT_MINUTE)
            return
        self._to_write -= 1
        entry = RecordEntry(
            caller=Caller.SELF,
            words=_WORDS,
            themes=frozenset({Theme.MIND}),
            risk=RiskLevel.NOT_ASKED,
            risk_reason=_WORDS,
            end=End.TALKED,
            note=None,
        )
        self._acts(lambda work: records.write(work, visit_id, member_id=self.id, entry=entry))

    def _key(self) -> UUID:
        return UUID(int=self._chance.whole(1, 2**52) << 64 | self._chance.whole(0, 2**52))

    def _acts(self, act: Deed) -> bool:
        return self._scene.stage.acts(act)
