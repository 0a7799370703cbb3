"""Coming, going, and what happens to a channel as a whole; with the events that follow."""

from sandbox.errors import Json, SlackError
from sandbox.posting import post, require_open
from sandbox.records import Channel, Message
from sandbox.workspace import Workspace

_LETTERS = {"channel": "C", "group": "G"}


def join(ws: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Make somebody a member: a line in the channel, and an event."""
    require_open(channel)
    if user in channel.members:
        raise SlackError("already_in_channel")
    channel.members.append(user)
    extra = {"inviter": inviter} if inviter else {}
    line = Message(ws.next_ts(), user, f"<@{user}> has joined the channel", subtype="channel_join", extra=extra)
    post(ws, channel, line)
    ws.emit({**_member_event(ws, channel, user, "member_joined_channel"), **extra}, channel)
    _announce(ws, channel, user)


def leave(ws: Workspace, channel: Channel, user: str) -> None:
    """End a membership."""
    if user not in channel.members:
        raise SlackError("not_in_channel")
    channel.members.remove(user)
    post(ws, channel, Message(ws.next_ts(), user, f"<@{user}> has left the channel", subtype="channel_leave"))
    ws.emit(_member_event(ws, channel, user, "member_left_channel"), channel)
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


def archive(ws: Workspace, channel: Channel, user: str) -> None:
    """Close a channel for good, or until it is unarchived."""
    require_open(channel)
    post(ws, channel, Message(ws.next_ts(), user, "archived the channel", subtype="channel_archive"))
    channel.is_archived = True
    _lifecycle(ws, channel, {"type": "channel_archive", "channel": channel.id, "user": user, "is_moved": 0})


def unarchive(ws: Workspace, channel: Channel, user: str) -> None:
    """Open an archived channel again."""
    if not channel.is_archived:
        raise SlackError("not_archived")
    channel.is_archived = False
    _lifecycle(ws, channel, {"type": "channel_unarchive", "channel": channel.id, "user": user})


def rename(ws: Workspace, channel: Channel, name: str) -> None:
    """Give a channel another name in the vendor's team."""
    channel.names[ws.app.team] = name
    renamed: Json = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_mpim": False,
        "name": name,
        "name_normalized": name,
        "created": channel.created,
    }
    _lifecycle(ws, channel, {"type": "channel_rename", "channel": renamed})


def unshare(ws: Workspace, channel: Channel, team: str) -> None:
    """Disconnect a team: its people are out of the channel."""
    if team not in channel.names or team == channel.host:
        raise SlackError("team_not_found")
    del channel.names[team]
    gone = [one for one in channel.members if one in ws.people and ws.people[one].team == team]
    channel.members = [one for one in channel.members if one not in gone]
    event = {"type": "channel_unshared", "previously_connected_team_id": team, "channel": channel.id}
    _lifecycle(ws, channel, {**event, "is_ext_shared": channel.is_shared})
    _announce(ws, channel, *gone)


def share(ws: Workspace, channel: Channel, team: str) -> None:
    """Connect a team to a channel."""
    if team not in ws.teams:
        raise SlackError("team_not_found")
    channel.names[team] = channel.name_for(channel.host)
    _lifecycle(ws, channel, {"type": "channel_shared", "connected_team_id": team, "channel": channel.id})


def change_id(ws: Workspace, channel: Channel) -> str:
    """Give a channel another id, as sharing a private channel does."""
    old = channel.id
    del ws.channels[old]
    channel.id = ws.next_id(_LETTERS.get(channel.kind, "C"))
    ws.channels[channel.id] = channel
    _lifecycle(ws, channel, {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": channel.id})
    return channel.id


def _lifecycle(ws: Workspace, channel: Channel, event: Json) -> None:
    ws.emit({**event, "event_ts": ws.next_ts()}, channel)
    _announce(ws, channel)


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
