"""Story: a channel is archived, opened, no longer shared; somebody leaves it; the bot is taken out or brought back.

That a channel has another id is no story: deliveries are translated before any story reads them, see `addresses`.
"""

from bot.deps import Deps
from bot.flows.follow_channel import ChannelNews, Happening, follow_channel
from escalation.model import ChannelId, PersonId, TeamId
from escalation.roles import House
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard

_HAPPENINGS = {
    "channel_archive": Happening.ARCHIVED,
    "group_archive": Happening.ARCHIVED,
    "channel_unarchive": Happening.OPENED,
    "group_unarchive": Happening.OPENED,
    "channel_unshared": Happening.UNSHARED,
    "member_left_channel": Happening.LEFT,
    "member_joined_channel": Happening.JOINED,
}


def read_news(payload: Payload, house: House) -> Heard | None:
    """What happened to a channel. That others join is nothing."""
    event = payload.get("event") or {}
    what = _HAPPENINGS.get(event.get("type", ""))
    channel = event.get("channel")
    is_about_members = what in {Happening.LEFT, Happening.JOINED}
    is_us = event.get("user") == house.our_user
    if what is None or not isinstance(channel, str) or (what is Happening.JOINED and not is_us):
        return None
    key = f"channel:{payload.get('event_id') or event.get('event_ts')}"
    team = event.get("previously_connected_team_id")
    news = ChannelNews(
        key=key,
        channel=ChannelId(channel),
        what=what,
        person=PersonId(event["user"]) if is_about_members and not is_us else None,
        team=TeamId(team) if team else None,
    )
    return heard("channel", key, f"channel:{channel}", news)


async def on_news(news: ChannelNews, deps: Deps) -> str:
    """Something happened to a channel."""
    return await follow_channel(deps, news)


STORIES = (Story(kind="channel", read=read_news, value=ChannelNews, act=on_news),)
