"""Members on duty on an evening: asked, accepting, declining, handing over, seen or lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.offer import OfferKind
from domain.permission import Role
from services import accounts, handover, offers, presences, team
from services import role_askings as askings
from storage.models.member import Member
from storage.models.offer import Offer
from storage.queries import offers as offer_rows
from storage.queries import role_askings
from tests.factories.counsellor import Counsellor
from tests.machinery.evening import Evening


def made(
    evening: Evening,
    member_id: UUID,
    role: Role,
    *,
    by: UUID,
    second: UUID | None = None,
    is_manager: bool = False,
) -> None:
    """Make a member something else; where a second person is needed, one the keeper has added."""
    with evening.program.open_work() as work:
        team.change_role(work, member_id, role=role, is_manager=is_manager, by=by)
    with evening.program.open_look() as look:
        waiting = [row.id for row in role_askings.unended(look.session)]
    for asking_id in waiting:
        second = second or evening.member(f"second-{asking_id.hex[:8]}", Role.MANAGER)
        with evening.program.open_work() as work:
            askings.grant(work, asking_id, member_id=second)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One member, and what she does; every act is followed by the jobs it starts."""

    evening: Evening
    member_id: UUID

    @classmethod
    def comes(
        cls,
        evening: Evening,
        login: str,
        *,
        role: Role = Role.COUNSELLOR,
        organisation: str | None = None,
        is_new: bool = False,
        is_ready: bool = True,
    ) -> "OnDuty":
        """A new member, ready for talks unless told otherwise."""
        with evening.program.open_work() as work:
            member_id = accounts.add_member(
                work, login=login, alias=login[:10], role=role, password_hash="-"
            )
            row = work.session.get_one(Member, member_id)
            row.organisation = organisation
            row.is_new = is_new
        member = cls(evening, member_id)
        if is_ready:
            member.is_ready()
        return member

    @property
    def talks(self) -> Counsellor:
        """The same member in her talks."""
        return Counsellor(self.evening, self.member_id)

    def is_ready(self) -> None:
        """Be ready for talks from now on."""
        with self.evening.program.open_work() as work:
            presences.come(work, self.member_id)
        self.evening.work()

    def pauses(self) -> None:
        with self.evening.program.open_work() as work:
            presences.pause(work, self.member_id)
        self.evening.work()

    def leaves(self) -> None:
        with self.evening.program.open_work() as work:
            presences.leave(work, self.member_id)
        self.evening.work()

    def beats(self) -> None:
        """The console is open."""
        with self.evening.program.open_work() as work:
            presences.beat(work, self.member_id)
        self.evening.work()

    def is_asked(self) -> Sequence[Offer]:
        """The open offers, oldest first."""
        with self.evening.program.open_look() as work:
            return offer_rows.open_of_member(work.session, self.member_id)

    def accepts(self, offer_id: UUID | None = None) -> UUID:
        """Accept an offer, the oldest unless one is named; gives the visit."""
        self.beats()
        with self.evening.program.open_work() as work:
            visit_id = offers.accept(work, offer_id or self._asked(), member_id=self.member_id)
        self.evening.work()
        return visit_id

    def declines(self) -> None:
        """Decline the oldest offer."""
        self.beats()
        with self.evening.program.open_work() as work:
            offers.decline(work, self._asked(), member_id=self.member_id)
        self.evening.work()

    def offers_on(self, visit_id: UUID, to: "OnDuty") -> UUID:
        """Hold one's own talk out to another; gives the offer."""
        with self.evening.program.open_work() as work:
            offer_id = handover.offer_to(
                work,
                visit_id,
                member_id=self.member_id,
                to_member_id=to.member_id,
                note=None,
            )
        self.evening.work()
        return offer_id

    def releases(self, visit_id: UUID) -> None:
        """Give one's own talk back to the line."""
        with self.evening.program.open_work() as work:
            handover.release(work, visit_id, member_id=self.member_id, note=None)
        self.evening.work()

    def _asked(self) -> UUID:
        """The oldest offer; of those made at once, that of a running talk."""
        offers_now = sorted(
            self.is_asked(), key=lambda offer: (offer.made_at, offer.kind is OfferKind.WAITING)
        )
        return offers_now[0].id


def all_beat(*members: OnDuty) -> None:
    """Everybody's console is open."""
    for member in members:
        member.beats()


def supervisor(evening: Evening, login: str = "kohaku", organisation: str = "kazoku") -> UUID:
    """A supervisor of an organisation, who takes no talks."""
    return OnDuty.comes(
        evening, login, role=Role.SUPERVISOR, organisation=organisation, is_ready=False
    ).member_id
