"""What a member proves a factor with: a code that is typed, or a passkey the browser asks for."""

import base64
from typing import Final
from uuid import UUID

from flask import request, session

from console.half_way import CHALLENGE
from console.house import the_house
from domain.secret import PrivateText
from services import passkeys
from services.factors import Proof
from services.passkeys import Question, Reply
from services.work import Work

_LONGEST_CODE: Final = 64
_LONGEST_ANSWER: Final = 20_000


def find_proof() -> Proof:
    """What the form brings; a passkey's answer counts once."""
    reply = find_reply()
    if reply is not None:
        return Proof(reply=reply)
    return Proof(code=PrivateText(request.form.get("code", "").strip()[:_LONGEST_CODE]))


def find_reply() -> Reply | None:
    """What the browser's passkey answered to the question on the page before."""
    answer = request.form.get("answer", "")
    challenge = session.pop(CHALLENGE, None)
    if not 0 < len(answer) <= _LONGEST_ANSWER or challenge is None:
        return None
    return Reply(
        site=the_house().site,
        challenge=base64.b64decode(challenge),
        answer=PrivateText(answer),
    )


def ask_passkey(look: Work, member_id: UUID) -> str | None:
    """The question for the member's passkeys, as the browser takes it; None without any."""
    return keep(passkeys.ask(look, member_id, site=the_house().site))


def keep(question: Question | None) -> str | None:
    """Remember what is asked; gives it as the browser takes it."""
    if question is None:
        session.pop(CHALLENGE, None)
        return None
    session[CHALLENGE] = base64.b64encode(question.challenge).decode()
    return question.options
