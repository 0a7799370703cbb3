from dataclasses import replace

import pytest

from escalation.model import ChannelId, Message, Person, PersonId, Role, TeamId, Ts
from escalation.roles import House, is_admin, may_act, role_of

US, GRID, THEM, CONTRACTOR = TeamId("T0US"), TeamId("E0GRID"), TeamId("T0THEM"), TeamId("T0WORK")
SHARED, DESK, PLAIN = ChannelId("C0SHARED"), ChannelId("C0DESK"), ChannelId("C0PLAIN")
MAYA, DANA, ELI, GUS, ANN, BOT = map(PersonId, ("U0MAYA", "U0DANA", "U0ELI", "U0GUS", "U0ANN", "U0BOT"))

HOUSE = House(our_user=BOT, our_bot="B0US", our_app="A0US", our_teams=frozenset({US, GRID}))
NAMED = replace(
    HOUSE,
    staff=frozenset({ELI}),
    customers=frozenset({MAYA}),
    guests=frozenset({GUS}),
    admins=frozenset({ANN}),
    staff_teams=frozenset({CONTRACTOR}),
    customer_teams=frozenset({GRID}),
    customer_channels=frozenset({PLAIN}),
)


def said(
    author: PersonId | None = MAYA, team: TeamId | None = None, bot: str | None = None, channel: ChannelId = SHARED
) -> Message:
    return Message(channel=channel, ts=Ts("1.1"), thread=None, author=author, team=team, text="hi", bot=bot)


def someone(
    who: PersonId = MAYA,
    team: TeamId | None = None,
    *,
    is_guest: bool = False,
    is_admin: bool = False,
    is_bot: bool = False,
) -> Person:
    return Person(id=who, name="Somebody", team=team, is_guest=is_guest, is_admin=is_admin, is_bot=is_bot)


@pytest.mark.parametrize(
    ("message", "person", "house", "role"),
    [
        pytest.param(said(BOT, US), None, HOUSE, Role.OURSELVES, id="our user"),
        pytest.param(said(BOT, THEM, bot="B0US"), None, HOUSE, Role.OURSELVES, id="our user as a bot"),
        pytest.param(said(None, bot="B0US"), None, HOUSE, Role.OURSELVES, id="our bot id, no user"),
        pytest.param(said(None, bot="A0US"), None, HOUSE, Role.OURSELVES, id="our app id, no user"),
        pytest.param(said(None, bot="B0THEM"), None, HOUSE, Role.OTHER_BOT, id="another bot"),
        pytest.param(said(DANA, US, bot="B0TOOL"), None, HOUSE, Role.OTHER_BOT, id="a tool under a colleague's name"),
        pytest.param(said(None), None, HOUSE, Role.OTHER_BOT, id="no author at all"),
        pytest.param(
            said(None, bot="bot"), None, replace(HOUSE, our_app=""), Role.OTHER_BOT, id="a bot of no name is not ours"
        ),
        pytest.param(
            said(None), None, replace(HOUSE, our_app="", our_bot=""), Role.OTHER_BOT, id="no bot, where we have no id"
        ),
        pytest.param(said(), someone(is_bot=True), HOUSE, Role.OTHER_BOT, id="a bot by its profile"),
        pytest.param(
            said(ELI, US), someone(ELI, US, is_bot=True), NAMED, Role.OTHER_BOT, id="a bot, though named as staff"
        ),
    ],
)
def test_bots_are_told_from_people(message: Message, person: Person | None, house: House, role: Role) -> None:
    assert role_of(message, person, house) is role


@pytest.mark.parametrize(
    ("message", "person", "house", "role"),
    [
        pytest.param(said(team=US), None, HOUSE, Role.STAFF, id="user_team is ours"),
        pytest.param(said(team=GRID), None, HOUSE, Role.STAFF, id="user_team is our organisation"),
        pytest.param(said(team=THEM), None, HOUSE, Role.CUSTOMER, id="user_team is another"),
        pytest.param(said(), someone(team=US), HOUSE, Role.STAFF, id="no user_team, the profile is ours"),
        pytest.param(said(), someone(team=THEM), HOUSE, Role.CUSTOMER, id="no user_team, the profile is another's"),
        pytest.param(said(team=THEM), someone(team=US), HOUSE, Role.CUSTOMER, id="user_team beats the profile"),
        pytest.param(said(), someone(), HOUSE, Role.CUSTOMER, id="no team anywhere → never staff"),
        pytest.param(said(), None, HOUSE, Role.CUSTOMER, id="no team, no profile → never staff"),
        pytest.param(said(team=US), someone(team=US, is_guest=True), HOUSE, Role.GUEST, id="our guest"),
        pytest.param(said(), someone(is_guest=True), HOUSE, Role.GUEST, id="a guest without a team"),
        pytest.param(said(team=THEM), someone(team=THEM, is_guest=True), HOUSE, Role.CUSTOMER, id="another's guest"),
        pytest.param(said(team=THEM), someone(team=THEM, is_admin=True), HOUSE, Role.CUSTOMER, id="another's admin"),
    ],
)
def test_people_are_known_by_their_own_team(message: Message, person: Person | None, house: House, role: Role) -> None:
    assert role_of(message, person, house) is role


