"""The state of the sandbox: who and what exists right now, and the two ways news of a change leaves it."""

import asyncio
import random
from collections.abc import Callable
from itertools import islice

from sandbox.clock import Clock
from sandbox.errors import Json, SlackError
from sandbox.features import Features
from sandbox.rate_limits import RateLimiter
from sandbox.records import Channel, File, Invitation, Message, Trigger, View
from sandbox.world import App, Enterprise, Person, Team, World

MAX_MESSAGES = 5000  # a channel, so that a long benchmark does not eat the machine
STREAM_SECONDS = 300.0
DAY_SECONDS = 86_400.0
TRIGGER_SECONDS = 3.0


class Workspace:
    """One Slack Connect: the vendor's team, the customers' teams, and what they share.

    `emit` takes events for the app, `announce` takes frames for the page; both are called after the change is made.
    """

    def __init__(
        self,
        world: World,
        clock: Clock,
        emit: Callable[[Json, Channel | None], None],
        announce: Callable[[Json], None],
    ) -> None:
        self.world = world
        self.clock = clock
        self.emit = emit
        self._announce = announce
        self.base_url = ""
        self.stream_seconds = STREAM_SECONDS
        self.trigger_seconds = TRIGGER_SECONDS
        self.revisions: dict[str, int] = {}
        self._revision = 0
        self.timers: dict[str, asyncio.TimerHandle] = {}
        self._last_ts = 0  # not part of the reset: a ts never repeats
        self.reset()

    def reset(self) -> None:
        """Forget everything that happened; the world is as its TOML says."""
        self.cancel_timers()
        self.app: App = self.world.app
        self.features = Features()
        self.limiter = RateLimiter(self.clock)
        self.revisions.clear()
        self.scopes: tuple[str, ...] = self.app.scopes
        self.token_error: str | None = None  # what the bot token is refused with, once it is revoked
        self.teams: dict[str, Team] = {team.id: team for team in self.world.teams}
        self.enterprises: dict[str, Enterprise] = {one.id: one for one in self.world.enterprises}
        self.invitations: dict[str, Invitation] = {}
        self.people: dict[str, Person] = {person.id: person for person in self.world.people}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.triggers: dict[str, Trigger] = {}
        self.random = random.Random(self.world.seed)
        self._counts: dict[str, int] = {}
        created = int(self.clock.wall())
        self.channels: dict[str, Channel] = {
            room.id: Channel(
                id=room.id,
                host=room.host,
                names=dict(room.names),
                members=list(room.members),
                kind="group" if room.is_private else "channel",
                topic=room.topic,
                created=created,
                post_only=set(room.post_only),
                retention=dict(room.retention),
            )
            for room in self.world.rooms
        }

    def cancel_timers(self) -> None:
        """Let nothing happen later of its own accord."""
        for timer in self.timers.values():
            timer.cancel()
        self.timers.clear()

    # ids and times

    def next_ts(self) -> str:
        """A timestamp nobody has seen: later than every other one of this sandbox."""
        self._last_ts = max(self._last_ts + 1, int(self.clock.wall() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def next_id(self, prefix: str) -> str:
        """An id such as `F0000001`: the same for the same history."""
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        return f"{prefix}{self._counts[prefix]:07d}"

    # who and what

    def channel(self, channel_id: str) -> Channel:
        """The conversation with this id."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise SlackError("channel_not_found") from None

    def person(self, person_id: str) -> Person:
        """The person with this id; the bot is none."""
        try:
            return self.people[person_id]
        except KeyError:
            raise SlackError("user_not_found") from None

    def team_of(self, user_id: str) -> str:
        """The team a person, or the bot, belongs to; the vendor's for all when Slack Connect is off."""
        if not self.features.slack_connect or user_id not in self.people:
            return self.app.team
        return self.people[user_id].team

    def enterprise_of(self, team_id: str) -> Enterprise | None:
        """The Grid organisation a team is a workspace of, if it is one."""
        return self.enterprises.get(self.teams[team_id].enterprise or "")

    def organisation_of(self, team_id: str) -> str:
        """The id by which others know a team: its Grid organisation's, else its own."""
        enterprise = self.enterprise_of(team_id)
        return enterprise.id if enterprise else team_id

    def is_external(self, user_id: str) -> bool:
        """Whether this person is of another organisation than the app's."""
        return self.organisation_of(self.team_of(user_id)) != self.organisation_of(self.app.team)

    def is_shared(self, channel: Channel) -> bool:
        """Whether the channel is a Slack Connect channel, as far as this server knows such a thing."""
        organisations = {self.organisation_of(team) for team in channel.names}
        return len(organisations) > 1 and self.features.slack_connect

    def is_kept(self, channel: Channel, message: Message, team_id: str) -> bool:
        """Whether this team still has the message: each side of a shared channel forgets by its own rule."""
        days = channel.retention.get(team_id)
        return days is None or self.clock.now() - message.said < days * DAY_SECONDS

    def is_visible_to_app(self, channel: Channel) -> bool:
        """Whether the app may know that this channel exists."""
        is_public = channel.kind == "channel" and self.app.team in channel.names
        return is_public or self.app.bot_user in channel.members

    def message(self, channel: Channel, ts: str) -> Message:
        """A message of the channel's history; ephemeral messages are not in it."""
        message = channel.messages.get(ts)
        if message is None or message.is_deleted or not self.is_kept(channel, message, self.app.team):
            raise SlackError("message_not_found")
        return message

    def keep(self, channel: Channel, message: Message) -> None:
        """Add a message, letting go of the oldest when there are too many."""
        message.said = self.clock.now()
        kept = channel.ephemerals if message.ephemeral_to else channel.messages
        kept[message.ts] = message
        if message.thread_ts and not message.ephemeral_to:
            channel.threads.setdefault(message.thread_ts, []).append(message.ts)
        if len(kept) > MAX_MESSAGES:
            for ts in list(islice(kept, len(kept) - MAX_MESSAGES)):
                self.drop(channel, kept[ts])

    def drop(self, channel: Channel, message: Message) -> None:
        """Let go of a message."""
        channel.messages.pop(message.ts, None)
        channel.ephemerals.pop(message.ts, None)
        if message.thread_ts and message.ts in channel.threads.get(message.thread_ts, ()):
            channel.threads[message.thread_ts].remove(message.ts)

    def replies(self, channel: Channel, root_ts: str) -> list[Message]:
        """The replies of a thread, oldest first."""
        return [channel.messages[ts] for ts in channel.threads.get(root_ts, ()) if ts in channel.messages]

    def dm_with(self, user_id: str) -> Channel:
        """The direct conversation of the app's bot and this person, made if there is none yet."""
        person = self.person(user_id)
        channel_id = f"D{user_id[1:]}"
        if channel_id not in self.channels:
            # Order matters: the first name is the host's.
            names = {self.app.team: "directmessage", person.team: "directmessage"}
            self.channels[channel_id] = Channel(
                id=channel_id,
                host=self.app.team,
                names=names,
                members=[user_id, self.app.bot_user],
                kind="im",
                created=int(self.clock.wall()),
            )
            self.announce({"type": "channel", "channel": channel_id, "people": [user_id]})
        return self.channels[channel_id]

    def announce(self, frame: Json) -> None:
        """Tell whoever looks that something changed, and remember where."""
        self._revision += 1
        if "channel" in frame:
            self.revisions[frame["channel"]] = self._revision
        self._announce(frame)

    def changed(self, kind: str, channel: Channel, ts: str) -> None:
        """Tell the page that something about a message changed."""
        people = [member for member in channel.members if member in self.people]
        self.announce({"type": kind, "channel": channel.id, "ts": ts, "people": people})
