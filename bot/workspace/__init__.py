"""The workspace as an admin describes it: `file` is the whole, the rest are its sections."""

from bot.workspace.file import Workspace, read
from bot.workspace.sections import (
    AccountConfig,
    BugsConfig,
    ChannelConfig,
    ContextConfig,
    LimitsConfig,
    OutcomesConfig,
    PeopleConfig,
    TopicConfig,
)
from bot.workspace.teams import RouteConfig, ServiceLevelConfig, TeamConfig, level_for
from bot.workspace.texts import TextsConfig
from bot.workspace.texts_for import Occasion, TextsForConfig

__all__ = [
    "AccountConfig",
    "BugsConfig",
    "ChannelConfig",
    "ContextConfig",
    "LimitsConfig",
    "Occasion",
    "OutcomesConfig",
    "PeopleConfig",
    "RouteConfig",
    "ServiceLevelConfig",
    "TeamConfig",
    "TextsConfig",
    "TextsForConfig",
    "TopicConfig",
    "Workspace",
    "level_for",
    "read",
]
