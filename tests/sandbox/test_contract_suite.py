"""The contract suite itself: it covers what it must, says what it rests on, and keeps tokens where they belong."""

import ast
from pathlib import Path

import pytest

from tests.sandbox.contract.server import WrongServerError, named_server, refuse_to_mix

ROOT = Path(__file__).parents[2]
CHECKS = sorted((ROOT / "tests" / "sandbox" / "contract").glob("test_*.py"))
PLAIN = {"__init__.py", "asking.py", *(path.name for path in CHECKS)}
METHODS = (
    "agents.sessions.rename",
    "agents.sessions.setStatus",
    "apps.connections.open",
    "apps.event.authorizations.list",
    "assistant.threads.setStatus",
    "assistant.threads.setSuggestedPrompts",
    "assistant.threads.setTitle",
    "auth.test",
    "bots.info",
    "chat.appendStream",
    "chat.delete",
    "chat.getPermalink",
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.startStream",
    "chat.stopStream",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.inviteShared",
    "conversations.join",
    "conversations.list",
    "conversations.members",
    "conversations.open",
    "conversations.replies",
    "files.completeUploadExternal",
    "files.getUploadURLExternal",
    "files.info",
    "reactions.add",
    "reactions.get",
    "reactions.remove",
    "team.info",
    "users.conversations",
    "users.info",
    "users.list",
    "users.lookupByEmail",
    "views.open",
    "views.publish",
    "views.push",
    "views.update",
)
"""What a server for Baton must have."""


def checks() -> list[ast.FunctionDef]:
    found = [node for path in CHECKS for node in ast.parse(path.read_text(encoding="utf-8")).body]
    return [node for node in found if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def marks(check: ast.FunctionDef) -> list[tuple[str, str]]:
    """The names and first arguments of `pytest.mark.documented` and `assumed`."""
    calls = [node for node in check.decorator_list if isinstance(node, ast.Call)]
    named = [(ast.unparse(call.func).rpartition(".")[2], ast.literal_eval(call.args[0])) for call in calls]
    return [(name, text) for name, text in named if name in ("documented", "assumed")]


def test_every_method_is_asked_for() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in CHECKS)

    assert len(METHODS) == 40
    assert [
        method for method in METHODS if f'"{method}"' not in written and method.replace(".", "_") not in written
    ] == []


def test_every_check_says_what_it_rests_on() -> None:
    assert [check.name for check in checks() if len(marks(check)) != 1] == []
    assert len(checks()) > 80


def test_every_assumption_is_listed_in_the_document() -> None:
    text = " ".join((ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8").split())
    assumed = [words for check in checks() for name, words in marks(check) if name == "assumed"]

    assert assumed
    assert [words for words in assumed if words not in text] == []


@pytest.mark.parametrize(
    "path", [path for path in CHECKS[0].parent.glob("*.py") if path.name in PLAIN], ids=lambda p: p.name
)
def test_the_checks_know_nothing_of_the_sandbox(path: Path) -> None:
    imported = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert [line for line in imported if "sandbox" in line and "tests.sandbox.contract" not in line] == []


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("https://slack.com/api/", "xoxb-sandbox-baton"),
        ("https://acme.slack.com/api/", "xoxb-test-token"),
        ("http://127.0.0.1:3000/api/", "xoxb-1234567890-1234567890123-AbCdEfGhIjKlMnOp"),
        ("https://slack.com.evil.example/api/", "xoxp-1234567890-123"),
        ("http://localhost/api/", "xapp-1-A0123-456-abc"),
    ],
)
def test_no_token_goes_where_it_does_not_belong(url: str, token: str) -> None:
    with pytest.raises(WrongServerError):
        refuse_to_mix(url, [token])


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("https://slack.com/api/", "xoxb-1234567890-1234567890123-AbCdEfGhIjKlMnOp"),
        ("https://slack.com/api/", "xapp-1-A0123-456-abc"),
        ("http://127.0.0.1:3000/api/", "xoxb-sandbox-baton"),
        ("http://127.0.0.1:3000/api/", "xoxb-test-token"),
    ],
)
def test_tokens_go_where_they_belong(url: str, token: str) -> None:
    refuse_to_mix(url, [token])


def test_a_server_is_named_by_options_or_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_CONTRACT_BOT_TOKEN", "xoxb-test-token")
    options = {"--slack-api-url": "http://127.0.0.1:1/api", "--channel": "C1"}

    found = named_server(options.get)

    assert found is not None
    assert (found.api_url, found.bot_token, found.is_ours) == ("http://127.0.0.1:1/api/", "xoxb-test-token", False)
    assert named_server(lambda _name: None) is None


def test_half_a_server_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_CONTRACT_BOT_TOKEN", raising=False)

    with pytest.raises(WrongServerError, match="needs --bot-token and --channel"):
        named_server({"--slack-api-url": "http://127.0.0.1:1/api"}.get)
