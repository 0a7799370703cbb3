"""The tour: the whole story, played over the real sockets; what each person saw is printed and checked."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.client import SandboxClient, SandboxError

MAYA, DANA, ELI, PRIYA = "U0MAYA", "U0DANA", "U0ELI", "U0PRIYA"
SHARED, TEAM = "C0BRIGHTW", "C0HANDOFF"
_PATIENCE = 20.0

Json = dict[str, Any]


@dataclass(slots=True)
class Story:
    """Where the story stands: the customer's thread, and the card."""

    client: SandboxClient
    thread: str = ""
    answer: str = ""
    card: Json | None = None
    winner: str = ""
    relayed: str = ""

    async def say(self, who: str, text: str, channel: str = SHARED, thread: str | None = None) -> str:
        """Somebody writes."""
        _print(who, "writes", text)
        return await self.client.post(who, channel, text, thread or None)

    async def see(self, who: str, contains: str, channel: str = SHARED, thread: str = "", after: str = "") -> Json:
        """Wait until somebody sees it, and print what they saw."""
        message = await self.client.wait_for_message(
            who, channel, _PATIENCE, contains=contains, thread_ts=thread or None, after_ts=after or None
        )
        _print(who, "sees", f"[{message['author']}] {message['text']}")
        return message

    async def never_saw(self, who: str, contains: str) -> None:
        """Somebody must not have seen this."""
        await self.client.wait_for_quiet(within=_PATIENCE)
        seen = await self.client.messages(who, SHARED, self.thread)
        if any(contains in message["text"] for message in seen):
            raise SandboxError("leaked", f"{who} saw “{contains}”")
        _print(who, "does not see", contains)


async def play(client: SandboxClient) -> int:
    """Play every scene; 0 only if everybody saw all of it."""
    story = Story(client=client)
    for title, scene in SCENES:
        print(f"\n── {title}", flush=True)
        try:
            await scene(story)
        except SandboxError as error:
            print(f"  ✘ {error}", flush=True)
            return 1
    print("\nEverybody saw all of it.", flush=True)
    return 0


async def _asks(story: Story) -> None:
    story.thread = await story.say(MAYA, "How do I rotate our API key without downtime?")
    answer = await story.see(MAYA, "key", thread=story.thread, after=story.thread)
    story.answer = answer["ts"]
    _check("help.larkspur.example/articles/" in str(answer["blocks"]), "the answer links to the help centre")
    _check("automated assistant" in str(answer["blocks"]), "the bot says that it is one")


async def _second_try(story: Story) -> None:
    mine = await story.say(MAYA, "that didn't work", thread=story.thread)
    again = await story.see(MAYA, "", thread=story.thread, after=mine)
    _check("articles/" in str(again["blocks"]), "the second try links to the help centre")


async def _asks_for_a_person(story: Story) -> None:
    mine = await story.say(MAYA, "can I talk to someone?", thread=story.thread)
    await story.see(MAYA, "no need to repeat", thread=story.thread, after=mine)
    story.card = await story.see(DANA, "needs a person", channel=TEAM)
    await story.see(DANA, "Larkspur Business (past due", channel=TEAM)
    print("  ✔ the card tells what the company's own systems know", flush=True)
    transcript = await story.see(DANA, "conversation so far", channel=TEAM, thread=story.card["ts"])
    _check("rotate our API key" in transcript["text"], "the transcript holds the question")


async def _books(story: Story) -> None:
    (waiting,) = await story.client.wait_for_messages(MAYA, SHARED, _PATIENCE, contains="no need to repeat")
    print("  Maya presses Book a time", flush=True)
    await story.client.press(MAYA, waiting, "way.slot")
    form = await story.client.wait_for_view(MAYA, within=_PATIENCE)
    (when,) = [block for block in form["blocks"] if block["block_id"] == "when"]
    first = when["element"]["options"][0]
    wanted = {"when": first["value"], "where": "maya@brightwater.example"}
    await story.client.submit(MAYA, form["id"], wanted)
    await story.see(MAYA, f"Reserved: {first['text']['text']}", thread=story.thread)
    await story.see(DANA, "be there for Maya Torres", channel=TEAM)


