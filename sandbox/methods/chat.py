"""chat.*: posting, updating and deleting messages, and their permalinks."""

from sandbox import limits, posting
from sandbox.blocks import with_block_ids
from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.records import Message, StreamState
from sandbox.visibility import message_as_slack


def post_message(call: Call) -> Json:
    """chat.postMessage"""
    ws = call.ws
    channel = call.channel()
    if ws.app.bot_user not in channel.members and "chat:write.public" not in ws.scopes:
        raise SlackError("not_in_channel")
    message = composed(call)
    message.is_broadcast = call.arguments.flag("reply_broadcast")
    posting.require_open(channel)
    ws.limiter.check_post(channel.id, ws.features.rate_limits)
    posting.post(ws, channel, message)
    shown = message_as_slack(ws, channel, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral"""
    ws = call.ws
    channel = call.joined_channel()
    user = call.arguments.required("user", "user_not_found")
    if user not in channel.members or user not in ws.people:
        raise SlackError("user_not_in_channel")
    message = composed(call)
    message.metadata = None
    message.ephemeral_to = user
    posting.require_open(channel)
    ws.limiter.check_post(channel.id, ws.features.rate_limits)
    posting.show_ephemeral(ws, channel, message)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update: what is not given stays as it was."""
    ws = call.ws
    channel = call.joined_channel()
    message = ws.message(channel, call.arguments.required("ts", "message_not_found"))
    if not message.is_from_app:
        raise SlackError("cant_update_message")
    if message.stream is not None and message.stream.state is StreamState.LIVE:
        raise SlackError("streaming_state_conflict")
    posting.edit(ws, channel, message, _changes(call, message), editor=message.author)
    shown = message_as_slack(ws, channel, message, with_metadata=True)
    del shown["ts"]  # which is beside it
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def _changes(call: Call, message: Message) -> Json:
    fields = content(call)
    if not fields:
        raise SlackError("no_text")
    if len(str(fields.get("text", ""))) > limits.UPDATE_TEXT:
        raise SlackError("msg_too_long")
    after = {"text": message.text, "blocks": message.blocks, "attachments": message.attachments, **fields}
    if not any(after.values()) and not message.files:
        raise SlackError("no_text")
    if call.ws.features.metadata and call.arguments.has("metadata"):
        fields["metadata"] = metadata_of(call)
    return fields


def delete(call: Call) -> Json:
    """chat.delete"""
    channel = call.joined_channel()
    message = call.ws.message(channel, call.arguments.required("ts", "message_not_found"))
    if not message.is_from_app:
        raise SlackError("cant_delete_message")
    posting.delete(call.ws, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink; the link opens the sandbox's page, for there is no larkspur.slack.com."""
    channel = call.channel()
    message = call.ws.message(channel, call.arguments.required("message_ts", "message_not_found"))
    link = f"{call.ws.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def composed(call: Call) -> Message:
    """The message the arguments describe, checked, not yet posted."""
    fields = content(call)
    if not any(fields.values()):
        raise SlackError("no_text")
    username, icons = author_of(call)
    return Message(
        ts=call.ws.next_ts(),
        author=call.ws.app.bot_user,
        is_from_app=True,
        thread_ts=call.arguments.text("thread_ts") or None,
        metadata=metadata_of(call),
        username=username,
        icons=icons,
        **fields,
    )


def content(call: Call) -> Json:
    """Those of text, blocks and attachments that were given, checked against Slack's limits."""
    arguments = call.arguments
    blocks = arguments.items("blocks")
    if arguments.has("markdown_text"):
        if arguments.text("text") or blocks:
            raise SlackError("markdown_text_conflict")
        markdown = arguments.text("markdown_text")
        limits.check_markdown(markdown)
        return {"text": markdown, "blocks": [{"type": "markdown", "text": markdown, "block_id": "markdown"}]}
    fields: Json = {}
    if arguments.has("text"):
        fields["text"] = arguments.text("text")[: limits.POST_TEXT]
    if blocks is not None:
        limits.check_blocks(blocks, call.ws.features)
        fields["blocks"] = with_block_ids(blocks, call.ws.random)
    attachments = arguments.items("attachments")
    if attachments is not None:
        fields["attachments"] = attachments
    return fields


def metadata_of(call: Call) -> Json | None:
    """The metadata that was given; a server without metadata takes no notice of it."""
    metadata = call.arguments.table("metadata") if call.ws.features.metadata else None
    if metadata is not None:
        limits.check_metadata(metadata)
    return metadata or None


def author_of(call: Call) -> tuple[str | None, Json | None]:
    """The author the app wants to appear as, which needs a scope of its own."""
    arguments = call.arguments
    username, emoji, url = (arguments.text(name) for name in ("username", "icon_emoji", "icon_url"))
    if not (username or emoji or url) or not call.ws.features.customize:
        return None, None
    call.require_scope("chat:write.customize")
    icons: Json = {"emoji": emoji} if emoji else {}
    if url:
        icons.update(image_36=url, image_48=url, image_64=url, image_72=url)
    return username or None, icons or None
