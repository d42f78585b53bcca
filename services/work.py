"""Work: the open transaction of one act, and what is to follow its commit."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from domain.audit import Noted
from domain.details.tokens import Tokens
from domain.disclosure.rule import TEN_FIVE, Rule
from routing.evenings import Evening
from routing.lines import Line
from routing.schedule import Schedule
from services.edition import Edition, Shelf
from services.live import Topic
from storage.models.contact import Contact
from storage.seals import Seals
from texts.notices import Notices
from texts.questions import Questions
from texts.snippets import Snippets
from texts.words import TypedWords


@unique
class JobName(StrEnum):
    """Every job there is. A job takes one id and may run twice."""

    HANDLE_EVENTS = "handle_events"  # a batch of kept line events
    DELIVER = "deliver"  # whatever waits to go to the contact of this outbox row
    LEAVE = "leave"  # a group we were put into
    SERVE_LINE = "serve_line"  # there may be room for somebody who waits
    TELL_OF_ALERT = "tell_of_alert"  # whoever this call of an alert is for, outside the page
    MAKE_SHEET = "make_sheet"  # count the inner sheet of a long period
    PREPARE_RELEASE = "prepare_release"  # count, protect and audit the figures of a period
    TRY_WAYS = "try_ways"  # whether the phone tree could be told
    TELL_STAFF = "tell_staff"  # staff of a destination, that something waits on their pages


NO_SUBJECT: Final = UUID(int=0)
"""The subject of a job that is about nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What every act may use and none changes: keys, opening hours, wording, words of command.

    ``notices`` and ``snippets`` are the shipped ones; what is said is ``services.texts.current``.
    ``shelf`` keeps the texts as they were last put together.
    ``examples`` are made-up support lines, which ``with_examples`` lets be named;
    ``asks_questions`` puts the optional ones to whoever waits. ``allows_words``: hand-over papers
    may carry free words. ``origin`` is the address of our own pages, like
    ``https://madobe.example.jp``. ``disclosure``: how released figures are protected. ``tokens``
    cuts sentences into words where a dictionary is installed (``services.details``).
    """

    seals: Seals
    schedule: Schedule
    notices: Notices
    words: TypedWords
    questions: Questions
    snippets: Snippets
    shelf: Shelf = field(default_factory=Shelf, compare=False)
    examples: tuple[Line, ...] = ()
    with_examples: bool = False
    asks_questions: bool = True
    allows_words: bool = False
    origin: str = ""
    tokens: Tokens | None = None
    disclosure: Rule = TEN_FIVE


@dataclass(slots=True, kw_only=True)
class Work:
    """One act in the making. Services write through ``session`` and never commit.

    ``now`` is aware UTC and the same for the whole act. ``met`` holds the contacts it has locked.
    ``timetable`` is the schedule with this evening's own closures, ``tonight`` the evening around
    ``now`` (``services.timetable``); both are found once. ``noted`` goes to the audit log at the
    act's end (``services.audit``). ``edition`` is every text as it is in force.
    """

    session: Session
    now: datetime
    house: House
    met: dict[bytes, Contact] = field(default_factory=dict)
    timetable: Schedule | None = None
    tonight: Evening | None = None
    edition: Edition | None = None
    jobs: list[tuple[JobName, UUID]] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)

    def then(self, job: JobName, subject: UUID) -> None:
        """Start a job once this act is committed; the same one is started once."""
        if (job, subject) not in self.jobs:
            self.jobs.append((job, subject))

    def serve_line(self) -> None:
        """Look for whoever could be served, once committed: room has changed, or the line has."""
        self.then(JobName.SERVE_LINE, NO_SUBJECT)

    def tell(self, topic: Topic) -> None:
        """Tell open console pages, once committed, that something has changed."""
        if topic not in self.topics:
            self.topics.append(topic)


OpenWork = Callable[[], AbstractContextManager[Work]]
"""Opens one act; committed at the end of the ``with``, rolled back on any error."""
