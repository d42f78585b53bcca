"""One sentence to one way, by the library that knows the services. Only its worker imports this.

The sentence is the same whatever has happened: nothing that comes from an alert can be passed in.
"""

import socket
import warnings
from enum import StrEnum, unique
from typing import Final, NamedTuple

from apprise import Apprise, AppriseAsset, NotifyBase, PersistentStoreMode
from apprise.common import NotifyFormat

from domain.secret import PrivateText

TITLE: Final = "窓辺"


@unique
class Sentence(StrEnum):
    """Everything that is ever said outside the page."""

    CALL = "確認が必要なお知らせがあります。画面を開いてください。"
    TEST = "お知らせが届くかどうかの確認です。何もしなくて大丈夫です。"


@unique
class Reach(StrEnum):
    """What a look without sending shows of a way."""

    ANSWERS = "answers"
    CONFIGURED = "configured"  # its service takes no look without sending
    SHUT = "shut"
    ODD = "odd"  # the library knows no such address


_SERVICE_SECONDS: Final = 30.0
"""For everything one notification takes."""

_LOOK_SECONDS: Final = 4.0
_DOORS: Final = {"json": 80, "jsons": 443, "form": 80, "forms": 443, "xml": 80, "xmls": 443}
"""Ways whose host is our own to look at; of others it may be part of a secret."""

_MAIL: Final = frozenset({"mailto", "mailtos"})


class _Door(NamedTuple):
    host: str
    port: int


def send(address: PrivateText, sentence: Sentence, *, page: str | None) -> bool:
    """Say one of the sentences; gives whether the way's service took it.

    ``page`` is the console's own address, the same for everybody, or None.
    """
    plugin = _plugin(address)
    if plugin is None:
        return False
    sender = Apprise(asset=_asset())
    sender.add(plugin)
    body = sentence.value if page is None else f"{sentence.value}\n{page}"
    return bool(sender.notify(title=TITLE, body=body, body_format=NotifyFormat.TEXT))


def make_ready() -> None:
    """Load every service now: the first notification would else wait for it."""
    _plugin(PrivateText("json://127.0.0.1"))


def look(address: PrivateText) -> Reach:
    """Whether a way could be used, without sending anything."""
    plugin = _plugin(address)
    if plugin is None:
        return Reach.ODD
    door = _door(plugin)
    if door is None:
        return Reach.CONFIGURED
    try:
        socket.create_connection(door, timeout=_LOOK_SECONDS).close()
    except OSError:
        return Reach.SHUT
    return Reach.ANSWERS


def _door(plugin: NotifyBase) -> _Door | None:
    schema = str(plugin.schema) if hasattr(plugin, "schema") else ""
    if schema in _MAIL:
        host = getattr(plugin, "smtp_host", None) or plugin.host
        return _Door(str(host), int(plugin.port)) if host and plugin.port else None
    if schema in _DOORS and plugin.host:
        return _Door(str(plugin.host), int(plugin.port or _DOORS[schema]))
    return None


def _plugin(address: PrivateText) -> NotifyBase | None:
    with warnings.catch_warnings():
        # It loads every service it knows; some of them ask for what Python 3.13 has no more.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Apprise.instantiate(address.reveal(), asset=_asset())


def _asset() -> AppriseAsset:
    """Our own name, nothing kept on disk, no redirects, no templates, an end to waiting."""
    return AppriseAsset(
        app_id="Madobe",
        app_desc="Madobe",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
        http_redirects=False,
        secure_logging=True,
        storage_mode=PersistentStoreMode.MEMORY,
        service_timeout=_SERVICE_SECONDS,
        allow_templates=False,
    )
