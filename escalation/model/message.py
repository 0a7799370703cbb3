"""What was heard: a message, and a change to one, cleaned of Slack's shapes."""

from dataclasses import dataclass

from escalation.model.ids import ChannelId, PersonId, TeamId, Ts


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with a message: Slack's id for it, and its name as far as it is told."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it arrived. `team` is the author's own workspace (`user_team`), where the server tells it."""

    channel: ChannelId
    ts: Ts
    thread: Ts | None
    author: PersonId | None
    team: TeamId | None
    text: str
    bot: str | None = None
    mentions: tuple[PersonId, ...] = ()
    mentions_us: bool = False
    files: tuple[Attachment, ...] = ()
    is_shared: bool = False
    is_direct: bool = False

    @property
    def root(self) -> Ts:
        """The thread it belongs to, or would open."""
        return self.thread or self.ts


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An edit (`text` is the new wording) or a deletion (`text` is None) of a message."""

    channel: ChannelId
    ts: Ts
    text: str | None
    at: Ts
    mentions: tuple[PersonId, ...] = ()
