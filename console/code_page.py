"""A person's own page with their code: six characters, large, and the same for a camera.

It knows nobody: no cookie, no name, no id of LINE's. Its address is 128 bits that nobody guesses,
and leads nowhere once the code holds no more.
"""

from typing import Final

import segno
from flask import render_template
from markupsafe import Markup

from console.guard import Answer, open_to_all
from console.house import the_house
from console.ways import Ways
from domain.referral_code import in_groups
from services import referral_codes


@open_to_all
def code_page(handle: str) -> Answer:
    """The code of a page's address; one that is nobody's, or over, is answered alike."""
    with the_house().open_look() as look:
        code = referral_codes.find_by_page(look, handle)
    if code is None:
        return render_template("code_page.html", code=None), 404
    return render_template("code_page.html", code=in_groups(code), picture=_picture(code))


def _picture(code: str) -> Markup:
    """A QR code of the portal's address; what follows ``#`` is never sent to a server."""
    address = f"{the_house().site.origin}/portal#{code}"
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, border=3, dark="#000000", light="#ffffff"
    )
    return Markup(drawn)  # noqa: S704 - drawn here, of our own address and six known characters


WAYS: Final[Ways] = (("/code/<handle>", code_page, ["GET"]),)
"""Every address of this module, and the view behind it."""
