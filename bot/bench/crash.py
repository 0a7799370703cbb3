"""How safe: the bot is killed at random moments under load, and what customers and agents saw in Slack is counted."""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from sandbox.client import SandboxClient, SandboxError
from sandbox.server import Sandbox, start
from sandbox.world import DEMO, World
from sandbox.world_file import load_world

CHANNELS = ("C0BRIGHTW", "C0NORDWIND")
AGENTS = ("U0DANA", "U0ELI")
TEAM = "C0HANDOFF"

_CLOCK_RATE = 30.0
"""Slack's redelivery after a minute comes after two seconds."""

_KILLED_WHILE_STARTING = 0.15
_AT_ONCE = 6
_SETTLE_SECONDS = 90.0
_ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Figures:
    """What was seen. `lost`: expected and never seen. `doubled`: seen more often than once."""

    kills: int = 0
    questions: int = 0
    answered: int = 0
    handoffs: int = 0
    cards: int = 0
    claims: int = 0
    words_relayed: int = 0
    words_expected: int = 0
    lost: int = 0
    doubled: int = 0
    seconds: float = 0
    backend: str = "sqlite"
    details: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Something that must be seen exactly once: by whom, where, and what it holds."""

    what: str
    who: str
    channel: str
    thread: str
    contains: str


class Bot:
    """The unmodified bot in a process of its own."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._environment = environment
        self._log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; do not wait until it is ready."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=self._environment, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()


async def crash(kills: int, seed: int, database_url: str | None) -> dict[str, object]:
    """Kill the bot so many times under load; the figures."""
    began = time.monotonic()
    dice = random.Random(seed)
    async with _stage(database_url) as (client, bot, backend):
        figures = Figures(backend=backend)
        run = _Run(client, figures)
        await bot.start()
        await run.bot_listens(0)
        load = [asyncio.create_task(run.keep_asking(n)) for n in range(_AT_ONCE)]
        for _ in range(kills):
            await asyncio.sleep(dice.uniform(0.1, 3.0))
            await bot.kill()
            figures.kills += 1
            sys.stderr.write(f"kill {figures.kills}/{kills}: {figures.questions} questions asked\n")
            calls = await client.next_call()
            await bot.start()
            if dice.random() > _KILLED_WHILE_STARTING:
                await run.bot_listens(calls)
        run.is_over = True
        await asyncio.gather(*load)
        await run.settle()
        await bot.kill()
    figures.seconds = round(time.monotonic() - began, 1)
    return asdict(figures)


@asynccontextmanager
async def _stage(database_url: str | None) -> AsyncIterator[tuple[SandboxClient, Bot, str]]:
    sandbox = await start(_crowded(load_world(DEMO)), clock_rate=_CLOCK_RATE, manifest=_ROOT / "manifest.yml")
    with tempfile.TemporaryDirectory(prefix="baton-crash-") as folder:
        environment = _environment(sandbox, database_url or f"sqlite:///{folder}/baton.db")
        bot = Bot(environment, Path(folder) / "bot.log")
        try:
            async with SandboxClient(sandbox.url, sandbox.control_token) as client:
                yield client, bot, "postgresql" if database_url else "sqlite"
        finally:
            await bot.kill()
            await sandbox.stop()


def _customer(number: int) -> str:
    return f"U0CROWD{number}"


def _crowded(world: World) -> World:
    """The demo's world with one customer for each conversation that goes on at once."""
    maya = next(person for person in world.people if person.id == "U0MAYA")
    crowd = [replace(maya, id=_customer(n), handle=f"crowd{n}", real_name=f"Crowd {n}") for n in range(_AT_ONCE)]
    members = tuple(person.id for person in crowd)
    rooms = tuple(
        replace(room, members=(*room.members, *members)) if room.id in CHANNELS else room for room in world.rooms
    )
    return replace(world, people=(*world.people, *crowd), rooms=rooms)


def _environment(sandbox: Sandbox, database_url: str) -> dict[str, str]:
    ours = {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database_url,
        "OPENAI_API_KEY": "",
        "OPENAI_BASE_URL": "",
        "BATON_KB": str(_ROOT / "sandbox" / "help_centre"),
        "BATON_CONFIG": str(_ROOT / "sandbox" / "worlds" / "demo.baton.toml"),
        "BATON_HTTP_PORT": "0",
        "BATON_QUIET_SECONDS": "0.1",
        "BATON_TURN_SECONDS": "60",
        "BATON_LOG_LEVEL": "INFO",
    }
    return {**os.environ, **ours}  # noqa: TID251  the child gets our environment


