"""What becomes of the app as a whole: its token revoked, itself uninstalled and installed again."""

from sandbox.workspace import Workspace


def revoke(ws: Workspace) -> None:
    """Make the bot token good for nothing, and tell the app, whose sockets have a token of their own."""
    ws.token_error = "token_revoked"  # noqa: S105  an error code
    _tell_of_tokens(ws)


def uninstall(ws: Workspace) -> None:
    """Take the app out of its team."""
    ws.token_error = "account_inactive"  # noqa: S105  an error code
    _tell_of_tokens(ws)  # assumed: both events come, this one first; Slack promises no order
    ws.emit({"type": "app_uninstalled"}, None)


def restore(ws: Workspace) -> None:
    """Make the same token work again."""
    ws.token_error = None


def _tell_of_tokens(ws: Workspace) -> None:
    ws.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [ws.app.bot_user]}}, None)
