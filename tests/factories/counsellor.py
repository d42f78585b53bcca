"""A counsellor at work on an evening: takes, reads, answers, ends."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from domain.permission import Role
from domain.secret import PrivateText
from services import accounts, conversations, desk, waiting_line
from services.desk import Talk, WaitingPerson
from storage.queries import members
from tests.machinery.evening import Evening


@dataclass(frozen=True, slots=True)
class Counsellor:
    """One member, and what she does; every act is followed by the jobs it starts."""

    evening: Evening
    member_id: UUID

    @classmethod
    def midori(cls, evening: Evening) -> "Counsellor":
        return cls(evening, _member(evening, "midori", "みどり", Role.COUNSELLOR))

    @classmethod
    def asagi(cls, evening: Evening, role: Role = Role.COUNSELLOR) -> "Counsellor":
        return cls(evening, _member(evening, "asagi", "あさぎ", role))

    def takes_next(self) -> UUID:
        """Take whoever waits longest; gives the visit."""
        with self.evening.program.open_work() as work:
            visit_id = waiting_line.take_next(work, member_id=self.member_id)
        self.evening.work()
        return visit_id

    def says(self, visit_id: UUID, words: str, send_key: UUID | None = None) -> UUID:
        """Say something, and let it go out; gives the message's id."""
        key = self.writes(visit_id, words, send_key)
        self.evening.work()
        return key

    def writes(self, visit_id: UUID, words: str, send_key: UUID | None = None) -> UUID:
        """Say something whose job is not done yet."""
        key = send_key or uuid4()
        with self.evening.program.open_work() as work:
            conversations.send(
                work, visit_id, member_id=self.member_id, text=PrivateText(words), send_key=key
            )
        return key

    def ends(self, visit_id: UUID, *, with_goodbye: bool = True) -> None:
        with self.evening.program.open_work() as work:
            conversations.end(work, visit_id, member_id=self.member_id, with_goodbye=with_goodbye)
        self.evening.work()

    def sees(self, visit_id: UUID) -> Talk:
        with self.evening.program.open_look() as work:
            return desk.get_talk(work, visit_id, member_id=self.member_id)

    def reads(self, visit_id: UUID) -> list[str]:
        """The words of the talk in order; what has none shows its kind."""
        return [
            message.text.reveal() if message.text else f"[{message.kind}]"
            for message in self.sees(visit_id).messages
        ]


def waiting(evening: Evening) -> tuple[WaitingPerson, ...]:
    """The waiting line."""
    witness = _witness(evening)
    with evening.program.open_look() as work:
        return desk.list_waiting(work, member_id=witness)


def overnight(evening: Evening) -> tuple[WaitingPerson, ...]:
    """Who wrote outside the hours."""
    witness = _witness(evening)
    with evening.program.open_look() as work:
        return desk.list_overnight(work, member_id=witness)


def _witness(evening: Evening) -> UUID:
    """A supervisor of no organisation, who only looks."""
    with evening.program.open_look() as work:
        found = members.find_by_login(work.session, "witness")
    return found.id if found else _member(evening, "witness", "みはり", Role.SUPERVISOR)


def _member(evening: Evening, login: str, alias: str, role: Role) -> UUID:
    """A member who works without signing in: hashing a passphrase takes its time."""
    with evening.program.open_work() as work:
        return accounts.add_member(work, login=login, alias=alias, role=role, password_hash="-")
