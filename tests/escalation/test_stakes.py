"""What is at stake with an account makes a handoff more urgent, and never brings one about."""

from datetime import UTC, datetime, timedelta

import pytest

from escalation.decisions import HandOff, Reply
from escalation.limits import Limits
from escalation.model import Belief, Facet, Fact, Priority, Standing
from escalation.policy import decide
from escalation.signals import Looked, Reading, Signals
from escalation.stakes import Stakes, stakes

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def known(*facts: Fact) -> tuple[Facet, ...]:
    return (Facet(source="HubSpot", standing=Standing.FOUND, facts=facts),)


def fact(key: str, days: float | None = None, text: str = "", *, alarming: bool = False) -> Fact:
    at = NOW + timedelta(days=days) if days is not None else None
    return Fact(key=key, label=key.title(), text=text, at=at, is_alarming=alarming)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        pytest.param((), "", id="nothing known"),
        pytest.param((fact("ends", 12),), "ends in 12 days", id="a subscription that ends"),
        pytest.param((fact("deal", 29),), "deal in 29 days", id="a deal that closes"),
        pytest.param((fact("deal", 31),), "", id="a deal that is far away"),
        pytest.param((fact("deal", -1),), "", id="a deal of the past"),
        pytest.param((fact("renewal", 3),), "", id="a month that renews as every month does"),
        pytest.param((fact("health", text="at risk", alarming=True),), "health: at risk", id="bad health"),
        pytest.param((fact("health", text="good"),), "", id="good health"),
        pytest.param(
            (fact("ends", 2), fact("health", text="red", alarming=True)), "ends in 2 days; health: red", id="both"
        ),
    ],
)
def test_what_is_at_stake(facts: tuple[Fact, ...], why: str) -> None:
    assert stakes(known(*facts), NOW).why == why


def test_it_makes_a_handoff_urgent_and_is_told() -> None:
    asks = Reading(asks_for_person=Belief(probability=1.0, evidence="a person"))

    decision = decide(Signals(says=asks, stakes=Stakes(why="ends in 2 days")), Limits())

    assert isinstance(decision, HandOff)
    assert decision.priority is Priority.HIGH
    assert decision.reasons[-1].detail == "ends in 2 days"


def test_it_brings_no_handoff_about() -> None:
    decision = decide(Signals(looked=Looked(confidence=0.99), stakes=Stakes(why="ends in 2 days")), Limits())

    assert isinstance(decision, Reply)