async def _two_press_claim(story: Story) -> None:
    assert story.card is not None
    print("  Dana and Eli press Claim", flush=True)
    card = story.card
    await asyncio.gather(*(story.client.press(who, card, "handoff.claim") for who in (DANA, ELI)))
    notice = await story.see(MAYA, "has read along", thread=story.thread)
    story.winner = DANA if "Dana" in notice["text"] else ELI
    loser = ELI if story.winner == DANA else DANA
    await story.see(loser, "already has this one", channel=TEAM)


async def _relay(story: Story) -> None:
    assert story.card is not None
    card = story.card["ts"]
    loser = ELI if story.winner == DANA else DANA
    story.relayed = await story.say(story.winner, "Hi Maya, I can see your two keys.", TEAM, card)
    await story.see(MAYA, "I can see your two keys", thread=story.thread)
    await story.client.wait_for_reaction(TEAM, story.relayed, "white_check_mark", _PATIENCE)
    await story.say(story.winner, "note: they are on the Team plan", TEAM, card)
    await story.say(loser, "I had the same case last week", TEAM, card)
    mine = await story.say(MAYA, "Great, the old one still answers with 401", thread=story.thread)
    await story.see(story.winner, "still answers with 401", channel=TEAM, thread=card)
    await story.never_saw(MAYA, "Team plan")
    await story.never_saw(MAYA, "same case last week")
    await story.client.edit(MAYA, SHARED, mine, "Great, the old one still answers with 403")
    await story.see(story.winner, "answers with 403", channel=TEAM, thread=card)
    await story.client.edit(story.winner, TEAM, story.relayed, "Hi Maya, I can see your three keys.")
    await story.see(MAYA, "your three keys", thread=story.thread)


async def _resolve(story: Story) -> None:
    card = (await story.client.wait_for_messages(story.winner, TEAM, _PATIENCE, contains="needs a person"))[-1]
    await story.client.press(story.winner, card, "handoff.resolve")
    await story.see(MAYA, "marked this as solved", thread=story.thread)


async def _bug(story: Story) -> None:
    crash = "Since this morning the dispatch board crashes with error BRD-77. Can a person look at it?"
    thread = await story.say(MAYA, crash)
    await story.see(DANA, "(filed)", channel=TEAM)
    issue = next(one for one in await story.client.vendors.issues() if "BRD-77" in one["title"])
    print(f"  Noor, who fixes it, moves {issue['identifier']} to Done", flush=True)
    await story.client.vendors.move_issue(issue["identifier"], "Done")
    await story.see(MAYA, "should be fixed now", thread=thread)


async def _admin(story: Story) -> None:
    print("  Priya types /support status", flush=True)
    await story.client.command(PRIYA, SHARED, "/support", "status")
    await story.see(PRIYA, "*Handoffs:*")
    print("  Dana types /support pause", flush=True)
    await story.client.command(DANA, SHARED, "/support", "pause")
    await story.see(DANA, "Only Baton's admins")


SCENES: tuple[tuple[str, Callable[[Story], Awaitable[None]]], ...] = (
    ("A customer asks, and gets a cited answer", _asks),
    ("It did not help: a second try", _second_try),
    ("The customer asks for a person", _asks_for_a_person),
    ("They book a time, in case it takes long", _books),
    ("Two agents press Claim", _two_press_claim),
    ("Words go both ways, and only those that should", _relay),
    ("The agent resolves it", _resolve),
    ("A bug files itself, and the customer hears when it is fixed", _bug),
    ("The admin looks, and somebody else may not", _admin),
)


def _check(holds: bool, what: str) -> None:
    if not holds:
        raise SandboxError("not_seen", what)
    print(f"  ✔ {what}", flush=True)


_NAMES = {MAYA: "Maya", DANA: "Dana", ELI: "Eli", PRIYA: "Priya"}


def _print(who: str, verb: str, text: str) -> None:
    shown = " ".join(text.split())
    print(f"  {_NAMES[who]} {verb}: {shown[:150]}{'…' if len(shown) > 150 else ''}", flush=True)
