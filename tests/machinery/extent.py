"""How much is run: everything with THOROUGH=yes, otherwise what a quarter of an hour holds.

Left out without it: most journeys, what is marked ``thorough``, and of what costs seconds (a
browser) or is asked twice (PostgreSQL beside SQLite) all but a share that is chosen by name, the
same in every run. Races and the storage itself are always tried on both databases.
"""

import os
from typing import Final
from zlib import crc32

import pytest

IS_THOROUGH: Final = os.environ.get("THOROUGH") == "yes"

_SHARE_ON_POSTGRESQL: Final = 8  # one of so many
_SHARE_IN_A_BROWSER: Final = 4
_ALWAYS: Final = ("tests/storage/", "races", "lowerings")
_IN_A_BROWSER: Final = frozenset({"browser_context", "chromium"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not asked for, and say so."""
    if IS_THOROUGH or config.option.file_or_dir or config.option.keyword:
        return  # somebody has named what to run
    left_out = [item for item in items if not _is_run(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _is_run(item: pytest.Item) -> bool:
    name = item.nodeid
    if item.get_closest_marker("thorough") is not None:
        return False
    if "[postgresql" in name and not any(each in name for each in _ALWAYS):
        return not _is_journey(item) and _share(name) % _SHARE_ON_POSTGRESQL == 0
    if _is_journey(item):
        return item.get_closest_marker("core") is not None
    if _IN_A_BROWSER & set(getattr(item, "fixturenames", ())):
        is_core = item.get_closest_marker("core") is not None
        return is_core or _share(name) % _SHARE_IN_A_BROWSER == 0
    return True


def _is_journey(item: pytest.Item) -> bool:
    return item.nodeid.startswith("tests/journeys/")


def _share(name: str) -> int:
    return crc32(name.encode())
