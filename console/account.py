"""One's own account: where one is signed in, and with what one gets in."""

from typing import Final, Protocol, cast

from flask import redirect, render_template, request, session, url_for

from console import half_way
from console.guard import Answer, needs, the_member
from console.house import the_house
from console.kept_pages import survives_reload
from console.language import _
from console.ways import Ways
from console.words import WEAKNESSES
from domain.permission import Permission
from domain.secret import PrivateText
from services import accounts, factors, passphrases, sign_ins
from services.passphrases import WeakPassphraseError

_LONGEST: Final = 256


@needs(Permission.OWN_ACCOUNT)
def account() -> str:
    """Own sign-ins, passphrase and factors."""
    member = the_member()
    with the_house().open_look() as look:
        own = sign_ins.of_member(look, member.id, this=_this())
        has = factors.look(look, member.id)
    return render_template(
        "account.html", sign_ins=own, has=has, asks_second_factor=the_house().asks_second_factor
    )


@needs(Permission.OWN_ACCOUNT)
def end_other_sign_ins() -> Answer:
    """End one's sign-ins in every other browser."""
    with the_house().open_work() as work:
        sign_ins.end_others(work, the_member().id, this=_this())
    return redirect(url_for("console.account"), 303)


@needs(Permission.OWN_ACCOUNT, is_fresh=True)
@survives_reload()
def passphrase() -> Answer:
    """Choose another passphrase; every other sign-in ends."""
    member, mistake = the_member(), None
    if request.method == "POST":
        with the_house().open_look() as look:
            login = accounts.get(look, member.id).login
        mistake, password_hash = new_passphrase(login)
        if password_hash is not None:
            with the_house().open_work() as work:
                accounts.set_passphrase(work, member.id, password_hash=password_hash)
            half_way.let_in(member.id)
            return redirect(url_for("console.account"), 303)
    page = render_template("passphrase.html", mistake=mistake, is_plain=True)
    return page, 422 if mistake else 200


def new_passphrase(login: str) -> tuple[str | None, str | None]:
    """What is wrong with the passphrase in the form, or else its hash."""
    typed, again = (request.form.get(name, "")[: _LONGEST + 1] for name in ("password", "again"))
    if typed != again:
        return _("二つの合言葉がちがいます。"), None
    try:
        return None, passphrases.hashed(PrivateText(typed), login=login)
    except WeakPassphraseError as refusal:
        return _(WEAKNESSES[refusal.why]), None


class _Kept(Protocol):
    token_hash: bytes


class _Session(Protocol):
    kept: _Kept | None


def _this() -> bytes | None:
    """The digest of the session that asks."""
    kept = cast("_Session", session).kept
    return kept.token_hash if kept is not None else None


WAYS: Final[Ways] = (
    ("/account", account, ["GET"]),
    ("/account/sign-ins/end", end_other_sign_ins, ["POST"]),
    ("/account/passphrase", passphrase, ["GET", "POST"]),
)
"""Every address of this module, and the view behind it."""
