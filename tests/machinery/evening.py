"""An evening in one process: the real program, with a LINE that is pretended and a clock we set."""

import base64
import hashlib
import hmac
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from bot import inbound, line_service, notifying, outbound, periodic, preparing, sheets
from bot.batches import Batches
from bot.destinations import Destinations
from bot.setting_values import ClockStart
from bot.settings import Settings
from bot.webhook import PATH, Door
from bot.wiring import Program
from domain.clock import TOKYO
from domain.permission import Role
from domain.secret import PrivateText
from services.work import JobName
from storage.encryption import Keyring
from storage.models.member import Member
from tests.doubles.line import PretendLine
from tests.machinery.members import add

SECRET, BOT = "the channel's secret", "U" + "0" * 32
EVENING = datetime(2026, 11, 24, 16, 5, tzinfo=TOKYO)
SCHEDULES = Path(__file__).parents[2] / "schedules.yaml"
OF_NOBODY = {JobName.SERVE_LINE: line_service.serve, JobName.TRY_WAYS: notifying.try_ways}
OF_ONE_THING = {JobName.TELL_OF_ALERT: notifying.tell, JobName.PREPARE_RELEASE: preparing.prepare}
OF_ONE_THING |= {JobName.MAKE_SHEET: sheets.make, JobName.TELL_STAFF: notifying.tell_staff}


@dataclass(slots=True, repr=False)
class Evening:
    """The program, the door, and everything a test does to them."""

    program: Program
    line: PretendLine
    jobs: list[tuple[JobName, UUID]] = field(default_factory=list)
    _count: int = 0

    def __repr__(self) -> str:
        """Short, however much has been said: a failing property shows what was drawn."""
        return f"<an evening at {self.now}>"

    # ── the clock ────────────────────────────────────────────────────────────────────────

    @property
    def now(self) -> datetime:
        return self.program.clock.now()

    def set_clock(self, moment: datetime) -> None:
        """Stand at a moment and go on from there."""
        offset = self.program.clock.offset + (moment - self.now)
        self.program = replace(self.program, clock=replace(self.program.clock, offset=offset))

    def pass_time(self, seconds: float) -> None:
        self.set_clock(self.now + timedelta(seconds=seconds))

    def restart(self) -> None:
        """End the program and build it anew on the same database; the clock goes on."""
        clock, bell = self.program.clock, self.program.bell
        self.program.close()
        self.program = replace(Program.build(self.program.settings), clock=clock, bell=bell)

    def tick(self, seconds: float = 0) -> None:
        """Let time pass, and the clock's process do what is due in the evening, and its jobs."""
        self.pass_time(seconds)
        periodic.keep_evening(self.program)
        self.work()

    def ask_questions(self) -> None:
        """Put the optional questions from now on, also after a restart."""
        settings = replace(self.program.settings, asks_questions=True)
        house = replace(self.program.first_house, asks_questions=True)
        self.program = replace(self.program, settings=settings, first_house=house)

    def sweep(self) -> None:
        """Let the clock's process ring for what nobody has taken, and do it."""
        periodic.sweep(self.program)
        self.work()

    # ── the door ─────────────────────────────────────────────────────────────────────────

    def door(self) -> Door:
        return Door(
            secrets=(SECRET,),
            seals=self.program.house.seals,
            clock=self.program.clock,
            batches=Batches(self.program.database, self._ring),
            destinations=Destinations(self.program.open_look, self.program.open_work, "1656000000"),
        )

    def post(
        self, body: bytes, signature: str | None = None, door: Door | None = None, **environ: object
    ) -> str:
        """Post a body to the door; signed rightly unless told otherwise. Gives the status."""
        door = door or self.door()
        status = door.receive(
            {
                "REQUEST_METHOD": "POST",
                "PATH_INFO": PATH,
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_X_LINE_SIGNATURE": sign(body) if signature is None else signature,
                "wsgi.input": io.BytesIO(body),
                **environ,
            }
        )
        door.batches.close()
        return status

    def keep(self, *events: dict[str, object]) -> None:
        """Let events arrive in one webhook; nobody handles them yet."""
        body = json.dumps({"destination": BOT, "events": list(events)}).encode()
        assert self.post(body) == "200 OK"

    def arrive(self, *events: dict[str, object]) -> None:
        """Let events arrive in one webhook, and be handled."""
        self.keep(*events)
        self.work()

    # ── what people do ───────────────────────────────────────────────────────────────────

    def event(self, kind: str, person: str = "a", **fields: object) -> dict[str, object]:
        """A webhook event as LINE would send it now."""
        self._count += 1
        event = {
            "type": kind,
            "mode": "active",
            "timestamp": int(self.now.timestamp() * 1000) + self._count,
            "source": {"type": "user", "userId": user_id(person)},
            "webhookEventId": f"01EVENT{self._count:019d}",
            "deliveryContext": {"isRedelivery": False},
            **fields,
        }
        if kind not in {"unfollow", "unsend"}:
            event.setdefault("replyToken", f"token-{self._count}")
        return event

    def text(
        self, words: str, person: str = "a", message_id: str | None = None
    ) -> dict[str, object]:
        message = {
            "type": "text",
            "id": message_id or f"9{self._count + 1:017d}",
            "text": words,
            "quoteToken": "q",
        }
        return self.event("message", person, message=message)

    def says(self, words: str, person: str = "a", message_id: str | None = None) -> None:
        """A person writes, and it is handled."""
        self.arrive(self.text(words, person, message_id))

    # ── what the program does ────────────────────────────────────────────────────────────

    def work(self) -> None:
        """Run every job there is, until none is left."""
        while self.jobs:
            name, subject = self.jobs.pop(0)
            if name is JobName.HANDLE_EVENTS:
                inbound.handle_batch(self.program, subject)
            elif name is JobName.DELIVER:
                outbound.deliver(self.program, self.line, subject)  # type: ignore[arg-type] # LINE is pretended
            elif name in OF_NOBODY:
                OF_NOBODY[name](self.program)
            elif name in OF_ONE_THING:
                OF_ONE_THING[name](self.program, subject)
            else:
                outbound.leave(self.program, self.line, subject)  # type: ignore[arg-type] # the same

    def member(self, login: str = "midori", role: Role = Role.COUNSELLOR) -> UUID:
        """A member who can sign in."""
        add(
            self.program,
            login=login,
            alias="みどり" if login == "midori" else "あさぎ",
            role=role,
            passphrase=PrivateText("a long passphrase"),
        )
        with self.program.open_look() as work:
            row = work.session.query(Member).filter_by(login=login).one()
            return row.id

    def _ring(self, jobs: Sequence[tuple[JobName, UUID]]) -> bool:
        self.jobs.extend(jobs)
        return True


