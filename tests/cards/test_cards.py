import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from bot.ports import (
    AnswerSaid,
    BookedSaid,
    CardSaid,
    CsatSaid,
    DraftSaid,
    FileSaid,
    IncidentSaid,
    JudgingSaid,
    Moment,
    NoticeSaid,
    NudgeSaid,
    OfferSaid,
    OverviewSaid,
    PromiseSaid,
    QuestionSaid,
    ReceiptLine,
    ReceiptSaid,
    RelaySaid,
    Saying,
    TeamNoticeSaid,
    Told,
    TranscriptSaid,
    UnsentSaid,
)
from escalation.desk import Entry, QueueView
from escalation.lifecycle import MOVES
from escalation.model import (
    Attachment,
    Briefing,
    ChannelId,
    Dossier,
    Ending,
    Facet,
    Fact,
    Given,
    Handoff,
    HandoffId,
    HandoffStatus,
    Judgement,
    Kind,
    Needed,
    OfferJudged,
    PersonId,
    Priority,
    Promise,
    PromiseKind,
    PromiseState,
    Queue,
    Reason,
    Receipt,
    Relay,
    Rung,
    ServiceClock,
    Snooze,
    Source,
    Speaker,
    Standing,
    Step,
    TicketLink,
    Ts,
    Utterance,
    conversation_id,
    promise_id,
)
from escalation.sla import Deadline, Owed
from handlers.cards import Card, draw
from handlers.cards.parts import TEXT_LIMIT, button, link_button
from handlers.ids import Action

CONVERSATION = conversation_id(ChannelId("C0SHARED"), Ts("1763800000.000100"))
HANDOFF = HandoffId("H0123456789ab")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
REFUNDS = Source(title="Refunds › Cards", url="https://help.example/refunds")
OFFLINE = Source(title="Limits & quotas", url="")

