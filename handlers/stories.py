"""Every story, one line each. The first that recognises a delivery takes it."""

from handlers import asking, channels, claiming, commands, engineering, leaving, rating
from handlers.edge import Story

STORIES: tuple[Story, ...] = (
    *asking.STORIES,
    *claiming.STORIES,
    *rating.STORIES,
    *engineering.STORIES,
    *commands.STORIES,
    *channels.STORIES,
    *leaving.STORIES,
)
