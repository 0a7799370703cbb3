"""views.*: opening, changing and publishing views."""

from sandbox import limits, modals
from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.modals import view_as_slack


def open_one(call: Call) -> Json:
    """views.open"""
    content = _content(call)
    trigger = modals.redeem(call.ws, call.arguments.required("trigger_id", "invalid_trigger_id"))
    view = modals.open_view(call.ws, trigger.user, content)
    return {"view": view_as_slack(call.ws, view)}


def push(call: Call) -> Json:
    """views.push"""
    content = _content(call)
    trigger = modals.redeem(call.ws, call.arguments.required("trigger_id", "invalid_trigger_id"))
    if trigger.view_id is None:
        raise SlackError("not_found")
    view = modals.push_view(call.ws, trigger.user, content)
    return {"view": view_as_slack(call.ws, view)}


def update(call: Call) -> Json:
    """views.update"""
    arguments = call.arguments
    view = modals.find_view(call.ws, arguments.text("view_id"), arguments.text("external_id"))
    modals.change_view(call.ws, view, _content(call), arguments.text("hash") or None)
    return {"view": view_as_slack(call.ws, view)}


def publish(call: Call) -> Json:
    """views.publish"""
    user = call.arguments.required("user_id", "user_not_found")
    view = modals.publish_home(call.ws, user, _content(call), call.arguments.text("hash") or None)
    return {"view": view_as_slack(call.ws, view)}


def _content(call: Call) -> Json:
    content = call.arguments.table("view")
    if content is None:
        raise SlackError("invalid_arguments", "missing required field: view")
    limits.check_view(content, call.ws.features)  # before the trigger is used up
    return content
