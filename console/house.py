"""What the pages need of the program, handed in once by the one who builds the app."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from flask import Flask, current_app

from services.live import News, Topic
from services.passkeys import Site
from services.work import Work

_PLACE = "madobe"


class Live(Protocol):
    """The hub of live updates."""

    def has_room(self) -> bool:
        """Whether another open page can be served."""

    def listen(
        self, topics: frozenset[Topic], *, after: str | None
    ) -> AbstractContextManager[Iterator[News]]:
        """What has changed since a place, then every change of the topics as it happens.

        In between, news without a topic every few seconds. Ends when the program stops.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The console's view of the program.

    ``open_work`` opens an act, ``open_statement`` one of a single statement, ``open_look`` a
    look that changes nothing.
    ``report`` tells the log of an error, ``outages`` are those that pass: a store is away.
    ``schedule_trouble`` says why the schedule file as it stands is not in use, None if it is.
    ``channel_id`` is LINE's, for which the self-test was made. ``clock`` gives the service's
    time; ``is_clock_moved`` puts it on every page. ``site`` is the console's own address;
    ``has_joined`` says whether the organisation of a code takes part by now;
    ``asks_second_factor`` is off in the demo only.
    """

    open_work: Callable[[], AbstractContextManager[Work]]
    open_statement: Callable[[], AbstractContextManager[Work]]
    open_look: Callable[[], AbstractContextManager[Work]]
    live: Live
    clock: Callable[[], datetime]
    is_clock_moved: bool
    channel_id: str
    schedule_trouble: Callable[[], str | None]
    report: Callable[[BaseException], None]
    outages: tuple[type[Exception], ...]
    site: Site
    has_joined: Callable[[str | None], bool]
    asks_second_factor: bool = True


def furnish(app: Flask, house: House) -> None:
    """Give the app its house."""
    app.extensions[_PLACE] = house


def the_house() -> House:
    """The house of the running app."""
    return cast("House", current_app.extensions[_PLACE])
