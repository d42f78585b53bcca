"""Texts: what goes to the phone, listed, looked at, written anew, approved by a second person."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.language import LANGUAGES, _, language
from console.text_words import GROUPS, KINDS, STANDINGS, TITLES, said_of
from console.ways import Ways
from console.words import REFUSALS
from domain.errors import NotFoundError, RefusedError
from domain.permission import Permission
from services import text_approval, text_pages, text_versions
from services import texts as texts_service
from services.text_pages import OpenText
from services.text_versions import TextChangedError, TextRefusedError, cleaned
from services.work import Work
from texts.examples import EXAMPLES, as_read
from texts.key import TextKey, TextKind
from texts.language import Language
from texts.notices import NoticeName
from texts.rules import Finding, width

SPOKEN: Final = {each: LANGUAGES[each] for each in Language}
"""The languages of the texts, under their own names."""


@needs(Permission.SEE_TEXTS)
def text_list() -> str:
    """Every text in one language, and what waits for a second person."""
    spoken = _spoken(request.args.get("language", Language.JAPANESE))
    with the_house().open_look() as work:
        listed = text_pages.list_texts(work, spoken)
        waiting = text_pages.list_waiting(work)
    return render_template(
        "texts.html",
        notices={each.key.name: each for each in listed if each.key.kind is TextKind.NOTICE},
        snippets=[each for each in listed if each.key.kind is TextKind.SNIPPET],
        unusable=[each for each in listed if each.is_unusable],
        waiting=waiting,
        groups=GROUPS,
        language_of_texts=spoken,
        **_words(),
    )


@needs(Permission.SEE_TEXTS)
def text_page(kind: str, name: str, spoken: str) -> str:
    """One text in one language."""
    return _page(_key(kind, name, spoken))


@needs(Permission.WRITE_TEXTS)
def preview_text(kind: str, name: str, spoken: str) -> str:
    """How the typed words would look on the phone, and what there is to say of them."""
    typed = _typed()
    if "X-Fragment" not in request.headers:
        return _page(_key(kind, name, spoken), typed=typed)
    with the_house().open_look() as work:
        text = text_pages.open_text(work, _key(kind, name, spoken))
    return render_template("text_preview.html", **_shown(text, typed), **_words())


@needs(Permission.WRITE_TEXTS)
def write_text(kind: str, name: str, spoken: str) -> Response | tuple[str, int]:
    """Write a version."""
    key, typed = _key(kind, name, spoken), _typed()
    try:
        with the_house().open_work() as work:
            text_versions.write(
                work, key, typed, member_id=the_member().id, based_on=_number("based_on")
            )
    except (TextRefusedError, TextChangedError) as refusal:
        return _page(key, typed=typed, refusal=refusal), 409
    return _to_page(key)


@needs(Permission.WRITE_TEXTS)
def go_back_text(kind: str, name: str, spoken: str) -> Response | tuple[str, int]:
    """Write an earlier version anew."""
    key = _key(kind, name, spoken)
    try:
        with the_house().open_work() as work:
            text_versions.go_back(
                work,
                key,
                _number("number"),
                member_id=the_member().id,
                based_on=_number("based_on"),
            )
    except (TextRefusedError, TextChangedError) as refusal:
        return _page(key, refusal=refusal), 409
    return _to_page(key)


@needs(Permission.APPROVE_TEXTS)
def approve_text(version_id: UUID) -> Response:
    """Put a colleague's version in force."""
    with the_house().open_work() as work:
        key = text_approval.approve(work, version_id, member_id=the_member().id)
    return _to_page(key)


@needs(Permission.WRITE_TEXTS)
def take_back_text(version_id: UUID) -> Response:
    """Let a version that waits go."""
    with the_house().open_work() as work:
        key = text_approval.take_back(work, version_id, member_id=the_member().id)
    return _to_page(key)


