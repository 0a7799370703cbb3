"""Baton's own HTTP server: health, and Slack's deliveries in HTTP mode."""
