"""Every Web API method the sandbox knows, with what it takes to call it."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import Json
from sandbox.methods import apps, assistant, chat, connect, conversations, files, reactions, streams, users, views
from sandbox.methods.call import Call


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its scope, its tier (0: not limited, 5: special), and the feature a plainer server lacks it with."""

    handle: Callable[[Call], Json]
    scope: str | None = None
    tier: int = 3
    feature: str | None = None
    takes_app_token: bool = False


_INVITES, _MANAGES = "conversations.connect:write", "conversations.connect:manage"

METHODS: dict[str, Method] = {
    "agents.sessions.rename": Method(assistant.rename_session, "chat:write", 4, "assistant_status"),
    "agents.sessions.setStatus": Method(assistant.set_session_status, "chat:write", 4, "assistant_status"),
    "apps.connections.open": Method(apps.connections_open, "connections:write", takes_app_token=True),
    "apps.event.authorizations.list": Method(
        apps.event_authorizations_list, "authorizations:read", 5, takes_app_token=True
    ),
    "assistant.threads.setStatus": Method(assistant.set_status, "chat:write", 5, "assistant_status"),
    "assistant.threads.setSuggestedPrompts": Method(
        assistant.set_suggested_prompts, "assistant:write", 4, "assistant_status"
    ),
    "assistant.threads.setTitle": Method(assistant.set_title, "assistant:write", 4, "assistant_status"),
    "auth.revoke": Method(apps.auth_revoke),
    "auth.test": Method(apps.auth_test, tier=5),
    "bots.info": Method(apps.bots_info, "users:read"),
    "chat.appendStream": Method(streams.append, "chat:write", 4, "streaming"),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink, tier=5),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write", 4, "ephemeral"),
    "chat.postMessage": Method(chat.post_message, "chat:write", 5),
    "chat.startStream": Method(streams.start, "chat:write", 2, "streaming"),
    "chat.stopStream": Method(streams.stop, "chat:write", 2, "streaming"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.acceptSharedInvite": Method(connect.accept_shared_invite, _INVITES, 2, "slack_connect"),
    "conversations.approveSharedInvite": Method(connect.approve_shared_invite, _MANAGES, feature="slack_connect"),
    "conversations.declineSharedInvite": Method(connect.decline_shared_invite, _MANAGES, feature="slack_connect"),
    "conversations.externalInvitePermissions.set": Method(
        connect.set_external_invite_permissions, _MANAGES, 2, "slack_connect"
    ),
    "conversations.history": Method(conversations.history),
    "conversations.info": Method(conversations.info),
    "conversations.inviteShared": Method(connect.invite_shared, _INVITES, 2, "slack_connect"),
    "conversations.join": Method(conversations.join, "channels:join"),
    "conversations.leave": Method(conversations.leave),
    "conversations.list": Method(conversations.list_all, tier=2),
    "conversations.listConnectInvites": Method(connect.list_connect_invites, _MANAGES, 1, "slack_connect"),
    "conversations.members": Method(conversations.members, tier=4),
    "conversations.open": Method(conversations.open_dm),
    "conversations.replies": Method(conversations.replies),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write", 4),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write", 4),
    "files.info": Method(files.info, "files:read", 4),
    "reactions.add": Method(reactions.add, "reactions:write", feature="reactions"),
    "reactions.get": Method(reactions.get, "reactions:read", feature="reactions"),
    "reactions.remove": Method(reactions.remove, "reactions:write", 2, "reactions"),
    "team.info": Method(apps.team_info, "team:read"),
    "users.conversations": Method(conversations.users_conversations),
    "users.info": Method(users.info, "users:read", 4),
    "users.list": Method(users.list_all, "users:read", 2),
    "users.lookupByEmail": Method(users.lookup_by_email, "users:read.email"),
    "views.open": Method(views.open_one, tier=4),
    "views.publish": Method(views.publish, tier=4),
    "views.push": Method(views.push, tier=4),
    "views.update": Method(views.update, tier=4),
}
