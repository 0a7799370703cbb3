"""Writes the next migration from what changed in the tables: `python -m storage.migrations "what changes"`."""

import asyncio
import sys
import tempfile

from storage import schema
from storage.database import connect


async def write(message: str) -> None:
    """Compare the tables in code with those that the migrations make, and write the difference down."""
    with tempfile.TemporaryDirectory() as folder:
        database = connect(f"sqlite:///{folder}/scratch.db")
        await schema.upgrade(database)
        await schema.write_migration(database, message)
        await database.close()


if __name__ == "__main__":
    asyncio.run(write(" ".join(sys.argv[1:])))
