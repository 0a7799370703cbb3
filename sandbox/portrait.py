"""The world as the control API shows it: everything that is not a message."""

from dataclasses import asdict

from sandbox.errors import Json
from sandbox.modals import view_as_slack
from sandbox.records import Channel
from sandbox.workspace import Workspace


def world_shown(ws: Workspace) -> Json:
    """Teams, people, channels, and the app without its secrets."""
    return {
        "enterprises": [asdict(one) for one in ws.enterprises.values()],
        "teams": [{**asdict(team), "is_host": team.id == ws.app.team} for team in ws.teams.values()],
        "people": [_person(ws, person_id) for person_id in ws.people],
        "channels": [channel_shown(ws, channel) for channel in ws.channels.values()],
        "app": _app(ws),
        "guide": [asdict(step) for step in ws.world.guide],
        "features": {**asdict(ws.features), "bot_scopes": list(ws.scopes)},
        "clock": {"wall": ws.clock.wall(), "now": ws.clock.now()},
    }


def channel_shown(ws: Workspace, channel: Channel) -> Json:
    """A channel with everybody's name for it."""
    return {
        "id": channel.id,
        "name": channel.name_for(channel.host),
        "names": channel.names,
        "team_id": channel.host,
        "teams": list(channel.names),
        "members": channel.members,
        "topic": channel.topic,
        "is_ext_shared": ws.is_shared(channel),
        "is_private": channel.kind != "channel",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_archived": channel.is_archived,
        "post_only": sorted(channel.post_only),
        "retention": channel.retention,
    }


def statuses_shown(ws: Workspace, channel: Channel) -> list[Json]:
    """What the app says it is doing, per thread; forgotten after two minutes."""
    return [
        {"thread_ts": thread_ts, "status": status.text, "loading_messages": status.loading_messages}
        for thread_ts, status in channel.statuses.items()
        if ws.clock.now() - status.since < 120
    ]


def views_shown(ws: Workspace, person_id: str) -> Json:
    """The modals a person has open, the top one last, and their App Home."""
    home = ws.homes.get(person_id)
    return {
        "views": [view_as_slack(ws, ws.views[view_id]) for view_id in ws.stacks.get(person_id, [])],
        "home": view_as_slack(ws, home) if home else None,
    }


def _person(ws: Workspace, person_id: str) -> Json:
    person = ws.people[person_id]
    return {
        "id": person.id,
        "team_id": person.team,
        "name": person.handle,
        "real_name": person.real_name,
        "display_name": person.display_name,
        "title": person.title,
        "email": person.email,
        "is_admin": person.is_admin,
        "guest": person.guest,
        "tz": person.timezone,
    }


def _app(ws: Workspace) -> Json:
    app = ws.app
    return {
        "id": app.id,
        "name": app.name,
        "team_id": app.team,
        "user_id": app.bot_user,
        "bot_id": app.bot_id,
        "commands": [asdict(one) for one in app.commands or ()],
        "shortcuts": [asdict(one) for one in app.shortcuts or ()],
        "has_home": app.has_home,
    }
