"""Did the customer tell this already? Rules say so, a small model that was taught to see it, or a language model."""

from bot.brain.recall.memory import remembered
from bot.brain.recall.opinion import recalled
from bot.brain.recall.pairs import Judge, installed_judge

__all__ = ["Judge", "installed_judge", "recalled", "remembered"]
