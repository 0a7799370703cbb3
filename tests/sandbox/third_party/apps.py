"""Bolt apps by other people, unmodified, against `baton sandbox` as a command: told by environment variables alone.

They are not ours to keep here. `BATON_THIRD_PARTY` names a folder that holds them. What CI can fetch is a test; the
others are laid there by hand, and `pytest tests/sandbox/third_party/by_hand.py` runs them (`docs/sandbox.md`).
"""

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sandbox.client import SandboxClient

FOLDER = os.environ.get("BATON_THIRD_PARTY")  # noqa: TID251  where other people's apps are

Launch: TypeAlias = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Slack:
    """A running `baton sandbox`, and the environment with which an app finds it."""

    people: SandboxClient
    environment: dict[str, str]


def held(name: str) -> Path:
    """A file or folder among other people's apps."""
    return Path(FOLDER or "nowhere") / name
