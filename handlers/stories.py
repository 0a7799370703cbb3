"""Every story, one line each. The first that recognises a delivery takes it."""

from handlers import acting, asking, channels, commands, engineering, leaving, rating
from handlers.edge import Story

STORIES: tuple[Story, ...] = (
    *asking.STORIES,
    *acting.STORIES,
    *rating.STORIES,
    *engineering.STORIES,
    *commands.STORIES,
    *channels.STORIES,
    *leaving.STORIES,
)
