"""Systems that say what they were told to: knowledge, accounts, a tracker."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import UnavailableError
from bot.ports import Findings, Found, Hurt, NewTicket, TicketComment
from escalation.model import Answer, Fact, Identity, Passage, Rung, Ticket, TicketState


@dataclass(slots=True)
class StageLibrary:
    """A Library: a passage is found where its word is in the text."""

    passages: dict[str, Passage] = field(default_factory=dict)

    async def search(self, text: str, *, without: frozenset[str], is_second_try: bool) -> Found:
        """The first passage whose word is there, with much confidence."""
        hits = [one for word, one in self.passages.items() if word in text.lower() and one.id not in without]
        if not hits:
            return Found()
        best = hits[0]
        quoted = Answer(text=best.text, sources=(best.source,), passages=(best.id,), confidence=0.9)
        return Found(passages=tuple(hits), quoted=quoted)

    async def refresh(self) -> None:
        """Nothing was synced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSource:
    """An AccountSource that knows the same of everybody whose account is known; None: it is down."""

    name: str
    facts: tuple[Fact, ...] | None
    needs: Rung = Rung.ACCOUNT

    async def look_up(self, who: Identity) -> Findings:
        """What it was told."""
        if self.facts is None:
            raise UnavailableError(self.name, "HTTP 503")
        return Findings(facts=self.facts)

    async def check(self) -> str:
        """As well as can be."""
        return "on stage"

    async def aclose(self) -> None:
        """There is nothing to close."""


@dataclass(slots=True)
class StageTracker:
    """A Tracker that remembers."""

    at: datetime
    tickets: dict[str, Ticket] = field(default_factory=dict)
    name: str = "Tracker"

    async def search(self, words: str) -> tuple[Ticket, ...]:
        """All there are: whoever asks compares them anyway."""
        return tuple(self.tickets.values())

    async def file(self, new: NewTicket) -> Ticket:
        """The next number."""
        name = f"ENG-{100 + len(self.tickets)}"
        made = Ticket(
            id=new.id,
            name=name,
            title=new.title,
            text=new.text,
            url=f"https://tracker.example/{name}",
            state=TicketState.OPEN,
            opened_at=self.at,
        )
        return self.tickets.setdefault(new.id, made)

    async def read(self, ticket: str) -> Ticket:
        """As it was filed."""
        return self.tickets[ticket]

    async def read_all(self, tickets: tuple[str, ...]) -> tuple[Ticket, ...]:
        """As they were filed."""
        return tuple(self.tickets[one] for one in tickets if one in self.tickets)

    async def note_hurt(self, ticket: str, hurt: Hurt) -> None:
        """Nobody counts here."""

    async def comments(self, ticket: str) -> tuple[TicketComment, ...]:
        """Engineers are silent."""
        return ()

    async def comment(self, ticket: str, own_id: str, text: str) -> None:
        """Nobody reads it."""

    async def check(self) -> str:
        """As well as can be."""
        return "on stage"

    async def aclose(self) -> None:
        """There is nothing to close."""


def passage(word: str, title: str, text: str) -> Passage:
    """An article of one section."""
    return Passage(id=word, title=title, section="", url=f"https://help.example/{word}", text=text)


def facts_of(told: Mapping[str, object]) -> tuple[Fact, ...] | None:
    """Facts from rows of key, label and text; None where the system is down."""
    if told.get("down"):
        return None
    rows = told.get("facts")
    assert isinstance(rows, list)
    return tuple(Fact(key=key, label=label, text=text) for key, label, text in rows)
