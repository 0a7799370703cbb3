"""Views: opening, stacking, changing and closing modals, and App Home."""

from sandbox import limits
from sandbox.blocks import elements, initial, with_block_ids
from sandbox.errors import Json, SlackError
from sandbox.records import Trigger, View
from sandbox.workspace import Workspace

STACK = 3
MAX_TRIGGERS = 2000


def make_trigger(ws: Workspace, user: str, view_id: str | None = None) -> str:
    """A trigger_id: one view may be opened with it, within three real seconds."""
    trigger_id = f"{ws.next_id('')}.{ws.app.team}.{ws.random.getrandbits(64):016x}"
    ws.triggers[trigger_id] = Trigger(user, ws.clock.wall() + ws.trigger_seconds, view_id)
    if len(ws.triggers) > MAX_TRIGGERS:
        del ws.triggers[next(iter(ws.triggers))]
    return trigger_id


def redeem(ws: Workspace, trigger_id: str) -> Trigger:
    """Use a trigger_id up."""
    trigger = ws.triggers.get(trigger_id)
    if trigger is None:
        raise SlackError("invalid_trigger_id")
    if trigger.is_used:
        raise SlackError("exchanged_trigger_id")
    if trigger.expires < ws.clock.wall():
        raise SlackError("expired_trigger_id")
    trigger.is_used = True
    return trigger


def open_view(ws: Workspace, user: str, content: Json) -> View:
    """Open a modal in place of whatever modals this person had open."""
    view = _made(ws, user, content)
    for view_id in ws.stacks.get(user, []):
        ws.views.pop(view_id, None)
    ws.views[view.id] = view
    ws.stacks[user] = [view.id]
    announce(ws, view)
    return view


def push_view(ws: Workspace, user: str, content: Json) -> View:
    """Put a modal on top of the ones this person has open; three at most."""
    stack = ws.stacks.get(user, [])
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= STACK:
        raise SlackError("push_limit_reached")
    view = _made(ws, user, content)
    view.root, view.previous = stack[0], stack[-1]
    ws.views[view.id] = view
    stack.append(view.id)
    announce(ws, view)
    return view


def change_view(ws: Workspace, view: View, content: Json, expected_hash: str | None = None) -> View:
    """Show something else in an open view; what was typed into blocks that stay is kept."""
    if expected_hash and expected_hash != view.hash:
        raise SlackError("hash_conflict")
    typed = view.state
    _fill(ws, view, content)
    for block_id, actions in view.state.items():
        for action_id in actions:
            actions[action_id] = typed.get(block_id, {}).get(action_id, actions[action_id])
    announce(ws, view)
    return view


def publish_home(ws: Workspace, user: str, content: Json, expected_hash: str | None = None) -> View:
    """Show something in this person's App Home."""
    if content.get("type") != "home":
        raise SlackError("invalid_arguments", "only home views can be published [json-pointer:/view/type]")
    if not ws.app.has_home:
        raise SlackError("not_enabled")
    ws.person(user)
    if user in ws.homes:
        return change_view(ws, ws.homes[user], content, expected_hash)
    ws.homes[user] = _made(ws, user, content)
    announce(ws, ws.homes[user])
    return ws.homes[user]


def close_view(ws: Workspace, view: View) -> None:
    """Close a modal, showing the one below it again."""
    ws.views.pop(view.id, None)
    stack = ws.stacks.get(view.owner, [])
    if view.id in stack:
        stack.remove(view.id)
    announce(ws, view)


def close_all(ws: Workspace, user: str) -> None:
    """Close every modal this person has open."""
    for view_id in list(ws.stacks.get(user, [])):
        close_view(ws, ws.views[view_id])


def find_view(ws: Workspace, view_id: str, external_id: str = "") -> View:
    """An open modal or a Home by its id, or by the id the app gave it."""
    for view in (*ws.views.values(), *ws.homes.values()):
        if view.id == view_id or (external_id and view.content.get("external_id") == external_id):
            return view
    raise SlackError("not_found")


def view_as_slack(ws: Workspace, view: View) -> Json:
    """A view as the Web API and interactions show it."""
    content = view.content
    return {
        "id": view.id,
        "team_id": ws.team_of(view.owner),
        "type": view.kind,
        "title": content.get("title"),
        "submit": content.get("submit"),
        "close": content.get("close"),
        "blocks": content["blocks"],
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "external_id": content.get("external_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "clear_on_close": bool(content.get("clear_on_close")),
        "notify_on_close": bool(content.get("notify_on_close")),
        "submit_disabled": bool(content.get("submit_disabled")),
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "app_id": ws.app.id,
        "app_installed_team_id": ws.app.team,
        "bot_id": ws.app.bot_id,
    }


def announce(ws: Workspace, view: View) -> None:
    """Tell the page that somebody's views changed."""
    ws.announce({"type": "home" if view.kind == "home" else "view", "view_id": view.id, "people": [view.owner]})


def _made(ws: Workspace, user: str, content: Json) -> View:
    external_id = content.get("external_id")
    if external_id and any(view.content.get("external_id") == external_id for view in ws.views.values()):
        raise SlackError("duplicate_external_id")
    view_id = ws.next_id("V")
    view = View(id=view_id, owner=user, content={}, hash="", root=view_id)
    _fill(ws, view, content)
    return view


def _fill(ws: Workspace, view: View, content: Json) -> None:
    limits.check_view(content, ws.features)
    view.content = {**content, "blocks": with_block_ids(content["blocks"], ws.random)}
    view.hash = f"{int(ws.clock.wall())}.{ws.random.getrandbits(32):08x}"
    view.state = {}
    for block, element in elements(view.content["blocks"]):
        if block["type"] == "input" or element["type"] not in ("button", "feedback_buttons", "icon_button", "overflow"):
            view.state.setdefault(block["block_id"], {})[element["action_id"]] = initial(element)
