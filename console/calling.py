"""One press beside the composer: thinking, a supervisor, danger; and how one sends."""

from typing import Final, Protocol
from uuid import UUID

from flask import request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.talk_page import back_to, typed, wants_fragment
from console.ways import Ways
from domain.permission import Permission
from domain.send_key import SendKey
from services import calling, drafts, send_keys, thinking
from services.work import Work


class _Press(Protocol):
    """What one press does to one's talk."""

    def __call__(self, work: Work, visit_id: UUID, /, *, member_id: UUID) -> object:
        """Do it."""


@needs(Permission.WRITE_IN_TALK)
def think(visit_id: UUID) -> str | Response:
    """Say that one is thinking."""
    return _press(visit_id, thinking.say)


@needs(Permission.WRITE_IN_TALK)
def call_supervisor(visit_id: UUID) -> str | Response:
    """Ask for a supervisor."""
    return _press(visit_id, calling.call)


@needs(Permission.WRITE_IN_TALK)
def warn(visit_id: UUID) -> str | Response:
    """There is danger: the level rises, and a supervisor is called, at one press."""
    return _press(visit_id, calling.warn)


@needs(Permission.SUPERVISE_TALK)
def see_call(visit_id: UUID) -> str | Response:
    """A supervisor has seen the call."""
    with the_house().open_work() as work:
        calling.see(work, visit_id)
    return back_to(visit_id)


@needs(Permission.WRITE_IN_TALK)
def choose_send_key(visit_id: UUID) -> str | Response:
    """By which keys one sends from now on."""
    _keep_typed(visit_id)
    wish = request.form.get("send_with", "")
    if wish not in set(SendKey):
        raise BadRequest
    with the_house().open_work() as work:
        send_keys.choose(work, the_member().id, SendKey(wish))
    return back_to(visit_id)


def _press(visit_id: UUID, act: _Press) -> str | Response:
    _keep_typed(visit_id)
    with the_house().open_work() as work:
        act(work, visit_id, member_id=the_member().id)
    return back_to(visit_id)


def _keep_typed(visit_id: UUID) -> None:
    """A page without script sends what is typed along: it is there again on the next one."""
    if "text" in request.form and not wants_fragment():
        with the_house().open_work() as work:
            drafts.keep(work, visit_id, member_id=the_member().id, text=typed())


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/thinking", think, ["POST"]),
    ("/talks/<uuid:visit_id>/call", call_supervisor, ["POST"]),
    ("/talks/<uuid:visit_id>/danger", warn, ["POST"]),
    ("/talks/<uuid:visit_id>/call/seen", see_call, ["POST"]),
    ("/talks/<uuid:visit_id>/send-key", choose_send_key, ["POST"]),
)
"""Every address of this module, and the view behind it."""
