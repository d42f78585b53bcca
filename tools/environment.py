"""Make .venv hold exactly what the lock files say, and the checkout itself.

`environment.py run` installs what the program needs, `environment.py develop` also what its tests
need. A second call with nothing changed ends at once. Standard library only: nothing is
installed yet when this runs.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parent.parent
ENVIRONMENT: Final = ROOT / ".venv"
STAMP: Final = ENVIRONMENT / "madobe.json"
BUILD_LOCK: Final = "requirements-build.lock"
LOCKS: Final = {"run": "requirements.lock", "develop": "requirements-dev.lock"}
PIP: Final = ("-m", "pip", "--disable-pip-version-check", "--no-input")
INSTALL: Final = ("install", "--no-build-isolation", "--use-pep517", "--progress-bar=off")


def main(level: str) -> None:
    """Bring .venv to `level`, which is a key of `LOCKS`."""
    digest = _digest()
    if _stands(level, digest):
        return
    if not _python_runs():
        _create()
    STAMP.unlink(missing_ok=True)
    # What builds comes first, so that no build fetches a builder that nobody has pinned.
    _pip("--quiet", "--require-hashes", "--requirement", BUILD_LOCK)
    _install_lock(LOCKS[level])
    _pip("--quiet", "--no-deps", "--editable", str(ROOT))
    STAMP.write_text(json.dumps({"level": level, "digest": digest}), encoding="utf-8")


def _digest() -> str:
    """What the environment is made from; how the linters are set is no part of it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    made_from = [project["build-system"], project["project"], str(ROOT)]
    locks = [(ROOT / name).read_bytes() for name in (BUILD_LOCK, *LOCKS.values())]
    return hashlib.sha256(b"\0".join([json.dumps(made_from).encode(), *locks])).hexdigest()


def _stands(level: str, digest: str) -> bool:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    # The developer's lock holds everything of the other, at the same versions.
    return stamp.get("digest") == digest and stamp.get("level") in {level, "develop"}


def _python_runs() -> bool:
    """Whether .venv has a Python of its own that is new enough, wherever it came from."""
    script = "import sys, pip; sys.exit(sys.version_info < (3, 11) or sys.prefix != sys.argv[1])"
    try:
        command = [str(ENVIRONMENT / "bin" / "python"), "-c", script, str(ENVIRONMENT)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        _add_venv()
    _say(f"Making .venv with Python {sys.version.split()[0]} …")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    # In a process of its own: what apt has just installed is not in this one.
    made = subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=False)
    if made.returncode != 0:
        _stop(f"{sys.executable} could not make .venv; its words are above.")


def _add_venv() -> None:
    """Debian keeps what `venv` needs in a package of its own."""
    package = f"python3.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        _stop(f"Python's venv is incomplete here; on Debian: sudo apt-get install {package}")
    _say(f"Installing {package} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", "--quiet=2", *command], env=quiet, check=False)
        if done.returncode != 0:
            _stop(f"apt-get could not install {package}; its words are above.")


def _install_lock(name: str) -> None:
    count = sum(" \\" in line and "==" in line for line in (ROOT / name).open(encoding="utf-8"))
    _say(f"Installing {count} packages from {name} …")
    seen = 0
    with subprocess.Popen(
        [ENVIRONMENT / "bin" / "python", *PIP, *INSTALL, "--require-hashes", "--requirement", name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as pip:
        for line in pip.stdout or ():
            if line.startswith(("Collecting ", "Processing ")):
                seen += 1
                if seen % 20 == 0:
                    _say(f"  {seen} fetched")
            elif line.startswith("Installing collected"):
                _say("  unpacking")
    if pip.returncode != 0:
        _stop(f"pip could not install {name}; its words are above.")


def _pip(*command: str) -> None:
    python = ENVIRONMENT / "bin" / "python"
    done = subprocess.run([python, *PIP, *INSTALL, *command], cwd=ROOT, check=False)
    if done.returncode != 0:
        _stop(f"pip {INSTALL[0]} {command[-1]} failed; its words are above.")


def _say(line: str) -> None:
    print(line, flush=True)


def _stop(sentence: str) -> NoReturn:
    raise SystemExit(sentence)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:  # noqa: PLR2004 -- a name and one argument
        raise SystemExit(f"Say which: {' or '.join(LOCKS)}")
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        raise SystemExit(130) from None
