"""What App Home shows, to one of our own people and to a customer."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.ports.sayings import Moment
from escalation.desk import Entry, QueueView
from escalation.model import PersonId, Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfYou:
    """What a colleague would like to know. `link` leads to the card in whose thread it is asked."""

    question: str
    by: PersonId
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentHome:
    """What an agent has, what they are asked, what they promised, and what waits."""

    yours: tuple[Entry, ...] = ()
    asked: tuple[AskedOfYou, ...] = ()
    promises: tuple[Promise, ...] = ()
    queues: tuple[QueueView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A customer's own open request: who has it, and what they may expect. `link` leads to their thread."""

    ask: str
    text: str
    moments: tuple[Moment, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerHome:
    """Somebody's own open requests under a title; without any, `text` says how to ask for help."""

    title: str
    text: str
    requests: tuple[Request, ...] = ()


Home: TypeAlias = AgentHome | CustomerHome
