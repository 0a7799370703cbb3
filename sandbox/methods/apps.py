"""auth.*, apps.*, team.* and bots.*: who is calling, and where the app is installed."""

import base64
import json

from sandbox import installation
from sandbox.errors import Json, SlackError
from sandbox.events import authorizations
from sandbox.methods.call import Call
from sandbox.profiles import ICONS


def auth_test(call: Call) -> Json:
    """auth.test"""
    app = call.ws.app
    team = call.ws.teams[app.team]
    enterprise = call.ws.enterprise_of(team.id)
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "team_id": team.id,
        **({"enterprise_id": enterprise.id} if enterprise else {}),
        "user": app.name.lower(),
        "user_id": app.bot_user,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


def auth_revoke(call: Call) -> Json:
    """auth.revoke: the bot token is good for nothing afterwards."""
    if call.arguments.flag("test"):
        return {"revoked": False}
    installation.revoke(call.ws)
    return {"revoked": True}


def connections_open(call: Call) -> Json:
    """apps.connections.open"""
    return {"url": call.open_ticket()}


def event_authorizations_list(call: Call) -> Json:
    """apps.event.authorizations.list: every team through which this event could have come."""
    context = call.arguments.required("event_context")
    try:
        padded = context.partition("-")[2] + "=" * (-len(context.partition("-")[2]) % 4)
        told = json.loads(base64.urlsafe_b64decode(padded))
    except ValueError:
        raise SlackError("invalid_event_context") from None
    channel = call.ws.channels.get(told.get("cid") or "")
    return {"authorizations": authorizations(call.ws, channel)}


def team_info(call: Call) -> Json:
    """team.info: the own team, or one that shares a channel with the app."""
    ws = call.ws
    wanted = call.arguments.text("team") or ws.app.team
    connected = {team for channel in ws.channels.values() if ws.is_shared(channel) for team in channel.names}
    known = {ws.app.team, *connected}
    if wanted not in known | {ws.organisation_of(team) for team in known}:
        raise SlackError("team_not_found")
    # assumed: the E… of a Grid organisation, which is all that messages tell of it, can be asked about as well
    team = ws.enterprises.get(wanted) or ws.teams[wanted]
    enterprise = ws.enterprise_of(wanted) if wanted in ws.teams else None
    in_grid = {"enterprise_id": enterprise.id, "enterprise_name": enterprise.name} if enterprise else {}
    return {
        "team": {
            **in_grid,
            "id": team.id,
            "name": team.name,
            "domain": team.domain,
            "email_domain": "",
            "icon": {"image_default": True},
            "url": f"https://{team.domain}.slack.com/",
        }
    }


def bots_info(call: Call) -> Json:
    """bots.info"""
    app = call.ws.app
    if call.arguments.text("bot", app.bot_id) != app.bot_id:
        raise SlackError("bot_not_found")
    bot = {"id": app.bot_id, "deleted": False, "name": app.name, "updated": 1, "app_id": app.id}
    return {"bot": {**bot, "user_id": app.bot_user, "icons": ICONS}}
