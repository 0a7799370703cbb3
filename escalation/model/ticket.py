"""An issue of the tracker."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TicketState(StrEnum):
    """Where an issue stands for whoever waits for it."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLink:
    """The issue that a handoff is about, for agents. `accounts` counts the customers known to be hurt."""

    name: str
    url: str
    title: str
    is_new: bool = False
    accounts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """An issue as the tracker has it. `name` is what people call it, such as `ENG-118`; `text` is Markdown."""

    id: str
    name: str
    title: str
    text: str
    url: str
    state: TicketState
    opened_at: datetime

    def link(self, *, is_new: bool, accounts: int) -> TicketLink:
        """As it stands on a card."""
        return TicketLink(name=self.name, url=self.url, title=self.title, is_new=is_new, accounts=accounts)
