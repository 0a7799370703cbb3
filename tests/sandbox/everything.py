"""A world in which everything that can happen happens once, and what was said there."""

from collections import defaultdict
from copy import deepcopy
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from sandbox.client import SandboxClient
from sandbox.server import Sandbox
from tests.sandbox.bots import Json, actions, button, feedback, modal

DANA, PRIYA, HILDE, FRIDA, PETRA, BATON = "U0DANA", "U0PRIYA", "U0HILDE", "U0FRIDA", "U0PETRA", "U0BATON"
HALLA, FJORD, HANDOFF, HARTMANN, VENDORS = "C0HALLA", "C0FJORD", "C0HANDOFF", "G0HARTMANN", "C0PEBBLEHQ"


FIELD = modal("asked")["blocks"]
ASKED = modal("asked", notify_on_close=True, blocks=[*FIELD, actions(button("push"))])


class Recorder(AsyncWebClient):
    """The official client; it keeps what it was answered."""

    answers: dict[str, list[Json]]

    async def api_call(self, api_method: str, **how: Any) -> AsyncSlackResponse:
        answer = await super().api_call(api_method, **how)
        assert isinstance(answer.data, dict)
        self.answers[api_method].append(deepcopy(answer.data))
        return answer


class Everything:
    """A world in which everything that can happen happens once."""

    def __init__(self, people: SandboxClient, slack: Recorder) -> None:
        self.people = people
        self.slack = slack

    async def happens(self) -> None:
        """All of it."""
        await self.people_talk()
        await self.the_app_talks()
        await self.an_answer_streams()
        await self.files_are_shared()
        await self.surfaces_are_used()
        await self.the_app_looks_around()
        await self.channels_change()
        await self.teams_connect()
        await self.the_app_goes()

    async def people_talk(self) -> None:
        for person, channel in ((HILDE, HALLA), (DANA, HANDOFF), (DANA, HARTMANN)):
            ts = await self.people.post(person, channel, "@Baton see https://larkspur.example/help")
            await self.people.post(person, channel, "Both", ts, broadcast=True)
            await self.people.edit(person, channel, ts, "Never mind")
            await self.people.react(person, channel, ts, "eyes")
            await self.people.unreact(person, channel, ts, "eyes")
            await self.people.delete(person, channel, ts)
            await self.people.delete(person, channel, await self.people.post(person, channel, "Nothing"))
        await self.people.post(HILDE, BATON, "Hello")

    async def the_app_talks(self) -> None:
        slack, meta = self.slack, {"event_type": "baton", "event_payload": {"id": "1"}}
        opened = await slack.conversations_open(users=DANA, return_im=True)
        await slack.chat_postMessage(channel=opened["channel"]["id"], text="Psst")
        for channel in (HALLA, HANDOFF):
            said = await slack.chat_postMessage(
                channel=channel, text="Hi", metadata=meta, blocks=[actions(button("go"))]
            )
            await slack.chat_postMessage(channel=channel, thread_ts=said["ts"], text="And", reply_broadcast=True)
            await slack.chat_postMessage(channel=channel, text="As Dana", username="Dana", icon_emoji=":wave:")
            await slack.chat_update(channel=channel, ts=said["ts"], text="Hi again", metadata=meta)
            await slack.chat_getPermalink(channel=channel, message_ts=said["ts"])
            await slack.chat_postEphemeral(channel=channel, user=DANA, text="To you")
            await slack.reactions_add(channel=channel, timestamp=said["ts"], name="wave")
            await slack.reactions_get(channel=channel, timestamp=said["ts"])
            await slack.conversations_history(channel=channel, include_all_metadata=True, limit=2)
            await slack.conversations_replies(channel=channel, ts=said["ts"])
            await slack.reactions_remove(channel=channel, timestamp=said["ts"], name="wave")
            await slack.chat_delete(channel=channel, ts=said["ts"])

    async def an_answer_streams(self) -> None:
        slack, ts = self.slack, await self.people.post(HILDE, HALLA, "How?")
        thread = {"channel_id": HALLA, "thread_ts": ts}
        await slack.assistant_threads_setStatus(**thread, status="thinks", loading_messages=["…"])
        await slack.assistant_threads_setTitle(**thread, title="How")
        await slack.assistant_threads_setSuggestedPrompts(**thread, prompts=[{"title": "A", "message": "B"}])
        await slack.agents_sessions_setStatus(**thread, status="processing")
        await slack.agents_sessions_rename(**thread, title="How?")
        await self.people.rename_session(HILDE, HALLA, ts, "How to")
        to: dict[str, Any] = {
            "channel": HALLA,
            "thread_ts": ts,
            "recipient_user_id": HILDE,
            "recipient_team_id": "E0HALLA",
        }
        for is_stopped in (False, True):
            stream = {"channel": HALLA, "ts": (await slack.chat_startStream(**to, markdown_text="So"))["ts"]}
            await slack.chat_appendStream(**stream, markdown_text=" it goes")
            if is_stopped:
                await self.people.stop_stream(HILDE, **stream)
            else:
                await slack.chat_stopStream(**stream, blocks=[feedback()])

    async def files_are_shared(self) -> None:
        for person, channel in ((HILDE, HALLA), (DANA, HANDOFF)):
            shared = await self.people.upload(person, channel, "log.txt", "it broke")
            await self.slack.files_info(file=shared["file_id"])
            await self.slack.conversations_history(channel=channel)
            await self.slack.files_upload_v2(channel=channel, filename="a.txt", content="a", initial_comment="Here")

    async def surfaces_are_used(self) -> None:
        people, slack = self.people, self.slack
        for person, channel in ((HILDE, HALLA), (DANA, HANDOFF)):
            said = await slack.chat_postMessage(channel=channel, text="?", blocks=[actions(button("open"))])
            await people.press(person, said.data, "open")  # type: ignore[arg-type]  # the SDK's own gap
            view = await people.wait_for_view(person, "asked")
            await people.press_view(person, view["id"], "push")
            pushed = await people.wait_for_view(person, "pushed")
            await people.close_view(person, pushed["id"])
            await people.submit(person, view["id"], {"why": "So"})
            await people.press(person, said.data, "open")  # type: ignore[arg-type]  # the SDK's own gap
            view = await people.wait_for_view(person, "asked")
            await people.close_view(person, view["id"])
        await slack.chat_postEphemeral(channel=HANDOFF, user=DANA, text="?", blocks=[actions(button("note"))])
        hidden = [one for one in await people.messages(DANA, HANDOFF) if one["is_ephemeral"]][-1]
        await people.press(DANA, hidden, "note")
        await people.command(DANA, HANDOFF, "/support", "help")
        ts = await people.post(DANA, HANDOFF, "Look")
        await people.shortcut(DANA, "look", HANDOFF, ts)
        await people.shortcut(DANA, "anywhere")
        await people.home(DANA)
        home = {"type": "home", "blocks": [actions(button("note"))]}
        published = await slack.views_publish(user_id=DANA, view=home)
        await people.press_view(DANA, published["view"]["id"], "note")
        await people.home(DANA)

    async def the_app_looks_around(self) -> None:
        slack = self.slack
        await slack.auth_test()
        await slack.bots_info(bot="B0BATON")
        for team in ("T0LARKSPUR", "T0HALLAOPS", "E0HALLA"):
            await slack.team_info(team=team)
        for user in (DANA, HILDE, "U0GUS", "U0STRANGER", BATON):
            await slack.users_info(user=user, include_locale=True)
        await slack.users_list()
        await slack.users_lookupByEmail(email="dana@larkspur.example")
        for channel in (HALLA, HANDOFF, HARTMANN):
            await slack.conversations_info(channel=channel, include_num_members=True)
        await slack.conversations_members(channel=HALLA)
        await slack.conversations_list(types="public_channel,private_channel,im,mpim")
        await slack.users_conversations(types="public_channel,private_channel,im")

    async def channels_change(self) -> None:
        people, slack = self.people, self.slack
        await people.leave(PRIYA, HANDOFF)
        await people.join(PRIYA, HANDOFF)
        await people.leave(HILDE, HALLA)
        await people.join("U0HUGO", HALLA, user=HILDE)
        for channel in (HANDOFF, HARTMANN):
            await people.change_channel(DANA, channel, "rename", name="renamed")
            await people.change_channel(DANA, channel, "archive")
            await people.change_channel(DANA, channel, "unarchive")
        await slack.conversations_leave(channel=HANDOFF)
        await slack.conversations_join(channel=HANDOFF)
        await slack.conversations_leave(channel=HARTMANN)
        await people.join(DANA, HARTMANN, user=BATON)

    async def teams_connect(self) -> None:
        people, slack = self.people, self.slack
        invited = await slack.conversations_inviteShared(channel=HARTMANN, user_ids=FRIDA)
        await slack.conversations_listConnectInvites()
        await people.answer_invitation(FRIDA, invited["invite_id"], "accept", needs_approval=True)
        await slack.conversations_approveSharedInvite(invite_id=invited["invite_id"])
        invited = await slack.conversations_inviteShared(channel=HANDOFF, emails="petra@pebble.example")
        await slack.conversations_declineSharedInvite(invite_id=invited["invite_id"])
        wanted = await people.invite(PETRA, VENDORS, user=BATON)
        await slack.conversations_acceptSharedInvite(channel_name="vendors", invite_id=wanted)
        await slack.conversations_externalInvitePermissions_set(
            channel=FJORD, target_team="T0FJORD", action="downgrade"
        )
        await people.change_channel(DANA, FJORD, "unshare", team="T0FJORD")
        await people.change_channel(PETRA, VENDORS, "unshare", team="T0LARKSPUR")

    async def the_app_goes(self) -> None:
        await self.slack.auth_revoke()
        await self.people.change_app("uninstall")
        await self.people.change_app("rate_limit")
        await self.people.post(DANA, HANDOFF, "Too much")


