"""The second step of a sign-in: the factor."""

from typing import Final

from flask import redirect, render_template, request, url_for

from console import half_way
from console.guard import Answer, open_to_all
from console.house import the_house
from console.language import _, later
from console.proving import ask_passkey, find_proof
from console.ways import Ways
from services import factors
from services.factors import Kind


@open_to_all
def second_step() -> Answer:
    """Ask whoever is half-way for their factor; who has none is led to set one up."""
    half = half_way.find()
    if half is None:
        return redirect(url_for("security.login"), 303)
    if not half.has_factor:
        return redirect(url_for("console.set_up"), 303)
    mistake = None
    if request.method == "POST":
        with the_house().open_work() as work:
            kind = factors.prove(
                work, half.member.id, find_proof(), address=request.remote_addr or ""
            )
        if kind is not None:
            half_way.let_in(half.member.id)
            lost = kind is Kind.RECOVERY_CODE
            return redirect(url_for("console.account") if lost else half_way.destination(half), 303)
        mistake = _(NOT_PROVED)
    with the_house().open_look() as look:
        question = ask_passkey(look, half.member.id)
        has = factors.look(look, half.member.id)
    return render_template("second_step.html", question=question, has=has, mistake=mistake)


NOT_PROVED: Final = later(
    "確認できませんでした。一度使ったコードは、もう一度は使えません。"
    "何度か続いたときは、少し時間をおいてください。"
)

WAYS: Final[Ways] = (("/sign-in/factor", second_step, ["GET", "POST"]),)
"""Every address of this module, and the view behind it."""
