"""Setting up and removing second factors: one's own, and nobody else's."""

from typing import Final
from uuid import UUID

import segno
from flask import redirect, render_template, request, url_for
from markupsafe import Markup

from console import half_way
from console.guard import Answer, SignedIn, find_member, needs, the_member
from console.half_way import sets_up
from console.house import the_house
from console.language import _
from console.proving import find_reply, keep
from console.ways import Ways
from domain.permission import Permission
from domain.secret import PrivateText
from services import factors, passkeys, recovery_codes, totp
from services.factors import Kind

_LONGEST_CODE: Final = 64


@sets_up
def set_up(member: SignedIn) -> Answer:
    """The two kinds of factor there are, to choose from."""
    return _choice(member)


@sets_up
def begin_app(member: SignedIn) -> Answer:
    """Make a secret for an authenticator app."""
    with the_house().open_work() as work:
        totp.begin(work, member.id)
    return redirect(url_for("console.new_app"), 303)


@sets_up
def new_app(member: SignedIn) -> Answer:
    """What the app has to be told, and a field for its first code."""
    return _app(member)


@sets_up
def confirm_app(member: SignedIn) -> Answer:
    """Take the app into use if its first code is right."""
    code = PrivateText(request.form.get("code", "").strip()[:_LONGEST_CODE])
    onward = _onward()
    with the_house().open_work() as work:
        is_right = totp.confirm(work, member.id, code)
        codes = factors.added(work, member.id, Kind.APP) if is_right else ()
    if not is_right:
        return _app(
            member, mistake=_("コードが合いません。アプリに出ている今の6けたを入れてください。")
        )
    return _done(member, codes, onward)


@sets_up
def add_passkey(member: SignedIn) -> Answer:
    """Keep the passkey that the browser has made."""
    reply, onward = find_reply(), _onward()
    with the_house().open_work() as work:
        is_kept = reply is not None and passkeys.add(work, member.id, reply)
        codes = factors.added(work, member.id, Kind.PASSKEY) if is_kept else ()
    if not is_kept:
        return _choice(
            member, mistake=_("パスキーを登録できませんでした。もう一度お試しください。")
        )
    return _done(member, codes, onward)


@needs(Permission.OWN_ACCOUNT, is_fresh=True)
def renew_codes() -> Answer:
    """New recovery codes; the ones before open nothing any more."""
    with the_house().open_work() as work:
        codes = recovery_codes.renew(work, the_member().id)
    return _codes(codes, url_for("console.account"))


@needs(Permission.OWN_ACCOUNT, is_fresh=True)
def remove_app() -> Answer:
    """Remove one's authenticator app."""
    member = the_member()
    with the_house().open_work() as work:
        factors.remove_app(work, member.id)
    half_way.let_in(member.id)
    return redirect(url_for("console.account"), 303)


@needs(Permission.OWN_ACCOUNT, is_fresh=True)
def remove_passkey(passkey_id: UUID) -> Answer:
    """Remove one of one's passkeys."""
    member = the_member()
    with the_house().open_work() as work:
        factors.remove_passkey(work, member.id, passkey_id)
    half_way.let_in(member.id)
    return redirect(url_for("console.account"), 303)


def _choice(member: SignedIn, mistake: str | None = None) -> str:
    with the_house().open_look() as look:
        site = the_house().site
        question = passkeys.ask_for_new(look, member.id, site=site, alias=member.alias)
    return render_template(
        "factors.html", question=keep(question), mistake=mistake, is_plain=True, is_first=_first()
    )


def _app(member: SignedIn, mistake: str | None = None) -> Answer:
    with the_house().open_look() as look:
        app = totp.find_new(look, member.id, label=member.alias)
    if app is None:
        return redirect(url_for("console.set_up"), 303)
    picture = segno.make(app.uri.reveal(), error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff"
    )
    return render_template(
        "factors_app.html",
        app=app,
        picture=Markup(picture),  # noqa: S704 - squares drawn by segno, nothing that was typed
        mistake=mistake,
        is_plain=True,
        is_first=_first(),
    )


def _onward() -> str:
    """Where it leads once a factor is added: a sign-in goes on to where it was going."""
    half = half_way.find()
    return half_way.destination(half) if half is not None else url_for("console.account")


def _done(member: SignedIn, codes: tuple[PrivateText, ...], onward: str) -> Answer:
    """All of the member's sign-ins have ended: this one begins anew."""
    half_way.let_in(member.id)
    return _codes(codes, onward) if codes else redirect(onward, 303)


def _codes(codes: tuple[PrivateText, ...], onward: str) -> str:
    """The codes are shown now and never again: so this answers a POST with a page."""
    return render_template("recovery_codes.html", codes=codes, onward=onward, is_plain=True)


def _first() -> bool:
    """Whether this is part of a sign-in."""
    return find_member() is None


WAYS: Final[Ways] = (
    ("/factors", set_up, ["GET"]),
    ("/factors/app", new_app, ["GET"]),
    ("/factors/app", begin_app, ["POST"]),
    ("/factors/app/code", confirm_app, ["POST"]),
    ("/factors/app/remove", remove_app, ["POST"]),
    ("/factors/passkeys", add_passkey, ["POST"]),
    ("/factors/passkeys/<uuid:passkey_id>/remove", remove_passkey, ["POST"]),
    ("/factors/codes", renew_codes, ["POST"]),
)
"""Every address of this module, and the view behind it."""