DRAFT = DraftSaid(handoff=HANDOFF, number=1, text="Hi <Maya>, it takes **three days**.", sources=(REFUNDS,))
HELD = UnsentSaid(
    handoff=HANDOFF,
    message=Ts("1763800000.000300"),
    told=Told(quote="It's <Chrome>, version 126.", at=NOON, link="https://slack.example/C0SHARED/p1"),
)
ANSWER = AnswerSaid(
    conversation=CONVERSATION, text="Refunds take **three days** [[1]](https://help.example/refunds).\n\n- to the card"
)
NOTICE = NoticeSaid(conversation=CONVERSATION, text="I couldn't find anything about **this**.")
WAITING = Handoff(
    id=HANDOFF,
    conversation=CONVERSATION,
    customer_name="Maya Torres",
    account="Acme Corp",
    customer_link="https://acme.slack.example/archives/C0SHARED/p1763800000000100",
    queue=Queue(name="Billing & refunds", channel=ChannelId("C0DESK")),
    priority=Priority.HIGH,
    reasons=(
        Reason(code="answers_failed", detail="2 answers did not help", priority=Priority.HIGH),
        Reason(code="asked_for_person", detail="asked for a person", evidence="can I talk to <someone>"),
    ),
    briefing=Briefing(
        ask="Where is my refund?",
        summary="“Where is my refund?”\n“It's been 5 days & counting”",
        tried=(REFUNDS, OFFLINE),
    ),
    opened_at=NOON,
)
PLAIN = replace(
    WAITING,
    account="",
    customer_link="",
    priority=Priority.NORMAL,
    reasons=(Reason(code="nothing_found", detail="the knowledge base does not cover it"),),
    briefing=Briefing(ask="Do you ship to Mars?", summary="“Do you ship to Mars?”"),
)
OWED = ServiceClock(asked_at=NOON, queued_at=NOON, waiting_since=NOON, due_at=NOON + timedelta(hours=1))
ANSWERED = replace(
    OWED, waiting_since=None, answered_at=NOON, due_at=None, resolve_by=NOON + timedelta(days=2), steps=(Step.OVERDUE,)
)
PROMISED = Promise(
    id=promise_id("said:C0DESK:1763800000.000900:0"),
    source="said:C0DESK:1763800000.000900",
    handoff=HANDOFF,
    conversation=CONVERSATION,
    owner=PersonId("U0DANA"),
    team="Billing & refunds",
    what="I'll send <the fix> by Friday",
    due_at=NOON + timedelta(days=4),
    made_at=NOON,
)
CALL = replace(PROMISED, kind=PromiseKind.CALLBACK, owner=None, what="We call you & listen")
BROKEN = replace(PROMISED, state=PromiseState.BROKEN, settled_at=NOON + timedelta(days=4))
CLAIMED = replace(WAITING, status=HandoffStatus.CLAIMED, claimed_by=PersonId("U0DANA"), claimed_at=NOON)
DOSSIER = Dossier(
    account="Acme & Sons",
    rung=Rung.CONTACT,
    evidence=("this is their channel", "the address in their Slack profile is at acme.example"),
    facets=(
        Facet(
            source="Stripe",
            standing=Standing.FOUND,
            as_of=NOON,
            note="2 customers match",
            facts=(
                Fact(key="plan", label="Plan", text="Business (past due, $249.00 a month)"),
                Fact(key="renewal", label="Renews", text="", at=NOON + timedelta(days=20)),
                Fact(
                    key="failed_charge",
                    label="Failed charge",
                    text="$249.00, card declined",
                    at=NOON - timedelta(days=13),
                    is_alarming=True,
                ),
            ),
        ),
        Facet(
            source="Zendesk",
            standing=Standing.STALE,
            as_of=NOON - timedelta(hours=2),
            note="HTTP 500",
            facts=(
                Fact(
                    key="open_ticket",
                    label="Open ticket",
                    text="#12 “<!channel> | hello”",
                    url="https://acme.zendesk.example/agent/tickets/12",
                ),
            ),
        ),
    ),
)
MISSING = Dossier(
    facets=(
        Facet(source="HubSpot", standing=Standing.ASKED),
        Facet(source="Stripe", standing=Standing.DOWN, note="timed out"),
        Facet(source="Zendesk", standing=Standing.REFUSED, note="HTTP 403"),
        Facet(source="Intercom", standing=Standing.NOTHING, as_of=NOON),
    )
)
UNKNOWN = Dossier(
    facets=tuple(
        Facet(source=name, standing=Standing.WITHHELD, note="we don't know whose account this is")
        for name in ("HubSpot", "Stripe")
    )
)
TICKET = TicketLink(name="ENG-7", url="https://linear.example/ENG-7", title="It <crashes> & burns", is_new=True)
PLANTED = "sk_live_" + "1234567890123"
TOLD_ALL = replace(
    WAITING,
    policy="0a3cd159",
    briefing=Briefing(
        ask="Exporting to CSV fails with 403",
        summary="“Exporting to CSV fails with <403> since yesterday.”",
        tried=(REFUNDS, OFFLINE, replace(REFUNDS, title="Exports")),
        judged=(
            OfferJudged(title=REFUNDS.title, helped=False, words="that <doesn't> help"),
            OfferJudged(title="Exports", helped=True),
        ),
        given=(
            Given(kind=Kind.ERROR, words="403 <Forbidden>"),
            Given(kind=Kind.AMOUNT, words="$249"),
            Given(kind=Kind.PLACE, words="app.example/exports?a=1&b=2"),
            Given(kind=Kind.MADE_WITH, words="Chrome 126"),
            Given(kind=Kind.NUMBER, words="#4711"),
            Given(kind=Kind.SINCE, words="since yesterday"),
            Given(kind=Kind.TRIED, words="I cleared the cache"),
            Given(kind=Kind.BY, words="by Friday"),
        ),
        question="Does it hurt only you, or others, too?",
        files=("shot <1>.png", "log.txt"),
        tier="enterprise",
        contacts=1,
        language="de",
    ),
)
QUESTION = QuestionSaid(handoff=HANDOFF, comment="c1", author="Noor", text="Which <browser>? My key: " + PLANTED)
RELAY = RelaySaid(name="Maya Torres", text="See *this* <b>", is_from_agent=False)
LINES = (
    Utterance(speaker=Speaker.CUSTOMER, author=None, name="Maya", text="a < b & c", at=NOON, ts=Ts("1.1")),
    Utterance(speaker=Speaker.BOT, author=None, name="Baton", text="**Refunds** take days", at=NOON, ts=Ts("1.2")),
    Utterance(speaker=Speaker.AGENT, author=None, name="Dana", text="I'm here", at=NOON, ts=Ts("1.3")),
    Utterance(speaker=Speaker.CUSTOMER, author=None, name="Maya", text=None, at=NOON, ts=Ts("1.4")),
)
JUDGED = Judgement(cause="bug <b>", needed=Needed.TOO_LATE)
JUDGING = JudgingSaid(handoff=HANDOFF, causes=("question", "bug <b>", "cause " * 20))
CSAT = CsatSaid(
    conversation=CONVERSATION,
    episode=1,
    handoff=HANDOFF,
    person="How was Dana <b>'s help?",
    scale="1 is poor, 5 is great.",
    thanks="Thank you!",
    why="What went wrong?",
    button_why="Say why",
)
TRANSCRIPT = TranscriptSaid(handoff=HANDOFF, lines=LINES)

