"""The form of the sign-in page: a login name and a passphrase, and one answer for every failure."""

from typing import Any, Final, cast

from flask_security.forms import Form, LoginForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from console.doorkeeper import the_doorkeeper
from console.language import _, later
from console.own_path import own_path

NOT_LET_IN: Final = later(
    "サインインできませんでした。ログイン名と合言葉をお確かめください。"
    "何度か続いたときは、少し時間をおいてから、もう一度お試しください。"
)
"""Said alike of unknown names, wrong passphrases, locked doors and members who answer no more."""

_LONGEST: Final = 256


class SignInForm(LoginForm):
    """Flask-Security's form with a login name instead of an e-mail address."""

    email = None  # type: ignore[assignment] # this is how WTForms removes a field
    remember = None  # type: ignore[assignment] # the same
    login = StringField(later("ログイン名"), validators=[InputRequired(), Length(max=_LONGEST)])
    password = PasswordField(later("合言葉"), validators=[InputRequired(), Length(max=_LONGEST)])

    def validate(self, **kwargs: Any) -> bool:  # type: ignore[override] # noqa: ANN401 - Flask-Security's own signature
        """Let in whom the doorkeeper admits; say the same to everybody else."""
        self.next.data = own_path(self.next.data)
        if Form.validate(self, **kwargs):
            admitted = the_doorkeeper().admit(self.login.data, self.password.data)
            self.user = cast("Any", admitted)
        if self.user is None:
            self.form_errors.append(_(NOT_LET_IN))
            return False
        self.user_authenticated = True
        return True
