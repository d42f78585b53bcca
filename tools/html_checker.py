"""Fetch the Nu HTML checker for the tests: from the npm registry, pinned by version and hash."""

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

PACKAGE: Final = "vnu-jar@26.9.27"
HASH: Final = (
    "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
)
MEMBER: Final = "package/build/dist/vnu.jar"
FOLDER: Final = Path(__file__).resolve().parent.parent / ".venv" / "share" / "vnu"


def fetch() -> None:
    """Return when the pinned checker stands in its place.

    Raises:
        SystemExit: it could not be fetched, or is not the one that was pinned.
    """
    version = FOLDER / "version"
    if version.exists() and version.read_text("utf-8") == PACKAGE:
        return
    print(f"Fetching {PACKAGE} …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, check=False, capture_output=True)
        found = list(Path(folder).glob("*.tgz"))
        if done.returncode != 0 or len(found) != 1:
            raise SystemExit(f"This did not work: {' '.join(command)}")
        _keep(found[0])
    version.write_text(PACKAGE, encoding="utf-8")


def _keep(archive: Path) -> None:
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != HASH:
        raise SystemExit(f"{PACKAGE} is not what it was when it was pinned")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as package:
        jar = package.extractfile(MEMBER)
        if jar is None:
            raise SystemExit(f"{PACKAGE} has no {MEMBER}")
        with jar, (FOLDER / "vnu.jar").open("wb") as kept:
            shutil.copyfileobj(jar, kept)


if __name__ == "__main__":
    fetch()
