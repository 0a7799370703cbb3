"""Who is asking: each rung of the ladder with its evidence, and nothing on weaker ground."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.identity import KnownAccount, domain_of, identify
from escalation.model import Account, ChannelId, Identity, Person, PersonId, Rung, TeamId

BRIGHT = Account(name="Brightwater", domains=("brightwater.example",), ids={"product": "ws_bright"})
NORD = Account(name="Nordwind", domains=("nordwind.example",))
SHARED, ELSEWHERE = ChannelId("C0BRIGHT"), ChannelId("C0OTHER")
KNOWN = (
    KnownAccount(account=BRIGHT, channels=frozenset({SHARED}), teams=frozenset({TeamId("T0BRIGHT")})),
    KnownAccount(account=NORD, teams=frozenset({TeamId("T0NORD")}), people=frozenset({PersonId("U0AGENCY")})),
)


def person(email: str = "", team: str = "", own_id: str = "U0MAYA", *, is_known: bool = True) -> Person:
    team_id = TeamId(team) if team else None
    return Person(id=PersonId(own_id), name="Maya", team=team_id, email=email, is_known=is_known)


@pytest.mark.parametrize(
    ("channel", "who", "rung", "account", "email"),
    [
        pytest.param(ELSEWHERE, person(), Rung.UNKNOWN, None, "", id="nothing is known → unknown"),
        pytest.param(SHARED, person(), Rung.ACCOUNT, "Brightwater", "", id="their channel → the account"),
        pytest.param(ELSEWHERE, person(team="T0BRIGHT"), Rung.ACCOUNT, "Brightwater", "", id="their workspace"),
        pytest.param(ELSEWHERE, person(own_id="U0AGENCY"), Rung.ACCOUNT, "Nordwind", "", id="named by an admin"),
        pytest.param(
            SHARED,
            person("maya@brightwater.example"),
            Rung.CONTACT,
            "Brightwater",
            "maya@brightwater.example",
            id="their channel and an address of theirs → a contact",
        ),
        pytest.param(
            ELSEWHERE,
            person("Maya@Brightwater.Example"),
            Rung.CONTACT,
            "Brightwater",
            "Maya@Brightwater.Example",
            id="only an address of a known account",
        ),
        pytest.param(
            ELSEWHERE, person("eve@new.example"), Rung.CONTACT, "", "eve@new.example", id="an address of an unknown one"
        ),
        pytest.param(SHARED, person("maya@gmail.com"), Rung.ACCOUNT, "Brightwater", "", id="an address anybody has"),
        pytest.param(ELSEWHERE, person("maya@gmail.com"), Rung.UNKNOWN, None, "", id="only an address anybody has"),
        pytest.param(
            SHARED, person("jo@agency.example"), Rung.ACCOUNT, "Brightwater", "", id="an address of somebody else"
        ),
        pytest.param(
            SHARED, person("jo@nordwind.example"), Rung.ACCOUNT, "Brightwater", "", id="an address of another account"
        ),
        pytest.param(
            SHARED,
            person(team="T0NORD"),
            Rung.ACCOUNT,
            "Nordwind",
            "",
            id="the workspace of another account",
        ),
        pytest.param(
            SHARED,
            person("maya@brightwater.example", "T0NORD"),
            Rung.ACCOUNT,
            "Nordwind",
            "",
            id="workspace and address contradict each other → no contact",
        ),
        pytest.param(
            SHARED,
            person("maya@brightwater.example", is_known=False),
            Rung.ACCOUNT,
            "Brightwater",
            "",
            id="somebody whom Slack does not show",
        ),
        pytest.param(SHARED, person('m"@brightwater.example'), Rung.ACCOUNT, "Brightwater", "", id="no address at all"),
    ],
)
def test_the_ladder_is_climbed_as_far_as_it_holds(
    channel: ChannelId, who: Person, rung: Rung, account: str | None, email: str
) -> None:
    identity = identify(channel, who, KNOWN)

    assert identity.rung is rung
    assert (identity.account.name if identity.account else None) == account
    assert identity.email == email
    assert bool(identity.evidence) is (rung is not Rung.UNKNOWN)


def test_our_own_people_are_nobodys_contact() -> None:
    identity = identify(SHARED, person("dana@brightwater.example", "T0US"), KNOWN, is_ours=True)

    assert identity == Identity(rung=Rung.ACCOUNT, account=BRIGHT, evidence=("this is their channel",))


def test_an_address_that_is_not_used_is_told_to_agents() -> None:
    identity = identify(SHARED, person("jo@agency.example"), KNOWN)

    assert "agency.example, which is not theirs: not used" in identity.evidence[-1]


@pytest.mark.parametrize(
    ("verified", "rung"),
    [
        pytest.param("maya@brightwater.example", Rung.VERIFIED, id="an address of the account"),
        pytest.param("maya@nordwind.example", Rung.ACCOUNT, id="of another account"),
        pytest.param("maya@gmail.com", Rung.ACCOUNT, id="one that anybody has"),
    ],
)
def test_what_the_product_confirmed_counts_for_the_account_at_hand_only(verified: str, rung: Rung) -> None:
    assert identify(SHARED, person(), KNOWN, verified=verified).rung is rung


def test_customers_never_share_a_key() -> None:
    keys = {
        identify(channel, who, KNOWN).key
        for channel, who in (
            (SHARED, person()),
            (SHARED, person("maya@brightwater.example")),
            (SHARED, person("jonas@brightwater.example")),
            (ELSEWHERE, person(team="T0NORD")),
            (ELSEWHERE, person("eve@new.example")),
        )
    }

    assert len(keys) == 5


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_an_address(text: str) -> None:
    assert domain_of(text) == domain_of(text).lower()
    assert '"' not in text or domain_of(text) == ""
