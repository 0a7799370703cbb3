"""users.*: people, as far as the app may know them."""

from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.profiles import bot_as_slack, person_as_slack


def info(call: Call) -> Json:
    """users.info"""
    ws = call.ws
    user = call.arguments.required("user", "user_not_found")
    if user == ws.app.bot_user:
        return {"user": bot_as_slack(ws)}
    person = ws.person(user)
    shown = person_as_slack(ws, person)
    if call.arguments.flag("include_locale") and not ws.is_external(user):
        shown["locale"] = "en-US"
    return {"user": shown}


def list_all(call: Call) -> Json:
    """users.list: the own team only; outsiders appear in `conversations.members`."""
    ws = call.ws
    own = [person_as_slack(ws, person) for person in ws.people.values() if not ws.is_external(person.id)]
    page, more = call.page([*own, bot_as_slack(ws)])
    return {"members": page, "cache_ts": int(ws.clock.wall()), "response_metadata": more}


def lookup_by_email(call: Call) -> Json:
    """users.lookupByEmail"""
    ws = call.ws
    wanted = call.arguments.required("email", "users_not_found").lower()
    for person in ws.people.values():
        # assumed: outsiders are not found, for the method searches the own workspace
        if (person.email or "").lower() == wanted and not ws.is_external(person.id):
            return {"user": person_as_slack(ws, person)}
    raise SlackError("users_not_found")
