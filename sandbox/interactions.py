"""What people do with the app's surfaces: press, choose, submit, type a command; and what the app's answer does."""

from dataclasses import dataclass, replace

from sandbox import modals
from sandbox.blocks import chosen, elements, is_empty, options, sides
from sandbox.delivery import Courier
from sandbox.errors import ControlError, Json, SlackError
from sandbox.modals import view_as_slack
from sandbox.records import Channel, Message, View
from sandbox.response_urls import ResponseUrls
from sandbox.visibility import message_as_slack
from sandbox.workspace import Workspace

_PRESSED = ("button", "icon_button", "workflow_button")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which element of a message or a view somebody uses, and what they choose there."""

    action_id: str
    block_id: str | None = None
    value: str | None = None
    selected: object = None


@dataclass(frozen=True, slots=True)
class Interactions:
    """Carries what people do to the app, and what the app says to it back to them."""

    ws: Workspace
    courier: Courier
    urls: ResponseUrls

    async def press(self, user: str, channel: Channel, message: Message, wanted: Wanted) -> str:
        """Use an element of a message; returns the action's timestamp."""
        block, element = find_element(message.blocks, wanted)
        require_shown_to(element, user)
        action = self._action(block, element, wanted)
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.ephemeral_to is not None,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        payload: Json = {
            "type": "block_actions",
            **self._who(user),
            "container": container,
            "trigger_id": modals.make_trigger(self.ws, user),
            "channel": {"id": channel.id, "name": channel.name_for(self.ws.team_of(user))},
            "state": {"values": {}},
            "response_url": self.urls.make(channel.id, user, message.ts),
            "actions": [action],
        }
        if message.ephemeral_to is None:  # Slack sends no message with a press in an ephemeral one
            payload["message"] = message_as_slack(self.ws, channel, message, with_metadata=True)
        await self.courier.ask("interactive", payload)
        return str(action["action_ts"])

    async def press_view(self, user: str, view: View, wanted: Wanted) -> str:
        """Use an element of an open view or of App Home."""
        block, element = find_element(view.content["blocks"], wanted)
        action = self._action(block, element, wanted)
        state = view.state.get(block["block_id"], {})
        if element["action_id"] in state:
            state[element["action_id"]] = chosen(element, wanted.selected)
        payload = {
            "type": "block_actions",
            **self._who(user),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": modals.make_trigger(self.ws, user, view.id),
            "view": view_as_slack(self.ws, view),
            "actions": [action],
        }
        await self.courier.ask("interactive", payload)
        return str(action["action_ts"])

    async def suggest(self, user: str, surface: View | tuple[Channel, Message], wanted: Wanted) -> list[Json]:
        """Type into an external select: the options the app answers with."""
        if isinstance(surface, View):
            blocks = surface.content["blocks"]
            place: Json = {
                "container": {"type": "view", "view_id": surface.id},
                "view": view_as_slack(self.ws, surface),
            }
        else:
            channel, message = surface
            blocks = message.blocks
            place = {
                "container": {"type": "message", "message_ts": message.ts, "channel_id": channel.id},
                "channel": {"id": channel.id, "name": channel.name_for(self.ws.team_of(user))},
                "message": message_as_slack(self.ws, channel, message),
            }
        block, element = find_element(blocks, replace(wanted, value=None))
        typed = require_query(element, wanted.value or "")
        named = {"action_id": element["action_id"], "block_id": block["block_id"], "value": typed}
        payload = {"type": "block_suggestion", **self._who(user), **place, **named}
        return options(await self.courier.ask("interactive", payload) or {})

    async def submit(self, user: str, view: View, values: Json) -> Json:
        """Fill a modal in and submit it; returns what the app made of it."""
        if view.kind != "modal":
            raise ControlError("not_a_modal", "Only a modal can be submitted.")
        errors = fill(view, values)
        if errors:
            return {"response_action": "errors", "errors": errors}
        payload = {
            "type": "view_submission",
            **self._who(user),
            "trigger_id": modals.make_trigger(self.ws, user, view.id),
            "view": view_as_slack(self.ws, view),
            "response_urls": [],
            "is_enterprise_install": False,
        }
        answer = await self.courier.ask("interactive", payload) or {}
        return self._apply(user, view, answer)

    def _apply(self, user: str, view: View, answer: Json) -> Json:
        action = answer.get("response_action")
        if action == "errors":
            return {"response_action": action, "errors": answer.get("errors", {})}
        try:
            self._follow(user, view, answer)
        except SlackError as error:
            detail = "; ".join(error.messages) or "The app answered with a view that Slack refuses."
            raise ControlError(error.code, detail, status=424) from None
        return {"response_action": action}

    def _follow(self, user: str, view: View, answer: Json) -> None:
        match answer.get("response_action"):
            case "update":
                modals.change_view(self.ws, view, answer["view"])
            case "push":
                modals.push_view(self.ws, user, answer["view"])
            case "clear":
                modals.close_all(self.ws, user)
            case _:
                modals.close_view(self.ws, view)

    async def close(self, user: str, view: View) -> None:
        """Close a modal by its x; the app hears of it if it asked to."""
        cleared = bool(view.content.get("clear_on_close"))
        payload = {
            "type": "view_closed",
            **self._who(user),
            "view": view_as_slack(self.ws, view),
            "is_cleared": cleared,
            "is_enterprise_install": False,
        }
        if cleared:
            modals.close_all(self.ws, user)
        else:
            modals.close_view(self.ws, view)
        if view.content.get("notify_on_close"):
            await self.courier.ask("interactive", payload)

    async def command(self, user: str, channel: Channel, command: str, text: str) -> None:
        """Type a slash command. Outsiders have none of the app's: Slack does not share them."""
        self._require_insider(user, f"{command} is not a valid command")
        declared = self.ws.app.commands
        if declared is not None and command not in [one.command for one in declared]:
            raise ControlError("unknown_command", f"{command} is not a valid command: the manifest has none of it.")
        person, team = self.ws.people[user], self.ws.teams[self.ws.team_of(user)]
        enterprise = self.ws.enterprise_of(team.id)
        in_grid = {"enterprise_id": enterprise.id, "enterprise_name": enterprise.name} if enterprise else {}
        payload = {
            **in_grid,
            "token": "sandbox-verification-token",
            "team_id": team.id,
            "team_domain": team.domain,
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.kind == "im" else channel.name_for(team.id),
            "user_id": user,
            "user_name": person.handle,
            "command": command,
            "text": text,
            "api_app_id": self.ws.app.id,
            "is_enterprise_install": "false",
            "response_url": self.urls.make(channel.id, user),
            "trigger_id": modals.make_trigger(self.ws, user),
        }
        answer = await self.courier.ask("slash_commands", payload)
        if answer:
            self.urls.respond(self.urls.peek(payload["response_url"]), answer)

    async def shortcut(self, user: str, callback_id: str, where: tuple[Channel, Message] | None) -> None:
        """Use a shortcut: of a message when `where` says which, else a global one."""
        self._require_insider(user, "this shortcut")
        declared = self.ws.app.shortcuts
        if declared is not None and callback_id not in [one.callback_id for one in declared]:
            raise ControlError("unknown_shortcut", f"The manifest has no shortcut {callback_id}.")
        payload: Json = {
            "type": "shortcut",
            **self._who(user),
            "callback_id": callback_id,
            "trigger_id": modals.make_trigger(self.ws, user),
            "action_ts": self.ws.next_ts(),
        }
        # Unlike other interactions, shortcuts do not say which app they are of.
        del payload["api_app_id"]
        if where is not None:
            channel, message = where
            del payload["user"]["username"]
            payload.update(
                type="message_action",
                message_ts=message.ts,
                channel={"id": channel.id, "name": channel.name_for(self.ws.team_of(user))},
                message=message_as_slack(self.ws, channel, message),
                response_url=self.urls.make(channel.id, user, message.ts),
            )
        await self.courier.ask("interactive", payload)

    def _require_insider(self, user: str, what: str) -> None:
        if self.ws.is_external(user):
            raise ControlError("command_not_shared", f"Slack does not share an app's commands across teams: {what}.")

    def _who(self, user: str) -> Json:
        person, team = self.ws.people[user], self.ws.teams[self.ws.team_of(user)]
        enterprise = self.ws.enterprise_of(team.id)
        in_grid = {"enterprise_id": enterprise.id, "enterprise_name": enterprise.name} if enterprise else {}
        return {
            "user": {"id": user, "username": person.handle, "name": person.handle, "team_id": team.id},
            # assumed: the clicker's team, as for view_submission
            "team": {"id": team.id, "domain": team.domain, **in_grid},
            "enterprise": {"id": enterprise.id, "name": enterprise.name} if enterprise else None,
            "is_enterprise_install": False,
            "api_app_id": self.ws.app.id,
            "token": "sandbox-verification-token",
        }

    def _action(self, block: Json, element: Json, wanted: Wanted) -> Json:
        kind = element["type"]
        action: Json = {"type": kind, "action_id": element["action_id"], "block_id": block["block_id"]}
        action["action_ts"] = self.ws.next_ts()
        if kind == "feedback_buttons":
            action["value"] = wanted.value
            pressed = next(side for side in sides(element) if side.get("value") == wanted.value)
            action["text"] = pressed["text"]
        elif kind in _PRESSED:
            action.update({key: element[key] for key in ("text", "value", "style", "icon") if key in element})
        else:
            action.update(chosen(element, wanted.selected if wanted.selected is not None else wanted.value))
        return action