RECEIPT = ReceiptSaid(
    handoff=HANDOFF,
    title="This is what I passed on:",
    lines=(
        ReceiptLine(label="What it is about", text="The <!here> export *fails*"),
        ReceiptLine(label="Your account", text="Acme & Sons"),
    ),
    fix="Fix this",
    hint="Is something wrong? Press the button, or write: _correction: it is about …_",
)
TOLD = Receipt(about="Refund?", tried="Another <browser>", wants="My money back", version=3, by="Maya <b>", at=NOON)

ENTRY = Entry(
    handoff=HANDOFF,
    who="Maya <b> (Acme & Sons)",
    ask="The <!here> export *fails*",
    priority=Priority.URGENT,
    waits_since=NOON - timedelta(hours=1),
    due=Deadline(owed=Owed.FIRST, at=NOON, is_breached=True),
    link="https://slack.example/p1",
)
HERS = replace(
    ENTRY, priority=Priority.NORMAL, claimed_by=PersonId("U0DANA"), waits_since=None, due=None, handoff=HandoffId("H2")
)
QUEUE = QueueView(team="Support", waiting=(ENTRY, replace(ENTRY, link="", due=None)), claimed=(HERS,))

ASIDE = replace(ENTRY, priority=Priority.NORMAL, snoozed=Snooze(by=PersonId("U0ELI"), at=NOON, issue="ENG-1"), due=None)

