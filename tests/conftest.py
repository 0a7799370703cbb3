"""A real database for every test that wants one: SQLite always, PostgreSQL where one was started."""

import asyncio
import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import schema
from storage.database import Database, connect, database_url
from storage.tables import Table
from tests.fakes import FakeClock

POSTGRES = os.environ.get("BATON_TEST_POSTGRES")  # noqa: TID251  where the tests' server is
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251

BACKENDS = ["sqlite", "postgresql"]

_MEMORY, _ROOM = Path("/dev/shm"), 2 << 30  # noqa: S108  no secret is kept there
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
    # A commit waits for the disk, and tests make some fifty thousand: what they write need outlive nothing.
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)  # noqa: TID251  for the processes that tests start as well

# The same examples each time, and none fails because the machine is busy.
settings.register_profile("ours", deadline=None, derandomize=True)
settings.load_profile("ours")


def pytest_collection_finish() -> None:
    """What was imported stays, and need not be looked through by every garbage collection: a tenth of all time."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with its tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "new.db"
    asyncio.run(_with_tables(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def sqlite_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sqlite")


@pytest.fixture
def sqlite(sqlite_template: Path, sqlite_place: Path) -> str:
    """The address of a new database with the schema. Always the same one, so that its SQL is compiled but once."""
    for left in sqlite_place.iterdir():
        left.unlink()
    shutil.copy(sqlite_template, sqlite_place / "baton.db")
    return f"sqlite:///{sqlite_place}/baton.db"


@pytest.fixture(scope="session")
def worker_postgresql() -> Iterator[str]:
    """The address of a database with the schema, which this worker's tests empty and use."""
    with _new_postgresql() as address:
        asyncio.run(_with_tables(address))
        yield address


@pytest.fixture
async def postgresql(worker_postgresql: str) -> str:
    """The address of an empty database with the schema."""
    database = connect(worker_postgresql)
    async with database.engine.begin() as connection:
        tables = ", ".join(table.name for table in Table.metadata.sorted_tables)
        await connection.execute(text(f"truncate {tables} restart identity"))
    await database.close()
    return worker_postgresql


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    """An empty database with the schema, once on each backend."""
    found = connect(address)
    yield found
    await found.close()


@pytest.fixture
def bare_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/bare.db"


@pytest.fixture
def bare_postgresql() -> Iterator[str]:
    with _new_postgresql() as address:
        yield address


@pytest.fixture(params=BACKENDS)
def bare_address(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"bare_{request.param}"))


@pytest.fixture
async def bare_database(bare_address: str) -> AsyncIterator[Database]:
    """A database without any table."""
    found = connect(bare_address)
    yield found
    await found.close()


@contextmanager
def _new_postgresql() -> Iterator[str]:
    if POSTGRES is None:
        assert not IN_CI, "CI must start PostgreSQL and name it in BATON_TEST_POSTGRES"
        pytest.skip("no PostgreSQL: start one and name it in BATON_TEST_POSTGRES (see .ci/postgres)")
    name = f"baton_{uuid.uuid4().hex}"
    asyncio.run(_administer(f"create database {name}"))
    try:
        yield database_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    finally:
        asyncio.run(_administer(f"drop database {name} with (force)"))


async def _with_tables(address: str) -> None:
    database = connect(address)
    await schema.upgrade(database)
    await database.close()


async def _administer(statement: str) -> None:
    assert POSTGRES is not None
    engine = create_async_engine(database_url(POSTGRES), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()
