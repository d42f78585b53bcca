"""The forms of the team page: whom to invite, and what a member is from now on."""

from typing import Final

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from console.language import _, later
from domain.permission import Role
from services.team import GIVEN_ROLES, LONGEST_ALIAS, Newcomer
from services.team_pages import TeamState

ROLES: Final = {
    Role.COUNSELLOR: later("相談員"),
    Role.SUPERVISOR: later("責任者"),
    Role.MANAGER: later("運営者"),
    Role.COORDINATOR: later("事務局"),
    Role.DESTINATION: later("紹介先の職員"),
}
"""What a member is, as it is said."""

STATES: Final = {
    TeamState.INVITED: later("まだサインインしていません"),
    TeamState.ACTIVE: later("サインインできます"),
    TeamState.LOCKED: later("続けて間違えたため、しばらく止まっています"),
    TeamState.LEFT: later("離れました"),
}
"""How a member stands to the house, as it is said."""

_NEEDED: Final = later("書いてください。")
_LONGEST_LOGIN: Final = 64


class RoleForm(FlaskForm):
    """What a member is."""

    role = RadioField(later("役割"), validators=[InputRequired(later("ひとつ選んでください。"))])
    is_manager = BooleanField(later("団体の運営者も兼ねる"))

    def __init__(self, **values: object) -> None:
        super().__init__(**values)
        self.role.choices = [SelectChoice(role.value, _(ROLES[role])) for role in GIVEN_ROLES]

    @property
    def chosen(self) -> Role:
        """The role; for a form that is valid."""
        return Role(self.role.data)


class InviteForm(FlaskForm):
    """Somebody who is to join: no family name, no address."""

    login = StringField(
        later("ログイン名"), validators=[InputRequired(_NEEDED), Length(max=_LONGEST_LOGIN)]
    )
    alias = StringField(
        later("呼び名"), validators=[InputRequired(_NEEDED), Length(max=LONGEST_ALIAS)]
    )
    is_new = BooleanField(later("はじめのうちは、一度にひとりずつ"))

    def newcomer(self) -> Newcomer:
        """Whom to invite; for a form that is valid."""
        return Newcomer(
            login=self.login.data or "",
            alias=self.alias.data or "",
            is_new=bool(self.is_new.data),
        )