CARDS: dict[str, Saying] = {
    "answer": ANSWER,
    "answer with sources": replace(ANSWER, sources=(REFUNDS, OFFLINE)),
    "answer at first contact": replace(ANSWER, discloses=True, sources=(REFUNDS,)),
    "notice": NOTICE,
    "notice offering a person": replace(NOTICE, offers_person=True),
    "notice offering to reopen": replace(NOTICE, offers_reopen=HANDOFF),
    "notice offering everything": replace(NOTICE, offers_person=True, offers_reopen=HANDOFF, discloses=True),
    "notice with a receipt": replace(NOTICE, receipt=RECEIPT, discloses=True),
    "notice with a corrected receipt": replace(NOTICE, receipt=replace(RECEIPT, note="Corrected by Maya <b>.")),
    "handoff waiting, corrected": CardSaid(handoff=replace(WAITING, briefing=replace(WAITING.briefing, receipt=TOLD))),
    "handoff waiting, wanting something": CardSaid(
        handoff=replace(WAITING, briefing=replace(WAITING.briefing, receipt=replace(TOLD, version=1, by="")))
    ),
    "handoff waiting, wanting nothing": CardSaid(
        handoff=replace(WAITING, briefing=replace(WAITING.briefing, receipt=Receipt(about="Refund?")))
    ),
    "handoff waiting": CardSaid(handoff=WAITING),
    "handoff waiting, nothing tried": CardSaid(handoff=PLAIN),
    "handoff waiting, in German": CardSaid(handoff=replace(WAITING, briefing=replace(WAITING.briefing, language="de"))),
    "handoff waiting, everything told": CardSaid(handoff=TOLD_ALL, told="I've passed this to <Billing>."),
    "handoff waiting, urgent": CardSaid(handoff=replace(WAITING, priority=Priority.URGENT)),
    "handoff waiting, with what systems know": CardSaid(handoff=replace(WAITING, dossier=DOSSIER)),
    "handoff waiting, with systems in trouble": CardSaid(handoff=replace(WAITING, dossier=MISSING)),
    "handoff waiting, from somebody unknown": CardSaid(handoff=replace(WAITING, dossier=UNKNOWN)),
    "handoff waiting, an answer due": CardSaid(handoff=replace(WAITING, clock=OWED)),
    "handoff waiting, overdue": CardSaid(handoff=replace(WAITING, clock=replace(OWED, steps=(Step.BREACHED,)))),
    "handoff waiting, by a route": CardSaid(
        handoff=replace(WAITING, why_here="route 2: topic Refund <b>", owner=PersonId("U0DANA"))
    ),
    "handoff claimed, with promises": CardSaid(
        handoff=CLAIMED, promises=(BROKEN, CALL, replace(PROMISED, due_at=None))
    ),
    "handoff claimed, with many promises": CardSaid(handoff=CLAIMED, promises=(PROMISED,) * 7),
    "promise": PromiseSaid(promise=PROMISED),
    "promise of a call": PromiseSaid(promise=CALL),
    "promise without a time": PromiseSaid(promise=replace(PROMISED, due_at=None)),
    "promise kept": PromiseSaid(
        promise=replace(PROMISED, state=PromiseState.KEPT, settled_at=NOON, settled_by=PersonId("U0DANA"))
    ),
    "promise kept late": PromiseSaid(
        promise=replace(PROMISED, state=PromiseState.KEPT, settled_at=NOON + timedelta(days=5))
    ),
    "promise broken": PromiseSaid(promise=BROKEN),
    "promise withdrawn": PromiseSaid(
        promise=replace(PROMISED, state=PromiseState.WITHDRAWN, settled_at=NOON, how="its words were taken back")
    ),
    "handoff passed on": CardSaid(handoff=WAITING, passed_to="Second <line>"),
    "handoff claimed, a solution overdue": CardSaid(handoff=replace(CLAIMED, clock=ANSWERED)),
    "handoff claimed": CardSaid(handoff=CLAIMED),
    "handoff resolved": CardSaid(handoff=replace(CLAIMED, status=HandoffStatus.RESOLVED, closed_at=NOON)),
    "handoff resolved by the customer": CardSaid(handoff=replace(WAITING, status=HandoffStatus.RESOLVED)),
    "handoff resolved and judged": CardSaid(
        handoff=replace(CLAIMED, status=HandoffStatus.RESOLVED, closed_at=NOON, judgement=JUDGED)
    ),
    **{
        f"handoff resolved, {ending}": CardSaid(
            handoff=replace(CLAIMED, status=HandoffStatus.RESOLVED, closed_at=NOON, ending=ending)
        )
        for ending in Ending
    },
    "handoff claimed again": CardSaid(handoff=replace(CLAIMED, ending=Ending.RETURNED)),
    "notice of a resolution": replace(NOTICE, offers_reopen=HANDOFF, offers_confirming=True),
    "notice of a resolution, confirmed": replace(NOTICE, offers_reopen=HANDOFF, note="Glad <that> *helped*!"),
    "csat": CSAT,
    "csat, the bot answered too": replace(CSAT, bot="And the automated <answers>?"),
    "csat, good": replace(CSAT, bot="And the bot?", person_score=5),
    "csat, low": replace(CSAT, bot="And the bot?", person_score=4, bot_score=2),
    "judging": JUDGING,
    "judging, said": replace(JUDGING, judgement=JUDGED, by="U0DANA"),
    "handoff handed back": CardSaid(handoff=replace(CLAIMED, status=HandoffStatus.HANDED_BACK)),
    "relay to the team": RELAY,
    "relay to the team, with files": replace(RELAY, files=("log.txt", "shot <1>.png")),
    "relay to the customer": replace(RELAY, name="Dana Whitfield", is_from_agent=True),
    "relay to the team, translated": replace(RELAY, translation="See *that* <i>"),
    "relay to the team, not translated": replace(RELAY, note="Not translated."),
    "relay to the customer, translated": replace(
        RELAY, name="Dana", is_from_agent=True, translation="Siehe <b>", note="Automatisch übersetzt."
    ),
    "handoff waiting, translated": CardSaid(
        handoff=replace(WAITING, briefing=replace(WAITING.briefing, language="de", translation="The export <fails>"))
    ),
    "relay to the customer, files only": replace(RELAY, name="Dana", text="", is_from_agent=True, files=("fix.pdf",)),
    "a file": FileSaid(file=Attachment(id="F1", name="shot <1>.png"), name="Maya <Torres>"),
    "words not sent yet": UnsentSaid(handoff=HANDOFF, message=Ts("1763800000.000300")),
    "a suggested reply": DRAFT,
    "an opening line": replace(DRAFT, what="opening", sources=()),
    "what the bot would answer": replace(DRAFT, what="answer"),
    "a suggested reply, replaced": replace(DRAFT, became="replaced"),
    "a suggested reply, sent": replace(DRAFT, became="sent"),
    "words held back": replace(HELD, goes_at=NOON + timedelta(minutes=1)),
    "words held back until they are sent": HELD,
    "words not sent at all": replace(HELD, told=None, why_not="it stays in <here>."),
    "words sent": UnsentSaid(handoff=HANDOFF, message=Ts("1763800000.000300"), is_sent=True),
    "handoff claimed, where words are sent": CardSaid(handoff=replace(CLAIMED, relay=Relay.EXPLICIT)),
    "transcript": TRANSCRIPT,
    "transcript, part 2 of 3": replace(TRANSCRIPT, part=2, parts=3),
    "notice with a time": NoticeSaid(
        conversation=CONVERSATION,
        text="They are back on Tue 24 Nov, 09:00 GMT.",
        moments=(Moment(at=datetime(2026, 11, 24, 9, tzinfo=UTC), words="Tue 24 Nov, 09:00 GMT"),),
    ),
    "notice that a time is reserved": NoticeSaid(
        conversation=CONVERSATION,
        text="Reserved: Tue 1 Dec, 10:00–10:30 CET, with Support.",
        booked=BookedSaid(label="Cancel the booking", handoff=HANDOFF),
    ),
    "handoff waiting, about a bug": CardSaid(handoff=replace(WAITING, ticket=TICKET)),
    "handoff waiting, about a known bug of many": CardSaid(
        handoff=replace(WAITING, ticket=replace(TICKET, is_new=False, accounts=3))
    ),
    "incident": IncidentSaid(
        name="ENG-7", url=TICKET.url, title="It <crashes>", accounts=("Acme & Sons", "Brightwater")
    ),
    "question of an engineer": QUESTION,
    "question of an engineer, asked": replace(QUESTION, asked_by="U0DANA"),
    "offer of help": OfferSaid(text="It looks as if *<!here> Cancel* did not work."),
    "team notice": TeamNoticeSaid(text="👤 <@U0DANA> has claimed it."),
    "overview": OverviewSaid(queue=QUEUE),
    "overview with something put aside": OverviewSaid(queue=replace(QUEUE, aside=(ASIDE,))),
    "overview of an empty queue": OverviewSaid(queue=QueueView(team="Support", back_at=NOON)),
    "nudge to everybody": NudgeSaid(
        text="Maya <!channel> has waited for an answer since 2026-11-22 12:00 UTC, and nobody has claimed it.",
        calls_everybody=True,
        moments=(Moment(at=datetime(2026, 11, 22, 12, tzinfo=UTC), words="2026-11-22 12:00 UTC"),),
        link="https://us.slack.example/archives/C0DESK/p1763800000000100",
    ),
    "a word with another sign": NudgeSaid(text="Maya corrected it.", sign="✏️"),
    "nudge to some": NudgeSaid(text="An answer was due.", people=(PersonId("U0DANA"), PersonId("U0ELI"))),
}


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("saying", [pytest.param(saying, id=name) for name, saying in CARDS.items()])
def test_a_card(saying: Saying, golden: SnapshotAssertion) -> None:
    card = draw(saying)

    assert {"text": card.text, "username": card.username, "blocks": card.as_json()} == golden


