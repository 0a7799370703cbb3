"""How messages look, and to whom: Slack Connect's teams, tombstones, ephemerals, streams."""

from sandbox.errors import Json
from sandbox.profiles import bot_profile, file_in_message, short_profile
from sandbox.records import Channel, Message, StreamState
from sandbox.workspace import Workspace

_SPOKEN = (None, "file_share", "thread_broadcast", "me_message")


def message_as_slack(ws: Workspace, channel: Channel, message: Message, *, with_metadata: bool = False) -> Json:
    """A message as the Web API and events show it, without the counters of its thread."""
    if message.is_deleted:
        return tombstone(message)
    shown: Json = {"type": "message", "ts": message.ts, "text": message.text, **message.extra}
    if message.subtype:
        shown["subtype"] = message.subtype
    shown.update(_author_fields(ws, channel, message))
    shown.update(_content_fields(ws, message))
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
        root = channel.messages.get(message.thread_ts)
        shown["parent_user_id"] = root.author if root else None
    if with_metadata and message.metadata and ws.features.metadata:
        shown["metadata"] = message.metadata
    return shown


def tombstone(message: Message) -> Json:
    """What is left of a deleted message that has replies."""
    return {
        "type": "message",
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
        "ts": message.ts,
        "thread_ts": message.ts,
    }


def _author_fields(ws: Workspace, channel: Channel, message: Message) -> Json:
    if message.username or message.icons:
        return _customised(ws, message)
    team = ws.team_of(message.author)
    fields: Json = {"team": team, "user": message.author}
    if message.is_from_app:
        fields.update(bot_id=ws.app.bot_id, app_id=ws.app.id, bot_profile=bot_profile(ws))
    if ws.is_shared(channel) and message.subtype in _SPOKEN:
        organisation = ws.organisation_of(team)  # of a Grid organisation both are its E…
        fields.update(user_team=organisation, source_team=organisation)
        if message.author in ws.people:
            fields["user_profile"] = short_profile(ws, ws.people[message.author])
    return fields


def _customised(ws: Workspace, message: Message) -> Json:
    """A customised author makes a classic `bot_message`: no `user` and no team, but `bot_id` and `app_id` stay."""
    fields: Json = {"subtype": "bot_message", "username": message.username or ws.app.name}
    if message.icons:
        fields["icons"] = message.icons
    return {**fields, "bot_id": ws.app.bot_id, "app_id": ws.app.id}


def _content_fields(ws: Workspace, message: Message) -> Json:
    fields: Json = {}
    if message.blocks:
        fields["blocks"] = message.blocks
    if message.attachments:
        fields["attachments"] = message.attachments
    if message.files:
        fields["files"] = [file_in_message(ws, ws.files[file_id]) for file_id in message.files]
    if message.edited:
        fields["edited"] = message.edited
    if message.reactions:
        fields["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
        ]
    return fields


def with_thread(ws: Workspace, channel: Channel, shown: Json) -> Json:
    """The message with the counters of its thread, as history and replies give them."""
    replies = [] if shown.get("subtype") == "thread_broadcast" else ws.replies(channel, shown["ts"])
    if not replies:
        return shown
    users = list(dict.fromkeys(reply.author for reply in replies))
    return {
        **shown,
        "thread_ts": shown["ts"],
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": ws.app.bot_user in users,
    }


def message_for(ws: Workspace, channel: Channel, message: Message, looker: str) -> Json:
    """A message as one person sees it, for the control API and the page."""
    shown = with_thread(ws, channel, message_as_slack(ws, channel, message))
    stream = message.stream
    is_live = stream is not None and stream.state is StreamState.LIVE
    if stream is not None and is_live and stream.recipient not in (None, looker):
        shown = {**shown, "text": stream.opening, "blocks": []}
    return {
        **shown,
        "channel": channel.id,
        "author": author_name(ws, message),
        "author_id": message.author,
        "is_bot": message.is_from_app,
        "is_external": ws.team_of(message.author) != ws.team_of(looker),
        "is_ephemeral": message.ephemeral_to is not None,
        "streaming": is_live,
        "recipient": stream.recipient if stream is not None else None,
        "is_edited": message.edited is not None,
        "is_deleted": message.is_deleted,
        "reactions": shown.get("reactions", []),
    }


def author_name(ws: Workspace, message: Message) -> str:
    """The name shown above a message."""
    if message.username:
        return message.username
    if message.author in ws.people:
        return ws.people[message.author].display_name
    return ws.app.name


def may_read(ws: Workspace, looker: str, channel: Channel) -> bool:
    """Whether this person can look into the channel: as a member, or, being no guest, as it is public in their team."""
    is_open = channel.kind == "channel" and len(channel.names) == 1 and not ws.people[looker].guest
    return looker in channel.members or (is_open and ws.team_of(looker) == channel.host)
