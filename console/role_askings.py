"""Askings (役割の確認): whom a manager would make more, and the second person who answers."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from console.audit_words import reason_words
from console.guard import find_member, needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.permission import Permission
from services import role_askings
from services.role_askings import ShownAsking


@needs(Permission.GRANT_ROLE)
def role_list() -> str:
    """What waits for a second person, one's own askings too."""
    with the_house().open_look() as work:
        found = role_askings.list_waiting(work, member_id=the_member().id)
    return render_template("role_askings.html", askings=found, role_words=reason_words)


@needs(Permission.GRANT_ROLE, is_fresh=True)
def grant_role(asking_id: UUID) -> Response:
    """Agree as the second person."""
    with the_house().open_work() as work:
        role_askings.grant(work, asking_id, member_id=the_member().id)
    return redirect(url_for("console.role_list"), 303)


@needs(Permission.GRANT_ROLE)
def refuse_role(asking_id: UUID) -> Response:
    """Say no as the second person."""
    with the_house().open_work() as work:
        role_askings.refuse(work, asking_id, member_id=the_member().id)
    return redirect(url_for("console.role_list"), 303)


def role_news() -> tuple[ShownAsking, ...]:
    """What waits for an answer that whoever looks could give; for a banner."""
    member = find_member()
    if member is None or not member.may(Permission.GRANT_ROLE):
        return ()
    with the_house().open_look() as work:
        return role_askings.list_news(work, member_id=member.id)


WAYS: Final[Ways] = (
    ("/roles", role_list, ["GET"]),
    ("/roles/<uuid:asking_id>/grant", grant_role, ["POST"]),
    ("/roles/<uuid:asking_id>/refuse", refuse_role, ["POST"]),
)
"""Every address of this module, and the view behind it."""
