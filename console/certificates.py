"""Certificates (修了証): what the members of an organisation have learned."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.forms.certificate import CertificateForm, as_hours
from console.guard import needs, the_member
from console.house import the_house
from console.kept_pages import survives_reload
from console.plan_words import (
    CERTIFICATE_STATES,
    EXPIRIES,
    REVOCATIONS,
    date_words,
    length_words,
)
from console.ways import Ways
from console.words import REFUSALS
from domain.certificate import RevokedFor
from domain.clock import TOKYO
from domain.errors import RefusedError
from domain.permission import Permission
from services import certificates as certificate_service
from services import trained
from services.certificates import NumberSpentError, WrongYearError
from services.trained import ShownCertificate


@needs(Permission.KEEP_CERTIFICATES)
def certificates() -> str:
    """Everybody of the organisation, and whether they may take talks."""
    with the_house().open_look() as work:
        members = trained.list_trained(work, _organisation())
        training = trained.courses(work)
    return _page("certificates.html", members=members, training=training)


@needs(Permission.KEEP_CERTIFICATES)
@survives_reload()
def member_certificates(member_id: UUID) -> str | Response | tuple[str, int]:
    """One member's, and a form for another."""
    with the_house().open_look() as work:
        shown = trained.get_trained(work, member_id, organisation=_organisation())
    form = _form()
    if form.validate_on_submit():
        try:
            with the_house().open_work() as work:
                certificate_service.keep(
                    work,
                    member_id,
                    organisation=_organisation(),
                    entry=form.entry(),
                    by=the_member().id,
                )
        except (NumberSpentError, WrongYearError) as refusal:
            _tell(form, refusal)
        else:
            return _to_member(member_id)
    page = _page("certificate_member.html", shown=shown, form=form, reasons=REVOCATIONS)
    return page, 422 if form.errors else 200


@needs(Permission.KEEP_CERTIFICATES)
@survives_reload()
def reissue_certificate(certificate_id: UUID) -> str | Response | tuple[str, int]:
    """Write down the certificate that was issued in another's place."""
    with the_house().open_look() as work:
        shown, old = trained.get(work, certificate_id, organisation=_organisation())
    form = _form(old)
    if form.validate_on_submit():
        try:
            with the_house().open_work() as work:
                certificate_service.reissue(
                    work,
                    certificate_id,
                    organisation=_organisation(),
                    entry=form.entry(),
                    by=the_member().id,
                )
        except NumberSpentError as refusal:
            _tell(form, refusal)
        else:
            return _to_member(shown.member_id)
    page = _page("certificate_reissue.html", shown=shown, old=old, form=form)
    return page, 422 if form.errors else 200


@needs(Permission.KEEP_CERTIFICATES)
def revoke_certificate(certificate_id: UUID) -> Response:
    """Revoke one; its member is given no talks from now on."""
    reason = request.form.get("reason", "")
    if reason not in set(RevokedFor):
        raise BadRequest
    with the_house().open_look() as work:
        shown, _ = trained.get(work, certificate_id, organisation=_organisation())
    with the_house().open_work() as work:
        certificate_service.revoke(
            work,
            certificate_id,
            organisation=_organisation(),
            reason=RevokedFor(reason),
            by=the_member().id,
        )
    return _to_member(shown.member_id)


def _form(old: ShownCertificate | None = None) -> CertificateForm:
    with the_house().open_look() as work:
        courses = trained.courses(work).courses
    today = the_house().clock().astimezone(TOKYO).date()
    if old is None:
        return CertificateForm(courses, today)
    return CertificateForm(
        [old.course],
        today,
        course=old.course.code,
        issuer=old.entry.issuer,
        printed=old.entry.printed,
        hours=as_hours(old.entry.minutes),
        valid_until=old.entry.valid_until,
        reflection_on=old.entry.reflection_on,
    )


def _tell(form: CertificateForm, refusal: RefusedError) -> None:
    form.printed.errors = (*form.printed.errors, REFUSALS[refusal.code])


def _page(template: str, **shown: object) -> str:
    return render_template(
        template,
        certificate_words=CERTIFICATE_STATES,
        expiry_words=EXPIRIES,
        date_words=date_words,
        length_words=length_words,
        **shown,
    )


def _organisation() -> str:
    """One's own; whoever has none has no members either."""
    return the_member().organisation or ""


def _to_member(member_id: UUID) -> Response:
    return redirect(url_for("console.member_certificates", member_id=member_id), 303)


WAYS: Final[Ways] = (
    ("/certificates", certificates, ["GET"]),
    ("/certificates/members/<uuid:member_id>", member_certificates, ["GET", "POST"]),
    ("/certificates/<uuid:certificate_id>/reissue", reissue_certificate, ["GET", "POST"]),
    ("/certificates/<uuid:certificate_id>/revoke", revoke_certificate, ["POST"]),
)
"""Every address of this module, and the view behind it."""
