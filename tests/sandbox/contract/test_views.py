"""views.*, as far as they go without anybody's click: App Home, and what is refused."""

import json

import pytest

from tests.sandbox.contract.asking import Json, Slack

HOME = {
    "type": "home",
    "callback_id": "contract",
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Hi"}}],
}
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A check"},
    "blocks": [{"type": "divider"}],
}


@pytest.mark.documented("reference/methods/views.publish")
def test_a_published_home_is_told_back(slack: Slack, person: Json) -> None:
    view = slack("views.publish", user_id=person["id"], view=HOME)["view"]

    assert (view["type"], view["callback_id"]) == ("home", "contract")
    assert view["id"].startswith("V")
    assert view["hash"]
    assert view["blocks"][0]["text"]["text"] == "Hi"
    assert view["state"] == {"values": {}}


@pytest.mark.documented("reference/methods/views.publish")
def test_a_home_is_not_overwritten_with_an_old_hash(slack: Slack, person: Json) -> None:
    first = slack("views.publish", user_id=person["id"], view=HOME)["view"]
    second = slack("views.publish", user_id=person["id"], view=HOME, hash=first["hash"])["view"]

    refused = slack.error("views.publish", user_id=person["id"], view=HOME, hash=first["hash"])

    assert second["id"] == first["id"]
    assert second["hash"] != first["hash"]
    assert refused == "hash_conflict"


@pytest.mark.documented("reference/methods/views.open")
@pytest.mark.parametrize("method", ["views.open", "views.push"])
def test_a_modal_needs_somebodys_click(slack: Slack, method: str) -> None:
    assert slack.error(method, trigger_id="1.2.3", view=MODAL) == "invalid_trigger_id"


@pytest.mark.documented("reference/methods/views.update")
def test_a_view_that_does_not_exist_cannot_be_updated(slack: Slack) -> None:
    assert slack.error("views.update", view_id="V0NOTHING", view=MODAL) == "not_found"


@pytest.mark.assumed("a view is checked before its `trigger_id` is looked at (`invalid_arguments`)")
def test_a_view_that_cannot_be_is_refused_before_its_trigger_is_looked_at(slack: Slack) -> None:
    long = {**MODAL, "title": {"type": "plain_text", "text": "x" * 25}}

    refusal = slack.refusal("views.open", trigger_id="1.2.3", view=json.dumps(long))

    assert refusal["error"] == "invalid_arguments"
    assert refusal["response_metadata"]["messages"]
