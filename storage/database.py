"""One database, SQLite or PostgreSQL; one way to open a transaction; the only commit."""

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.errors import DatabaseInUseError, DatabaseUrlError

Tx: TypeAlias = AsyncSession
"""An open transaction. Storage functions take it first and never commit it."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql+psycopg": "postgresql+psycopg",
}


class Database:
    """A connection pool and its transactions.

    Write transactions on SQLite take turns in this process: it has one writer anyway, and a queue
    in Python is fair where SQLite's busy handler sleeps.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._turns = asyncio.Lock() if engine.dialect.name == "sqlite" else None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database, which one process at a time may use."""
        return self._turns is not None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """All or nothing. Commits at the end, rolls back on any error. No network call belongs inside."""
        async with AsyncExitStack() as stack:
            if self._turns is not None:
                await stack.enter_async_context(self._turns)
            session = await stack.enter_async_context(AsyncSession(self.engine, expire_on_commit=False))
            yield session
            await session.commit()

    async def ping(self) -> None:
        """Raise if the database does not answer."""
        async with self.engine.connect() as connection:
            await connection.execute(text("select 1"))

    async def close(self) -> None:
        """Give the connections back."""
        await self.engine.dispose()


def database_url(address: str) -> URL:
    """The address with the driver we use, or DatabaseUrlError.

    Takes `sqlite:///file.db`, `postgresql://user@host/name`, and the same with our drivers named.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise DatabaseUrlError("DATABASE_URL is not an address like sqlite:///baton.db") from error
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise DatabaseUrlError(f"DATABASE_URL names {url.drivername!r}; Baton knows sqlite and postgresql")
    return url.set(drivername=driver)


def connect(address: str) -> Database:
    """Open the database at this address. Opens no connection yet, creates no table."""
    return Database(_engine(database_url(address)))


@lru_cache(maxsize=4)
def _engine(url: URL) -> AsyncEngine:
    """Kept when it is closed: the SQL that was compiled for it serves whoever opens the address again."""
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)
    engine = create_async_engine(url, connect_args={"timeout": 30})
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


async def take_turns(tx: Tx, lock: int) -> None:
    """Wait until no other transaction holds this lock; held until the end of ours. SQLite's take turns anyway."""
    if tx.get_bind().dialect.name == "postgresql":
        connection = await tx.connection()
        await connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": lock})


@asynccontextmanager
async def sole_user(database: Database) -> AsyncIterator[None]:
    """Hold the SQLite file for this process, or raise DatabaseInUseError. PostgreSQL may be shared."""
    path = database.engine.url.database
    if not database.is_sqlite or not path or path == ":memory:":
        yield
        return
    with Path(f"{path}.lock").open("w") as lock:  # noqa: ASYNC230  a lock file, opened once at start
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DatabaseInUseError(
                f"another Baton is running on {path}; stop it, or give this one its own DATABASE_URL"
            ) from error
        yield


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: we begin them IMMEDIATE, because a deferred
    # one that turns from reading to writing fails at once whatever the busy timeout.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
