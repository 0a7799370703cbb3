"""What a turn is about: topics that people teach by example, and whether it is about any of them."""

from bot.brain.topics.taught import TaughtTopics

__all__ = ["TaughtTopics"]
