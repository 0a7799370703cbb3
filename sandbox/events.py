"""What the app is told: inner events, and the envelope they travel in."""

import base64
import json

from sandbox.errors import Json
from sandbox.profiles import file_as_slack
from sandbox.records import Channel, Message
from sandbox.visibility import message_as_slack
from sandbox.workspace import Workspace

_MESSAGE_EVENTS = {"channel": "message.channels", "group": "message.groups", "im": "message.im", "mpim": "message.mpim"}
_FOLLOWS_MEMBERSHIP = ("message", "app_mention", "reaction_", "member_", "file_")


def subscription(event: Json, channel: Channel | None) -> str:
    """The name under which an app subscribes to this event."""
    if event["type"] == "message" and channel is not None:
        return _MESSAGE_EVENTS[channel.kind]
    if event["type"].startswith("channel_") and channel is not None and channel.kind == "group":
        return str(event["type"]).replace("channel_", "group_", 1)
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
    event_id = ws.next_id("Ev")
    context = json.dumps({"et": event["type"], "tid": app.team, "aid": app.id, "eid": event_id})
    body: Json = {
        "token": "sandbox-verification-token",
        "team_id": app.team,  # assumed: the installing team, also when an outsider wrote; Slack's own choice varies
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(ws.clock.wall()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": app.team,
                "user_id": app.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "event_context": "4-" + base64.urlsafe_b64encode(context.encode()).decode().rstrip("="),
    }
    if ws.features.slack_connect:
        body["is_ext_shared_channel"] = channel is not None and channel.is_shared
        body["context_team_id"] = app.team
        body["context_enterprise_id"] = None
    if event["type"] == "app_home_opened" and ws.features.slack_connect:
        body["team_id"] = ws.team_of(event["user"])
    return body


def message_event(ws: Workspace, channel: Channel, message: Message) -> Json:
    """The event of a new message."""
    event = message_as_slack(ws, channel, message, with_metadata=True)
    event.update(channel=channel.id, event_ts=message.ts, channel_type=channel.kind)
    if event.get("subtype") == "thread_broadcast" and message.thread_ts in channel.messages:
        event["root"] = message_as_slack(ws, channel, channel.messages[message.thread_ts])
    if message.files and ws.is_shared(channel):
        event["files"] = [
            {"id": file_id, "mode": "file_access", "file_access": "check_file_info"} for file_id in message.files
        ]
    elif message.files:
        event["files"] = [file_as_slack(ws, ws.files[file_id]) for file_id in message.files]
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
        "message": message_as_slack(ws, channel, message, with_metadata=True),
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
