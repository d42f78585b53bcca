"""Write both lock files anew: the newest versions that pyproject.toml allows, each with hashes.

uv resolves for all platforms at once; it is fetched here, by pip and pinned, because only who
renews the locks needs it. An address of a package index never gets into the files.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
RESOLVER: Final = "uv==0.13.8"
BUILD, RUN, DEVELOP = "requirements-build.lock", "requirements.lock", "requirements-dev.lock"
# Oldest supported Python, every platform, nothing in the file but names, versions and hashes.
FORM: Final = (
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--upgrade",
)


def main() -> None:
    """Resolve for the program, then, holding to that, for its builders and its developers."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, RESOLVER], check=True)
    _resolve(RUN, "pyproject.toml", "--group=build")
    _resolve(BUILD, "--group=build", "--constraint", RUN)
    _resolve(DEVELOP, "pyproject.toml", "--group=dev", "--constraint", RUN)


def _resolve(name: str, *sources: str) -> None:
    print(f"Resolving {name} …", flush=True)
    compiling = (sys.executable, "-m", "uv", "pip", "compile", "--quiet", *FORM)
    subprocess.run([*compiling, *sources, "--output-file", name], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
