"""Slack as the bot's messenger: draws what is said, posts it, finds it again.

What a server lacks is noticed and done without.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import FormLostError, RejectedError, UnavailableError
from bot.log import logger
from bot.ports import AnswerSaid, FileSaid, Form, Home, Listener, Place, Saying, Streamed
from escalation.model import ChannelId, Message, Person, PersonId, TeamId, Ts
from handlers.cards import Card, draw
from handlers.cards.form import form_view
from handlers.cards.home import home_view
from handlers.cards.parts import sections
from handlers.files import carry, read_image
from handlers.mrkdwn import escape
from handlers.slack_api import SlackApi, keep_off_proxies, mendable, waiting
from handlers.spoken import SPOKEN, message_of
from handlers.streaming import stream_answer

log = logger(__name__)

EVENT_TYPE = "baton_said"
_PAGE = 100
_PAGES = 10
_LINKS = 2000
_CLOCK_SKEW = timedelta(seconds=10)


class SlackMessenger:
    """A Messenger."""

    def __init__(
        self, api: SlackApi, *, our_user: PersonId, our_bot: str, our_team: TeamId, stream_seconds: float = 0.7
    ) -> None:
        self.api = api
        self.stream_seconds = stream_seconds
        self._our_user = our_user
        self._our_bot = our_bot
        self._our_team = our_team
        self._lacks: set[str] = set()
        self._team_names: dict[TeamId, str] = {}
        self._links: dict[tuple[ChannelId, Ts], str] = {}

    async def post(self, place: Place, saying: Saying, key: str) -> Ts:
        """See `bot.ports.Messenger`."""
        if isinstance(saying, FileSaid):
            return await self._carry(place, saying, key)
        return await self.post_card(place, draw(saying), key)

    async def _carry(self, place: Place, said: FileSaid, key: str) -> Ts:
        """A copy of the file. A customer's that cannot be copied is named to the team: it is in their thread."""
        card = draw(said)
        try:
            copy = await carry(self.api, place, said.file.id, card.text)
        except RejectedError as error:
            if said.is_from_agent:
                raise
            log.info("file.not_carried", key=key, code=error.code)
            text = f"{card.text}: {escape(said.file.name)} (I could not copy it here; it is in the customer's thread)"
            return await self.post_card(place, Card(text=text, blocks=sections(text)), key)
        if copy.ts is not None:
            return copy.ts
        async for message in self._messages(place, "0"):
            if any(file.get("id") == copy.id for file in message.get("files") or ()):
                return Ts(message["ts"])
        raise RejectedError("Slack", "file_not_shared")

    async def post_card(self, place: Place, card: Card, key: str) -> Ts:
        """Post a drawn card."""
        arguments: dict[str, Any] = {
            "channel": place.channel,
            "thread_ts": place.thread,
            "text": card.text,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            "unfurl_links": False,
            "unfurl_media": False,
            "username": card.username,
        }
        posted = await self._with_blocks("chat.postMessage", card, arguments)
        return Ts(posted["ts"])

    async def find(self, place: Place, saying: Saying, key: str, known: frozenset[Ts], since: datetime) -> Ts | None:
        """See `bot.ports.Messenger`."""
        text = None if isinstance(saying, AnswerSaid) and not saying.text else draw(saying).text
        oldest = f"{(since - _CLOCK_SKEW).timestamp():.6f}"
        async for message in self._messages(place, oldest):
            if self._is_it(message, key, text, known, oldest):
                return Ts(message["ts"])
        return None

    def _is_it(self, message: dict[str, Any], key: str, text: str | None, known: frozenset[Ts], oldest: str) -> bool:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload:
            return bool(payload.get("key") == key)
        is_ours = message.get("user") == self._our_user or bool(
            self._our_bot and message.get("bot_id") == self._our_bot
        )
        if not is_ours or message.get("ts", "") in known or float(message.get("ts", 0)) < float(oldest):
            return False
        return text is None or message.get("text") == text

    async def _messages(self, place: Place, oldest: str) -> AsyncIterator[dict[str, Any]]:
        method = "conversations.replies" if place.thread else "conversations.history"
        cursor: str | None = None
        for _ in range(_PAGES):
            page = await self.api.call(
                method,
                channel=place.channel,
                ts=place.thread,
                oldest=oldest,
                limit=_PAGE,
                cursor=cursor,
                include_all_metadata=True,
            )
            for message in page.get("messages") or ():
                yield message
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    async def stream(
        self,
        place: Place,
        listener: Listener,
        words: AsyncIterator[str],
        on_start: Callable[[Ts], Awaitable[None]],
        finished: Callable[[str], AnswerSaid],
        key: str,
    ) -> Streamed:
        """See `bot.ports.Messenger`."""
        return await stream_answer(self, place, listener, words, on_start, finished, key)

    def lacks(self, feature: str) -> bool:
        """Whether the server turned out not to have this."""
        return feature in self._lacks

    def learn_lack(self, feature: str) -> None:
        """Remember it, and say so once."""
        if feature not in self._lacks:
            log.info("server.lacks", feature=feature)
            self._lacks.add(feature)

    def team_of(self, listener: Listener) -> TeamId:
        """The team that a stream's recipient belongs to; ours where the server has no other."""
        return listener.team or self._our_team

    async def rewrite(self, place: Place, ts: Ts, saying: Saying) -> None:
        """See `bot.ports.Messenger`."""
        card = draw(saying)
        arguments = {"channel": place.channel, "ts": ts, "text": card.short_text}
        try:
            await self._with_blocks("chat.update", card, arguments)
        except RejectedError as error:
            if error.code != "streaming_state_conflict":
                raise
            await self.close_stream(place, ts)
            await self._with_blocks("chat.update", card, arguments)

    async def close_stream(self, place: Place, ts: Ts) -> None:
        """End a stream that was left open. Ended already is fine."""
        try:
            await self.api.call("chat.stopStream", channel=place.channel, ts=ts)
        except RejectedError as error:
            log.info("stream.not_open", code=error.code)

    async def erase(self, place: Place, ts: Ts) -> None:
        """See `bot.ports.Messenger`."""
        await self._unless("message_not_found", "chat.delete", channel=place.channel, ts=ts)

    async def mark(self, place: Place, ts: Ts, emoji: str) -> None:
        """See `bot.ports.Messenger`."""
        await self._react("reactions.add", "already_reacted", place, ts, emoji)

    async def unmark(self, place: Place, ts: Ts, emoji: str) -> None:
        """See `bot.ports.Messenger`."""
        await self._react("reactions.remove", "no_reaction", place, ts, emoji)

    async def _react(self, method: str, fine: str, place: Place, ts: Ts, emoji: str) -> None:
        if self.lacks("reactions"):
            return
        try:
            await self._unless(fine, method, channel=place.channel, timestamp=ts, name=emoji)
        except RejectedError as error:
            log.info("reaction.refused", code=error.code)

    async def whisper(self, place: Place, to: PersonId, text: str) -> None:
        """See `bot.ports.Messenger`."""
        try:
            await self.api.call("chat.postEphemeral", channel=place.channel, thread_ts=place.thread, user=to, text=text)
        except RejectedError as error:
            if error.code != "unknown_method":
                raise
            self.learn_lack("ephemeral messages")
            await self.api.call("chat.postMessage", channel=place.channel, thread_ts=place.thread, text=text)

    async def respond(self, url: str, text: str) -> None:
        """See `bot.ports.Messenger`."""
        webhook = AsyncWebhookClient(url, retry_handlers=[], timeout=10)
        keep_off_proxies(webhook, url)
        try:
            response = await webhook.send_dict({"text": text, "response_type": "ephemeral", "replace_original": False})
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise UnavailableError("Slack", "response_url", is_ambiguous=True) from error
        if response.status_code >= 500 or response.status_code == 429:
            raise UnavailableError("Slack", f"response_url: {response.status_code}", is_ambiguous=True)
        if response.status_code != 200:
            raise RejectedError("Slack", f"response_url: {response.status_code}")

    async def open_form(self, place: Place, trigger: str, form: Form) -> None:
        """See `bot.ports.Messenger`."""
        try:
            await self.api.call("views.open", trigger_id=trigger, view=form_view(form, place))
        except (RejectedError, UnavailableError) as error:
            log.info("form.not_opened", form=form.kind, why=str(error))
            raise FormLostError from error

    async def show_home(self, person: PersonId, home: Home) -> None:
        """See `bot.ports.Messenger`."""
        if self.lacks("home"):
            return
        try:
            await self.api.call("views.publish", user_id=person, view=home_view(home))
        except RejectedError as error:
            if error.code in {"unknown_method", "not_enabled"}:
                self.learn_lack("home")
            log.info("home.not_shown", person=person, code=error.code)

    async def show_thinking(self, place: Place, text: str) -> None:
        """See `bot.ports.Messenger`."""
        if self.lacks("status") or place.thread is None:
            return
        try:
            await self.api.call(
                "assistant.threads.setStatus", channel_id=place.channel, thread_ts=place.thread, status=text
            )
        except RejectedError:
            self.learn_lack("status")
        except UnavailableError as error:
            log.info("status.not_shown", why=str(error))

    async def person(self, person: PersonId) -> Person:
        """See `bot.ports.Messenger`."""
        try:
            user = (await self.api.call("users.info", user=person)).get("user") or {}
        except RejectedError as error:
            log.info("person.unknown", person=person, code=error.code)
            return Person(id=person, name=person, is_known=False)
        profile = user.get("profile") or {}
        name = profile.get("real_name") or user.get("real_name") or profile.get("display_name") or user.get("name")
        team = user.get("team_id") or profile.get("team")
        return Person(
            id=person,
            name=name or person,
            team=TeamId(team) if team else None,
            is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            is_admin=bool(user.get("is_admin") or user.get("is_owner")) and team in (self._our_team, None),
            is_bot=bool(user.get("is_bot")),
            is_known=not user.get("deleted"),
            email=str(profile.get("email") or ""),
            zone=str(user.get("tz") or ""),
        )

    async def knock(self) -> None:
        """See `bot.ports.Messenger`."""
        await self.api.call("auth.test")

    async def team_name(self, team: TeamId) -> str:
        """See `bot.ports.Messenger`."""
        if team not in self._team_names:
            try:
                found = await self.api.call("team.info", team=team)
            except (RejectedError, UnavailableError):
                return ""
            self._team_names[team] = str((found.get("team") or {}).get("name") or "")
        return self._team_names[team]

    async def read_thread(self, channel: ChannelId, ts: Ts) -> tuple[Message, ...]:
        """See `bot.ports.Messenger`."""
        found = await self._thread(channel, ts)
        root = next((one["thread_ts"] for one in found if one.get("thread_ts") and one.get("ts") == ts), ts)
        if root != ts:
            found = await self._thread(channel, root)
        said = [one for one in found if one.get("subtype") in SPOKEN]
        return tuple(message_of({**one, "channel": channel}, self._our_user) for one in said)

    async def _thread(self, channel: ChannelId, ts: Ts) -> list[dict[str, Any]]:
        try:
            return [one async for one in self._messages(Place(channel=channel, thread=ts), "0")]
        except RejectedError as error:
            log.info("thread.not_read", channel=channel, code=error.code)
            return []

    async def read_image(self, file: str, at_most: int) -> bytes:
        """See `bot.ports.Messenger`."""
        return await read_image(self.api, file, at_most)

    async def link(self, channel: ChannelId, ts: Ts) -> str:
        """See `bot.ports.Messenger`."""
        if (channel, ts) not in self._links:
            try:
                found = await self.api.call("chat.getPermalink", channel=channel, message_ts=ts)
            except (RejectedError, UnavailableError):
                return ""
            if len(self._links) >= _LINKS:
                self._links.clear()
            self._links[channel, ts] = str(found.get("permalink") or "")
        return self._links[channel, ts]

    async def _with_blocks(self, method: str, card: Card, arguments: dict[str, Any]) -> dict[str, Any]:
        """Call with the card's blocks, then with plainer ones, then with none: the words matter most."""
        if self.lacks("other names"):
            arguments = {**arguments, "username": None}
        try:
            return await self.api.call(method, **arguments, blocks=card.as_json(plain=self.lacks("feedback buttons")))
        except RejectedError as error:
            if error.code == "missing_scope" and arguments.get("username"):
                self.learn_lack("other names")
                return await self._with_blocks(method, card, arguments)
            if not error.code.startswith("invalid_blocks"):
                raise waiting(error) if mendable(error) else error from error
        if card.plain_blocks is not None and not self.lacks("feedback buttons"):
            self.learn_lack("feedback buttons")
            return await self._with_blocks(method, card, arguments)
        log.warning("card.refused", method=method, text=card.short_text[:80])
        return await self.api.call(method, **arguments)

    async def _unless(self, fine: str, method: str, **arguments: Any) -> None:
        try:
            await self.api.call(method, **arguments)
        except RejectedError as error:
            if error.code not in {fine, "unknown_method"}:
                raise waiting(error) if mendable(error) else error from error
