"""conversations.*Shared* and their kin: inviting other organisations, and being invited."""

import re

from sandbox import invitations
from sandbox.errors import Json, SlackError
from sandbox.methods.call import Call
from sandbox.records import Invitation

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def invite_shared(call: Call) -> Json:
    """conversations.inviteShared: one person at a time, by id or by e-mail."""
    ws, arguments = call.ws, call.arguments
    channel = call.joined_channel()
    emails, users = arguments.words("emails"), arguments.words("user_ids")
    if not emails and not users:
        raise SlackError("recipients_not_specified")
    if len(emails) + len(users) > 1:
        raise SlackError("too_many_emails")
    if emails and not _EMAIL.fullmatch(emails[0]):
        raise SlackError("invalid_email")
    wanted = Invitation(
        id=ws.next_id("I"),
        channel=channel.id,
        inviter=ws.app.bot_user,
        inviting_team=ws.app.team,
        created=int(ws.clock.wall()),
        email=emails[0] if emails else "",
        user=users[0] if users else "",
        is_post_only=arguments.flag("external_limited", default=True),
    )
    invitations.invite(ws, channel, ws.app.bot_user, wanted)
    url = f"{ws.base_url}/archives/{channel.id}/{wanted.id}"
    return {"invite_id": wanted.id, "conf_code": wanted.id[-6:], "url": url, "is_legacy_shared_channel": False}


def accept_shared_invite(call: Call) -> Json:
    """conversations.acceptSharedInvite: the app's own, for its team."""
    name = call.arguments.required("channel_name", "invalid_name_required")
    invitation = _own(call)
    invitations.accept(call.ws, invitation, call.ws.app.bot_user, name)
    return {"implicit_approval": True, "channel_id": invitation.channel, "invite_id": invitation.id}


def approve_shared_invite(call: Call) -> Json:
    """conversations.approveSharedInvite"""
    invitations.approve(call.ws, _named(call), call.ws.app.bot_user)
    return {}


def decline_shared_invite(call: Call) -> Json:
    """conversations.declineSharedInvite"""
    invitations.decline(call.ws, _named(call), call.ws.app.bot_user)
    return {}


def list_connect_invites(call: Call) -> Json:
    """conversations.listConnectInvites: those that are not settled yet, in both directions."""
    ws = call.ws
    open_ones = [one for one in ws.invitations.values() if one.state in ("pending", "accepted")]
    page, more = call.page(open_ones)
    return {"invites": [_listed(call, one) for one in page], "response_metadata": more}


def set_external_invite_permissions(call: Call) -> Json:
    """conversations.externalInvitePermissions.set: whether another team may do more than write."""
    channel = call.joined_channel()
    team, action = call.arguments.required("target_team", "invalid_target_team"), call.arguments.text("action")
    targets = [one for one in channel.names if team in (one, call.ws.organisation_of(one))]
    if not targets or call.ws.app.team in targets:
        raise SlackError("invalid_target_team")
    match action:
        case "upgrade":
            channel.post_only.difference_update(targets)
        case "downgrade":
            channel.post_only.update(targets)
        case _:
            raise SlackError("invalid_action")
    return {}


def _named(call: Call) -> Invitation:
    return invitations.find(call.ws, call.arguments.required("invite_id", "invite_not_found"))


def _own(call: Call) -> Invitation:
    """The invitation of the app itself, by its id or by its channel's."""
    wanted = {call.arguments.text("invite_id"), call.arguments.text("channel_id")}
    for one in call.ws.invitations.values():
        if one.user == call.ws.app.bot_user and wanted & {one.id, one.channel}:
            return one
    raise SlackError("invite_not_found")


def _listed(call: Call, invitation: Invitation) -> Json:
    is_ours = invitation.inviting_team == call.ws.app.team
    return {
        "direction": "outgoing" if is_ours else "incoming",
        "status": "revoked" if invitation.state == "declined" else "sent",
        "date_last_updated": invitation.created,
        "invite_type": "channel",
        "invite": invitations.invite_as_slack(call.ws, invitation),
        "channel": invitations.place_as_slack(call.ws, invitation),
    }
