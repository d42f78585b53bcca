"""``python -m bot`` is ``madobe``."""

from bot.cli import main

main()
