"""Slack Connect invitations: how a channel comes to be shared with others; with the events that follow."""

from sandbox import channel_life, membership
from sandbox.errors import Json, SlackError
from sandbox.profiles import person_as_slack
from sandbox.records import Channel, Invitation
from sandbox.workspace import Workspace
from sandbox.world import Person

VALID_SECONDS = 14 * 86_400


def invite(ws: Workspace, channel: Channel, inviter: str, wanted: Invitation) -> Invitation:
    """Ask one person, by id or by e-mail, to connect their team to a channel."""
    if channel.kind not in ("channel", "group"):
        raise SlackError("invalid_channel_type")
    if channel.is_archived:
        raise SlackError("channel_archived")
    if ws.team_of(inviter) in channel.post_only:
        raise SlackError("no_external_invite_permission")
    invited = _invited(ws, wanted)
    if invited is not None:
        if invited in channel.names:
            raise SlackError("already_in_channel")
        channel.pending_teams.append(invited)
    ws.invitations[wanted.id] = wanted
    if wanted.user == ws.app.bot_user:  # Slack tells an app of its own invitations only, and by id only
        ws.emit(_event(ws, "received", wanted), None)
    ws.announce({"type": "channel", "channel": channel.id, "people": sorted({*channel.members} & set(ws.people))})
    return wanted


def accept(ws: Workspace, invitation: Invitation, user: str, name: str = "", *, needs_approval: bool = False) -> None:
    """Connect the team of whoever was invited, at once unless the inviting side wants to look at it first."""
    _require_open(invitation)
    invitation.state, invitation.user = "accepted", user
    event = _event(ws, "accepted", invitation)
    _emit(ws, invitation, {**event, "approval_required": needs_approval, "accepting_user": _user(ws, user)})
    if not needs_approval:
        _connect(ws, invitation, name)


def approve(ws: Workspace, invitation: Invitation, user: str) -> None:
    """Let an accepted invitation through."""
    if invitation.state != "accepted":
        raise SlackError("already_approved" if invitation.state == "connected" else "approval_not_found")
    event = _event(ws, "approved", invitation)
    _emit(ws, invitation, {**event, "approving_team_id": ws.team_of(user), "approving_user": _user(ws, user)})
    _connect(ws, invitation)


def decline(ws: Workspace, invitation: Invitation, user: str) -> None:
    """Say no, on whichever side."""
    if invitation.state not in ("pending", "accepted"):
        raise SlackError("inactive_invite")
    invitation.state = "declined"
    _forget_pending(ws, invitation)
    event = _event(ws, "declined", invitation)
    _emit(ws, invitation, {**event, "declining_team_id": ws.team_of(user), "declining_user": _user(ws, user)})


def find(ws: Workspace, invite_id: str) -> Invitation:
    """An invitation by its id."""
    try:
        return ws.invitations[invite_id]
    except KeyError:
        raise SlackError("invite_not_found") from None


def invite_as_slack(ws: Workspace, invitation: Invitation) -> Json:
    """An invitation as events and `conversations.listConnectInvites` show it."""
    shown: Json = {
        "id": invitation.id,
        "date_created": invitation.created,
        "date_invalid": invitation.created + VALID_SECONDS,
        "inviting_team": team_as_slack(ws, invitation.inviting_team),
        "inviting_user": _user(ws, invitation.inviter),
    }
    if invitation.email:
        shown["recipient_email"] = invitation.email
    if invitation.user:
        shown["recipient_user_id"] = invitation.user
    return shown


def place_as_slack(ws: Workspace, invitation: Invitation) -> Json:
    """The channel of an invitation, as much of it as an outsider is told."""
    channel = ws.channel(invitation.channel)
    name = channel.name_for(invitation.inviting_team)
    return {"id": channel.id, "is_private": channel.kind == "group", "is_im": False, "name": name}


def team_as_slack(ws: Workspace, team_id: str) -> Json:
    """A team as others see it: a Grid organisation as a whole."""
    team = ws.enterprise_of(team_id) or ws.teams[team_id]
    icon = {"image_default": True}
    return {"id": team.id, "name": team.name, "icon": icon, "is_verified": False, "domain": team.domain}


def _invited(ws: Workspace, wanted: Invitation) -> str | None:
    if wanted.user == ws.app.bot_user:
        return ws.app.team
    if wanted.user:
        return ws.person(wanted.user).team
    known = [one for one in ws.people.values() if (one.email or "").lower() == wanted.email.lower()]
    return known[0].team if known else None


def _connect(ws: Workspace, invitation: Invitation, name: str = "") -> None:
    channel, user = ws.channel(invitation.channel), invitation.user
    invitation.state, team = "connected", ws.team_of(user)
    _forget_pending(ws, invitation)
    channel_life.share(ws, channel, team, is_post_only=invitation.is_post_only)
    invitation.channel = channel.id  # sharing a private channel has changed it
    if name:
        channel.names[team] = name
    membership.join(ws, channel, user)


def _forget_pending(ws: Workspace, invitation: Invitation) -> None:
    pending, team = ws.channel(invitation.channel).pending_teams, _invited(ws, invitation)
    if team in pending:
        pending.remove(team)


def _require_open(invitation: Invitation) -> None:
    if invitation.state == "declined":
        raise SlackError("invite_not_found")
    if invitation.state != "pending":
        raise SlackError("invite_used")


def _event(ws: Workspace, what: str, invitation: Invitation) -> Json:
    event: Json = {
        "type": f"shared_channel_invite_{what}",
        "invite": invite_as_slack(ws, invitation),
        "channel": place_as_slack(ws, invitation),
        "event_ts": ws.next_ts(),
    }
    if what != "received":
        teams = ws.channel(invitation.channel).names
        event["teams_in_channel"] = [team_as_slack(ws, team) for team in teams]
    return event


def _emit(ws: Workspace, invitation: Invitation, event: Json) -> None:
    # assumed: only the inviting side's app hears what became of an invitation
    if invitation.inviting_team == ws.app.team:
        ws.emit(event, None)


def _user(ws: Workspace, user: str) -> Json:
    if user == ws.app.bot_user:
        profile = {"real_name": ws.app.name, "display_name": ws.app.name, "team": ws.app.team}
        return {"id": user, "team_id": ws.app.team, "name": ws.app.name.lower(), "updated": 1, "profile": profile}
    return _person(ws, ws.people[user])


def _person(ws: Workspace, person: Person) -> Json:
    shown = person_as_slack(ws, person)
    kept = (
        "real_name", "display_name", "real_name_normalized", "display_name_normalized", "team", "avatar_hash", "email",
        "image_72",
    )  # fmt: skip
    profile = {key: shown["profile"][key] for key in kept if key in shown["profile"]}
    return {**{key: shown[key] for key in ("id", "team_id", "name", "updated")}, "profile": profile}
