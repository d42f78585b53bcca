from collections.abc import Callable, Iterator

import pytest

from domain.secret import PrivateText
from line.client import LineClient
from line.tokens import Credentials
from tests.line.scripted_line import ScriptedLine, scripted_line

NewClient = Callable[..., LineClient]


@pytest.fixture
def line() -> Iterator[ScriptedLine]:
    with scripted_line() as line:
        yield line


@pytest.fixture
def new_client(line: ScriptedLine) -> NewClient:
    """A client of the scripted LINE: with a long-lived token, or with the secrets given."""

    def new(*secrets: str, api_url: str | None = None) -> LineClient:
        credentials = Credentials(
            channel_id="1234567890",
            channel_secrets=tuple(map(PrivateText, secrets)),
            access_token=None if secrets else PrivateText("long-lived"),
        )
        url = api_url or line.url
        return LineClient(api_url=url, credentials=credentials, timeouts=(0.3, 0.3))

    return new


@pytest.fixture
def client(new_client: NewClient) -> LineClient:
    return new_client()
