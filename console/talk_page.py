"""The page of one talk, whole or as what has changed, for every view that leads to it."""

from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4

from flask import render_template, request
from werkzeug.wrappers import Response

from console.goodbye import preview_goodbye
from console.guard import the_member
from console.house import the_house
from console.language import _, later
from console.opened import note_opened
from console.ways import to_talk
from console.words import REFUSALS
from domain.care import LONGEST_CARE
from domain.errors import CrossedError, RefusedError, SecondLookError
from domain.secret import PrivateText
from domain.told import CODES, DETAILS
from services import circumstances, desk, drafts, own_talks

EXTENSIONS: Final = (10, 20, 30)
"""Minutes a talk may be let run on at once."""

LONGEST_WHISPER: Final = 1000

LOST_DRAFT: Final = later("保存してあった下書きを読み取れませんでした。もう一度お書きください。")


def show(
    visit_id: UUID, *, draft: PrivateText | None = None, refusal: RefusedError | None = None
) -> str:
    """The page; ``draft`` and ``refusal`` are of words that could not be sent."""
    member_id = the_member().id
    goodbye, is_lost = None, False
    with the_house().open_look() as work:
        shown = desk.get_talk(work, visit_id, member_id=member_id)
        is_read = own_talks.is_read(work, visit_id, member_id=member_id, revision=shown.revision)
        around = circumstances.around(work, visit_id, member_id=member_id)
        if around.may_write:
            draft = draft or drafts.find(work, visit_id, member_id=member_id)
            is_lost = draft is None and drafts.is_spoiled(work, visit_id, member_id=member_id)
        if around.may_write and around.is_owner:
            goodbye = preview_goodbye(work, visit_id)
    note_opened(visit_id)
    if not is_read:
        _mark_read(visit_id, shown.revision)
    return render_template(
        "talk.html",
        talk=shown,
        around=around,
        draft=draft,
        goodbye=goodbye,
        send_key=uuid4().hex,
        told_composer=refused(refusal) if refusal else _(LOST_DRAFT) if is_lost else None,
        look_mark=look_mark(refusal, draft),
        **_closed(),
    )


def changes(visit_id: UUID, since: int) -> str:
    """What has changed after a revision, for a page that is already open.

    It brings the talk's own line of the list of own talks along: one asking is enough for a word.
    """
    member_id = the_member().id
    with the_house().open_look() as work:
        shown = desk.find_changes(work, visit_id, member_id=member_id, since=since)
        around = circumstances.around(
            work,
            visit_id,
            member_id=member_id,
            with_side=request.method == "POST" or not shown.is_words_alone,
        )
        own_talk = own_talks.find_own(work, visit_id, member_id=member_id)
        is_read = own_talks.is_read(work, visit_id, member_id=member_id, revision=shown.revision)
    note_opened(visit_id)
    if request.values.get("read") == "yes" and not is_read:
        _mark_read(visit_id, shown.revision)
    return render_template(
        "talk_changes.html", talk=shown, around=around, own_talk=own_talk, **_closed()
    )


def back_to(visit_id: UUID) -> str | Response:
    """After an act: what has changed for a page with script, the page anew for one without."""
    if wants_fragment():
        return changes(visit_id, request.form.get("since", 0, type=int))
    return to_talk(visit_id)


def look_mark(refusal: RefusedError | None, text: PrivateText | None) -> str | None:
    """What the second press sends along: it stands for just these words, and for no others."""
    if text is None or not isinstance(refusal, SecondLookError):
        return None
    return mark_of(text)


def mark_of(text: PrivateText) -> str:
    """A mark that changes with the words."""
    return sha256(text.reveal().encode()).hexdigest()


def typed() -> PrivateText:
    """What stands in the composer."""
    return PrivateText(request.form.get("text", "").replace("\r\n", "\n"))


def wants_fragment() -> bool:
    """Whether a page with script asks."""
    return "X-Fragment" in request.headers


def refused(refusal: RefusedError) -> str:
    """Why something was not sent, in words."""
    if isinstance(refusal, CrossedError) and refusal.alias:
        return _(
            "その間に、%(alias)sさんが送っています。読んでから、もう一度押してください。",
            alias=refusal.alias,
        )
    return _(REFUSALS[refusal.code])


def _mark_read(visit_id: UUID, revision: int) -> None:
    """What the page shows is before the member's eyes."""
    with the_house().open_statement() as work:
        own_talks.mark_read(work, visit_id, member_id=the_member().id, revision=revision)


def _closed() -> dict[str, object]:
    """The closed lists that the page's forms are made of."""
    return {
        "extensions": EXTENSIONS,
        "longest_whisper": LONGEST_WHISPER,
        "details": DETAILS,
        "codes": CODES,
        "care_kinds": LONGEST_CARE,
    }
