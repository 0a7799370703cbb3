"""Which of an agent's words stay inside because they are marked as notes."""

import re

_NOTE = re.compile(r"^\s*(?:note\b\s*:|internal\b\s*:|//|🔒|:lock:)\s*", re.IGNORECASE)


def is_note(text: str) -> bool:
    """Whether the message is marked as internal: `note: …`, `internal: …`, `// …` or a lock."""
    return _NOTE.match(text) is not None