def find_element(blocks: list[Json], wanted: Wanted) -> tuple[Json, Json]:
    """The element somebody means, with its block. `value` tells apart those with the same `action_id`."""
    seen: list[str] = []
    for block, element in elements(blocks):
        seen.append(element["action_id"])
        if element["action_id"] != wanted.action_id or wanted.block_id not in (None, block["block_id"]):
            continue
        if _has_value(element, wanted.value):
            return block, element
    there = ", ".join(sorted(set(seen))) or "none"
    raise ControlError("no_such_element", f"There is no such {wanted.action_id} to press here; there is: {there}.")


def _has_value(element: Json, value: str | None) -> bool:
    if element["type"] == "feedback_buttons":
        return any(side.get("value") == value for side in sides(element))
    return value is None or element["type"] not in _PRESSED or element.get("value") == value


def require_query(element: Json, typed: str) -> str:
    """What is typed into an external select, refused when it is no such select or too short to be asked about."""
    if element["type"] not in ("external_select", "multi_external_select"):
        raise ControlError("not_external", f"{element['action_id']} has its options already.")
    least = element.get("min_query_length", 3)
    if len(typed) < least:
        raise ControlError("query_too_short", f"The app is asked from {least} characters on.")
    return typed


def require_shown_to(element: Json, user: str) -> None:
    """Refuse to press a button that is not shown to this person."""
    shown_to = element.get("visible_to_user_ids")
    if shown_to and user not in shown_to:
        raise ControlError("no_such_element", f"{element['action_id']} is not shown to {user}.")


def fill(view: View, values: Json) -> Json:
    """Type values into a modal's inputs; returns Slack's own complaints about what is missing."""
    errors: Json = {}
    known = {block["block_id"]: (block, element) for block, element in elements(view.content["blocks"])}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise ControlError("no_such_block", f"The view has no block {', '.join(unknown)}; it has {', '.join(known)}.")
    for block_id, (block, element) in known.items():
        if block_id in values:
            view.state.setdefault(block_id, {})[element["action_id"]] = chosen(element, values[block_id])
        is_required = block["type"] == "input" and not block.get("optional")
        if is_required and is_empty(view.state.get(block_id, {}).get(element["action_id"], {})):
            errors[block_id] = "Please complete this required field."
    return errors
