"""Waiting for what must come true, with an end."""

import time
from collections.abc import Callable


def until(claim: Callable[[], bool], what: str, *, seconds: float = 10.0) -> None:
    """Poll until `claim()` is true; fail with `what` when the seconds are over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if claim():
            return
        time.sleep(0.02)
    raise AssertionError(f"Not within {seconds} s: {what}")
