import json
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from bot.ports import Choice, Field, Form, Kind, Place
from escalation.model import ChannelId, PersonId, Ts
from handlers.cards.form import form_view
from handlers.forms import filled


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


PLACE = Place(channel=ChannelId("C0DESK"), thread=Ts("1763800000.000100"))
TEAMS = (Choice(value="money", label="Money"), Choice(value="second", label="Second line"))
FORM = Form(
    kind="act",
    about="pass_on:H1",
    title="Pass it on",
    intro="It *waits* with another team then.",
    submit="Pass on",
    fields=(
        Field(name="team", label="To which team?", kind=Kind.CHOICE, choices=TEAMS, value="second"),
        Field(name="why", label="Why?", kind=Kind.TEXT, hint="They see it on the card.", is_optional=True, at_most=500),
        Field(name="who", label="To somebody?", kind=Kind.PERSON, is_optional=True),
        Field(name="when", label="By when?", kind=Kind.MOMENT, value="1763888400"),
        Field(name="name", label="Its name", value="x"),
    ),
)


def submitted(view: dict[str, Any], **states: dict[str, Any]) -> dict[str, Any]:
    """What Slack sends once somebody has filled the view in."""
    values = {block: {"value": state} for block, state in states.items()}
    return {
        "type": "view_submission",
        "user": {"id": "U0DANA", "team_id": "T0US"},
        "view": {**view, "id": "V1", "state": {"values": values}},
    }


def test_a_form_is_a_modal(golden: SnapshotAssertion) -> None:
    assert form_view(FORM, PLACE) == golden


def test_what_is_filled_in_comes_back_with_what_it_is_about() -> None:
    view = json.loads(json.dumps(form_view(FORM, PLACE)))
    payload = submitted(
        view,
        team={"type": "static_select", "selected_option": {"value": "money"}},
        why={"type": "plain_text_input", "value": " it is about an invoice "},
        who={"type": "users_select", "selected_user": None},
        when={"type": "datetimepicker", "selected_date_time": 1763888400},
    )

    found = filled(payload)

    assert found is not None
    form, key = found
    assert (form.kind, form.about, key) == ("act", "pass_on:H1", "form:act:V1")
    assert form.values == {"team": "money", "why": "it is about an invoice", "who": "", "when": "1763888400"}
    assert (form.by, form.asker.channel, form.asker.thread) == (PersonId("U0DANA"), PLACE.channel, PLACE.thread)


@pytest.mark.parametrize("metadata", ["", "not ours", "{}", "[]", '{"about": "x"}'])
def test_somebody_elses_modal_is_not_taken(metadata: str) -> None:
    assert filled(submitted({"private_metadata": metadata, "callback_id": "theirs"})) is None
