"""chat.startStream, chat.appendStream, chat.stopStream."""

from sandbox import limits, posting, sessions, streaming
from sandbox.errors import Json, SlackError
from sandbox.methods.assistant import SESSION_STATUSES
from sandbox.methods.call import Call
from sandbox.methods.chat import author_of, metadata_of
from sandbox.records import Channel, Message, StreamState

_TASK_STATUSES = ("pending", "in_progress", "complete", "error")
_TASK_TEXT = 256


def start(call: Call) -> Json:
    """chat.startStream: in a thread, and in a channel for one person of a known team."""
    ws = call.ws
    channel = call.joined_channel()
    posting.require_open(channel)
    thread_ts = call.arguments.text("thread_ts")
    if thread_ts not in channel.messages or channel.messages[thread_ts].is_reply:
        raise SlackError("invalid_thread_ts")
    recipient = _recipient(call, channel)
    text, blocks = _addition(call)
    username, icons = author_of(call)
    ws.limiter.check_post(channel.id, ws.features.rate_limits)
    message = Message(
        ts=ws.next_ts(),
        author=ws.app.bot_user,
        text=text,
        blocks=blocks,
        thread_ts=thread_ts,
        is_from_app=True,
        username=username,
        icons=icons,
    )
    streaming.begin(ws, channel, message, recipient)
    return {"channel": channel.id, "ts": message.ts}


def append(call: Call) -> Json:
    """chat.appendStream"""
    channel, message = _streamed(call)
    if message.stream is not None and message.stream.state is StreamState.STOPPED:
        raise SlackError("stopped_by_user")
    stream = streaming.require_live(call.ws, channel, message)
    text, blocks = _addition(call)
    if not text and not blocks:
        raise SlackError("no_text")
    _require_room(len(stream.text) + len(text), len(stream.blocks) + len(blocks))
    streaming.grow(call.ws, channel, message, text, blocks)
    return {"channel": channel.id, "ts": message.ts}


def stop(call: Call) -> Json:
    """chat.stopStream: what is given here comes after all that was said."""
    # assumed: a stream the person stopped is merely not live here; only appendStream says that they stopped it
    channel, message = _streamed(call)
    stream = streaming.require_live(call.ws, channel, message)
    text, blocks = _addition(call)
    closing = call.arguments.items("blocks") or []
    limits.check_blocks(closing, call.ws.features)
    metadata = metadata_of(call)
    status = call.arguments.text("session_status", "active")
    if status not in SESSION_STATUSES:
        raise SlackError("invalid_status")
    _require_room(len(stream.text) + len(text), len(stream.blocks) + len(blocks))
    if not stream.text and not text and not blocks and not closing:
        raise SlackError("no_text")
    if text or blocks:
        streaming.grow(call.ws, channel, message, text, blocks)
    streaming.finish(call.ws, channel, message, closing, metadata)
    sessions.of(channel, message.thread_ts or message.ts).status = status
    return {"channel": channel.id, "ts": message.ts}


def _recipient(call: Call, channel: Channel) -> str | None:
    user, team = call.arguments.text("recipient_user_id"), call.arguments.text("recipient_team_id")
    if channel.kind == "im" and not user:
        return channel.members[0]
    if not user:
        raise SlackError("missing_recipient_user_id")
    if not team:
        raise SlackError("missing_recipient_team_id")
    if user not in channel.members or user not in call.ws.people:
        raise SlackError("user_not_found")
    # assumed: of a Grid organisation, both its id (as messages show it) and the person's workspace will do
    home = call.ws.team_of(user)
    if team not in (home, call.ws.organisation_of(home)):
        raise SlackError("team_not_found")
    return user


def _streamed(call: Call) -> tuple[Channel, Message]:
    channel = call.joined_channel()
    return channel, call.ws.message(channel, call.arguments.required("ts", "message_not_found"))


def _addition(call: Call) -> tuple[str, list[Json]]:
    """The Markdown and the blocks a call adds, by `markdown_text` or by `chunks`."""
    text = call.arguments.text("markdown_text")
    blocks: list[Json] = []
    for chunk in call.arguments.items("chunks") or []:
        match chunk.get("type"):
            case "markdown_text":
                text += str(chunk.get("text", ""))
            case "blocks":
                blocks += chunk.get("blocks", [])
            case "task_update":
                blocks.append(_task(chunk))
            case "plan_update":
                blocks.append({"type": "plan", "title": str(chunk.get("title", ""))})
            case _:
                raise SlackError("invalid_chunks")
    limits.check_markdown(text)
    limits.check_blocks(blocks, call.ws.features)
    return text, blocks


def _task(chunk: Json) -> Json:
    is_known = chunk.get("id") and chunk.get("status") in _TASK_STATUSES
    if not is_known or any(len(str(chunk.get(key) or "")) > _TASK_TEXT for key in ("title", "details", "output")):
        raise SlackError("invalid_chunks")
    kept = ("title", "status", "details", "output", "sources")
    return {"type": "task_card", "task_id": chunk["id"], **{key: chunk[key] for key in kept if key in chunk}}


def _require_room(characters: int, blocks: int) -> None:
    if characters > limits.TEXT_OF_BLOCKS:  # assumed: as measured for a posted message's markdown blocks
        raise SlackError("msg_blocks_too_long")
    if blocks > limits.MESSAGE_BLOCKS:
        raise SlackError("msg_blocks_too_many")