@dataclass(slots=True)
class ListeningBell:
    """Stands for Redis in one process: what is rung is remembered, and done by ``work()``."""

    evening: "Evening | None" = None
    told: list[str] = field(default_factory=list)

    def ring(self, jobs: list[tuple[JobName, UUID]]) -> bool:
        if self.evening is not None:
            self.evening.jobs.extend(jobs)
        return True

    def tell(self, topics: list[object]) -> None:
        self.told.extend(topic.name for topic in topics)  # type: ignore[attr-defined] # topics


def sign(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def user_id(person: str) -> str:
    return "U" + hashlib.md5(person.encode(), usedforsecurity=False).hexdigest()


@pytest.fixture
def evening(database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Evening]:
    """A Tuesday evening, five minutes after opening, on a real database."""
    keyring = tmp_path / "keyring.json"
    Keyring.generate().save(keyring)
    settings = Settings(
        database_url=PrivateText(database_url),
        redis_url=PrivateText(redis_url),
        keyring=keyring,
        line_channel_id="1656000000",
        line_channel_secrets=(PrivateText(SECRET),),
        line_channel_access_token=None,
        line_api_url="http://127.0.0.1:1",
        schedules=SCHEDULES,
        public_url="http://127.0.0.1:8080",
        clock_start=ClockStart(shows=EVENING, at=datetime.now(UTC)),  # noqa: TID251 - the test's own
        asks_questions=False,
        asks_second_factor=False,
    )
    bell = ListeningBell()
    program = replace(Program.build(settings), bell=bell)  # type: ignore[arg-type] # Redis is not asked here
    made = Evening(program, PretendLine())
    bell.evening = made
    yield made
    made.program.close()


def new_key() -> UUID:
    """A fresh send key."""
    return uuid4()
