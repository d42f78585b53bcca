"""What a process does not need it does not load: it starts in time, and stays small."""

import subprocess
import sys

import pytest

HEAVY = ("scipy", "linebot.v3.messaging")


@pytest.mark.parametrize("heavy", HEAVY)
def test_the_web_service_does_without(heavy: str) -> None:
    program = f"import sys, bot.app; sys.exit({heavy!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
