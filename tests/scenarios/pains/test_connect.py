"""Pains 10, 11, 12 and 24: people of other organisations, and what they must never see."""

import pytest

from handlers.ids import Action
from sandbox import posting
from sandbox.client import SandboxError
from sandbox.records import Message as SandboxMessage
from tests.scenarios.knowledge import INVOICES, KEYS
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.story import (
    DANA,
    HANDED_OFF,
    INES,
    JONAS,
    MAYA,
    OTHER_SHARED,
    PATIENCE,
    SHARED,
    Story,
    labelled,
    shown,
    words,
)


@pytest.mark.parametrize(
    ("who", "channel", "account"),
    [
        pytest.param("U0FRIDA", "C0FJORD", "Fjordbank", id="an external person without a visible e-mail"),
        pytest.param("U0HUGO", "C0HALLA", "Halla", id="somebody of a Grid organisation"),
        pytest.param("U0PETRA", "C0PEBBLE", "Pebble Studio", id="somebody who may only post"),
    ],
)
async def test_p10_people_without_an_e_mail_are_known_by_their_organisation(
    connect_story: Story, who: str, channel: str, account: str
) -> None:
    await connect_story.people.fault("users.lookupByEmail", error="users_not_found", times=0)

    await connect_story.ask(who, "Can I talk to a human?", channel)
    await connect_story.sees(who, HANDED_OFF)

    assert account in shown(await connect_story.card())


async def test_p10_somebody_whom_slack_does_not_show_is_heard_and_shown_as_unknown(connect_story: Story) -> None:
    await connect_story.people.fault("users.info", error="user_not_found", times=0)
    await connect_story.people.fault("team.info", error="team_not_found", times=0)

    await connect_story.ask("U0FRIDA", "Can I talk to a human?", "C0FJORD")
    await connect_story.sees("U0FRIDA", HANDED_OFF)

    card = words(await connect_story.card())
    assert "U0FRIDA" in card
    assert "@" not in card.replace("<@", "")  # no address was made up
    assert "Frida" not in card


async def test_p11_people_of_other_organisations_can_do_all_that_a_customer_may(connect_story: Story) -> None:
    await connect_story.ask("U0HILDE", KEYS, "C0HALLA")
    answer = await connect_story.sees("U0HILDE", "second key")

    await connect_story.press("U0HILDE", answer, Action.HANDOFF_REQUEST)
    await connect_story.sees("U0HILDE", HANDED_OFF)
    with pytest.raises(SandboxError, match="command_not_shared"):  # Slack's own rule: steering is for our side
        await connect_story.people.command("U0HILDE", "C0HALLA", "/support", "status")
    await connect_story.press(DANA, await connect_story.card(), Action.HANDOFF_CLAIM)

    await connect_story.sees("U0HILDE", "has read along")
    assert await connect_story.refused() == []


async def test_p11_whoever_may_only_post_says_it_in_words(connect_story: Story) -> None:
    await connect_story.ask("U0PETRA", KEYS, "C0PEBBLE")
    await connect_story.sees("U0PETRA", "second key")

    again = await connect_story.answer_to("U0PETRA", "That didn't work")
    await connect_story.say("U0PETRA", "a person, please")

    assert "different angle" in words(again)
    await connect_story.sees("U0PETRA", HANDED_OFF)
    assert "asked for a person" in shown(await connect_story.card()).lower()


async def test_p11_a_modal_that_somebody_of_another_organisation_submits_is_taken(connect_story: Story) -> None:
    await connect_story.ask("U0HILDE", KEYS, "C0HALLA")
    await connect_story.sees("U0HILDE", "second key")
    notice = await connect_story.answer_to("U0HILDE", "Can I talk to a human?")
    fixing = [one for one in labelled(notice) if "fix" in one["text"]["text"].lower()]
    assert fixing, f"nothing to correct the receipt with in: {words(notice)}"

    await connect_story.press("U0HILDE", notice, Action(fixing[0]["action_id"]))
    modal = await connect_story.people.wait_for_view("U0HILDE", within=PATIENCE)
    field = next(block["block_id"] for block in modal["blocks"] if block["type"] == "input")
    answer = await connect_story.people.submit("U0HILDE", modal["id"], {field: "It is about webhooks instead."})

    assert answer["response_action"] in {None, "clear"}
    await connect_story.card(contains="about webhooks instead")


