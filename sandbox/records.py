"""What comes into being while the sandbox runs: channels with their messages, files, views, streams, statuses."""

from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.errors import Json


class StreamState(StrEnum):
    """How a streaming answer stands."""

    LIVE = "live"
    FINISHED = "finished"
    EXPIRED = "expired"
    STOPPED = "stopped"


@dataclass(slots=True)
class Stream:
    """A message that grows. Only the recipient sees it grow; others see its first piece until it is finished."""

    recipient: str | None
    started: float
    text: str = ""
    opening: str = ""
    blocks: list[Json] = field(default_factory=list)
    state: StreamState = StreamState.LIVE


@dataclass(slots=True)
class Message:
    """One message. `thread_ts` is set on replies only, `ephemeral_to` on messages one person sees."""

    ts: str
    author: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    username: str | None = None
    icons: Json | None = None
    is_from_app: bool = False
    is_broadcast: bool = False
    is_deleted: bool = False
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    ephemeral_to: str | None = None
    stream: Stream | None = None
    said: float = 0.0  # on the sandbox clock, for retention
    extra: Json = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether this message lives in a thread under another one."""
        return self.thread_ts is not None


@dataclass(slots=True)
class Channel:
    """A conversation of any kind. `names` has an entry for each team that takes part."""

    id: str
    host: str
    names: dict[str, str]
    members: list[str]
    kind: str = "channel"  # as Slack's `channel_type`: channel, group, im, mpim
    topic: str = ""
    created: int = 0
    is_archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)  # the replies' ts by their parent's
    statuses: dict[str, "Status"] = field(default_factory=dict)
    sessions: dict[str, "Session"] = field(default_factory=dict)
    post_only: set[str] = field(default_factory=set)  # teams that may write here, and no more
    retention: dict[str, float] = field(default_factory=dict)  # days, by team; others keep everything
    pending_teams: list[str] = field(default_factory=list)  # invited, and have not accepted yet
    frozen_reason: str = ""

    @property
    def scope_family(self) -> str:
        """The first half of the scopes that open this kind of conversation."""
        return {"channel": "channels", "group": "groups"}.get(self.kind, self.kind)

    def name_for(self, team: str) -> str:
        """What this team calls the channel."""
        return self.names.get(team) or self.names[self.host]


@dataclass(slots=True)
class Session:
    """An agent session: what the app does in a thread, and what the thread is called."""

    status: str = "active"
    title: str = ""


@dataclass(slots=True)
class Invitation:
    """One person of another team, asked to connect it to a channel."""

    id: str
    channel: str
    inviter: str
    inviting_team: str
    created: int
    email: str = ""
    user: str = ""
    is_post_only: bool = True
    state: str = "pending"  # then accepted or declined; an accepted one may still want approval


@dataclass(slots=True)
class Status:
    """A line such as “is thinking…” under a thread."""

    text: str
    since: float
    loading_messages: list[str] = field(default_factory=list)


@dataclass(slots=True)
class File:
    """An uploaded file; `shares` says where, as (channel, ts)."""

    id: str
    name: str
    owner: str
    size: int
    content: bytes = b""
    title: str = ""
    mimetype: str = "application/octet-stream"
    created: int = 0
    is_complete: bool = False
    shares: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class View:
    """A modal or an App Home, open for one person."""

    id: str
    owner: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    state: Json = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """`modal` or `home`."""
        return str(self.content.get("type", "modal"))


@dataclass(slots=True)
class Trigger:
    """The right to open one view, for a moment; `view_id` is the modal it was earned in, if any."""

    user: str
    expires: float
    view_id: str | None = None
    is_used: bool = False
