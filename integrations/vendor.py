"""What a vendor's file offers to the registry."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.ports import AccountSource, Clock
from bot.settings import Part, Settings
from integrations.http import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """Its settings, and how to build it from them; None when it is not configured."""

    settings: type[Part]
    connect: Callable[[Settings, Clock, Wire], AccountSource | None]
