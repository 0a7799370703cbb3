import asyncio
from dataclasses import replace

from bot import schedule
from bot.brain.reader import LocalReader
from tests.flows.conftest import Town


class Listening(LocalReader):
    """A Reader that tells when it is asked to look again."""

    def __init__(self) -> None:
        super().__init__()
        self.refreshed = asyncio.Event()

    async def refresh(self) -> None:
        self.refreshed.set()


async def test_each_process_takes_up_what_was_taught_as_soon_as_it_runs(town: Town) -> None:
    reader = Listening()

    scheduler = schedule.start(replace(town.deps, reader=reader), jobs=())

    try:
        async with asyncio.timeout(10):
            await reader.refreshed.wait()
    finally:
        scheduler.shutdown(wait=False)
