"""The Slack app's manifest: valid by the vendor's schema, and in step with the code."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from handlers.ids import EVENTS, SCOPES, Command, Shortcut

ROOT = Path(__file__).parents[2]
SPECS = Path(os.environ.get("BATON_SPECS") or ROOT.parent / "shared" / "specs")  # noqa: TID251  where the contracts are
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251


@pytest.fixture
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return found


def test_the_manifest_is_valid_by_slacks_schema(manifest: dict[str, Any]) -> None:
    schema = SPECS / "slack" / "manifest.schema.2.0.0.json"
    if not schema.exists():
        assert not IN_CI, f"CI must have {schema}"
        pytest.skip(f"no vendor contracts at {SPECS}; name their folder in BATON_SPECS")

    jsonschema.validate(manifest, json.loads(schema.read_text()))


def test_the_manifest_asks_for_the_scopes_that_the_code_needs(manifest: dict[str, Any]) -> None:
    assert manifest["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)


def test_the_manifest_subscribes_to_the_events_that_the_code_reads(manifest: dict[str, Any]) -> None:
    assert tuple(manifest["settings"]["event_subscriptions"]["bot_events"]) == EVENTS


def test_the_manifest_lets_buttons_and_socket_mode_work(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["settings"]["socket_mode_enabled"] is True


def test_the_manifest_declares_the_commands_that_the_code_answers(manifest: dict[str, Any]) -> None:
    declared = {command["command"] for command in manifest["features"]["slash_commands"]}

    assert declared == {command.value for command in Command}


def test_the_manifest_declares_the_shortcuts_that_the_code_answers(manifest: dict[str, Any]) -> None:
    declared = {shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]}

    assert declared == {shortcut.value for shortcut in Shortcut}
    assert all(len(shortcut["name"]) <= 24 for shortcut in manifest["features"]["shortcuts"])
