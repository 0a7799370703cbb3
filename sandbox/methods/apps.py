"""auth.*, apps.*, team.* and bots.*: who is calling, and where the app is installed."""

import base64
import json

from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.profiles import ICONS


def auth_test(call: Call) -> Json:
    """auth.test"""
    app = call.ws.app
    team = call.ws.teams[app.team]
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "team_id": team.id,
        "user": app.name.lower(),
        "user_id": app.bot_user,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Json:
    """apps.connections.open"""
    return {"url": call.open_ticket()}


def event_authorizations_list(call: Call) -> Json:
    """apps.event.authorizations.list: this app is only ever installed in the vendor's team."""
    context = call.arguments.required("event_context")
    try:
        padded = context.partition("-")[2] + "=" * (-len(context.partition("-")[2]) % 4)
        json.loads(base64.urlsafe_b64decode(padded))
    except ValueError:
        raise SlackError("invalid_event_context") from None
    installed = {
        "enterprise_id": None,
        "team_id": call.ws.app.team,
        "user_id": call.ws.app.bot_user,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {"authorizations": [installed]}


def team_info(call: Call) -> Json:
    """team.info: the own team, or one that shares a channel with the app."""
    ws = call.ws
    wanted = call.arguments.text("team") or ws.app.team
    connected = {team for channel in ws.channels.values() if ws.is_shared(channel) for team in channel.names}
    if wanted != ws.app.team and wanted not in connected:
        raise SlackError("team_not_found")
    team = ws.teams[wanted]
    return {
        "team": {
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
