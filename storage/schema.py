"""The schema: brought up to date, checked, and its history written."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from storage.database import Database
from storage.tables import Table

_MIGRATIONS = Path(__file__).parent / "migrations"


async def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema up to date. Replicas that start together wait for one another."""
    await _on(database, lambda config: command.upgrade(config, revision))


async def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to a revision, or to nothing with `base`."""
    await _on(database, lambda config: command.downgrade(config, revision))


async def differences(database: Database) -> list[str]:
    """How the database differs from the tables in code; empty when it is up to date."""

    def compare(connection: Connection) -> list[str]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, Table.metadata)]

    async with database.engine.connect() as connection:
        return await connection.run_sync(compare)


async def write_migration(database: Database, message: str) -> None:
    """Write the next migration; for developers, see `python -m storage.migrations`."""
    number = f"{len(list((_MIGRATIONS / 'versions').glob('*.py'))) + 1:04d}"
    await _on(
        database, lambda config: _ignore(command.revision(config, message=message, autogenerate=True, rev_id=number))
    )


def _ignore(_result: object) -> None:
    return


async def _on(database: Database, run: Callable[[Config], None]) -> None:
    def with_connection(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(7213)"))
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        run(config)

    async with database.engine.begin() as connection:
        await connection.run_sync(with_connection)
