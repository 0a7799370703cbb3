"""What happens to a channel as a whole: archived, renamed, shared, disconnected, under another id."""

from sandbox.errors import Json, SlackError
from sandbox.events import of_kind
from sandbox.posting import post, require_open
from sandbox.records import Channel, Message
from sandbox.workspace import Workspace


def archive(ws: Workspace, channel: Channel, user: str) -> None:
    """Close a channel for good, or until it is unarchived."""
    require_open(channel)
    subtype = of_kind(channel, "archive")
    post(ws, channel, Message(ws.next_ts(), user, f"<@{user}> archived the channel", subtype=subtype))
    channel.is_archived = True
    _tell(ws, channel, {"type": subtype, "channel": channel.id, "user": user, "is_moved": 0})


def unarchive(ws: Workspace, channel: Channel, user: str) -> None:
    """Open an archived channel again."""
    if not channel.is_archived:
        raise SlackError("not_archived")
    channel.is_archived = False
    subtype = of_kind(channel, "unarchive")
    post(ws, channel, Message(ws.next_ts(), user, f"<@{user}> un-archived the channel", subtype=subtype))
    who = "actor_id" if channel.kind == "group" else "user"  # as Slack has it
    _tell(ws, channel, {"type": subtype, "channel": channel.id, who: user})


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
    _tell(ws, channel, {"type": of_kind(channel, "rename"), "channel": renamed})


def retain(ws: Workspace, channel: Channel, team: str, days: float) -> None:
    """Let a team keep this channel's messages for so many days only; the other side is not touched by it."""
    if team not in channel.names:
        raise SlackError("team_not_found")
    channel.retention[team] = days
    ws.announce({"type": "channel", "channel": channel.id, "people": _people(ws, channel)})


def share(ws: Workspace, channel: Channel, team: str, *, is_post_only: bool = False) -> None:
    """Connect a team to a channel. A private channel gets another id by it."""
    if team not in ws.teams:
        raise SlackError("team_not_found")
    if channel.kind == "group" and not ws.is_shared(channel):
        change_id(ws, channel)
    channel.names[team] = channel.name_for(channel.host)
    if is_post_only:
        channel.post_only.add(team)
    connected = ws.organisation_of(team)
    _tell(ws, channel, {"type": "channel_shared", "connected_team_id": connected, "channel": channel.id})


def unshare(ws: Workspace, channel: Channel, team: str) -> None:
    """Disconnect a team: its people are out of the channel.

    When the app's own team is the one that goes, it keeps a copy under another id, archived and frozen.
    """
    is_ours = team == ws.app.team and team != channel.host
    if team not in channel.names or team == channel.host:
        raise SlackError("team_not_found")
    leaving = [one for one in channel.names if one != team] if is_ours else [team]
    gone = [one for one in channel.members if ws.team_of(one) in leaving]
    old, host = channel.id, channel.host
    for one in leaving:
        del channel.names[one]
    channel.members = [one for one in channel.members if one not in gone]
    if is_ours:
        channel.host = team
        _move(ws, channel)
        channel.is_archived, channel.frozen_reason = True, "connection_severed"
    partner = ws.organisation_of(host if is_ours else team)
    event = {"type": "channel_unshared", "previously_connected_team_id": partner, "channel": old}
    _tell(ws, channel, {**event, "is_ext_shared": ws.is_shared(channel)}, *gone)


def change_id(ws: Workspace, channel: Channel) -> str:
    """Give a channel another id, as sharing a private channel does."""
    old = channel.id
    _move(ws, channel)
    _tell(ws, channel, {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": channel.id})
    return channel.id


def _move(ws: Workspace, channel: Channel) -> None:
    old = channel.id
    del ws.channels[old]
    channel.id = ws.next_id("C")
    ws.channels[channel.id] = channel
    for file in ws.files.values():
        file.shares = [(channel.id if place == old else place, ts) for place, ts in file.shares]


def _tell(ws: Workspace, channel: Channel, event: Json, *gone: str) -> None:
    ws.emit({**event, "event_ts": ws.next_ts()}, channel)
    ws.announce({"type": "channel", "channel": channel.id, "people": _people(ws, channel, *gone)})


def _people(ws: Workspace, channel: Channel, *gone: str) -> list[str]:
    return sorted({*gone, *channel.members} & set(ws.people))
