"""The team (団体の人たち): who belongs to one's organisation, and what its manager does."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from console.audit_words import reason_words
from console.forms.team import ROLES, STATES, InviteForm, RoleForm
from console.guard import needs, the_member
from console.house import the_house
from console.kept_pages import survives_reload
from console.language import _
from console.ways import Ways
from console.words import REFUSALS
from domain.errors import RefusedError
from domain.permission import Permission
from services import team as team_service
from services import team_pages
from services.invitations import Made
from services.team_pages import TeamMember


@needs(Permission.SEE_TEAM)
def team() -> str:
    """Everybody of one's organisation."""
    with the_house().open_look() as work:
        members = team_pages.list_team(work, by=the_member().id)
    return render_template(
        "team.html", members=members, roles=ROLES, states=STATES, role_words=reason_words
    )


@needs(Permission.CHANGE_TEAM, is_fresh=True)
@survives_reload()
def invite_member() -> str | tuple[str, int]:
    """Invite somebody; the link is shown this once."""
    form = InviteForm()
    told = None
    if form.validate_on_submit():
        try:
            with the_house().open_work() as work:
                _member_id, made = team_service.invite(work, form.newcomer(), by=the_member().id)
        except RefusedError as refusal:
            told = _(REFUSALS[refusal.code])
        else:
            return _link(form.newcomer().alias, made)
    status = 409 if told else 422 if form.errors else 200
    return render_template("team_invite.html", form=form, refused=told), status


@needs(Permission.CHANGE_TEAM, is_fresh=True)
@survives_reload()
def team_member(member_id: UUID) -> str | Response | tuple[str, int]:
    """One member, and what can be done about them."""
    member = _find(member_id)
    form = RoleForm(role=member.role.value, is_manager=member.is_manager)
    if form.validate_on_submit():
        with the_house().open_work() as work:
            team_service.change_role(
                work,
                member_id,
                role=form.chosen,
                is_manager=bool(form.is_manager.data),
                by=the_member().id,
            )
        return redirect(url_for("console.team_member", member_id=member_id), 303)
    page = render_template(
        "team_member.html",
        shown=member,
        form=form,
        roles=ROLES,
        states=STATES,
        role_words=reason_words,
    )
    return page, 422 if form.errors else 200


@needs(Permission.CHANGE_TEAM, is_fresh=True)
def renew_link(member_id: UUID) -> str:
    """A new link; it is shown this once."""
    with the_house().open_work() as work:
        made = team_service.renew_link(work, member_id, by=the_member().id)
    return _link(_find(member_id).alias, made)


@needs(Permission.CHANGE_TEAM, is_fresh=True)
def withdraw_asking(member_id: UUID) -> Response:
    """Take back what one's organisation asks about a member."""
    with the_house().open_work() as work:
        team_service.withdraw_asking(work, member_id, by=the_member().id)
    return redirect(url_for("console.team_member", member_id=member_id), 303)


@needs(Permission.CHANGE_TEAM, is_fresh=True)
def end_sign_ins(member_id: UUID) -> Response:
    """Sign a member out everywhere."""
    with the_house().open_work() as work:
        team_service.end_sign_ins(work, member_id, by=the_member().id)
    return redirect(url_for("console.team_member", member_id=member_id), 303)


@needs(Permission.CHANGE_TEAM, is_fresh=True)
def let_go(member_id: UUID) -> Response:
    """Off-board a member, at once and whole."""
    with the_house().open_work() as work:
        team_service.let_go(work, member_id, by=the_member().id)
    return redirect(url_for("console.team"), 303)


def _find(member_id: UUID) -> TeamMember:
    with the_house().open_look() as work:
        return team_pages.get(work, member_id, by=the_member().id)


def _link(alias: str, made: Made) -> str:
    return render_template("team_link.html", alias=alias, made=made, origin=the_house().site.origin)


WAYS: Final[Ways] = (
    ("/team", team, ["GET"]),
    ("/team/invite", invite_member, ["GET", "POST"]),
    ("/team/<uuid:member_id>", team_member, ["GET", "POST"]),
    ("/team/<uuid:member_id>/link", renew_link, ["POST"]),
    ("/team/<uuid:member_id>/asking/end", withdraw_asking, ["POST"]),
    ("/team/<uuid:member_id>/sign-ins/end", end_sign_ins, ["POST"]),
    ("/team/<uuid:member_id>/let-go", let_go, ["POST"]),
)
"""Every address of this module, and the view behind it."""
