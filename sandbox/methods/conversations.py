"""conversations.* and users.conversations: channels, their members and their history."""

from sandbox import membership
from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.profiles import channel_as_slack
from sandbox.records import Channel, Message
from sandbox.visibility import message_as_slack, with_thread

_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def info(call: Call) -> Json:
    """conversations.info"""
    channel = call.readable_channel("read")
    shown = channel_as_slack(call.ws, channel)
    if call.arguments.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def list_all(call: Call) -> Json:
    """conversations.list"""
    wanted = _wanted_kinds(call)
    channels = [channel for channel in _listable(call) if channel.kind in wanted]
    page, more = call.page(channels)
    return {"channels": [channel_as_slack(call.ws, one, is_listed=True) for one in page], "response_metadata": more}


def users_conversations(call: Call) -> Json:
    """users.conversations: those the given user, or the bot itself, is a member of."""
    wanted = _wanted_kinds(call)
    user = call.arguments.text("user") or call.ws.app.bot_user
    channels = [one for one in _listable(call) if one.kind in wanted and user in one.members]
    page, more = call.page(channels)
    return {"channels": [_without_membership(call, one) for one in page], "response_metadata": more}


def _without_membership(call: Call, channel: Channel) -> Json:
    shown = channel_as_slack(call.ws, channel, is_listed=True)
    return {key: value for key, value in shown.items() if key not in ("is_member", "num_members")}


def _wanted_kinds(call: Call) -> set[str]:
    types = call.arguments.words("types") or ["public_channel"]
    if any(one not in _KINDS for one in types):
        raise SlackError("invalid_types")
    for kind in (_KINDS[one] for one in types):
        call.require_scope(f"{ {'channel': 'channels', 'group': 'groups'}.get(kind, kind) }:read")
    return {_KINDS[one] for one in types}


def _listable(call: Call) -> list[Channel]:
    only_open = call.arguments.flag("exclude_archived")
    return [
        channel
        for channel in call.ws.channels.values()
        if call.ws.is_visible_to_app(channel) and not (only_open and channel.is_archived)
    ]


def history(call: Call) -> Json:
    """conversations.history: newest first, without the replies of threads."""
    channel = _joined(call)
    top = [one for one in _kept(call, channel) if not one.is_reply or one.is_broadcast]
    found = list(reversed(_between(call, top)))
    page, more = call.page(found)
    body: Json = {"messages": _shown(call, channel, page), "has_more": bool(more["next_cursor"]), "pin_count": 0}
    return {**body, "response_metadata": more} if more["next_cursor"] else body


def replies(call: Call) -> Json:
    """conversations.replies: the parent, then its replies, oldest first."""
    channel = _joined(call)
    kept = {one.ts: one for one in _kept(call, channel)}
    root = kept.get(call.arguments.required("ts", "thread_not_found"))
    if root is None:
        raise SlackError("thread_not_found")
    said = [one for one in call.ws.replies(channel, root.ts) if one.ts in kept]
    found = [root] if root.is_reply else [root, *_between(call, said)]
    page, more = call.page(found, default=1000)
    body: Json = {"messages": _shown(call, channel, page), "has_more": bool(more["next_cursor"])}
    return {**body, "response_metadata": more} if more["next_cursor"] else body


def _kept(call: Call, channel: Channel) -> list[Message]:
    return [one for one in channel.messages.values() if call.ws.is_kept(channel, one, call.ws.app.team)]


def _joined(call: Call) -> Channel:
    channel = call.readable_channel("history")
    if call.ws.app.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = _time(call, "oldest", 0.0), _time(call, "latest", float("inf"))
    if call.arguments.flag("inclusive"):
        return [one for one in messages if oldest <= float(one.ts) <= latest]
    return [one for one in messages if oldest < float(one.ts) < latest]


def _time(call: Call, name: str, default: float) -> float:
    try:
        return float(call.arguments.text(name) or default)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _shown(call: Call, channel: Channel, messages: list[Message]) -> list[Json]:
    with_metadata = call.arguments.flag("include_all_metadata")
    return [
        with_thread(call.ws, channel, message_as_slack(call.ws, channel, one, with_metadata=with_metadata))
        for one in messages
    ]


def members(call: Call) -> Json:
    """conversations.members"""
    channel = call.readable_channel("read")
    page, more = call.page(channel.members)
    return {"members": page, "response_metadata": more}


def open_dm(call: Call) -> Json:
    """conversations.open: the direct conversation with one person."""
    call.require_scope("im:write", "mpim:write")
    users = call.arguments.words("users")
    if call.arguments.has("channel") and not users:
        channel = call.channel()
    elif len(users) == 1:
        channel = call.ws.dm_with(users[0])
    elif users:
        channel = membership.group_dm(call.ws, users)
    else:
        raise SlackError("users_list_not_supplied")
    if call.arguments.flag("return_im"):
        shown = channel_as_slack(call.ws, channel)
        return {"channel": {key: value for key, value in shown.items() if key != "is_user_deleted"}}
    return {"channel": {"id": channel.id}}


def join(call: Call) -> Json:
    """conversations.join"""
    channel = call.channel()
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if call.ws.app.bot_user in channel.members:
        return {"channel": channel_as_slack(call.ws, channel), "warning": "already_in_channel"}
    membership.join(call.ws, channel, call.ws.app.bot_user)
    return {"channel": channel_as_slack(call.ws, channel)}


def leave(call: Call) -> Json:
    """conversations.leave"""
    channel = call.channel()
    if call.ws.app.bot_user not in channel.members:
        return {"not_in_channel": True}
    membership.leave(call.ws, channel, call.ws.app.bot_user)
    return {}
