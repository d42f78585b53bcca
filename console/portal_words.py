"""What the portal of destinations says in words."""

from typing import Final

from console.language import later
from domain.portal import ProposalState, Vacancy
from domain.referral_code import CodeStep
from services.portal import Answered

CODE_STEPS: Final = {
    CodeStep.CAME: later("来られた"),
    CodeStep.CALLED: later("電話があった"),
    CodeStep.GOES_ON: later("続けて通っている"),
}
"""What can be confirmed, in the order it is asked."""

VACANCIES: Final = {
    Vacancy.ROOM: later("空きがあります"),
    Vacancy.LITTLE: later("空きは少しです"),
    Vacancy.NONE: later("いまは空きがありません"),
    Vacancy.ASK: later("そのつど、おたずねください"),
}

PROPOSAL_STATES: Final = {
    ProposalState.OPEN: later("お返事を待っています"),
    ProposalState.TAKEN_UP: later("取り入れました"),
    ProposalState.LEFT: later("今回は見送りました"),
}

REFUSED: Final = {
    Answered.NOT_THIS_ONE: later(
        "この番号では確認できませんでした。番号と、選んだものを、もう一度お確かめください。"
        "同じことを確認できるのは一度だけです。"
    ),
    Answered.LATER: later(
        "続けて何度か試されたため、お休みしています。時間をおいてから、お試しください。"
    ),
}
"""Why nothing was confirmed, as far as anybody is told."""

NO_CODE: Final = later(
    "番号は六文字です。使われているのは 3 4 6 7 9 C D F H J K M N P Q R T V W X だけです。"
)
NO_STEP: Final = later("ひとつ選んでください。")
