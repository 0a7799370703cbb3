"""How people, the bot, channels and files look to the app: whose they are, and what is withheld of outsiders."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.errors import Json
from sandbox.records import Channel, File
from sandbox.workspace import Workspace
from sandbox.world import Person

ICONS = {f"image_{size}": f"https://a.slack-edge.example/bot_{size}.png" for size in (36, 48, 72)}


def bot_profile(ws: Workspace) -> Json:
    """The `bot_profile` that comes with every message of the app."""
    return {
        "id": ws.app.bot_id,
        "deleted": False,
        "name": ws.app.name,
        "updated": 1,
        "app_id": ws.app.id,
        "user_id": ws.app.bot_user,
        "icons": ICONS,
        "team_id": ws.app.team,
    }


def short_profile(ws: Workspace, person: Person) -> Json:
    """The `user_profile` that comes with messages in shared channels."""
    return {
        "name": person.handle,
        "first_name": person.real_name.split()[0],
        "real_name": person.real_name,
        "display_name": person.display_name,
        "team": ws.team_of(person.id),
        **_guesthood(person),
        "avatar_hash": "g" + person.id.lower(),
        "image_72": f"https://a.slack-edge.example/{person.id}_72.png",
    }


def person_as_slack(ws: Workspace, person: Person) -> Json:
    """A person as `users.info` shows them to the app: outsiders without locale, and without e-mail if they hide it."""
    is_external = ws.is_external(person.id)
    team = ws.team_of(person.id)
    offset = datetime.fromtimestamp(ws.clock.wall(), UTC).astimezone(ZoneInfo(person.timezone)).utcoffset()
    profile: Json = {
        "title": person.title,
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "first_name": person.real_name.split()[0],
        "last_name": person.real_name.split()[-1],
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "g" + person.id.lower(),
        "image_72": f"https://a.slack-edge.example/{person.id}_72.png",
        "team": team,
    }
    may_see_email = "users:read.email" in ws.scopes and (person.is_email_visible or not is_external)
    if person.email and may_see_email:
        profile["email"] = person.email
    return {
        "id": person.id,
        "team_id": team,
        "name": person.handle,
        "deleted": False,
        "real_name": person.real_name,
        "tz": person.timezone,
        "tz_label": person.timezone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile,
        "is_admin": person.is_admin and not is_external,
        "is_owner": False,
        "is_primary_owner": False,
        **_guesthood(person),
        "is_bot": False,
        "is_app_user": False,
        "updated": 1,
        **_grid_user(ws, person),
        **({"is_stranger": not _shares_a_channel(ws, person)} if is_external else {}),
    }


def _guesthood(person: Person) -> Json:
    return {"is_restricted": bool(person.guest), "is_ultra_restricted": person.guest == "single_channel"}


def _grid_user(ws: Workspace, person: Person) -> Json:
    """What tells that a person is of a Grid organisation."""
    enterprise = ws.enterprise_of(ws.team_of(person.id))
    if enterprise is None:
        return {}
    return {
        "enterprise_user": {
            "id": person.id,
            "enterprise_id": enterprise.id,
            "enterprise_name": enterprise.name,
            "is_admin": person.is_admin,
            "is_owner": False,
            "teams": [ws.team_of(person.id)],
        }
    }


def _shares_a_channel(ws: Workspace, person: Person) -> bool:
    return any(person.id in channel.members and ws.is_visible_to_app(channel) for channel in ws.channels.values())


def bot_as_slack(ws: Workspace) -> Json:
    """The app's bot user, as `users.info` shows it."""
    app = ws.app
    profile = {"real_name": app.name, "display_name": app.name, "api_app_id": app.id, "bot_id": app.bot_id}
    return {
        "id": app.bot_user,
        "team_id": app.team,
        "name": app.name.lower(),
        "deleted": False,
        "real_name": app.name,
        "tz": "America/Los_Angeles",
        "tz_label": "Pacific Time",
        "tz_offset": -28800,
        "profile": {**profile, "team": app.team, "always_active": True},
        "is_admin": False,
        "is_bot": True,
        "is_app_user": False,
        "updated": 1,
    }


def channel_as_slack(ws: Workspace, channel: Channel, *, is_listed: bool = False) -> Json:
    """A conversation as the app sees it; lists leave out which teams are connected."""
    common: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.kind == "im",
        "is_org_shared": len(channel.names) > 1 and not ws.is_shared(channel) and channel.kind != "im",
        "context_team_id": ws.app.team,
        "updated": channel.created * 1000,
    }
    if channel.kind == "im":
        return {**common, "user": channel.members[0], "is_user_deleted": False, "priority": 0}
    is_ext = ws.is_shared(channel)
    organisations = list(dict.fromkeys(ws.organisation_of(team) for team in channel.names))
    name = channel.name_for(ws.app.team)
    shown: Json = {
        **common,
        "name": name,
        "name_normalized": name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_general": name == "general",
        "is_shared": is_ext,
        "is_ext_shared": is_ext,
        "is_pending_ext_shared": bool(channel.pending_teams),
        "pending_shared": list(channel.pending_teams),
        "pending_connected_team_ids": list(channel.pending_teams),
        "is_member": ws.app.bot_user in channel.members,
        "creator": channel.members[0] if channel.members else "",
        "unlinked": 0,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
        "shared_team_ids": organisations if is_ext else [ws.app.team],
    }
    if channel.frozen_reason:
        shown.update(is_frozen=True, frozen_reason=channel.frozen_reason)
    if is_ext:
        shown["conversation_host_id"] = ws.organisation_of(channel.host)
    if is_ext and not is_listed:
        own = ws.organisation_of(ws.app.team)
        shown["connected_team_ids"] = [one for one in organisations if one != own]
        shown["internal_team_ids"] = [team for team in channel.names if ws.organisation_of(team) == own]
    if is_listed:
        shown["num_members"] = len(channel.members)
    return shown


def file_as_slack(ws: Workspace, file: File) -> Json:
    """A file with everything `files.info` knows of it: also where it is."""
    shares: dict[str, list[Json]] = {}
    for channel_id, ts in file.shares:
        shares.setdefault(channel_id, []).append({"ts": ts, "channel_name": "", "team_id": ws.app.team})
    return {**file_in_message(ws, file), "channels": list(shares), "shares": {"public": shares} if shares else {}}


def file_in_message(ws: Workspace, file: File) -> Json:
    """A file as the messages that carry it show it."""
    url = f"{ws.base_url}/files-pri/{file.id}/{file.name}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2],
        "pretty_type": file.name.rpartition(".")[2].upper(),
        "user": file.owner,
        "user_team": ws.team_of(file.owner),
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "file_access": "visible",
        "url_private": url,
        "url_private_download": f"{url}?download=1",
        "permalink": url,
    }
