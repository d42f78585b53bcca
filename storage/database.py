"""Opens the database: SQLite for one machine, PostgreSQL for a real service."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from storage.models.key import MonthKey, VisitKey
from storage.models.line_event import LineEvent
from storage.turn import Turn

_BUSY_SECONDS: Final = 1.5
"""Below LINE's two seconds: a locked database must still leave time to say so."""


class Database:
    """One engine, and the two ways to use it: ``reading()`` and ``writing()``.

    SQLite lets one writer in at a time and makes the others poll. A turn of our own before it,
    across threads and processes, lets them in one after another at once instead.
    """

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        self.url: Final = make_url(url)
        self.is_sqlite: Final = self.url.get_backend_name() == "sqlite"
        self.engine: Final = _sqlite(self.url) if self.is_sqlite else _postgresql(url, pool_size)
        self._looking: Final = (
            self.engine.execution_options(madobe_reading=True)
            if self.is_sqlite
            else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self._at_once: Final = (
            self.engine.execution_options(madobe_at_once=True)
            if self.is_sqlite
            else _postgresql(url, pool_size=1, is_for_statements=True)
        )
        self._turn: Final = Turn(self.url.database) if self.is_sqlite else None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one transaction, committed at the end, rolled back on any error."""
        with self._held(), _Act(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def stating(self) -> Iterator[Session]:
        """A session for one statement that changes something, which commits by itself.

        On SQLite it is one wait for the disk within the turn, and none for other threads; on
        PostgreSQL nobody waits for a turn, and it is ``writing()``.
        """
        if not self.is_sqlite:
            with self.writing() as session:
                yield session
            return
        with self._held(), _Act(self._at_once, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads: it waits for nobody, and keeps nobody waiting.

        It sees one moment throughout: words and the key they are sealed with belong together.
        So a row it has seen is not fetched again.
        """
        with _Look(self._looking, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A Core connection in one transaction, for the door's batches."""
        with self._held(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def at_once(self) -> Iterator[Connection]:
        """A Core connection that commits each statement by itself: for the door's batches.

        One statement is one wait for the database, where a transaction would be three. The
        connection may turn out to be dead (``connection_invalidated``): the next one is fresh.
        LINE does not wait long: of those who write in this process, the door is next.
        """
        with self._held(is_first=True), self._at_once.connect() as connection:
            yield connection

    def is_reachable(self) -> bool:
        """Whether the database answers; raises nothing."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except Exception:  # noqa: BLE001 - any failure means the same to /ready
            return False
        return True

    def fold_log(self) -> None:
        """Fold SQLite's write-ahead log into its file: erased bytes leave the log as well.

        Given up at once, until the next time, while somebody is reading. PostgreSQL does its own.
        """
        if not self.is_sqlite:
            return
        with self._held(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                cursor = raw.cursor()
                cursor.execute("PRAGMA busy_timeout = 0")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.execute(f"PRAGMA busy_timeout = {int(_BUSY_SECONDS * 1000)}")
                cursor.close()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        self._at_once.dispose()
        if self._turn is not None:
            self._turn.close()

    @contextmanager
    def _held(self, *, is_first: bool = False) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        with self._turn.taken(is_first=is_first):
            yield


class _Act(Session):
    """Holds the keys it has loaded, and the event: an act opens many words under the same two.

    Nobody renews them meanwhile: who erases words of somebody holds that somebody's lock as well.
    """


class _Look(Session):
    """Fetches each row once: it holds all it has loaded, and nothing it looks at can change.

    SQLAlchemy's own session forgets a row nobody holds, and asks again for one that is not there.
    """

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own signature
        """The row; to read it anew would give the same."""
        options.pop("populate_existing", None)
        absent = self.info.setdefault("absent", set())
        if (entity, ident) in absent:
            return None
        row = super().get(entity, ident, **options)
        if row is None:
            absent.add((entity, ident))
        return row


@event.listens_for(_Act, "loaded_as_persistent")
def _hold_keys(session: Session, row: object) -> None:
    if isinstance(row, VisitKey | MonthKey | LineEvent):
        _hold(session, row)


@event.listens_for(_Look, "loaded_as_persistent")
def _hold(session: Session, row: object) -> None:
    session.info.setdefault("held", []).append(row)


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL loses commits when the power fails
        "foreign_keys=ON",
        "secure_delete=ON",  # erased words leave no bytes behind in free pages
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if "madobe_at_once" not in options:
        connection.exec_driver_sql("BEGIN" if "madobe_reading" in options else "BEGIN IMMEDIATE")


def _postgresql(url: str, pool_size: int, *, is_for_statements: bool = False) -> Engine:
    return create_engine(
        url,
        isolation_level="AUTOCOMMIT" if is_for_statements else "READ COMMITTED",
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=not is_for_statements,  # each would ask the database once more
        pool_timeout=_BUSY_SECONDS,
        connect_args={"connect_timeout": 2, "application_name": "madobe"},
        hide_parameters=True,  # an error must not print what people wrote
    )
