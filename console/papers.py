"""Hand-over papers: written, asked of the person, let go by a second person, taken back."""

from typing import Final
from uuid import UUID

from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console import referral_words
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.presence import note_here
from console.talk_page import mark_of
from console.ways import Ways
from domain.errors import SecondLookError
from domain.hand_over_paper import LONGEST_PAPER_WORDS, PAPER_CODES
from domain.permission import Permission
from domain.secret import PrivateText
from services import handover_papers, paper_pages, paper_pieces, paper_talk, referral_pages
from services.paper_content import PaperContent


@needs(Permission.REFER)
def new_paper(referral_id: UUID) -> str | Response:
    """Write a paper."""
    note_here()
    member_id = the_member().id
    if request.method == "POST":
        with the_house().open_work() as work:
            paper_id = handover_papers.write(work, referral_id, _content(), member_id=member_id)
        return _to(paper_id)
    with the_house().open_look() as work:
        page = referral_pages.look(work, referral_id, member_id=member_id)
        allows_words = work.house.allows_words
    return _page("paper_form.html", referral=page.referral, paper=None, allows_words=allows_words)


@needs(Permission.REFER)
def paper(paper_id: UUID) -> str:
    """One paper, exactly as the receiving side reads it."""
    note_here()
    member_id = the_member().id
    with the_house().open_look() as work:
        shown = paper_pages.look(work, paper_id, member_id=member_id)
        page = referral_pages.look(work, shown.referral_id, member_id=member_id)
    with the_house().open_work() as work:
        referral_pages.note_read(work, shown.referral_id, member_id=member_id)
    return _page("paper.html", paper=shown, referral=page.referral)


@needs(Permission.REFER)
def edit_paper(paper_id: UUID) -> str | Response:
    """Write a draft anew; whoever had agreed is asked again."""
    note_here()
    member_id = the_member().id
    with the_house().open_look() as work:
        shown = paper_pages.get_draft(work, paper_id, member_id=member_id)
        page = referral_pages.look(work, shown.referral_id, member_id=member_id)
        allows_words = work.house.allows_words
    if request.method == "POST":
        with the_house().open_work() as work:
            handover_papers.write(
                work, shown.referral_id, _content(), member_id=member_id, paper_id=paper_id
            )
        return _to(paper_id)
    return _page("paper_form.html", referral=page.referral, paper=shown, allows_words=allows_words)


@needs(Permission.REFER)
def ask_about_paper(paper_id: UUID) -> Response:
    """Ask the person whether it may go out, in the words that were read."""
    member_id = the_member().id
    with the_house().open_work() as work:
        words = paper_talk.ask_words(work, paper_id, member_id=member_id)
        if _seen() != mark_of(words):
            raise SecondLookError
        paper_talk.ask(work, paper_id, member_id=member_id, seen=words)
    return _to(paper_id)


@needs(Permission.RELEASE_PAPER, is_fresh=True)
def release_paper(paper_id: UUID) -> Response:
    """Let a paper go, as the second person."""
    with the_house().open_work() as work:
        handover_papers.release(work, paper_id, member_id=the_member().id, seen=_seen())
    return _to(paper_id)


@needs(Permission.REFER)
def withdraw_paper(paper_id: UUID) -> Response:
    """Take a paper back."""
    with the_house().open_work() as work:
        handover_papers.withdraw(work, paper_id, member_id=the_member().id)
    return _to(paper_id)


@needs(Permission.REFER)
def find_pieces() -> Response:
    """What may identify somebody in words that are being typed; they are kept nowhere."""
    words = PrivateText(request.form.get("words", "")[:LONGEST_PAPER_WORDS])
    with the_house().open_look() as work:
        pieces = paper_pieces.find(work, words)
    found = [
        {
            "start": each.start,
            "end": each.end,
            "said": each.said.reveal(),
            "kind": _(referral_words.PIECES[each.kind]),
        }
        for each in pieces
    ]
    return jsonify(pieces=found)


def _content() -> PaperContent:
    words = request.form.get("words", "").replace("\r\n", "\n").strip()
    return PaperContent(
        codes={
            part: frozenset(request.form.getlist(part.value)) & set(codes)
            for part, codes in PAPER_CODES.items()
        },
        words=PrivateText(words) if words else None,
        confirmed=frozenset(each for each in request.form.getlist("confirmed") if each in words),
    )


def _seen() -> str:
    return request.form.get("seen", "")


def _page(template: str, **shown: object) -> str:
    return render_template(
        template,
        parts=referral_words.PARTS,
        part_codes=PAPER_CODES,
        code_words=referral_words.CODES,
        paper_states=referral_words.PAPER_STATES,
        paper_answers=referral_words.PAPER_ANSWERS,
        mark_of=mark_of,
        piece_words=referral_words.PIECES,
        longest=LONGEST_PAPER_WORDS,
        **shown,
    )


def _to(paper_id: UUID) -> Response:
    return redirect(url_for("console.paper", paper_id=paper_id), 303)


WAYS: Final[Ways] = (
    ("/referrals/<uuid:referral_id>/papers", new_paper, ["GET", "POST"]),
    ("/papers/<uuid:paper_id>", paper, ["GET"]),
    ("/papers/<uuid:paper_id>/edit", edit_paper, ["GET", "POST"]),
    ("/papers/<uuid:paper_id>/ask", ask_about_paper, ["POST"]),
    ("/papers/<uuid:paper_id>/release", release_paper, ["POST"]),
    ("/papers/<uuid:paper_id>/withdraw", withdraw_paper, ["POST"]),
    ("/papers/pieces", find_pieces, ["POST"]),
)
"""Every address of this module, and the view behind it."""
