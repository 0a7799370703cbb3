"""A local Slack Connect: what the bot runs against in its demo and its tests."""
