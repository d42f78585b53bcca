"""The page of one incident, with its forms as they stand, for every view that leads to it."""

from dataclasses import dataclass
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from console.forms.incident import (
    CallForm,
    MemoForm,
    TwoPersonsForm,
    blank_call,
    blank_memo,
)
from console.guard import the_member
from console.house import the_house
from console.language import _
from console.words import REFUSALS
from domain.audit import Act
from domain.clock import TOKYO
from domain.errors import RefusedError
from services import incident_pages, incident_views
from services.incidents import LONGEST_MOMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The page's forms; one of them may have been sent and not understood."""

    memo: MemoForm
    call: CallForm
    two: TwoPersonsForm

    @property
    def has_mistake(self) -> bool:
        """Whether something is to be put right first."""
        return bool(self.memo.errors or self.call.errors or self.two.errors)


def blank_forms() -> Forms:
    """The forms as they were sent, or fresh: now, and by whoever looks."""
    now = the_house().clock().astimezone(TOKYO).replace(second=0, microsecond=0)
    at = now.replace(tzinfo=None)
    return Forms(
        memo=blank_memo(at),
        call=blank_call(at, by_whom=the_member().alias),
        two=TwoPersonsForm(prefix="two-"),
    )


def show(
    incident_id: UUID, forms: Forms | None = None, *, refusal: RefusedError | None = None
) -> str | tuple[str, int]:
    """The page; with the mistakes of a form that was sent, or why what was asked was refused.

    What was typed stays in its form, also where nobody could send it any more.
    """
    forms = forms or blank_forms()
    with the_house().open_look() as work:
        page = incident_pages.look(work, incident_id, member_id=the_member().id)
    with the_house().open_work() as work:
        incident_views.note(work, incident_id, Act.INCIDENT_READ, member_id=the_member().id)
    shown = render_template(
        "incident.html",
        page=page,
        incident=page.incident,
        forms=forms,
        longest_moment=LONGEST_MOMENT,
        refused=_(REFUSALS.get(refusal.code, REFUSALS["refused"])) if refusal else None,
    )
    if refusal is not None:
        return shown, 409
    return (shown, 422) if forms.has_mistake else shown


def to_incident(incident_id: UUID) -> Response:
    """To the page of an incident, by GET."""
    return redirect(url_for("console.incident", incident_id=incident_id), 303)