def _bot(box: Sandbox, slack: Recorder) -> AsyncApp:
    """A bot that takes everything, and opens modals when asked to."""
    app = AsyncApp(client=AsyncWebClient(token=box.bot_token, base_url=box.api_url, retry_handlers=[]))

    @app.middleware
    async def take(body: Json) -> BoltResponse:
        pressed = body["actions"][0]["action_id"] if body.get("type") == "block_actions" else None
        if pressed == "open":
            opened = await slack.views_open(trigger_id=body["trigger_id"], view=ASKED)
            await slack.views_update(view_id=opened["view"]["id"], view=ASKED)
        if pressed == "push":
            await slack.views_push(trigger_id=body["trigger_id"], view=modal("pushed"))
        return BoltResponse(status=200, body="")

    return app


async def everything_said(box: Sandbox) -> tuple[list[Json], dict[str, list[Json]]]:
    """Every payload and, by method, every answer of a world in which everything happened."""
    slack = Recorder(token=box.bot_token, base_url=box.api_url, retry_handlers=[])
    slack.answers = defaultdict(list)
    handler = AsyncSocketModeHandler(_bot(box, slack), box.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's own gap
    async with SandboxClient(box.url, box.control_token) as people:
        await Everything(people, slack).happens()
        await people.wait_for_quiet()
        deliveries = await people.deliveries()
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt's own gap
    await slack.apps_connections_open(app_token=box.app_token)
    context = next(one["payload"]["event_context"] for one in deliveries if "event_context" in one["payload"])
    await slack.apps_event_authorizations_list(token=box.app_token, event_context=context)
    return [one["payload"] for one in deliveries], slack.answers
