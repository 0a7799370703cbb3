"""Meeting the workspace: who we are there, which channels we may use, and the Bolt app that listens."""

from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.deps import Deps
from bot.errors import MisconfiguredError, RejectedError
from escalation.model import ChannelId, PersonId, Queue, TeamId
from handlers.addresses import Addresses
from handlers.edge import listen
from handlers.messenger import SlackMessenger
from handlers.slack_api import SlackApi, keep_off_proxies
from handlers.stories import STORIES

_TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)
_LIKELY = ("handoff", "baton", "support", "help")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in this workspace."""

    user: PersonId
    bot: str
    team: TeamId
    enterprise: TeamId | None
    name: str
    team_name: str


class SlackConnection:
    """A Slack-compatible server, as one bot token sees it."""

    def __init__(
        self, *, token: str, base_url: str, session: aiohttp.ClientSession, addresses: Addresses | None = None
    ) -> None:
        self.client = AsyncWebClient(
            token=token, base_url=base_url, session=session, retry_handlers=[], trust_env_in_session=True
        )
        keep_off_proxies(self.client, base_url)
        self.token = token
        self.addresses = addresses
        self.api = SlackApi(self.client, addresses)

    async def identify(self) -> Identity:
        """Who we are, or MisconfiguredError when the token is not accepted."""
        try:
            me = await self.api.call("auth.test")
        except RejectedError as error:
            raise MisconfiguredError(
                f"Slack does not accept SLACK_BOT_TOKEN ({error.code}). Copy the current bot token, xoxb-…, from "
                "OAuth & Permissions, and check that SLACK_API_URL is the right server."
            ) from error
        enterprise = me.get("enterprise_id")
        return Identity(
            user=PersonId(str(me.get("user_id") or "")),
            bot=str(me.get("bot_id") or ""),
            team=TeamId(str(me.get("team_id") or "")),
            enterprise=TeamId(enterprise) if enterprise else None,
            name=str(me.get("user") or "baton"),
            team_name=str(me.get("team") or ""),
        )

    async def likely_queue(self) -> Queue | None:
        """Where handoffs may go when nobody configured it: an internal channel we are in, named for the purpose."""
        channels = await self._channels()
        ours = [one for one in channels if one.get("is_member", True) and not one.get("is_ext_shared")]
        for word in _LIKELY:
            for one in ours:
                if word in str(one.get("name", "")):
                    return Queue(name="the support team", channel=ChannelId(one["id"]))
        return None

    async def _channels(self) -> list[dict[str, Any]]:
        for method in ("users.conversations", "conversations.list"):
            try:
                found = await self.api.call(
                    method, types="public_channel,private_channel", exclude_archived=True, limit=200
                )
            except RejectedError:
                continue
            return list(found.get("channels") or ())
        return []

    async def open_socket(self, app_token: str) -> None:
        """Ask for a Socket Mode address, as a check. RejectedError when the app token is not good for it."""
        client = AsyncWebClient(
            token=app_token, base_url=self.client.base_url, session=self.client.session, retry_handlers=[]
        )
        await SlackApi(client).call("apps.connections.open")

    async def is_shared_outside(self, channel: ChannelId) -> bool:
        """Whether another organisation reads this channel. What cannot be told is not."""
        try:
            found = (await self.api.call("conversations.info", channel=channel)).get("channel") or {}
        except RejectedError:
            return False
        return bool(found.get("is_ext_shared"))

    async def why_not_usable(self, channel: ChannelId) -> str:
        """What keeps us from posting in this channel; an empty string when nothing does."""
        try:
            found = (await self.api.call("conversations.info", channel=channel)).get("channel") or {}
        except RejectedError as error:
            return error.code
        if found.get("is_archived"):
            return "it is archived"
        if found.get("is_ext_shared"):
            return "it is shared with another organisation, which would read every card"
        return "" if found.get("is_member", True) else "the bot is not a member"

    def messenger(self, me: Identity, stream_seconds: float) -> SlackMessenger:
        """The messenger that speaks as us; `stream_seconds` lie between the pieces of an answer being written."""
        return SlackMessenger(
            self.api, our_user=me.user, our_bot=me.bot, our_team=me.team, stream_seconds=stream_seconds
        )

    def app(self, deps: Deps, me: Identity, signing_secret: str | None) -> AsyncApp:
        """The Bolt app. Authorization is our start-up identity: no delivery is lost to a failing `auth.test`."""

        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=me.enterprise,
                team_id=me.team,
                bot_token=self.token,
                bot_id=me.bot,
                bot_user_id=me.user,
            )

        nameless = AsyncWebClient(base_url=self.client.base_url, session=self.client.session, retry_handlers=[])
        keep_off_proxies(nameless, self.client.base_url)
        app = AsyncApp(
            name="baton",  # or Bolt reads every source file on the stack for one
            client=nameless,
            signing_secret=signing_secret or "",
            authorize=authorize,
            request_verification_enabled=signing_secret is not None,
        )
        listen(app, deps, STORIES, self.addresses)
        return app


def session() -> aiohttp.ClientSession:
    """The HTTP session that all calls share. The SDK's own timeout does not apply to a shared session."""
    return aiohttp.ClientSession(timeout=_TIMEOUT)
