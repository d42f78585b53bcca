"""What every journey begins with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.stage import Stage
from tests.machinery.town import Town

USUAL_PATIENCE, PATIENCE = 5_000, 20_000
"""Milliseconds: Playwright's own, and ours where a town shares the machine with others."""


@pytest.fixture
def stage(sqlite_town: Town, browser: Browser) -> Iterator[Stage]:
    """A town into which people come, each with a browser of their own."""
    made = Stage(sqlite_town, browser)
    expect.set_options(timeout=PATIENCE)
    yield made
    expect.set_options(timeout=USUAL_PATIENCE)
    made.close()
