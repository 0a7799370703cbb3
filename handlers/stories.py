"""Every story, one line each. The first that recognises a delivery takes it."""

from handlers import (
    acting,
    asking,
    channels,
    commands,
    correcting,
    engineering,
    handing_over,
    home,
    judging,
    leaving,
    promising,
    rating,
    relaying,
    scoring,
    waiting,
)
from handlers.edge import Story

STORIES: tuple[Story, ...] = (
    *asking.STORIES,
    *acting.STORIES,
    *judging.STORIES,
    *scoring.STORIES,
    *rating.STORIES,
    *relaying.STORIES,
    *waiting.STORIES,
    *correcting.STORIES,
    *handing_over.STORIES,
    *home.STORIES,
    *engineering.STORIES,
    *promising.STORIES,
    *commands.STORIES,
    *channels.STORIES,
    *leaving.STORIES,
)