@pytest.mark.parametrize("name", ["answer", "answer at first contact"])
def test_a_plain_twin(name: str, golden: SnapshotAssertion) -> None:
    card = draw(CARDS[name])

    assert card.as_json(plain=True) == golden


@pytest.mark.parametrize("saying", [pytest.param(saying, id=name) for name, saying in CARDS.items()])
def test_the_same_value_is_the_same_card(saying: Saying) -> None:
    assert draw(saying).as_json() == draw(saying).as_json()


def test_a_card_without_a_twin_is_its_own() -> None:
    card = draw(NOTICE)

    assert card.as_json(plain=True) == card.as_json()


def test_a_plain_twin_uses_nothing_that_an_older_server_does_not_know() -> None:
    kinds = {block["type"] for block in draw(CARDS["answer at first contact"]).as_json(plain=True)}

    assert kinds <= {"section", "context", "actions", "header", "divider"}


@pytest.mark.parametrize("status", list(HandoffStatus), ids=str)
def test_a_handoffs_buttons_are_legal_moves_and_carry_its_id(status: HandoffStatus) -> None:
    card = draw(CardSaid(handoff=replace(CLAIMED, status=status)))

    buttons = [one for one in _elements(card.as_json()) if one["type"] == "button"]
    assert buttons
    assert {one["value"] for one in buttons} == {HANDOFF}
    assert {one["action_id"] for one in buttons} <= {f"handoff.{move}" for move in MOVES[status]}