async def test_p11_whoever_may_only_post_corrects_what_was_passed_on_in_words(connect_story: Story) -> None:
    await connect_story.ask("U0PETRA", KEYS, "C0PEBBLE")
    await connect_story.sees("U0PETRA", "second key")
    await connect_story.say("U0PETRA", "a person, please")
    notice = await connect_story.sees("U0PETRA", HANDED_OFF)
    assert "Pebble Studio" in shown(notice)

    await connect_story.say("U0PETRA", "Correction: it is about invoices")

    await connect_story.card(contains="Corrected by")
    await connect_story.sees("U0PETRA", "Corrected by")


async def test_p12_the_authorizations_of_another_installation_mislead_nobody(connect_story: Story) -> None:
    await connect_story.ask("U0FRIDA", f"@Baton {KEYS}", "C0FJORD")
    answer = await connect_story.sees("U0FRIDA", "second key")
    sent = [one["payload"] for one in await connect_story.people.deliveries() if one["kind"] == "events_api"]
    assert {one["team_id"] for event in sent for one in event["authorizations"]} == {"T0FJORD"}

    await connect_story.press("U0FRIDA", answer, Action.HANDOFF_REQUEST)
    await connect_story.sees("U0FRIDA", HANDED_OFF)
    await connect_story.press(DANA, await connect_story.card(), Action.HANDOFF_CLAIM)
    await connect_story.sees("U0FRIDA", "has read along")

    assert len(await connect_story.said("U0FRIDA")) == 3
    await connect_story.ask(DANA, KEYS, "C0FJORD")  # a colleague, though the same installation is named for her words
    assert await connect_story.said("U0FRIDA") == []
    assert await connect_story.refused() == []


async def test_p12_what_is_said_to_the_customers_own_installation_is_left_to_it(connect_story: Story) -> None:
    await connect_story.ask("U0FRIDA", f"<@U0FJORDBATON> {KEYS}", "C0FJORD")

    assert await connect_story.said("U0FRIDA") == []


async def test_p12_another_installation_in_the_channel_confuses_nobody(story: Story) -> None:
    ws = story.box.ws
    twin = SandboxMessage(ts=ws.next_ts(), author=JONAS, text=KEYS, extra={"bot_id": "B0TWIN", "app_id": ws.app.id})
    posting.post(ws, ws.channel(SHARED), twin)  # the customer's own install of the same app says something

    await story.ask(MAYA, INVOICES)
    await story.sees(MAYA, "Export as PDF")

    assert len(await story.said()) == 1
    seen = await story.people.messages(MAYA, SHARED, twin.ts)
    assert [one["ts"] for one in seen] == [twin.ts]


async def test_p24_words_for_one_customer_never_reach_another(story: Story) -> None:
    mayas = await story.claimed(DANA)
    await story.ask(INES, "Can I talk to a person?", OTHER_SHARED)
    await story.sees(INES, HANDED_OFF)
    iness = await story.card(contains="Ines Moreau")
    await story.press(DANA, iness, Action.HANDOFF_CLAIM)
    await story.sees(INES, "has read along")

    for number in range(3):  # Dana has both threads open, and answers in turns
        await story.note(DANA, mayas, f"for Brightwater {number}")
        await story.note(DANA, iness, f"for Nordwind {number}")
    await story.say(INES, "from Nordwind")
    await story.sees(INES, "for Nordwind 2")

    everywhere = await story.people.messages(MAYA, SHARED)
    read_by_maya = "\n".join(words(one) for one in everywhere)
    assert "for Brightwater 2" in read_by_maya
    assert "Nordwind" not in read_by_maya
    assert "Brightwater" not in await story.texts(INES)
    assert "Nordwind" not in await story.team_texts(mayas)
    assert "from Nordwind" in await story.team_texts(iness)


async def test_p24_nothing_of_one_customer_reaches_another(untold: Story, model: ScriptedModel) -> None:
    secret = "our contract number is BW-7731 and the discount is 40 percent"
    model.will_say("Create a second key, then revoke the first [1].")
    model.will_say("Press Export as PDF under Billing [1].")
    await untold.start_bot(openai_base_url=model.url, openai_api_key="key", baton_model="scripted")
    await untold.ask(MAYA, f"{KEYS} By the way, {secret}.")
    await untold.sees(MAYA, "second key")
    await untold.settled()
    asked_before = len(model.asked)

    await untold.ask(INES, f"{INVOICES} And what discount does Brightwater get?", OTHER_SHARED)
    await untold.sees(INES, "Export as PDF")
    await untold.say(INES, "Can I talk to a person?")
    card = await untold.card(contains="Nordwind")

    told = str(model.asked[asked_before:])
    everything = words(card) + await untold.team_texts(card) + await untold.texts(INES)
    assert INVOICES in told
    for piece in ("BW-7731", "40 percent", "Maya"):
        assert piece not in told
        assert piece not in everything
