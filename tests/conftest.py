"""What every test may ask for. The machinery itself stands in tests/machinery."""

pytest_plugins = [
    "tests.machinery.quick_disk",
    "tests.machinery.extent",
    "tests.machinery.chance",
    "tests.machinery.queue_server",
    "tests.machinery.database_server",
    "tests.machinery.browser",
    "tests.machinery.service",
    "tests.machinery.evening",
    "tests.machinery.bell",
    "tests.machinery.town",
]
