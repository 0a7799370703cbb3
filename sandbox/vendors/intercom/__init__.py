"""Intercom: people, companies, and conversations of the messenger."""
