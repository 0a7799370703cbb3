"""A real database for every test that wants one: SQLite always, PostgreSQL where one was started."""

import gc
import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import schema
from storage.database import Database, connect, database_url
from tests.fakes import FakeClock

POSTGRES = os.environ.get("BATON_TEST_POSTGRES")  # noqa: TID251  where the tests' server is
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251

BACKENDS = ["sqlite", "postgresql"]


def pytest_collection_finish() -> None:
    """What was imported stays, and need not be looked through by every garbage collection: a tenth of all time."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=BACKENDS)
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database with the schema, once on each backend."""
    async with _empty(request.param, tmp_path) as found:
        await schema.upgrade(found)
        yield found


@pytest.fixture(params=BACKENDS)
async def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without any table."""
    async with _empty(request.param, tmp_path) as found:
        yield found


class _empty:  # noqa: N801  a context manager, used like a function
    def __init__(self, backend: str, folder: Path) -> None:
        self._backend, self._folder = backend, folder
        self._name = f"baton_{uuid.uuid4().hex}"
        self._database: Database | None = None

    async def __aenter__(self) -> Database:
        if self._backend == "sqlite":
            self._database = connect(f"sqlite:///{self._folder}/baton.db")
            return self._database
        if POSTGRES is None:
            assert not IN_CI, "CI must start PostgreSQL and name it in BATON_TEST_POSTGRES"
            pytest.skip("no PostgreSQL: start one and name it in BATON_TEST_POSTGRES (see .ci/postgres)")
        await _administer(f"create database {self._name}")
        url = database_url(POSTGRES).set(database=self._name)
        self._database = connect(url.render_as_string(hide_password=False))
        return self._database

    async def __aexit__(self, *_: object) -> None:
        assert self._database is not None
        await self._database.close()
        if self._backend == "postgresql":
            await _administer(f"drop database {self._name} with (force)")


async def _administer(statement: str) -> None:
    assert POSTGRES is not None
    engine = create_async_engine(database_url(POSTGRES), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()
