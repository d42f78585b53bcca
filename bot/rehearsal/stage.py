"""The stage of a rehearsal: the real program in one process, in virtual time, with its own data.

People come in by signed webhooks through the door, counsellors by the services, the clock by
``bot.periodic``; whatever is rung for is done at once by the code of the workers.
"""

import base64
import hashlib
import hmac
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self, TypeVar
from uuid import UUID, uuid5

from sqlalchemy import event as engine_events

from bot import inbound, line_service, outbound, periodic
from bot.destinations import Destinations
from bot.rehearsal.building import CHANNEL, SECRET, opened_program
from bot.rehearsal.parts import Hand, Jobs, Writer
from bot.rehearsal.phone import Phones
from bot.rehearsal.plan import MemberPlan
from bot.webhook import PATH, Door
from bot.wiring import Program
from domain.errors import NotFoundError, RefusedError
from domain.permission import Role
from services.work import JobName, Work
from storage.models.member import Member

_ACCOUNT: Final = "U" + "0" * 32
_NAMES: Final = UUID("6d61646f-6265-4265-8000-000000000000")

_Given = TypeVar("_Given")


class UnkeptEventError(Exception):
    """The door did not take a webhook that was rightly signed."""


@dataclass(slots=True)
class Stage:
    """The running program, and everything that is done to it."""

    program: Program
    hand: Hand
    jobs: Jobs
    phones: Phones
    refused: Counter[str] = field(default_factory=Counter)
    _door: Door | None = None
    _has_changed: bool = True
    _count: int = 0

    @classmethod
    @contextmanager
    def opened(cls, schedules: Path, *, at: datetime) -> Iterator[Self]:
        """The program on an empty database of its own, which is gone afterwards."""
        hand, jobs = Hand(at), Jobs()
        with opened_program(schedules, hand, jobs) as program:
            stage = cls(program, hand, jobs, Phones(hand, program.house.notices))
            engine_events.listen(program.database.engine, "commit", stage.note_change)
            yield stage

    @property
    def now(self) -> datetime:
        """The virtual time."""
        return self.hand.at

    def note_change(self, _connection: object) -> None:
        """Something was written down."""
        self._has_changed = True

    def take_changed(self) -> bool:
        """Whether something was written down since this was asked last."""
        has_changed, self._has_changed = self._has_changed, False
        return has_changed

    # ── what people do ───────────────────────────────────────────────────────────────────

    def contact_of(self, person: str) -> bytes:
        """Under which id the program knows a person; LINE knows them from now on."""
        self.phones.know(_user_id(person), person)
        return self.program.house.seals.contact_id(_user_id(person))

    def says(self, person: str, words: str) -> None:
        """A person writes a bubble."""
        message = {"type": "text", "id": f"9{self._count:017d}", "text": words, "quoteToken": "q"}
        self._arrives("message", person, message=message)

    def presses(self, person: str, data: str) -> None:
        """A person presses a button."""
        self._arrives("postback", person, postback={"data": data})

    def follows(self, person: str) -> None:
        """A person adds the account."""
        self._arrives("follow", person, follow={"isUnblocked": False})

    def blocks(self, person: str) -> None:
        """A person blocks the account."""
        self._arrives("unfollow", person)

    # ── what members do ──────────────────────────────────────────────────────────────────

    def add_member(self, plan: MemberPlan) -> UUID:
        """Somebody who can be on duty; the id hangs on the name, so that ties fall alike."""
        member = Member(
            id=uuid5(_NAMES, plan.name),
            login=plan.name,
            password_hash="",  # nobody signs in
            alias=plan.name,
            role=Role.SUPERVISOR if plan.is_supervisor else Role.COUNSELLOR,
            is_active=True,
            fs_uniquifier=plan.name,
            created_at=self.now,
            organisation=plan.organisation,
            is_new=plan.is_new,
        )
        with self.program.open_work() as work:
            work.session.add(member)
        return member.id

    def acts(self, act: Callable[[Work], object]) -> bool:
        """Somebody does something; gives whether it was possible. What follows is done at once."""
        try:
            with self.program.open_work() as work:
                act(work)
        except (RefusedError, NotFoundError) as refusal:
            self.refused[type(refusal).__name__] += 1
            return False
        finally:
            self._do_jobs()
        return True

    def look(self, look: Callable[[Work], _Given]) -> _Given:
        """Read something."""
        with self.program.open_look() as work:
            return look(work)

    # ── what the clock does ──────────────────────────────────────────────────────────────

    def tick(self) -> None:
        """Let the clock's process do what is due, and everything that follows."""
        periodic.keep_evening(self.program)
        self._do_jobs()

    def sweep(self) -> None:
        """Let the clock's process ring for what nobody has taken, and do it."""
        periodic.sweep_all(self.program)
        self._do_jobs()

    def _arrives(self, kind: str, person: str, **fields: Any) -> None:  # noqa: ANN401 - as LINE has it
        self._count += 1
        event = {
            "type": kind,
            "mode": "active",
            "timestamp": int(self.now.timestamp() * 1000),
            "source": {"type": "user", "userId": _user_id(person)},
            "webhookEventId": f"01REHEARSAL{self._count:015d}",
            "deliveryContext": {"isRedelivery": False},
            **fields,
        }
        if kind != "unfollow":
            event["replyToken"] = token = f"token-{self._count}"
            self.phones.hand_out(token, person)
        self._post(json.dumps({"destination": _ACCOUNT, "events": [event]}).encode())
        self._do_jobs()

    def _post(self, body: bytes) -> None:
        self._door = self._door or self._new_door()
        status = self._door.receive(
            {
                "REQUEST_METHOD": "POST",
                "PATH_INFO": PATH,
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_X_LINE_SIGNATURE": _signature(body),
                "wsgi.input": io.BytesIO(body),
            }
        )
        if status != "200 OK":
            raise UnkeptEventError(status)

    def _new_door(self) -> Door:
        program = self.program
        return Door(
            secrets=(SECRET,),
            seals=program.house.seals,
            clock=program.clock,
            batches=Writer(program.database, self.jobs.ring),
            destinations=Destinations(program.open_look, program.open_work, CHANNEL),
        )

    def _do_jobs(self) -> None:
        while self.jobs.waiting:
            name, subject = self.jobs.waiting.pop(0)
            match name:
                case JobName.HANDLE_EVENTS:
                    inbound.handle_batch(self.program, subject)
                case JobName.DELIVER:
                    outbound.deliver(self.program, self.phones, subject)
                case JobName.LEAVE:
                    outbound.leave(self.program, self.phones, subject)
                case JobName.SERVE_LINE:
                    line_service.serve(self.program)
                case JobName.PREPARE_RELEASE | JobName.MAKE_SHEET:
                    pass  # nobody asks for figures in one
                case JobName.TELL_OF_ALERT | JobName.TRY_WAYS | JobName.TELL_STAFF:
                    pass  # nobody outside the page is told in a rehearsal


def _user_id(person: str) -> str:
    return "U" + hashlib.sha256(person.encode()).hexdigest()[:32]


def _signature(body: bytes) -> str:
    return base64.b64encode(hmac.digest(SECRET.encode(), body, hashlib.sha256)).decode()
