"""Messages that grow: how a stream begins, lives for five minutes at most, and ends."""

from sandbox import posting, sessions
from sandbox.blocks import with_block_ids
from sandbox.errors import Json, SlackError
from sandbox.records import Channel, Message, Stream, StreamState
from sandbox.workspace import Workspace


def begin(ws: Workspace, channel: Channel, message: Message, recipient: str | None) -> None:
    """Post a message that can be appended to, until it is finished, stopped, or five minutes old."""
    text = message.text
    message.stream = Stream(recipient, started=ws.clock.now(), text=text, opening=text, blocks=message.blocks)
    message.blocks = _all_blocks(message.stream)
    # assumed: the start is an ordinary `message` event, the end a `message_changed`; nothing in between
    posting.post(ws, channel, message)
    sessions.of(channel, message.thread_ts or message.ts).status = "processing"
    ws.timers[message.ts] = ws.clock.later(ws.stream_seconds, lambda: settle(ws, channel, message))


def require_live(ws: Workspace, channel: Channel, message: Message) -> Stream:
    """The stream of a message that still grows, or Slack's reason why it does not."""
    if not message.is_from_app:
        raise SlackError("message_not_owned_by_app")
    settle(ws, channel, message)
    if message.stream is None or message.stream.state is not StreamState.LIVE:
        raise SlackError("message_not_in_streaming_state")
    return message.stream


def settle(ws: Workspace, channel: Channel, message: Message) -> None:
    """Let a stream that is too old expire, keeping what it said so far."""
    stream = message.stream
    if stream is None or stream.state is not StreamState.LIVE:
        return
    if ws.clock.now() - stream.started >= ws.stream_seconds * 0.999:
        _end(ws, channel, message, StreamState.EXPIRED)


def grow(ws: Workspace, channel: Channel, message: Message, text: str, blocks: list[Json]) -> None:
    """Add to a live stream."""
    stream = require_live(ws, channel, message)
    stream.text += text
    stream.blocks = [*stream.blocks, *with_block_ids(blocks, ws.random)]
    stream.opening = stream.opening or stream.text
    message.text = stream.text
    message.blocks = _all_blocks(stream)
    ws.changed("stream", channel, message.ts)


def finish(
    ws: Workspace, channel: Channel, message: Message, closing_blocks: list[Json], metadata: Json | None
) -> None:
    """End a live stream as the app wants it: the whole text, then the closing blocks."""
    stream = require_live(ws, channel, message)
    stream.blocks = [*stream.blocks, *with_block_ids(closing_blocks, ws.random)]
    if metadata is not None:
        message.metadata = metadata
    _end(ws, channel, message, StreamState.FINISHED)


def stop(ws: Workspace, channel: Channel, message: Message, user: str) -> None:
    """End a live stream by the stop button, and tell the app."""
    require_live(ws, channel, message)
    _end(ws, channel, message, StreamState.STOPPED)
    event = {
        "type": "agent_session_stopped",
        "channel": channel.id,
        "thread_ts": message.thread_ts or message.ts,
        "user": user,
        "streaming_message_ts": [message.ts],
        "event_ts": ws.next_ts(),
    }
    ws.emit(event, channel)


def expire_all(ws: Workspace) -> None:
    """Make every live stream expire now."""
    for channel in ws.channels.values():
        for message in list(channel.messages.values()):
            if message.stream is not None and message.stream.state is StreamState.LIVE:
                _end(ws, channel, message, StreamState.EXPIRED)


def _end(ws: Workspace, channel: Channel, message: Message, state: StreamState) -> None:
    timer = ws.timers.pop(message.ts, None)
    if timer is not None:
        timer.cancel()
    stream = message.stream
    if stream is None or message.is_deleted or message.ts not in channel.messages:
        return
    stream.state = state
    posting.edit(ws, channel, message, {"text": stream.text, "blocks": _all_blocks(stream)}, editor=None)
    ws.changed("stream", channel, message.ts)


def _all_blocks(stream: Stream) -> list[Json]:
    """What was said, as one Markdown block, then whatever else was added."""
    said: list[Json] = [{"type": "markdown", "text": stream.text, "block_id": "markdown"}] if stream.text else []
    return [*said, *stream.blocks]
