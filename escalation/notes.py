"""Which of an agent's words stay inside: notes, and words to the bot."""

import re

_NOTE = re.compile(r"^\s*(?:note\b\s*:|internal\b\s*:|//|🔒|:lock:)\s*", re.IGNORECASE)


_TOPIC = re.compile(r"^\s*topic\s*:\s*(\S.*)$", re.IGNORECASE)


_BUG = re.compile(r"^\s*bug\s*[:!.]?\s*([A-Z][A-Z0-9]{0,9}-\d{1,7})?\s*[.!]?\s*$", re.IGNORECASE)


def bug_word(text: str) -> str | None:
    """The issue in `bug ENG-118`, an empty string for `bug` alone; None when the message is something else."""
    said = _BUG.match(text)
    return (said[1] or "").upper() if said else None


def topic_named(text: str) -> str:
    """The name in `topic: NAME`, a word to the bot; empty when the message is something else."""
    said = _TOPIC.match(text)
    return said[1].strip() if said else ""


def is_note(text: str) -> bool:
    """Whether the message is marked as internal: `note: …`, `internal: …`, `// …` or a lock."""
    return _NOTE.match(text) is not None
