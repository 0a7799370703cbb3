from pathlib import Path

import pytest
from sqlalchemy import inspect

from storage import schema
from storage.database import Database, connect, sole_user
from storage.errors import DatabaseInUseError, DatabaseUrlError


async def test_the_migrations_make_exactly_the_tables_in_code(bare_database: Database) -> None:
    await schema.upgrade(bare_database)

    assert await schema.differences(bare_database) == []


async def test_the_migrations_can_be_undone(bare_database: Database) -> None:
    await schema.upgrade(bare_database)

    await schema.downgrade(bare_database, "base")

    async with bare_database.engine.connect() as connection:
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert left == ["alembic_version"]


async def test_upgrading_twice_is_harmless(bare_database: Database) -> None:
    await schema.upgrade(bare_database)

    await schema.upgrade(bare_database)

    assert await schema.differences(bare_database) == []


async def test_a_second_baton_on_the_same_sqlite_file_is_refused(tmp_path: Path) -> None:
    first, second = connect(f"sqlite:///{tmp_path}/a.db"), connect(f"sqlite:///{tmp_path}/a.db")

    async with sole_user(first):
        with pytest.raises(DatabaseInUseError):
            async with sole_user(second):
                pass

    async with sole_user(second):
        pass
    await first.close()
    await second.close()


@pytest.mark.parametrize("address", ["mysql://root@host/db", "nonsense", ""])
def test_an_address_we_do_not_know_is_refused(address: str) -> None:
    with pytest.raises(DatabaseUrlError):
        connect(address)
