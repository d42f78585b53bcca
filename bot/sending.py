"""The client for LINE, built from the settings. Only processes that send import this."""

from typing import Final

from bot.settings import Settings
from line.client import LineClient
from line.tokens import Credentials

TIMEOUTS_SECONDS: Final = (2.0, 6.0)
"""To connect, and to wait for an answer: together well below the lease of a delivery."""


def line_client(settings: Settings) -> LineClient:
    """A client for LINE's API, or for the simulator that stands where the settings say."""
    return LineClient(
        api_url=settings.line_api_url,
        credentials=Credentials(
            channel_id=settings.line_channel_id,
            channel_secrets=settings.line_channel_secrets,
            access_token=settings.line_channel_access_token,
        ),
        timeouts=TIMEOUTS_SECONDS,
    )