class _Run:
    """The people, and what they must have seen in the end."""

    def __init__(self, client: SandboxClient, figures: Figures) -> None:
        self._client = client
        self._figures = figures
        self._expected: list[Expected] = []
        self._count = 0
        self.is_over = False

    async def keep_asking(self, number: int) -> None:
        """One conversation after another; every second one asks for a person."""
        while not self.is_over:
            self._count += 1
            tag = f"ref{number}x{self._count}y"
            customer, channel = _customer(number), CHANNELS[self._count % len(CHANNELS)]
            if self._count % 2:
                await self._ask(customer, channel, tag)
            else:
                await self._ask_for_person(customer, channel, tag)

    async def _ask(self, customer: str, channel: str, tag: str) -> None:
        thread = await self._client.post(customer, channel, f"How do I rotate an API key? ({tag})")
        self._figures.questions += 1
        self._expect("an answer", customer, channel, thread, "")
        with suppress(SandboxError):
            await self._client.wait_for_message(customer, channel, 60.0, thread_ts=thread, after_ts=thread)

    async def _ask_for_person(self, customer: str, channel: str, tag: str) -> None:
        text = f"Our last invoice {tag} is wrong. Can I talk to a person please?"
        thread = await self._client.post(customer, channel, text)
        self._figures.questions += 1
        self._figures.handoffs += 1
        self._expect("the notice of the handoff", customer, channel, thread, "no need to repeat")
        self._expect("the card", AGENTS[0], TEAM, "", tag)
        agent = AGENTS[self._count % len(AGENTS)]
        try:
            card = await self._client.wait_for_message(agent, TEAM, 60.0, contains=tag)
            await self._claim(agent, card, customer, channel, thread)
        except SandboxError as error:
            self._figures.details.append(f"{tag}: {error}")
            return
        self._expect("the agent's name", customer, channel, thread, "has read along")
        await self._client.post(agent, TEAM, f"agent-word-{tag}", card["ts"])
        self._expect("the agent's words", customer, channel, thread, f"agent-word-{tag}")
        await self._client.post(customer, channel, f"customer-word-{tag}", thread)
        self._expect("the customer's words", agent, TEAM, card["ts"], f"customer-word-{tag}")
        self._figures.words_expected += 2

    async def _claim(self, agent: str, card: dict[str, object], customer: str, channel: str, thread: str) -> None:
        """Press until it is seen to have worked, as people do: clicks are not delivered again."""
        for _ in range(20):
            with suppress(SandboxError):
                await self._client.press(agent, card, "handoff.claim")
            with suppress(SandboxError):
                await self._client.wait_for_message(customer, channel, 2.0, thread_ts=thread, contains="has read along")
                return
        raise SandboxError("never_claimed", "twenty clicks did nothing")

    def _expect(self, what: str, who: str, channel: str, thread: str, contains: str) -> None:
        self._expected.append(Expected(what=what, who=who, channel=channel, thread=thread, contains=contains))

    async def bot_listens(self, since: int) -> None:
        """Wait until a bot that was started after call number `since` has opened its connection."""
        await self._client.wait_for_call("apps.connections.open", since, within=60)

    async def settle(self) -> None:
        """Wait until all is seen, and a while longer for what should not come; then count."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SETTLE_SECONDS):
                for one in self._expected:
                    await self._until_seen(one)
        with suppress(SandboxError):
            await self._client.wait_for_quiet(3.0, within=30.0)
        for one in self._expected:
            self._count_one(one, await self._seen(one))

    async def _until_seen(self, one: Expected) -> None:
        while not await self._seen(one):
            with suppress(SandboxError):
                await self._client.wait_for_quiet(1.0, within=2.0)

    async def _seen(self, one: Expected) -> list[str]:
        messages = await self._client.messages(one.who, one.channel, one.thread or None)
        said = [message for message in messages if message["is_bot"] and not message["is_ephemeral"]]
        if not one.thread:
            said = [message for message in said if message.get("thread_ts", message["ts"]) == message["ts"]]
        return [message["text"] for message in said if one.contains in message["text"]]

    def _count_one(self, one: Expected, texts: list[str]) -> None:
        seen = len(texts)
        figures = self._figures
        figures.lost += seen == 0
        figures.doubled += max(seen - 1, 0)
        if seen != 1:
            where = f"{one.channel}/{one.thread}"
            figures.details.append(f"{one.what} in {where} was seen {seen} times ({one.contains}): {texts}")
        figures.answered += one.what == "an answer" and seen > 0
        figures.cards += one.what == "the card" and seen > 0
        figures.claims += one.what == "the agent's name" and seen > 0
        figures.words_relayed += one.what.endswith("words") and seen > 0
