"""Released figures: prepared, looked at, released for good, fetched; the ledger of all of them."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from console.export_report import hidden, sheet
from console.export_words import (
    FILES,
    STATES,
    STEPS,
    TABLES,
    TROUBLES,
    period_words,
    rule_words,
)
from console.files import sending
from console.files.report import number_words
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.ways import Ways
from console.words import REFUSALS
from domain.disclosure.catalogue import tables_of
from domain.disclosure.errors import LedgerMovedError, NotPreparedError, PeriodOpenError
from domain.disclosure.release import FileKind, Trouble
from domain.disclosure.rule import Rule
from domain.permission import Permission
from domain.statistics.periods import Period
from services import release_pages, releases


@needs(Permission.RELEASE_NUMBERS)
def exports() -> str:
    """What may be released, and what has been."""
    with the_house().open_look() as work:
        listed = release_pages.list_all(work)
        done = {each.period for each in listed if each.number is not None}
        return render_template(
            "exports.html",
            periods=[
                (each, period_words(each), each in done, [TABLES[it.key] for it in tables_of(each)])
                for each in release_pages.periods(work)
            ],
            listed=listed,
            states=STATES,
            rule=work.house.disclosure,
            period_words=period_words,
        )


@needs(Permission.RELEASE_NUMBERS, is_fresh=True)
def prepare_export() -> Response:
    """Have the figures of a period prepared."""
    try:
        period = Period.read(request.form.get("period", ""))
        with the_house().open_work() as work:
            release_id = releases.ask(work, period, member_id=the_member().id)
    except (ValueError, PeriodOpenError):
        raise BadRequest from None
    return _to(release_id)


@needs(Permission.RELEASE_NUMBERS)
def export(release_id: UUID) -> str | Response:
    """How far it has come, then what would be released.

    Where nothing has changed since the period was last prepared, that leads there.
    """
    with the_house().open_look() as work:
        page = release_pages.look(work, release_id)
    if page.standing is not None:
        return redirect(url_for("console.export", release_id=page.standing, same="yes"), 303)
    is_repeated = request.args.get("same") == "yes"
    return _page(release_id, told=_(TROUBLES[Trouble.UNCHANGED]) if is_repeated else None)


@needs(Permission.RELEASE_NUMBERS, is_fresh=True)
def release_export(release_id: UUID) -> Response | tuple[str, int]:
    """Release it for good."""
    try:
        with the_house().open_work() as work:
            releases.release(work, release_id, member_id=the_member().id)
    except (LedgerMovedError, NotPreparedError) as refusal:
        return _page(release_id, told=_(REFUSALS[refusal.code])), 409
    return _to(release_id)


@needs(Permission.RELEASE_NUMBERS, is_fresh=True)
def export_file(release_id: UUID, kind: str) -> Response:
    """A released file, as it was written."""
    if kind not in set(FileKind):
        raise NotFound
    with the_house().open_work() as work:
        file = releases.fetch(work, release_id, FileKind(kind), member_id=the_member().id)
    name = file.name.removesuffix(f".{kind}")
    return sending.answer(file.content, name, sending.Kind(kind))


def _page(release_id: UUID, *, told: str | None = None) -> str:
    with the_house().open_look() as work:
        page = release_pages.look(work, release_id)
    is_part = "X-Fragment" in request.headers
    return render_template(
        "export_progress.html" if is_part else "export.html",
        page=page,
        release=page.release,
        words=period_words(page.release.period),
        tables=[sheet(each) for each in page.tables if each.columns],
        hidden=hidden(page.tables),
        left_out=[
            TABLES[each.key]
            for each in tables_of(page.release.period)
            if each.key not in {table.key for table in page.tables}
        ],
        notes=rule_words(Rule(threshold=page.threshold, base=page.base)),
        told=told,
        states=STATES,
        steps=STEPS,
        troubles=TROUBLES,
        files=FILES,
        number_words=number_words,
    )


def _to(release_id: UUID) -> Response:
    return redirect(url_for("console.export", release_id=release_id), 303)


WAYS: Final[Ways] = (
    ("/exports", exports, ["GET"]),
    ("/exports", prepare_export, ["POST"]),
    ("/exports/<uuid:release_id>", export, ["GET"]),
    ("/exports/<uuid:release_id>/release", release_export, ["POST"]),
    ("/exports/<uuid:release_id>/files/<kind>", export_file, ["GET"]),
)
"""Every address of this module, and the view behind it."""
