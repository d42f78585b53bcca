"""Find what the tests need and pip cannot bring; on Debian, as root, install it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
FONT_FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
)
# Without these, Japanese is a row of boxes, on a screenshot and for a test that measures a button.
FONTS: Final = {"fonts-noto-cjk": "*CJK*", "fonts-noto-color-emoji": "*ColorEmoji*"}
# The HTML checker is a Java program, which npm brings; files are opened as an office opens them.
PROGRAMS: Final = {
    "java": "default-jre-headless",
    "npm": "npm",
    "soffice": "libreoffice-calc-nogui",
}


def main() -> None:
    """Return when nothing is missing; otherwise install it, or end with the command that does."""
    missing = missing_packages()
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(f"The tests need {', '.join(missing)}: sudo {' '.join(command)}")
    print(f"Installing {', '.join(missing)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "--quiet=2", "update"], [*command, "--quiet=2"]):
        done = subprocess.run(step, env=environment, stdin=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            raise SystemExit(f"This did not work, its words are above: {' '.join(step)}")
    still = missing_packages()
    if still:
        raise SystemExit(f"Installed, and yet not found: {', '.join(still)}")


def missing_packages() -> list[str]:
    """The Debian packages whose browser, font or program is not on this machine."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    missing = [] if any(map(shutil.which, BROWSERS)) else ["chromium"]
    for package, pattern in FONTS.items():
        if not any(found for folder in folders for found in folder.rglob(pattern)):
            missing.append(package)
    missing += [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    return missing


if __name__ == "__main__":
    main()
