"""reactions.*"""

from sandbox import posting
from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.records import Channel, Message
from sandbox.visibility import message_as_slack


def add(call: Call) -> Json:
    """reactions.add"""
    channel, message = _target(call)
    posting.require_open(channel)
    posting.react(call.ws, channel, message, call.ws.app.bot_user, _name(call))
    return {}


def remove(call: Call) -> Json:
    """reactions.remove"""
    channel, message = _target(call)
    posting.unreact(call.ws, channel, message, call.ws.app.bot_user, _name(call))
    return {}


def get(call: Call) -> Json:
    """reactions.get"""
    channel, message = _target(call)
    return {"type": "message", "channel": channel.id, "message": message_as_slack(call.ws, channel, message)}


def _target(call: Call) -> tuple[Channel, Message]:
    if not call.arguments.has("channel") or not call.arguments.has("timestamp"):
        raise SlackError("no_item_specified")
    channel = call.joined_channel()
    return channel, call.ws.message(channel, call.arguments.text("timestamp"))


def _name(call: Call) -> str:
    name = call.arguments.required("name", "invalid_name").strip(":")
    if not name or " " in name:
        raise SlackError("invalid_name")
    return name
