"""Builds the program once: settings in, everything that acts out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final, Self

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy.exc import IntegrityError

from bot.morphemes import cut
from bot.queues import Bell, SignedSerializer
from bot.setting_values import ClockStart
from bot.settings import Settings
from bot.timetable import Timetable
from domain.clock import Clock
from domain.secret import PrivateText
from services import audit
from services.directory_shipped import example_lines
from services.work import House, Work
from storage.database import Database
from storage.encryption import Keyring
from storage.models.service import ClockAnchor
from storage.seals import Seals, console_secret, job_signature_key
from texts.notices import Notices
from texts.questions import Questions
from texts.snippets import Snippets
from texts.words import TypedWords

# What ships with the program is read once a process.
_notices: Final = cache(Notices.load)
_words: Final = cache(TypedWords.load)
_questions: Final = cache(Questions.load)
_snippets: Final = cache(Snippets.load)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The running program: what it was told, and what it acts with."""

    settings: Settings
    database: Database
    redis: Redis
    serializer: SignedSerializer
    bell: Bell
    clock: Clock
    timetable: Timetable
    first_house: House
    console_secret: PrivateText

    @classmethod
    def build(cls, settings: Settings) -> Self:
        """Wire everything.

        Raises:
            KeyringError, ScheduleFileError: the keyring or the schedule is not usable.
        """
        keyring = Keyring.load(settings.keyring)
        timetable = Timetable(settings.schedules)
        database = Database(settings.database_url.reveal(), pool_size=20)
        redis = connect_redis(settings.redis_url.reveal())
        serializer = SignedSerializer(job_signature_key(keyring))
        return cls(
            settings=settings,
            database=database,
            redis=redis,
            serializer=serializer,
            bell=Bell(redis, serializer),
            clock=_clock(settings.clock_start, database),
            timetable=timetable,
            first_house=House(
                seals=Seals(keyring, settings.line_channel_id),
                schedule=timetable.current(),
                notices=_notices(),
                words=_words(),
                questions=_questions(),
                snippets=_snippets(),
                asks_questions=settings.asks_questions,
                examples=example_lines(),
                with_examples=settings.with_examples,
                allows_words=settings.allows_words,
                origin=settings.public_url,
                tokens=cut,
                disclosure=settings.disclosure,
            ),
            console_secret=console_secret(keyring),
        )

    @property
    def house(self) -> House:
        """What every act may use, with the schedule as its file says now."""
        schedule = self.timetable.current()
        if schedule is self.first_house.schedule:
            return self.first_house
        return replace(self.first_house, schedule=schedule)

    @contextmanager
    def open_work(self) -> Iterator[Work]:
        """One act: committed at the end, then its jobs started and open pages told."""
        with self.database.writing() as session:
            work = Work(session=session, now=self.clock.now(), house=self.house)
            yield work
            audit.write(work)
        if work.jobs:
            self.bell.ring(work.jobs)
        if work.topics:
            self.bell.tell(work.topics)

    @contextmanager
    def open_statement(self) -> Iterator[Work]:
        """An act of one statement, which notes nothing and starts nothing but tells open pages."""
        with self.database.stating() as session:
            work = Work(session=session, now=self.clock.now(), house=self.house)
            yield work
        if work.noted or work.jobs:  # they would be lost without a word
            raise RuntimeError("One statement notes nothing and starts nothing: open an act")
        if work.topics:
            self.bell.tell(work.topics)

    @contextmanager
    def open_look(self) -> Iterator[Work]:
        """A look that changes nothing, waits for nobody and keeps nobody waiting."""
        with self.database.reading() as session:
            work = Work(session=session, now=self.clock.now(), house=self.house)
            yield work
        if work.noted:  # it would be lost without a word
            raise RuntimeError("A look cannot note anything in the audit log: open an act")

    def close(self) -> None:
        """Close the connections."""
        self.redis.close()
        self.database.close()


def connect_redis(url: str) -> Redis:
    """A Redis client that gives up soon: the database is the truth, a sweep rings later."""
    return Redis.from_url(
        url,
        socket_connect_timeout=1.0,
        socket_timeout=5.0,
        retry=Retry(NoBackoff(), 1),
        health_check_interval=15,
    )


def _clock(start: ClockStart | None, database: Database) -> Clock:
    """The clock all processes of one service share, over their restarts."""
    if start is None:
        return Clock()
    if start.at is not None:
        return Clock.showing(start.shows, at=start.at)
    return Clock.showing(start.shows, at=_anchor(start.shows, database))


def _anchor(shows: datetime, database: Database) -> datetime:
    name = shows.isoformat()
    try:
        with database.writing() as session:
            known = session.get(ClockAnchor, name)
            if known is not None:
                return known.machine_at
            machine_at = Clock().now()
            session.add(ClockAnchor(clock_start=name, machine_at=machine_at))
    except IntegrityError:  # another process of the service was a moment earlier
        with database.reading() as session:
            return session.get_one(ClockAnchor, name).machine_at
    return machine_at
