"""Slack's links to messages, as people paste them."""

import re

from escalation.model import ChannelId, Ts

_LINK = re.compile(r"https?://[^\s<>|]+?/archives/([CDG][A-Z0-9]+)/p(\d{10})(\d{6})(?:\?[^\s<>|]*)?")
_ROOT = re.compile(r"[?&]thread_ts=(\d{10}\.\d{6})")


def message_at(text: str) -> tuple[ChannelId, Ts] | None:
    """Where the thread begins that the first link in the text leads into; None without one."""
    found = _LINK.search(text)
    if found is None:
        return None
    root = _ROOT.search(found[0])
    return ChannelId(found[1]), Ts(root[1] if root else f"{found[2]}.{found[3]}")
