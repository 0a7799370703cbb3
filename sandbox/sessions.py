"""Agent sessions: what the app does in a thread, and what the thread is called."""

from sandbox.errors import ControlError, Json
from sandbox.records import Channel, Session
from sandbox.workspace import Workspace


def of(channel: Channel, thread_ts: str) -> Session:
    """The session of a thread, begun if there is none."""
    return channel.sessions.setdefault(thread_ts, Session())


def retitle(ws: Workspace, channel: Channel, thread_ts: str, user: str, title: str) -> None:
    """Let a person give a session another title, and tell the app."""
    session = channel.sessions.get(thread_ts)
    if session is None:
        raise ControlError("session_not_found", f"The app has no session in thread {thread_ts}.", status=404)
    event: Json = {
        "type": "agent_session_title_changed",
        "channel": channel.id,
        "thread_ts": thread_ts,
        "user": user,
        "team_id": ws.app.team,
        "title": title,
        "event_ts": ws.next_ts(),
    }
    if session.title:
        event["previous_title"] = session.title
    session.title = title
    ws.emit(event, channel)
