"""Reads a turn without a model of anybody's: rules where a rule is right, small trained models where it is not."""

from bot.brain.reader.local import LocalReader
from bot.brain.reader.second import SecondOpinion

__all__ = ["LocalReader", "SecondOpinion"]