@needs(Permission.WRITE_IN_TALK)
def snippets() -> str:
    """What may be put into the composer now: a list box, in the person's language."""
    spoken = _spoken(request.args.get("language", Language.JAPANESE))
    with the_house().open_look() as work:
        found = texts_service.snippets(work, language=spoken, titles_in=Language(language()))
    return render_template("snippets.html", snippets=found, language_of_texts=spoken)


def _page(
    key: TextKey,
    *,
    typed: tuple[str, ...] | None = None,
    refusal: RefusedError | None = None,
) -> str:
    with the_house().open_look() as work:
        text = text_pages.open_text(work, key)
        is_alone = _is_alone(work, text)
    fields = list(typed if typed is not None else text.bubbles)
    fields += [""] * (text.frame.most_bubbles - len(fields))
    return render_template(
        "text.html",
        fields=fields,
        is_alone=is_alone,
        told=_(REFUSALS[refusal.code]) if refusal is not None else None,
        variables={name: EXAMPLES[key.language][name] for name in sorted(text.frame.variables)},
        language_of_texts=key.language,
        **_shown(text, typed if typed is not None else text.bubbles),
        **_words(),
    )


def _is_alone(work: Work, text: OpenText) -> bool:
    """Whether it needs a second person, and there is nobody who could be it."""
    member = the_member()
    if not member.may(Permission.APPROVE_TEXTS) or not (text.needs_two or text.waiting):
        return False
    writer = text.waiting.written_by if text.waiting is not None else member.id
    return not text_approval.has_second(work, writer)


def _shown(text: OpenText, bubbles: tuple[str, ...]) -> dict[str, object]:
    """The text, and words for it as the phone shows them; with what there is to say of them."""
    said = tuple(filter(None, map(cleaned, bubbles)))
    findings: tuple[Finding, ...] = text.examine(said)
    read = [as_read(bubble, text.key.language) for bubble in said]
    return {
        "text": text,
        "preview": [(bubble, width(bubble)) for bubble in read],
        "faults": [said_of(each) for each in findings if not each.remark.is_advice],
        "advice": [said_of(each) for each in findings if each.remark.is_advice],
    }


def _words() -> dict[str, object]:
    return {
        "kinds": KINDS,
        "standings": STANDINGS,
        "languages_of_texts": SPOKEN,
        "title_of": lambda each: each.title or _(TITLES.get(each.key.name, each.key.name)),
        "said_of": said_of,
        "as_read": as_read,
    }


def _key(kind: str, name: str, spoken: str) -> TextKey:
    """Which text an address names; whether there is such a one is asked later."""
    if kind not in set(TextKind):
        raise NotFoundError("No such kind of text")
    exact = NoticeName(name) if name in set(NoticeName) else name
    return TextKey(kind=TextKind(kind), name=exact, language=_spoken(spoken))


def _spoken(code: str) -> Language:
    if code not in set(Language):
        raise NotFoundError("No such language")
    return Language(code)


def _typed() -> tuple[str, ...]:
    return tuple(cleaned(each) for each in request.form.getlist("bubble"))


def _number(field: str) -> int:
    found = request.form.get(field, type=int)
    if found is None or found < 0:
        raise BadRequest
    return found


def _to_page(key: TextKey) -> Response:
    return redirect(
        url_for("console.text_page", kind=key.kind, name=key.name, spoken=key.language), 303
    )


WAYS: Final[Ways] = (
    ("/texts", text_list, ["GET"]),
    ("/texts/<kind>/<name>/<spoken>", text_page, ["GET"]),
    ("/texts/<kind>/<name>/<spoken>", write_text, ["POST"]),
    ("/texts/<kind>/<name>/<spoken>/preview", preview_text, ["POST"]),
    ("/texts/<kind>/<name>/<spoken>/back", go_back_text, ["POST"]),
    ("/text-versions/<uuid:version_id>/approve", approve_text, ["POST"]),
    ("/text-versions/<uuid:version_id>/take-back", take_back_text, ["POST"]),
    ("/snippets", snippets, ["GET"]),
)
"""Every address of this module, and the view behind it."""
