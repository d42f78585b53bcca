"""Outreach (広報): ads by week, beside the friends of the week; and the links friends come by."""

import csv
import io
from datetime import date
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console.export_words import STAR, period_words
from console.guard import needs, the_member
from console.house import the_house
from console.language import _, later
from console.plan_words import date_words
from console.ways import Ways
from console.words import REFUSALS
from domain.outreach import AdLine, Channel, UnreadableReportError, click_rate, read
from domain.permission import Permission
from domain.statistics.table import Mark, Value
from services import entry_links
from services import outreach as outreach_service

LONGEST_PASTED: Final = 200_000
CHANNELS: Final = {
    Channel.GOOGLE: later("Google"),
    Channel.YAHOO: later("Yahoo!"),
    Channel.LINE: later("LINE広告"),
    Channel.META: later("Instagram・Facebook"),
    Channel.OTHER: later("そのほか"),
}


@needs(Permission.KEEP_OUTREACH)
def outreach() -> str:
    """The weeks and the links."""
    return _page()


@needs(Permission.KEEP_OUTREACH)
def add_ads() -> Response | tuple[str, int]:
    """Keep what a platform reports."""
    pasted = request.form.get("table", "")[:LONGEST_PASTED].replace("\0", "")
    channel = _channel()
    try:
        lines = _lines(pasted)
    except UnreadableReportError as refusal:
        return _page(pasted=pasted, refused=_(REFUSALS[refusal.code])), 422
    with the_house().open_work() as work:
        outreach_service.keep(work, lines, channel=channel, member_id=the_member().id)
    return _back()


@needs(Permission.KEEP_OUTREACH)
def withdraw_ads(batch_id: UUID) -> Response:
    """Show a report no more."""
    with the_house().open_work() as work:
        outreach_service.withdraw(work, batch_id, member_id=the_member().id)
    return _back()


@needs(Permission.KEEP_OUTREACH)
def say_account() -> Response | tuple[str, int]:
    """Say which account the links lead to."""
    written = request.form.get("account", "").strip()
    if not entry_links.is_account(written):
        return _page(refused=_("@からはじまる、半角の英数字のIDを書いてください。")), 422
    with the_house().open_work() as work:
        entry_links.say_account(
            work, written, channel_id=the_house().channel_id, member_id=the_member().id
        )
    return _back()


def about_words(shown: int | None) -> str:
    """A number as it may be shown: the mark of what is protected, or rounded."""
    return STAR if shown is None else _("約%(n)s", n=f"{shown:,}")


def friend_words(released: Value) -> str:
    """A released number of friends; a dash where none was."""
    if released is Mark.NOT_MEASURED:
        return "—"
    return about_words(released if isinstance(released, int) else None)


def number_words(number: int | None) -> str:
    """A number of a platform's; a dash where it says none."""
    return "—" if number is None else f"{number:,}"


def rate_words(clicks: int | None, impressions: int | None) -> str:
    """Clicks of a hundred impressions."""
    rate = click_rate(clicks, impressions)
    return "—" if rate is None else f"{rate}%"


def _page(*, pasted: str = "", refused: str | None = None) -> str:
    with the_house().open_look() as work:
        weeks = outreach_service.weeks(work)
        sources = entry_links.sources(work)
        account = entry_links.account(work, the_house().channel_id)
        rule = work.house.disclosure
    return render_template(
        "outreach.html",
        weeks=weeks,
        sources=sources,
        account=account,
        channels=CHANNELS,
        pasted=pasted,
        refused=refused,
        friend_words=friend_words,
        about_words=about_words,
        period_words=period_words,
        rule=rule,
        number_words=number_words,
        rate_words=rate_words,
        date_words=date_words,
    )


def _lines(pasted: str) -> tuple[AdLine, ...]:
    first = pasted.partition("\n")[0] if "\t" not in pasted else "\t"
    delimiter = "\t" if "\t" in first else ","
    try:
        rows = list(csv.reader(io.StringIO(pasted, newline=""), delimiter=delimiter))
    except csv.Error:
        raise UnreadableReportError from None
    return read(rows, since=_day("since"), until=_day("until"))


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        return None


def _channel() -> Channel:
    said = request.form.get("channel", "")
    return Channel(said) if said in set(Channel) else Channel.OTHER


def _back() -> Response:
    return redirect(url_for("console.outreach"), 303)


WAYS: Final[Ways] = (
    ("/outreach", outreach, ["GET"]),
    ("/outreach/ads", add_ads, ["POST"]),
    ("/outreach/ads/<uuid:batch_id>/withdraw", withdraw_ads, ["POST"]),
    ("/outreach/account", say_account, ["POST"]),
)
"""Every address of this module, and the view behind it."""
