"""Zendesk: users, organisations and tickets."""
