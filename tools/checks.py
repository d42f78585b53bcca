"""Run the checks one after another, each under a heading, and say at the end which failed.

`checks.py fast` takes seconds, `checks.py all` is what `make test` and CI run, `checks.py thorough`
leaves nothing out (tests/machinery/extent.py). The tests come last, so that pytest's own closing
line ends the run when all is well.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
BIN: Final = ROOT / ".venv" / "bin"
FAST_TESTS: Final = ("tests/unit", "tests/contracts")
# Whoever has done its half takes of the other's: browsers stand together in the order of names.
ALL_TESTS: Final = ("--numprocesses=2", "--dist=worksteal", "--durations=10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One tool: its heading, and the command line, whose program stands in .venv/bin."""

    heading: str
    command: tuple[str, ...]


TOOLS: Final = (
    Check(heading="environment", command=("python", "-m", "pip", "check")),
    Check(heading="format", command=("ruff", "format", "--check")),
    Check(heading="lint", command=("ruff", "check")),
    Check(heading="types", command=("mypy",)),
    Check(heading="imports", command=("lint-imports",)),
    Check(heading="YAML", command=("yamllint", "--strict", ".")),
    Check(heading="Dockerfile", command=("hadolint", "Dockerfile")),
)


def main(which: str) -> int:
    """Run `fast`, `all` or `thorough`; 0 when everything holds, otherwise 1."""
    if which == "thorough":
        os.environ["THOROUGH"] = "yes"
    tests = FAST_TESTS if which == "fast" else ALL_TESTS
    pytest = Check(heading="tests", command=("pytest", *tests))
    failed = [check.heading for check in (*TOOLS, pytest) if not _holds(check)]
    if failed:
        print(f"\nNot in order: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _holds(check: Check) -> bool:
    print(f"\n── {check.heading} {'─' * (76 - len(check.heading))}", flush=True)
    began = time.monotonic()
    program, *arguments = check.command
    done = subprocess.run(
        [BIN / program, *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, check=False
    )
    if check.heading != "tests":
        print(f"   {time.monotonic() - began:.1f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["fast"], ["all"], ["thorough"]):
        raise SystemExit("Say which: fast, all or thorough")
    sys.exit(main(sys.argv[1]))
