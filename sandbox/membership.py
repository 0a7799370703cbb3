"""Who is in a channel: coming and going, and group conversations; with the events that follow."""

from sandbox.errors import Json, SlackError
from sandbox.events import of_kind
from sandbox.posting import post, require_open
from sandbox.records import Channel, Message
from sandbox.workspace import Workspace


def join(ws: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Make somebody a member: a line in the channel, and an event."""
    require_open(channel)
    if user in channel.members:
        raise SlackError("already_in_channel")
    _require_room_for_guest(ws, user)
    channel.members.append(user)
    extra: Json = {"inviter": inviter} if inviter else {}
    line = Message(ws.next_ts(), user, f"<@{user}> has joined the channel", subtype="channel_join", extra=dict(extra))
    post(ws, channel, line)
    enterprise = ws.enterprise_of(ws.team_of(user))
    if enterprise is not None:
        extra["enterprise"] = enterprise.id
    ws.emit({**_member_event(ws, channel, user, "member_joined_channel"), **extra}, channel)
    _announce(ws, channel, user)


def _require_room_for_guest(ws: Workspace, user: str) -> None:
    is_single = user in ws.people and ws.people[user].guest == "single_channel"
    if is_single and any(user in one.members for one in ws.channels.values() if one.kind in ("channel", "group")):
        raise SlackError("ura_max_channels")


def leave(ws: Workspace, channel: Channel, user: str, remover: str | None = None) -> None:
    """End a membership, by one's own wish or a `remover`'s."""
    if user not in channel.members:
        raise SlackError("not_in_channel")
    channel.members.remove(user)
    post(ws, channel, Message(ws.next_ts(), user, f"<@{user}> has left the channel", subtype="channel_leave"))
    ws.emit(_member_event(ws, channel, user, "member_left_channel"), channel)
    if user == ws.app.bot_user:
        left = {"type": of_kind(channel, "left"), "channel": channel.id, "actor_id": remover or user}
        ws.emit({**left, "event_ts": ws.next_ts()}, None)
    _announce(ws, channel, user)


def group_dm(ws: Workspace, users: list[str]) -> Channel:
    """The group conversation of the bot with exactly these people, made if there is none yet."""
    people = [ws.person(user) for user in users]
    members = [*sorted(users), ws.app.bot_user]
    for channel in ws.channels.values():
        if channel.kind == "mpim" and sorted(channel.members) == sorted(members):
            return channel
    name = "mpdm-" + "--".join(person.handle for person in people)
    names = {ws.app.team: name, **{person.team: name for person in people}}
    channel = Channel(ws.next_id("G"), ws.app.team, names, members, kind="mpim", created=int(ws.clock.wall()))
    ws.channels[channel.id] = channel
    _announce(ws, channel, *users)
    return channel


def _member_event(ws: Workspace, channel: Channel, user: str, kind: str) -> Json:
    return {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": ws.team_of(user),
        "event_ts": ws.next_ts(),
    }


def _announce(ws: Workspace, channel: Channel, *people: str) -> None:
    concerned = {*people, *channel.members} & set(ws.people)
    ws.announce({"type": "channel", "channel": channel.id, "people": sorted(concerned)})
