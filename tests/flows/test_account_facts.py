"""What our systems know comes onto the card: at once what is there, later what is slow; and nobody waits."""

import asyncio
from dataclasses import replace

from bot.accounts import Accounts, Waits
from bot.errors import LockedOutError, UnavailableError
from bot.flows.gather import FactsDue, gather
from bot.ports import CardSaid, Findings
from bot.workspace import AccountConfig, Workspace
from escalation.model import Dossier, Fact, Handoff, Identity, Rung, Standing
from storage import handoffs
from tests.fakes import FakeClock
from tests.flows.conftest import CHANNEL, MAYA, Town

BRIGHT = AccountConfig(name="Brightwater", channels=frozenset({CHANNEL}))
SEATS = Findings(facts=(Fact(key="seats", label="Seats", text="12"),))


class System:
    """An AccountSource that answers when it is let."""

    def __init__(self, name: str, answer: Findings | Exception = SEATS, needs: Rung = Rung.ACCOUNT) -> None:
        self.name = name
        self.answer = answer
        self.needs = needs
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.asked: list[Identity] = []

    async def look_up(self, who: Identity) -> Findings:
        self.asked.append(who)
        await self.may_answer.wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def check(self) -> str:
        return "fine"

    async def aclose(self) -> None:
        return None


def knows(town: Town, *systems: System, config: AccountConfig | None = BRIGHT) -> None:
    """The town's systems, and whose channel it is."""
    accounts = Accounts(systems, town.clock, Waits(card=0.01, source=5))
    workspace = Workspace(accounts=(config,) if config else ())
    town.deps = replace(town.deps, accounts=accounts, workspace=workspace)


async def handed_off(town: Town) -> Handoff:
    """Maya asks for a person; the card stands."""
    await town.says(MAYA, "can I talk to a person please?")
    await town.settle()
    async with town.deps.database.transaction() as tx:
        return (await handoffs.open_ones(tx))[0]


def drawn(town: Town) -> list[Dossier]:
    """What the card said of the account: as posted, and after each redrawing."""
    posted = [one.saying.handoff.dossier for one in town.messenger.posted if isinstance(one.saying, CardSaid)]
    again = [said.handoff.dossier for _, said in town.messenger.rewritten if isinstance(said, CardSaid)]
    return posted + again


def standings(dossier: Dossier) -> list[Standing]:
    return [facet.standing for facet in dossier.facets]


async def test_the_card_stands_before_any_system_is_asked(town: Town) -> None:
    slow = System("Slow")
    knows(town, slow)

    await handed_off(town)

    assert slow.asked == []
    assert standings(drawn(town)[0]) == [Standing.ASKED]
    assert drawn(town)[0].account == "Brightwater"


async def test_the_card_is_drawn_again_with_what_is_there_and_then_with_the_rest(town: Town) -> None:
    quick, slow = System("Quick"), System("Slow")
    slow.may_answer.clear()
    knows(town, quick, slow)
    handoff = await handed_off(town)

    gathering = asyncio.create_task(gather(town.deps, FactsDue(conversation=handoff.conversation, handoff=handoff.id)))
    while not slow.asked or len(drawn(town)) < 2:
        await town.send()
    slow.may_answer.set()
    await gathering
    await town.send()

    assert [standings(one) for one in drawn(town)] == [
        [Standing.ASKED, Standing.ASKED],
        [Standing.FOUND, Standing.ASKED],
        [Standing.FOUND, Standing.FOUND],
    ]


async def test_a_system_that_fails_says_so_on_the_card_and_the_others_stand(town: Town) -> None:
    knows(
        town,
        System("Fine"),
        System("Down", UnavailableError("Down", "HTTP 500")),
        System("Locked", LockedOutError("Locked", "HTTP 403")),
        System("Broken", KeyError("bug")),
    )
    handoff = await handed_off(town)

    await gather(town.deps, FactsDue(conversation=handoff.conversation, handoff=handoff.id))
    await town.send()

    assert [(facet.standing, facet.note) for facet in drawn(town)[-1].facets] == [
        (Standing.FOUND, ""),
        (Standing.DOWN, "HTTP 500"),
        (Standing.REFUSED, "HTTP 403"),
        (Standing.DOWN, "something went wrong on our side"),
    ]


async def test_nothing_is_asked_about_somebody_we_do_not_know(town: Town) -> None:
    system = System("Stripe")
    knows(town, system, config=None)
    handoff = await handed_off(town)

    await gather(town.deps, FactsDue(conversation=handoff.conversation, handoff=handoff.id))

    assert system.asked == []
    assert standings(drawn(town)[0]) == [Standing.WITHHELD]


async def test_a_customer_who_keeps_writing_costs_one_question_to_each_system(town: Town) -> None:
    system = System("Stripe")
    knows(town, system)
    handoff = await handed_off(town)
    due = FactsDue(conversation=handoff.conversation, handoff=handoff.id)

    for _ in range(3):
        await gather(town.deps, due)

    assert len(system.asked) == 1


WHO = Identity(rung=Rung.ACCOUNT, account=BRIGHT.known().account)


async def test_two_who_ask_at_once_share_one_question(clock: FakeClock) -> None:
    system = System("Stripe")
    accounts = Accounts((system,), clock)

    both = await asyncio.gather(accounts.gather(WHO, 1), accounts.gather(WHO, 1))

    assert len(system.asked) == 1
    assert both[0] == both[1]


async def test_what_was_found_is_good_for_five_minutes(clock: FakeClock) -> None:
    system = System("Stripe")
    accounts = Accounts((system,), clock)
    asked = []

    for minutes in (0, 4, 2):
        clock.forward(minutes=minutes)
        await accounts.gather(WHO, 1)
        asked.append(len(system.asked))

    assert asked == [1, 1, 2]


async def test_what_a_failing_system_last_said_is_shown_as_old_for_a_day(clock: FakeClock) -> None:
    system = System("Stripe")
    accounts = Accounts((system,), clock)
    found = (await accounts.gather(WHO, 1))[0]
    system.answer = UnavailableError("Stripe", "HTTP 500")

    clock.forward(hours=1)
    old = (await accounts.gather(WHO, 1))[0]
    clock.forward(hours=24)
    too_old = (await accounts.gather(WHO, 1))[0]

    assert old == replace(found, standing=Standing.STALE, note="HTTP 500")
    assert (too_old.standing, too_old.facts) == (Standing.DOWN, ())


async def test_what_is_known_of_one_customer_is_never_shown_for_another(clock: FakeClock) -> None:
    accounts = Accounts((System("Stripe"),), clock)
    await accounts.gather(WHO, 1)
    other = Identity(rung=Rung.ACCOUNT, account=AccountConfig(name="Nordwind").known().account)

    assert accounts.known(WHO)[0].facts == SEATS.facts
    assert accounts.known(other)[0].facts == ()


async def test_a_topic_may_demand_that_the_person_is_known(clock: FakeClock) -> None:
    system = System("Stripe")
    accounts = Accounts((system,), clock)

    facet = (await accounts.gather(WHO, 1, Rung.CONTACT))[0]

    assert (facet.standing, facet.note) == (Standing.WITHHELD, "we don't know who this person is")
    assert system.asked == []