@pytest.mark.parametrize(
    ("message", "person", "house", "role"),
    [
        pytest.param(said(ELI, THEM), None, NAMED, Role.STAFF, id="staff by name, from another team"),
        pytest.param(said(ANN, THEM), None, NAMED, Role.STAFF, id="an admin by name, from another team"),
        pytest.param(said(MAYA, US), None, NAMED, Role.CUSTOMER, id="a customer by name, from our team"),
        pytest.param(said(GUS, US), None, NAMED, Role.GUEST, id="a guest by name, from our team"),
        pytest.param(said(DANA, CONTRACTOR), None, NAMED, Role.STAFF, id="a contractor's team"),
        pytest.param(said(DANA, GRID), None, NAMED, Role.CUSTOMER, id="a customer's team, though one of ours"),
        pytest.param(said(ELI, US, channel=PLAIN), None, NAMED, Role.STAFF, id="staff by name in a customer channel"),
        pytest.param(
            said(MAYA), None, replace(NAMED, staff=frozenset({MAYA})), Role.STAFF, id="named as both is trusted"
        ),
        pytest.param(
            said(DANA, CONTRACTOR, channel=PLAIN), None, NAMED, Role.STAFF, id="a contractor in a customer channel"
        ),
    ],
)
def test_the_configuration_beats_the_team(message: Message, person: Person | None, house: House, role: Role) -> None:
    assert role_of(message, person, house) is role


@pytest.mark.parametrize(
    ("message", "person", "role"),
    [
        pytest.param(said(DANA, US, channel=PLAIN), someone(DANA, US), Role.CUSTOMER, id="a stranger is a customer"),
        pytest.param(
            said(DANA, US, channel=PLAIN), someone(DANA, US, is_guest=True), Role.CUSTOMER, id="so is a guest"
        ),
        pytest.param(
            said(DANA, US, channel=PLAIN), someone(DANA, US, is_admin=True), Role.CUSTOMER, id="so is Slack's admin"
        ),
        pytest.param(said(ELI, US, channel=PLAIN), someone(ELI, US), Role.STAFF, id="named staff is staff"),
        pytest.param(said(DANA, US, channel=DESK), someone(DANA, US), Role.STAFF, id="elsewhere everyone is staff"),
    ],
)
def test_on_a_plain_server_everyone_has_our_team_and_the_channel_tells(
    message: Message, person: Person, role: Role
) -> None:
    assert role_of(message, person, NAMED) is role


@pytest.mark.parametrize(
    ("role", "may_ask"),
    [
        pytest.param(Role.CUSTOMER, True, id="customer"),
        pytest.param(Role.GUEST, True, id="guest"),
        pytest.param(Role.STAFF, False, id="staff"),
        pytest.param(Role.OTHER_BOT, False, id="other bot"),
        pytest.param(Role.OURSELVES, False, id="ourselves"),
    ],
)
def test_the_bot_serves_customers_and_guests(role: Role, may_ask: bool) -> None:
    assert role.may_ask is may_ask


@pytest.mark.parametrize(
    ("person", "house", "steers"),
    [
        pytest.param(someone(DANA, US, is_admin=True), HOUSE, True, id="our team's admin"),
        pytest.param(someone(DANA, GRID, is_admin=True), HOUSE, True, id="our organisation's admin"),
        pytest.param(someone(DANA, US), HOUSE, False, id="our team's member"),
        pytest.param(someone(MAYA, THEM, is_admin=True), HOUSE, False, id="another team's admin"),
        pytest.param(someone(MAYA, None, is_admin=True), HOUSE, False, id="an admin of no known team"),
        pytest.param(someone(ANN, THEM), NAMED, True, id="named, of another team"),
        pytest.param(someone(ANN, None), NAMED, True, id="named, of no known team"),
        pytest.param(someone(DANA, US, is_admin=True), NAMED, False, id="not named, where some are"),
        pytest.param(someone(ELI, US), NAMED, False, id="staff is not admin"),
    ],
)
def test_only_our_own_admins_steer_the_bot(person: Person, house: House, steers: bool) -> None:
    assert is_admin(person, house) is steers


@pytest.mark.parametrize(
    ("person", "channel", "house", "may"),
    [
        pytest.param(someone(DANA, US), DESK, HOUSE, True, id="our team"),
        pytest.param(someone(DANA, GRID), DESK, HOUSE, True, id="our organisation"),
        pytest.param(someone(MAYA, THEM), DESK, HOUSE, False, id="another team"),
        pytest.param(someone(MAYA, THEM, is_admin=True), DESK, HOUSE, False, id="another team's admin"),
        pytest.param(someone(DANA, US, is_guest=True), DESK, HOUSE, False, id="our guest"),
        pytest.param(someone(DANA, US, is_bot=True), DESK, HOUSE, False, id="a bot"),
        pytest.param(someone(ELI, THEM), DESK, NAMED, True, id="staff by name, of another team"),
        pytest.param(someone(ANN, THEM), DESK, NAMED, True, id="an admin by name, of another team"),
        pytest.param(someone(DANA, CONTRACTOR), DESK, NAMED, True, id="a contractor's team"),
        pytest.param(someone(MAYA, US), DESK, NAMED, False, id="a customer by name, of our team"),
        pytest.param(someone(GUS, US), DESK, NAMED, False, id="a guest by name, of our team"),
        pytest.param(someone(ELI, US, is_bot=True), DESK, NAMED, False, id="a bot named as staff"),
        pytest.param(someone(DANA, US), PLAIN, NAMED, False, id="anyone in a customer channel"),
        pytest.param(someone(ELI, US), PLAIN, NAMED, True, id="staff by name in a customer channel"),
        pytest.param(someone(DANA, None), DESK, HOUSE, True, id="a server without teams"),
        pytest.param(someone(DANA, None, is_guest=True), DESK, HOUSE, False, id="a guest, no team known"),
    ],
)
def test_only_our_own_people_press_an_agents_buttons(
    person: Person, channel: ChannelId, house: House, may: bool
) -> None:
    assert may_act(person, channel, house) is may