@pytest.mark.parametrize("priority", list(Priority), ids=lambda priority: priority.name.lower())
def test_every_priority_has_a_word(priority: Priority) -> None:
    card = draw(CardSaid(handoff=replace(WAITING, priority=priority)))

    assert priority.name.title() in json.dumps(card.as_json(), ensure_ascii=False)


def test_what_does_not_fit_is_shortened_with_a_word_about_it() -> None:
    card = draw(replace(NOTICE, text="word " * 5000))

    assert card.as_json()[-1]["text"]["text"] == "_(shortened)_"


def test_a_button_may_ask_first() -> None:
    drawn = button("Resolve", Action.HANDOFF_RESOLVE, HANDOFF, confirm="The customer is told.").to_dict()

    assert drawn["confirm"]["text"]["text"] == "The customer is told."


def test_a_button_may_open_a_page() -> None:
    drawn = link_button("Read", "https://help.example").to_dict()

    assert (drawn["action_id"], drawn["url"]) == (Action.LINK, "https://help.example")


# ── Slack's limits, whatever people write ───────────────────────────────────────────────────────────────────────────


QUICK = settings(max_examples=25, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
"""No shrinking: a text of 20,000 characters is as good an example as any."""

HOSTILE = (
    *("<!channel>", "<!here|here>", "<@U1>", "<#C1|general>", "<!subteam^S1>", "&lt;!here&gt;", "@here", "@Channel"),
    *("<https://evil.example|bank>", "[x](<https://x.example/|!channel>)", "```", "`", "*", "\n\n", " ", ">", "&", "|"),
    *("# ", "- ", "| a | b |\n| - | - |\n", "[a]: https://x.example\n", "\u200b", "\u202e", "𝒳", "é", "word "),
)
SIZES = (150, 3_000, 3_900, 20_000)
WORDS = st.lists(st.sampled_from(HOSTILE), max_size=12).map("".join)
ANY_TEXT = (
    WORDS | st.text(max_size=60) | st.builds(lambda scrap, size: (scrap * size)[:size], WORDS, st.sampled_from(SIZES))
)
NAMES = ANY_TEXT
SOURCES = st.lists(st.builds(Source, title=NAMES, url=st.sampled_from(["", "https://x.example/a"])), max_size=4).map(
    tuple
)
HANDOFFS = st.builds(
    Handoff,
    id=st.just(HANDOFF),
    conversation=st.just(CONVERSATION),
    customer_name=NAMES,
    account=NAMES,
    customer_link=st.sampled_from(["", "https://x.example/p1"]),
    queue=st.builds(Queue, name=NAMES, channel=st.just(ChannelId("C1"))),
    priority=st.sampled_from(Priority),
    reasons=st.lists(
        st.builds(Reason, code=st.just("x"), detail=st.just("2 answers did not help"), evidence=ANY_TEXT), max_size=4
    ).map(tuple),
    briefing=st.builds(
        Briefing,
        ask=ANY_TEXT,
        summary=ANY_TEXT,
        tried=SOURCES,
        judged=st.lists(st.builds(OfferJudged, title=NAMES, helped=st.booleans(), words=ANY_TEXT), max_size=2).map(
            tuple
        ),
        given=st.lists(st.builds(Given, kind=st.sampled_from(Kind), words=ANY_TEXT), max_size=12).map(tuple),
        question=ANY_TEXT,
        files=st.lists(NAMES, max_size=8).map(tuple),
        tier=NAMES,
        contacts=st.sampled_from([0, 1, 2]),
        language=st.sampled_from(["", "de", "xx"]),
    ),
    policy=st.sampled_from(["", "0a3cd159"]),
    status=st.sampled_from(HandoffStatus),
    claimed_by=st.sampled_from([None, PersonId("U0DANA")]),
    opened_at=st.just(NOON),
)
UTTERANCES = st.builds(
    Utterance,
    speaker=st.sampled_from(Speaker),
    author=st.none(),
    name=NAMES,
    text=st.none() | ANY_TEXT,
    at=st.just(NOON),
    ts=st.just(Ts("1.1")),
)
ENTRIES = st.builds(
    Entry,
    handoff=st.just(HANDOFF),
    who=NAMES,
    ask=ANY_TEXT,
    priority=st.sampled_from(Priority),
    waits_since=st.just(NOON),
)
SAYINGS: dict[str, st.SearchStrategy[Any]] = {
    "answer": st.builds(
        AnswerSaid, conversation=st.just(CONVERSATION), text=ANY_TEXT, sources=SOURCES, discloses=st.booleans()
    ),
    "notice": st.builds(
        NoticeSaid,
        conversation=st.just(CONVERSATION),
        text=ANY_TEXT,
        offers_person=st.booleans(),
        offers_reopen=st.sampled_from([None, HANDOFF]),
        discloses=st.booleans(),
    ),
    "relay": st.builds(
        RelaySaid, name=NAMES, text=ANY_TEXT, is_from_agent=st.booleans(), files=st.lists(NAMES, max_size=3).map(tuple)
    ),
    "handoff": st.builds(CardSaid, handoff=HANDOFFS, told=ANY_TEXT),
    "transcript": st.builds(
        TranscriptSaid, handoff=st.just(HANDOFF), lines=st.lists(UTTERANCES, max_size=4).map(tuple)
    ),
    "overview": st.builds(
        OverviewSaid,
        queue=st.builds(
            QueueView,
            team=NAMES,
            waiting=st.lists(ENTRIES, max_size=14).map(tuple),
            claimed=ENTRIES.map(lambda one: (one,)),
        ),
    ),
    "nudge": st.builds(NudgeSaid, text=ANY_TEXT),
    "team notice": st.builds(TeamNoticeSaid, text=ANY_TEXT.filter(str.strip)),
}
OURS = re.compile(r"<!date\^\d+\^[^<>]*>|<@U0DANA>")
LINK = re.compile(r"<(?:https?://|mailto:)[^<>|\s]*(?:\|[^<>]*)?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:amp|lt|gt);")
BROADCAST = re.compile(r"(?<!\w)@(?:here|channel|everyone)\b", re.IGNORECASE)


@pytest.mark.parametrize("kind", SAYINGS)
@QUICK
@given(data=st.data())
def test_no_card_breaks_slacks_limits(kind: str, data: st.DataObject) -> None:
    card = draw(data.draw(SAYINGS[kind]))

    for blocks in (card.as_json(), card.as_json(plain=True)):
        assert list(_broken_limits(card, blocks)) == []


@pytest.mark.parametrize("kind", [kind for kind in SAYINGS if kind != "team notice"])
@QUICK
@given(data=st.data())
def test_nobodys_words_become_a_mention_or_half_a_link(kind: str, data: st.DataObject) -> None:
    card = draw(data.draw(SAYINGS[kind]))

    for text in (card.text, *_mrkdwn(card.as_json()), *_mrkdwn(card.as_json(plain=True))):
        words = LINK.sub("", OURS.sub("", text))
        assert "<" not in words
        assert BROADCAST.search(words) is None
        assert "&" not in ENTITY.sub("", words)


@pytest.mark.parametrize(
    "saying",
    [
        pytest.param(CARDS["handoff waiting"], id="handoff"),
        pytest.param(RELAY, id="relay"),
        pytest.param(TRANSCRIPT, id="transcript"),
        pytest.param(replace(ANSWER, sources=(REFUNDS,)), id="answer"),
    ],
)
@pytest.mark.parametrize("trick", ["<!channel>", "<@U1>", "<!subteam^S1|@ops>", "<#C1>"])
def test_a_trick_in_every_name_and_text_is_shown_as_it_was_typed(saying: Saying, trick: str) -> None:
    tricked = _with_tricks(saying, trick)

    card = draw(tricked)

    shown = [card.text, *_mrkdwn(card.as_json())]
    assert not any(trick in text for text in shown)
    assert any("&lt;" in text for text in shown)


@pytest.mark.parametrize("address", ["https://x.example/a|b", "https://x.example/<!channel>", "https://x.example/a>b"])
def test_the_address_of_a_source_stays_within_its_link(address: str) -> None:
    card = draw(replace(ANSWER, sources=(Source(title="Refunds", url=address),)))

    (line,) = [text for text in _mrkdwn(card.as_json()) if "From our help centre" in text]
    assert re.fullmatch(r"From our help centre: <https://x\.example/[^<>|]*\|Refunds>", line)


def test_many_long_sources_do_not_end_in_half_a_link() -> None:
    sources = tuple(Source(title=f"{n} {'Title' * 40}", url=f"https://help.example/{'a' * 160}") for n in range(6))

    card = draw(replace(ANSWER, sources=sources))

    assert not any("<" in LINK.sub("", text) for text in _mrkdwn(card.as_json()))


def test_a_long_transcripts_text_does_not_end_in_half_a_sign() -> None:
    lines = tuple(replace(LINES[0], text="&" * 700) for _ in range(4))

    card = draw(replace(TRANSCRIPT, lines=lines))

    assert "&" not in ENTITY.sub("", card.text)


def test_a_handoff_with_everything_at_its_longest_is_taken() -> None:
    tried = tuple(Source(title="T" * 300, url=f"https://help.example/{'a' * 900}") for _ in range(6))
    facts = tuple(Given(kind=kind, words=f"{number}{'&' * 400}") for kind in Kind for number in range(9))
    briefing = Briefing(ask="a" * 140, summary="&" * 1500, tried=tried, given=facts, question="?" * 900)
    handoff = replace(WAITING, briefing=replace(briefing, files=("&" * 300,) * 20))

    card = draw(CardSaid(handoff=handoff, told="&" * 4000))

    assert list(_broken_limits(card, card.as_json())) == []


def _with_tricks(saying: Saying, trick: str) -> Saying:
    match saying:
        case CardSaid(handoff=handoff):
            briefing = Briefing(ask=trick, summary=trick, tried=(Source(title=trick, url="https://x.example"),))
            reasons = (Reason(code="x", detail="asked for a person", evidence=trick),)
            queue = Queue(name=trick, channel=ChannelId("C1"))
            tricked = replace(handoff, customer_name=trick, account=trick, briefing=briefing, reasons=reasons)
            return CardSaid(handoff=replace(tricked, queue=queue))
        case RelaySaid():
            return replace(saying, name=trick, text=trick, files=(trick,))
        case FileSaid():
            return replace(saying, name=trick, file=Attachment(id="F1", name=trick))
        case TranscriptSaid():
            files = (Attachment(id="F1", name=trick),)
            lines = tuple(replace(line, name=trick, text=trick, files=files) for line in saying.lines)
            return replace(saying, lines=lines)
        case AnswerSaid():
            return replace(saying, text=trick, sources=(Source(title=trick, url="https://x.example"),))
        case _:
            return saying


def _broken_limits(card: Card, blocks: list[dict[str, Any]]) -> Iterator[str]:
    if not card.text.strip() or not card.short_text.strip():
        yield "no text"
    if len(card.short_text) > TEXT_LIMIT or len(card.text) > 40_000:
        yield "the text is too long"
    if not 0 < len(blocks) <= 50:
        yield f"{len(blocks)} blocks"
    total = sum(len(one["text"]) for one in _texts(blocks))
    if total >= 13_000:
        yield f"{total} characters in all"
    for block in blocks:
        yield from _broken_block(block)


def _broken_block(block: dict[str, Any]) -> Iterator[str]:
    longest = {"header": 150, "section": 3000, "context": 3000}.get(block["type"], 75)
    for text in _texts([block]):
        if not 0 < len(text["text"]) <= longest:
            yield f"{block['type']} of {len(text['text'])}"
    if len(block.get("elements", ())) > {"actions": 25, "context": 10}.get(block["type"], 5):
        yield "too many elements"
    for element in _elements([block]):
        if len(element.get("value", "")) > 2000:
            yield "the value of a button is too long"


def _elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [element for block in blocks for element in block.get("elements", ())]


def _texts(part: Any) -> Iterator[dict[str, Any]]:
    """Every text object, however deep."""
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        if part.get("type") in {"mrkdwn", "plain_text"}:
            yield part
        for one in part.values():
            yield from _texts(one)


def _mrkdwn(blocks: list[dict[str, Any]]) -> list[str]:
    return [text["text"] for text in _texts(blocks) if text["type"] == "mrkdwn"]
