"""Step-up: before some acts a member proves once more that it is them."""

from typing import Final

from flask import redirect, render_template, request

from console.doorkeeper import the_doorkeeper
from console.freshness import note_proof
from console.guard import Answer, SignedIn, needs, the_member
from console.house import the_house
from console.language import _
from console.own_path import own_path
from console.proving import ask_passkey, find_proof
from console.second_step import NOT_PROVED
from console.ways import Ways
from domain.audit import Act
from domain.permission import Permission
from services import audit, factors

_LONGEST: Final = 256


@needs(Permission.OWN_ACCOUNT)
def prove() -> Answer:
    """Ask for the factor, or for the passphrase where none is asked for; then on."""
    member, mistake = the_member(), None
    wish = own_path(request.values.get("next"))
    if request.method == "POST":
        if _is_proved(member):
            note_proof()
            return redirect(wish, 303)
        mistake = _(NOT_PROVED)
    question, has = None, None
    if the_house().asks_second_factor:
        with the_house().open_look() as look:
            question = ask_passkey(look, member.id)
            has = factors.look(look, member.id)
    return render_template(
        "prove.html", question=question, has=has, wish=wish, mistake=mistake, is_plain=True
    )


def _is_proved(member: SignedIn) -> bool:
    if not the_house().asks_second_factor:
        typed = request.form.get("password", "")[:_LONGEST]
        if not the_doorkeeper().knows(member.id, typed):
            return False
    with the_house().open_work() as work:
        if the_house().asks_second_factor and not factors.prove(
            work, member.id, find_proof(), address=request.remote_addr or ""
        ):
            return False
        audit.note(work, Act.PROVED_AGAIN, actor_id=member.id)
    return True


WAYS: Final[Ways] = (("/prove", prove, ["GET", "POST"]),)
"""Every address of this module, and the view behind it."""
