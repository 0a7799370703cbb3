"""What admins write into BATON_CONFIG, also what no Baton understands yet."""

from pathlib import Path

from bot.errors import MisconfiguredError
from tests.scenarios.story import TEAM, Story

LARKSPUR_SUPPORT = f"""
[[teams]]
name = "Larkspur Support"
channel = "{TEAM}"
"""


async def with_config(story: Story, folder: Path, text: str) -> None:
    """The bot comes online with this configuration; an AssertionError says what it does not understand of it."""
    path = folder / "own.baton.toml"
    path.write_text(text, encoding="utf-8")
    try:
        await story.start_bot(baton_config=path)
    except MisconfiguredError as error:
        raise AssertionError(str(error)) from error
