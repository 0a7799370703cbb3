"""assistant.threads.* and agents.sessions.*: the line that says what the app is doing."""

from sandbox import sessions
from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.records import Channel, Status

_TITLE = 200
SESSION_STATUSES = ("active", "processing", "suspended", "closed")


def set_status(call: Call) -> Json:
    """assistant.threads.setStatus: shown under the thread until the app says something, two minutes at most."""
    channel = call.joined_channel("channel_id")
    thread_ts = _thread(call, channel)
    text = call.arguments.text("status")
    loading = call.arguments.words("loading_messages")
    if len(loading) > 10:
        raise SlackError("invalid_arguments", "no more than 10 items allowed [json-pointer:/loading_messages]")
    _show(call, channel, thread_ts, Status(text, call.ws.clock.now(), loading) if text else None)
    return {}


def set_title(call: Call) -> Json:
    """assistant.threads.setTitle"""
    channel = call.joined_channel("channel_id")
    sessions.of(channel, _thread(call, channel)).title = call.arguments.required("title")
    return {}


def set_suggested_prompts(call: Call) -> Json:
    """assistant.threads.setSuggestedPrompts"""
    channel = call.joined_channel("channel_id")
    _thread(call, channel)
    prompts = call.arguments.items("prompts") or []
    if not 1 <= len(prompts) <= 4:
        raise SlackError("invalid_arguments", "between 1 and 4 prompts")
    return {}


def set_session_status(call: Call) -> Json:
    """agents.sessions.setStatus"""
    channel = call.joined_channel("channel_id")
    thread_ts = call.arguments.required("thread_ts", "thread_ts_required")
    status = call.arguments.text("status")
    if status not in SESSION_STATUSES:
        raise SlackError("invalid_status")
    session = sessions.of(channel, thread_ts)
    session.status, session.title = status, session.title or call.arguments.text("title")
    shown = Status("is working…", call.ws.clock.now()) if status == "processing" else None
    _show(call, channel, thread_ts, shown)
    return {}


def rename_session(call: Call) -> Json:
    """agents.sessions.rename"""
    channel = call.joined_channel("channel_id")
    title = call.arguments.required("title")
    if len(title) > _TITLE:
        raise SlackError("invalid_arguments", f"must be less than {_TITLE + 1} characters [json-pointer:/title]")
    sessions.of(channel, call.arguments.required("thread_ts", "thread_ts_required")).title = title
    return {}


def _thread(call: Call, channel: Channel) -> str:
    thread_ts = call.arguments.required("thread_ts", "invalid_thread_ts")
    if thread_ts not in channel.messages:
        raise SlackError("invalid_thread_ts")
    return thread_ts


def _show(call: Call, channel: Channel, thread_ts: str, status: Status | None) -> None:
    if status is None:
        channel.statuses.pop(thread_ts, None)
    else:
        channel.statuses[thread_ts] = status
    call.ws.changed("status", channel, thread_ts)
