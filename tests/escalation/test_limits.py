import pytest

from escalation.limits import Case, Limits, Policy, Setting, faults
from escalation.model import ChannelId, Priority

ACME = ChannelId("C0ACME")
POLICY = Policy(
    settings=(
        Setting(dials={"max_answers": 5}),
        Setting(dials={"max_answers": 1, "max_failed_answers": 1}, when=Case(channel=ACME, topic="Billing")),
        Setting(dials={"max_answers": 4}, when=Case(tier="enterprise")),
        Setting(dials={"max_answers": 3}, when=Case(channel=ACME)),
    )
)


@pytest.mark.parametrize(
    ("case", "most"),
    [
        pytest.param(Case(), 5, id="nothing known"),
        pytest.param(Case(tier="enterprise"), 4, id="a tier"),
        pytest.param(Case(channel=ACME), 3, id="a channel"),
        pytest.param(Case(channel=ACME, tier="enterprise"), 3, id="of two that name as much, the later"),
        pytest.param(Case(channel=ACME, topic="Billing", tier="enterprise"), 1, id="what names more counts more"),
        pytest.param(Case(topic="Billing"), 5, id="only half of what is named"),
    ],
)
def test_the_dials_that_name_most_of_a_case_hold_in_it(case: Case, most: int) -> None:
    assert POLICY.limits_for(case).max_answers == most


def test_what_is_not_set_is_as_shipped() -> None:
    assert Policy().limits_for(Case(channel=ACME)) == Limits()


@pytest.mark.parametrize(
    ("dial", "source"),
    [
        pytest.param("max_failed_answers", Case(channel=ACME, topic="Billing"), id="set for this case"),
        pytest.param("max_ask_backs", None, id="as shipped"),
    ],
)
def test_where_a_value_comes_from_can_be_told(dial: str, source: Case | None) -> None:
    assert POLICY.source_of(dial, Case(channel=ACME, topic="Billing")) == source


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        pytest.param("max_anger", 1, "max_anger is no dial", id="an unknown dial"),
        pytest.param("person_at", 1.2, "between 0 and 1", id="a belief above one"),
        pytest.param("person_at", True, "must be a number", id="no number"),
        pytest.param("max_answers", 1.5, "whole number", id="half an answer"),
        pytest.param("max_answers", -1, "whole number", id="less than none"),
        pytest.param("default_priority", 5, "1 (low)", id="no such priority"),
    ],
)
def test_a_wrong_dial_is_named_with_what_is_wrong(name: str, value: float, fault: str) -> None:
    (said,) = faults({name: value})

    assert said.startswith(name)
    assert fault in said


def test_good_dials_have_no_fault() -> None:
    assert faults({"person_at": 0.4, "max_answers": 3, "default_priority": Priority.HIGH}) == []
