"""Reads a turn without a model of anybody's: rules where a rule is right, small trained models where it is not."""

from bot.brain.reader.local import LocalReader

__all__ = ["LocalReader"]
