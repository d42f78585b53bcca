"""The form of the sign-in page: a login name and a passphrase, and one answer for every failure."""

from typing import Any, Final, Protocol, cast

from flask import current_app
from flask_security import UserMixin
from flask_security.forms import Form, LoginForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from console.own_path import own_path

NOT_LET_IN: Final = "サインインできませんでした。ログイン名と合言葉をお確かめください。"
"""Said alike of unknown names, wrong passphrases and members who no longer answer."""

_LONGEST: Final = 256


class Doorkeeper(Protocol):
    """Who knows the members; set as ``app.extensions["madobe_door"]``."""

    def admit(self, login: str, passphrase: str) -> UserMixin | None:
        """The active member with this name and passphrase; the same work for every answer."""


class SignInForm(LoginForm):
    """Flask-Security's form with a login name instead of an e-mail address."""

    email = None  # type: ignore[assignment] # this is how WTForms removes a field
    remember = None  # type: ignore[assignment] # the same
    login = StringField("ログイン名", validators=[InputRequired(), Length(max=_LONGEST)])
    password = PasswordField("合言葉", validators=[InputRequired(), Length(max=_LONGEST)])

    def validate(self, **kwargs: Any) -> bool:  # type: ignore[override] # noqa: ANN401 - Flask-Security's own signature
        """Let in whom the doorkeeper admits; say the same to everybody else."""
        self.next.data = own_path(self.next.data)
        if Form.validate(self, **kwargs):
            door = cast("Doorkeeper", current_app.extensions["madobe_door"])
            self.user = door.admit(self.login.data, self.password.data)
        if self.user is None:
            self.form_errors.append(NOT_LET_IN)
            return False
        self.user_authenticated = True
        return True
