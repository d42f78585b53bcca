"""The form by which somebody of a destination is invited."""

from typing import Final

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from console.language import later
from services.team import LONGEST_ALIAS

_NEEDED: Final = later("書いてください。")
_LONGEST_LOGIN: Final = 64


class PortalInviteForm(FlaskForm):
    """Somebody who is to stand for a destination: no family name, no address."""

    login = StringField(
        later("ログイン名"), validators=[InputRequired(_NEEDED), Length(max=_LONGEST_LOGIN)]
    )
    alias = StringField(
        later("呼び名"), validators=[InputRequired(_NEEDED), Length(max=LONGEST_ALIAS)]
    )

    def __init__(self) -> None:
        super().__init__()

    def is_right(self) -> bool:
        """Whether it was sent, and nothing in it is wrong."""
        return bool(self.validate_on_submit())
