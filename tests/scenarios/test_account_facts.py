"""A customer disputes a bill: the card carries what the company's systems know, whichever of them are in trouble."""

from handlers.ids import Action
from tests.scenarios.story import DANA, INES, MAYA, OTHER_SHARED, Story, shown

BILL = "We were charged twice this month and I dispute this invoice. I want to talk to a person."


async def test_an_agent_need_not_look_up_what_the_companys_systems_know(firm: Story) -> None:
    await firm.start_bot()

    await firm.ask(MAYA, BILL)
    card = shown(await firm.card(contains="Charged twice in one month?"))

    assert "Brightwater Plumbing (the person is not known: this is their channel)" in card
    for fact in (
        "Plan: Larkspur Business (past due, $249.00 a month)",
        "Failed charge: $249.00, card declined, <!date^",
        "Disputed charge: $249.00, duplicate dispute, needs response",
        "#4003 “Charged twice in one month?” (open, high)",
        "Owner: Eli Okafor",
        "Health: at risk",
        "as of <!date^",
    ):
        assert fact in card


async def test_the_card_stands_though_one_system_hangs_and_one_is_broken(firm: Story) -> None:
    await firm.start_bot(baton_facts_seconds=0.9)
    await firm.people.vendors.fault("zendesk", "slow", seconds=1.8)
    await firm.people.vendors.fault("intercom", "refuse", status=500, times=0)

    await firm.ask(MAYA, BILL)
    card = await firm.card(contains="HTTP 500")

    assert "*Zendesk*  _asked, no answer yet_" in shown(card)
    assert "*Intercom*  ⚠️ _does not answer (HTTP 500)_" in shown(card)
    assert "Owner: Eli Okafor" in shown(card)
    assert "Failed charge" in shown(card)
    await firm.card(contains="#4003")
    await firm.press(DANA, card, Action.HANDOFF_CLAIM)
    await firm.sees(MAYA, "has read along")


async def test_a_colleague_of_another_customer_sees_and_causes_nothing_of_this_one(firm: Story) -> None:
    await firm.start_bot()

    await firm.ask(INES, BILL, OTHER_SHARED)
    card = shown(await firm.card(contains="*Stripe*"))
    seen = await firm.texts(INES)

    assert "Nordwind Logistics (" in card
    assert "Brightwater" not in card
    for secret in ("past due", "Larkspur Enterprise", "Eli Okafor", "at risk", "Failed charge", "$"):
        assert secret not in seen
