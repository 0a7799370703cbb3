"""Listens: the whole Slack edge, inbound and outbound. Nothing outside this room knows Slack."""
