"""One pretend LINE: its parts, built together once."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from simulator.access import Access
from simulator.acts import Acts
from simulator.clock import Clock
from simulator.faults import FaultPanel
from simulator.journal import Journal
from simulator.platform import Account, Platform
from simulator.richmenus import RichMenus
from simulator.sender import Endpoint, Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a pretend LINE is to be: what LINE's console would be set to, and its clock."""

    channel_id: str
    channel_secret: str
    webhook_url: str
    host: str = "127.0.0.1"
    port: int = 8081
    clock: str | None = None
    people: int = 3
    is_redelivering: bool = True
    redelivery_seconds: float = 1.0
    is_chat_on: bool = False
    quota: int | None = 200
    long_lived_token: str | None = None
    record: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The parts every page and every API call works on."""

    platform: Platform
    acts: Acts
    sender: Sender
    faults: FaultPanel
    journal: Journal
    access: Access
    rich_menus: RichMenus
    stopping: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """End open streams and waiting answers, and post nothing more."""
        self.stopping.set()
        with self.platform.changed:
            self.platform.changed.notify_all()
        self.sender.stop()
        self.journal.close()


def build_world(options: Options) -> World:
    """Build a pretend LINE and let it begin to post.

    Raises:
        ValueError: the clock's start cannot be read.
    """
    account = Account(is_chat_on=options.is_chat_on)
    clock = Clock.starting_at(options.clock)
    platform = Platform(clock, account, people=options.people, quota=options.quota)
    faults, journal = FaultPanel(), Journal(options.record)
    endpoint = Endpoint(
        url=options.webhook_url,
        secret=options.channel_secret,
        is_redelivering=options.is_redelivering,
        redelivery_seconds=options.redelivery_seconds,
    )
    sender = Sender(platform, faults, journal, endpoint)
    sender.start()
    return World(
        platform=platform,
        acts=Acts(platform, sender.submit),
        sender=sender,
        faults=faults,
        journal=journal,
        access=Access(
            options.channel_id, options.channel_secret, long_lived=options.long_lived_token
        ),
        rich_menus=RichMenus(platform),
    )
