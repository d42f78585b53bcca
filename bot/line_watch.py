"""Asks LINE every ten minutes who we are, so that mail for somebody else is noticed; so is silence.

And marks every minute that we run ourselves: after a gap it is known for how long we did not.
"""

from bot.destinations import CONFIRMED
from bot.logs import get_log
from bot.sending import line_client
from bot.wiring import Program
from domain.errors import PlatformError
from services import facts, stat_outages


def confirm(program: Program) -> None:
    """Ask LINE who we are; when it answers again after a time without, that was an outage."""
    client = line_client(program.settings)
    channel_id = program.settings.line_channel_id
    try:
        bot_user_id = client.get_bot_user_id()
    except PlatformError as error:
        get_log().warning("LINE does not say who we are", trouble=type(error).__name__)
        with program.open_work() as work:
            stat_outages.line_is_away(work, channel_id)
        return
    with program.open_work() as work:
        facts.remember(work, CONFIRMED, channel_id, bot_user_id)
        stat_outages.line_is_back(work, channel_id)


def beat(program: Program) -> None:
    """We run; was there a gap, it was an outage. A change of definitions is seen here as well."""
    with program.open_work() as work:
        stat_outages.beat(work, program.settings.line_channel_id)
        stat_outages.note_definitions(work)
