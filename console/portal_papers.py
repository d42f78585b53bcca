"""Hand-over papers on the portal: for one destination, for a while; every reading is noted."""

from typing import Final
from uuid import UUID

from flask import render_template

from console import referral_words
from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.hand_over_paper import PAPER_CODES
from domain.permission import Permission
from services import portal_papers as paper_service


@needs(Permission.USE_PORTAL)
def own_papers() -> str:
    """The papers one's destinations may read now."""
    with the_house().open_look() as look:
        papers = paper_service.list_papers(look, member_id=the_member().id)
    return render_template("portal_papers.html", papers=papers)


@needs(Permission.USE_PORTAL)
def own_paper(paper_id: UUID) -> str:
    """One paper."""
    with the_house().open_work() as work:
        content = paper_service.read(work, paper_id, member_id=the_member().id)
    return render_template(
        "portal_paper.html",
        content=content,
        parts=referral_words.PARTS,
        code_words=referral_words.CODES,
        part_codes=PAPER_CODES,
    )


WAYS: Final[Ways] = (
    ("/portal/papers", own_papers, ["GET"]),
    ("/portal/papers/<uuid:paper_id>", own_paper, ["GET"]),
)
"""Every address of this module, and the view behind it."""
