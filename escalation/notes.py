"""Which of an agent's words stay inside because they are marked as notes."""

import re

_NOTE = re.compile(r"^\s*(?:note\b\s*:|internal\b\s*:|//|🔒|:lock:)\s*", re.IGNORECASE)


_SEND = re.compile(r"^\s*(?:send\s*:|📤|:outbox_tray:)\s*(?=\S)", re.IGNORECASE)


def to_send(text: str) -> str:
    """The words of `send: …` or `📤 …`, which go to the customer; empty when the message is not marked so."""
    marked = _SEND.match(text)
    return text[marked.end() :] if marked else ""


def is_note(text: str) -> bool:
    """Whether the message is marked as internal: `note: …`, `internal: …`, `// …` or a lock."""
    return _NOTE.match(text) is not None
