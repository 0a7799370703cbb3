"""Did the customer tell this already? Rules say so, a small model that was taught to see it, or a language model."""

from bot.brain.recall.memory import remembered
from bot.brain.recall.opinion import recalled
from bot.brain.recall.pairs import Judge, judge_for

__all__ = ["Judge", "judge_for", "recalled", "remembered"]
