"""A pretend workspace in this process, with a real database and the real flows: to count what happens in it."""

from bot.stage.messenger import StageMessenger
from bot.stage.systems import StageLibrary, StageSource, StageTracker
from bot.stage.world import Stage, StageClock, opened_stage

__all__ = ["Stage", "StageClock", "StageLibrary", "StageMessenger", "StageSource", "StageTracker", "opened_stage"]
