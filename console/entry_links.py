"""Links of entry: made here, printed as QR codes, opened by whoever holds the paper."""

import io
from typing import Final
from uuid import UUID

import segno
from flask import Response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from console.export_words import period_words
from console.guard import needs, open_to_all, the_member
from console.house import the_house
from console.outreach import about_words, friend_words
from console.ways import Ways
from domain.permission import Permission
from services import entry_links

_SCALE: Final = 12
"""Dots of a picture for each dot of the code: sharp on paper at four centimetres."""

_KINDS: Final = {"svg": "image/svg+xml", "png": "image/png"}


@needs(Permission.KEEP_OUTREACH)
def add_link() -> AnyResponse:
    """Another place friends may come from."""
    title = request.form.get("title", "").replace("\0", "").strip()
    if not 0 < len(title) <= entry_links.LONGEST_TITLE:
        raise BadRequest
    with the_house().open_work() as work:
        link_id = entry_links.add(work, title, member_id=the_member().id)
    return _to_link(link_id)


@needs(Permission.KEEP_OUTREACH)
def entry_link(link_id: UUID) -> str:
    """One link: its address, its code to print, and how often it was opened."""
    with the_house().open_look() as work:
        entry_links.get(work, link_id)
        sources = entry_links.sources(work)
        account = entry_links.account(work, the_house().channel_id)
    link = next(each for each in sources.links if each.id == link_id)
    return render_template(
        "entry_link.html",
        link=link,
        address=_address(link.name),
        account=account,
        opened=about_words(link.opened),
        friends=[
            (period_words(period), friend_words(number))
            for period, number in zip(sources.periods, link.friends, strict=True)
        ],
    )


@needs(Permission.KEEP_OUTREACH)
def end_link(link_id: UUID) -> AnyResponse:
    """Count it no more."""
    with the_house().open_work() as work:
        entry_links.end(work, link_id, member_id=the_member().id)
    return _to_link(link_id)


@needs(Permission.KEEP_OUTREACH)
def link_code(link_id: UUID, kind: str) -> Response:
    """Its address as a QR code."""
    if kind not in _KINDS:
        raise NotFound
    with the_house().open_look() as work:
        link = entry_links.get(work, link_id)
    drawn = io.BytesIO()
    code = segno.make(_address(link.name), error="m", micro=False)
    code.save(drawn, kind=kind, scale=_SCALE, light="white")
    return Response(drawn.getvalue(), mimetype=_KINDS[kind])


@open_to_all
def enter(name: str) -> AnyResponse:
    """Lead whoever holds the paper to LINE's own page; nothing of them is kept."""
    with the_house().open_work() as work:
        target = entry_links.open_link(
            work,
            name,
            channel_id=the_house().channel_id,
            is_counted=request.method == "GET",
        )
    return redirect(target, 303)


def _address(name: str) -> str:
    return the_house().site.origin.rstrip("/") + url_for("console.enter", name=name)


def _to_link(link_id: UUID) -> AnyResponse:
    return redirect(url_for("console.entry_link", link_id=link_id), 303)


WAYS: Final[Ways] = (
    ("/in/<name>", enter, ["GET"]),
    ("/outreach/links", add_link, ["POST"]),
    ("/outreach/links/<uuid:link_id>", entry_link, ["GET"]),
    ("/outreach/links/<uuid:link_id>/end", end_link, ["POST"]),
    ("/outreach/links/<uuid:link_id>/code.<kind>", link_code, ["GET"]),
)
"""Every address of this module, and the view behind it."""
