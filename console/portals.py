"""The portals of the destinations, as supervisors and managers keep them."""

from typing import Final
from uuid import UUID

from flask import Flask, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.forms.portal import PortalInviteForm
from console.guard import Answer, find_member, needs, the_member
from console.house import the_house
from console.kept_pages import survives_reload
from console.language import _
from console.plan_words import date_words
from console.portal_words import PROPOSAL_STATES, VACANCIES
from console.ways import Ways
from console.words import REFUSALS
from domain.errors import RefusedError
from domain.permission import Permission
from domain.portal import ProposalState
from services import (
    guessing,
    portal_entry,
    portal_links,
    portal_members,
    portal_pages,
    unread_papers,
)
from services.guessing import Seen
from services.invitations import Made
from services.portal_entry import Room
from services.unread_papers import Unread


@needs(Permission.KEEP_PORTAL)
def portals() -> str:
    """Every destination in use, with what waits there."""
    with the_house().open_look() as look:
        return render_template(
            "portals.html",
            portals=portal_pages.list_all(look),
            vacancies=VACANCIES,
            date_words=date_words,
        )


@needs(Permission.KEEP_PORTAL)
def portal_of(destination_id: UUID) -> str:
    """One destination's."""
    with the_house().open_look() as look:
        return render_template(
            "portal_of.html",
            portal=portal_pages.get(look, destination_id),
            states=PROPOSAL_STATES,
            date_words=date_words,
        )


@needs(Permission.KEEP_PORTAL, is_fresh=True)
@survives_reload()
def invite_staff(destination_id: UUID) -> Answer:
    """Invite somebody of a destination; the link is shown this once."""
    with the_house().open_look() as look:
        name = portal_pages.get(look, destination_id).name
    form = PortalInviteForm()
    told = None
    if form.is_right():
        try:
            with the_house().open_work() as work:
                made = portal_members.invite(
                    work,
                    destination_id,
                    login=form.login.data or "",
                    alias=form.alias.data or "",
                    by=the_member().id,
                )
        except RefusedError as refusal:
            told = _(REFUSALS[refusal.code])
        else:
            return _link(destination_id, made, is_for_once=False)
    status = 409 if told else 422 if form.errors else 200
    page = render_template(
        "portal_invite.html", form=form, name=name, destination_id=destination_id, refused=told
    )
    return page, status


@needs(Permission.KEEP_PORTAL, is_fresh=True)
def renew_staff_link(destination_id: UUID, member_id: UUID) -> str:
    """A new link for somebody of a destination; it is shown this once."""
    with the_house().open_work() as work:
        made = portal_members.renew_link(work, destination_id, member_id, by=the_member().id)
    return _link(destination_id, made, is_for_once=False)


@needs(Permission.KEEP_PORTAL, is_fresh=True)
def let_staff_go(destination_id: UUID, member_id: UUID) -> Response:
    """Somebody stands for the destination no more."""
    with the_house().open_work() as work:
        portal_members.let_go(work, destination_id, member_id, by=the_member().id)
    return _to(destination_id)


@needs(Permission.KEEP_PORTAL, is_fresh=True)
def make_portal_link(destination_id: UUID) -> str:
    """A link for one confirmation; it is shown this once."""
    with the_house().open_work() as work:
        made = portal_links.make(work, destination_id, member_id=the_member().id)
    return _link(destination_id, made, is_for_once=True)


@needs(Permission.KEEP_PORTAL)
def settle_proposal(proposal_id: UUID) -> Response:
    """Say what became of a change somebody proposed."""
    state = request.form.get("state", "")
    if state not in {ProposalState.TAKEN_UP, ProposalState.LEFT}:
        raise BadRequest
    with the_house().open_work() as work:
        destination_id = portal_entry.settle(
            work, proposal_id, ProposalState(state), member_id=the_member().id
        )
    return _to(destination_id)


@needs(Permission.KEEP_PORTAL)
def look_at_guessing(alarm_id: UUID) -> Response:
    """One has looked at what happens at a destination."""
    with the_house().open_work() as work:
        destination_id = guessing.look_at(work, alarm_id, member_id=the_member().id)
    return _to(destination_id)


def guessing_news() -> tuple[Seen, ...]:
    """What nobody has looked at yet, for whoever is to; for templates."""
    member = find_member()
    if member is None or not member.may(Permission.KEEP_PORTAL):
        return ()
    with the_house().open_look() as look:
        return guessing.alarms(look)


def unread_news() -> tuple[Unread, ...]:
    """Where a paper lies unread, for whoever is to ring there; for templates."""
    member = find_member()
    if member is None or not member.may(Permission.KEEP_PORTAL):
        return ()
    with the_house().open_look() as look:
        return unread_papers.list_unread(look)


def room_beside(destination_id: UUID) -> Room | None:
    """Whether a destination has room, as its own people say; for templates."""
    with the_house().open_look() as look:
        return portal_entry.room_of(look, destination_id)


def furnish(app: Flask) -> None:
    """Give the templates what they say of portals."""
    app.jinja_env.globals["guessing_news"] = guessing_news
    app.jinja_env.globals["unread_news"] = unread_news
    app.jinja_env.globals["room_beside"] = room_beside
    app.jinja_env.filters["vacancy_words"] = lambda vacancy: _(VACANCIES[vacancy])


def _link(destination_id: UUID, made: Made, *, is_for_once: bool) -> str:
    return render_template(
        "portal_link.html",
        destination_id=destination_id,
        made=made,
        origin=the_house().site.origin,
        is_for_once=is_for_once,
    )


def _to(destination_id: UUID) -> Response:
    return redirect(url_for("console.portal_of", destination_id=destination_id), 303)


WAYS: Final[Ways] = (
    ("/portals", portals, ["GET"]),
    ("/portals/<uuid:destination_id>", portal_of, ["GET"]),
    ("/portals/<uuid:destination_id>/invite", invite_staff, ["GET", "POST"]),
    ("/portals/<uuid:destination_id>/link", make_portal_link, ["POST"]),
    ("/portals/<uuid:destination_id>/staff/<uuid:member_id>/link", renew_staff_link, ["POST"]),
    ("/portals/<uuid:destination_id>/staff/<uuid:member_id>/let-go", let_staff_go, ["POST"]),
    ("/portals/proposals/<uuid:proposal_id>", settle_proposal, ["POST"]),
    ("/portals/guessing/<uuid:alarm_id>", look_at_guessing, ["POST"]),
)
"""Every address of this module, and the view behind it."""
