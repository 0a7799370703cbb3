"""What the app is told: inner events, and the envelope they travel in."""

import base64
import json

from sandbox.errors import Json
from sandbox.records import Channel, Message
from sandbox.visibility import message_as_slack
from sandbox.workspace import Workspace

_MESSAGE_EVENTS = {"channel": "message.channels", "group": "message.groups", "im": "message.im", "mpim": "message.mpim"}
_FOLLOWS_MEMBERSHIP = ("message", "app_mention", "reaction_", "member_", "file_", "agent_")
_OF_GROUPS = ("archive", "unarchive", "rename", "left")


def subscription(event: Json, channel: Channel | None) -> str:
    """The name under which an app subscribes to this event."""
    if event["type"] == "message" and channel is not None:
        return _MESSAGE_EVENTS[channel.kind]
    return str(event["type"])


def is_for_app(ws: Workspace, event: Json, channel: Channel | None) -> bool:
    """Whether the app is subscribed to the event and may know of it."""
    if ws.app.events is not None and subscription(event, channel) not in ws.app.events:
        return False
    if channel is None:
        return True
    if event["type"].startswith(_FOLLOWS_MEMBERSHIP):
        return ws.app.bot_user in channel.members or event.get("user") == ws.app.bot_user
    return ws.is_visible_to_app(channel)


def envelope(ws: Workspace, event: Json, channel: Channel | None) -> Json:
    """The `event_callback` around an event."""
    app = ws.app
    installs = authorizations(ws, channel)
    event_id = ws.next_id("Ev")
    where = channel.id if channel else ""
    context = json.dumps({"et": event["type"], "tid": app.team, "aid": app.id, "eid": event_id, "cid": where})
    body: Json = {
        "token": "sandbox-verification-token",
        "team_id": app.team,  # assumed: the installing team, also when an outsider wrote; Slack's own choice varies
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(ws.clock.wall()),
        "authorizations": installs[:1],
        "event_context": "4-" + base64.urlsafe_b64encode(context.encode()).decode().rstrip("="),
    }
    if ws.features.slack_connect:
        body["is_ext_shared_channel"] = channel is not None and ws.is_shared(channel)
        body["context_team_id"] = installs[0]["team_id"]
        body["context_enterprise_id"] = installs[0]["enterprise_id"]
    if event["type"] == "app_home_opened" and ws.features.slack_connect:
        body["team_id"] = ws.team_of(event["user"])
    return body


def authorizations(ws: Workspace, channel: Channel | None) -> list[Json]:
    """The installs through which an event could have come, first the one that its envelope names.

    In a shared channel that is the team that joined last, whoever wrote: nothing to conclude a sender from.
    """
    bots = {install.team: install.bot_user for install in ws.app.installs} if ws.features.slack_connect else {}
    bots[ws.app.team] = ws.app.bot_user
    teams = [team for team in reversed(channel.names) if team in bots] if channel else []
    return [_authorization(ws, team, bots[team]) for team in teams or [ws.app.team]]


def _authorization(ws: Workspace, team: str, bot_user: str) -> Json:
    enterprise = ws.enterprise_of(team)
    return {
        "enterprise_id": enterprise.id if enterprise else None,
        "team_id": team,
        "user_id": bot_user,
        "is_bot": True,
        "is_enterprise_install": False,
    }


def of_kind(channel: Channel, what: str) -> str:
    """The type of an event about a channel's life: `group_archive` where the channel is private."""
    return f"group_{what}" if channel.kind == "group" and what in _OF_GROUPS else f"channel_{what}"


def told(ws: Workspace, channel: Channel, message: Message) -> Json:
    """A message as events show it: of files in a Slack Connect channel only that they are there."""
    shown = message_as_slack(ws, channel, message, with_metadata=True)
    if message.files and ws.is_shared(channel) and not message.is_deleted:
        shown["files"] = [
            {"id": file_id, "mode": "file_access", "file_access": "check_file_info"} for file_id in message.files
        ]
    return shown


def message_event(ws: Workspace, channel: Channel, message: Message) -> Json:
    """The event of a new message."""
    event = told(ws, channel, message)
    event.update(channel=channel.id, event_ts=message.ts, channel_type=channel.kind)
    if event.get("subtype") == "thread_broadcast" and message.thread_ts in channel.messages:
        event["root"] = told(ws, channel, channel.messages[message.thread_ts])
    return event


def mention_event(ws: Workspace, channel: Channel, message: Message) -> Json:
    """The second event of a message that mentions the app."""
    event = message_event(ws, channel, message)
    for key in ("channel_type", "subtype", "root", "metadata"):
        event.pop(key, None)
    return {**event, "type": "app_mention"}


def changed_event(ws: Workspace, channel: Channel, message: Message, before: Json) -> Json:
    """The hidden event of an edit, an unfurl, or a message turning into a tombstone."""
    now = ws.next_ts()
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "message": told(ws, channel, message),
        "previous_message": before,
        "ts": now,
        "event_ts": now,
    }


def deleted_event(ws: Workspace, channel: Channel, before: Json) -> Json:
    """The event of a deletion."""
    now = ws.next_ts()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "deleted_ts": before["ts"],
        "previous_message": before,
        "ts": now,
        "event_ts": now,
    }
