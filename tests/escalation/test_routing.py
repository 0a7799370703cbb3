import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.model import ChannelId, Queue
from escalation.routing import Ask, Desk, Rule, choose_route

BILLING = Queue(name="Billing", channel=ChannelId("C0BILLING"))
TECH = Queue(name="Tech", channel=ChannelId("C0TECH"))
NIGHT = Queue(name="Night", channel=ChannelId("C0NIGHT"))
DESKS = (Desk(queue=BILLING), Desk(queue=TECH), Desk(queue=NIGHT, is_open=False, waiting=3))

ASK = Ask(
    reasons=frozenset({"outage", "frustrated"}),
    topic="Webhooks",
    language="de",
    tier="enterprise",
    account="Acme",
    channel="C0ACME",
)


def rule(team: str = "Tech", name: str = "route 1", **parts: object) -> Rule:
    return Rule(name=name, team=team, **parts)  # type: ignore[arg-type]  # a table's row


def of(*names: str) -> frozenset[str]:
    return frozenset(names)


@pytest.mark.parametrize(
    ("rules", "team", "why"),
    [
        pytest.param([], "Billing", "the last resort", id="no rule → the first team"),
        pytest.param([rule()], "Tech", "route 1", id="a rule for everything"),
        pytest.param([rule(topics=of("Webhooks", "API"))], "Tech", "route 1: topic Webhooks", id="by topic"),
        pytest.param([rule(reasons=of("outage"))], "Tech", "route 1: reason outage", id="by one of the reasons"),
        pytest.param([rule(languages=of("de", "fr"))], "Tech", "route 1: language de", id="by language"),
        pytest.param([rule(channels=of("C0ACME"))], "Tech", "route 1: this channel", id="by channel"),
        pytest.param(
            [rule(tiers=of("enterprise"), accounts=of("Acme"))],
            "Tech",
            "route 1: tier enterprise, account Acme",
            id="everything that is named must fit",
        ),
        pytest.param([rule(tiers=of("free"), accounts=of("Acme"))], "Billing", "the last resort", id="not only a part"),
        pytest.param(
            [rule(topics=of("API")), rule("Tech", "route 2"), rule("Billing", "route 3")],
            "Tech",
            "route 2",
            id="the first that fits",
        ),
        pytest.param([rule("Gone")], "Billing", "the last resort", id="a team that is no more"),
        pytest.param(
            [rule("Night", only_open=True), rule("Tech", "route 2")],
            "Tech",
            "route 2; not route 1: Night is not there",
            id="not while the team is away",
        ),
        pytest.param([rule("Night")], "Night", "route 1", id="but when the rule does not mind"),
        pytest.param(
            [rule("Night", max_waiting=3)],
            "Billing",
            "the last resort; not route 1: Night has 3 waiting",
            id="not while too many wait",
        ),
        pytest.param([rule("Night", max_waiting=4)], "Night", "route 1", id="some may wait"),
    ],
)
def test_the_first_rule_that_fits_says_where_and_why(rules: list[Rule], team: str, why: str) -> None:
    route = choose_route(rules, ASK, DESKS)

    assert (route.queue.name, route.why) == (team, why)


def test_where_there_is_one_team_nothing_is_to_be_explained() -> None:
    assert choose_route([], ASK, DESKS[:1]).why == ""


names = st.frozensets(st.sampled_from(["", "a", "b", "c"]), max_size=2)
rules = st.builds(
    Rule,
    name=st.just("route"),
    team=st.sampled_from(["Billing", "Tech", "Night", "Gone"]),
    reasons=names,
    topics=names,
    languages=names,
    tiers=names,
    only_open=st.booleans(),
    max_waiting=st.none() | st.integers(1, 5),
)
desks = st.lists(
    st.builds(Desk, queue=st.sampled_from([BILLING, TECH, NIGHT]), is_open=st.booleans(), waiting=st.integers(0, 9)),
    min_size=1,
)


@given(
    rules=st.lists(rules),
    ask=st.builds(Ask, reasons=names, topic=st.sampled_from("abc"), language=st.sampled_from("abc")),
    desks=desks,
)
def test_every_handoff_waits_with_a_team_that_exists(rules: list[Rule], ask: Ask, desks: list[Desk]) -> None:
    assert choose_route(rules, ask, desks).queue in {desk.queue for desk in desks}
