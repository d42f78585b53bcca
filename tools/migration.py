"""Write a new migration, numbered, from what the models say and an empty database is led to."""

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from storage import migrations
from storage.database import Database

VERSIONS = Path(__file__).resolve().parent.parent / "storage" / "migrations" / "versions"


def main(name: str) -> None:
    """Add `versions/NNNN_name.py`; it is a proposal, to be read and mended before it is run."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9 ,'-]{3,60}", name):
        raise SystemExit('Say why it is needed: make migration NAME="alerts have a level"')
    number = 1 + len(list(VERSIONS.glob("[0-9]*.py")))
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/empty.db"
        migrations.run(url)
        database = Database(url)
        with database.connection() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=name, autogenerate=True, rev_id=f"{number:04d}")
        database.close()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
