"""How hypothesis draws: the same examples in every run, and no clock held against them."""

from hypothesis import settings

settings.register_profile("madobe", deadline=None, derandomize=True, print_blob=False)
settings.load_profile("madobe")
