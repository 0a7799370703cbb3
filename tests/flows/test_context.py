"""The product tells where its users are: who may tell, what is kept, who is linked, and what it is good for."""

import base64
import gzip
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest
from aiohttp import web

from bot.brain.reader import LocalReader
from bot.brain.topics import TaughtTopics
from bot.flows.gather import identity_of
from bot.flows.see_page import TroubleDue, offer_help, pages_of
from bot.web.context import Context, identity_link
from bot.web.context_auth import Keys, NotWelcomeError, is_server, read_word, sign_word
from bot.workspace import AccountConfig, ContextConfig, TopicConfig, Workspace
from escalation.model import Conversation, Handoff, PersonId, Rung, conversation_id
from escalation.topics import May
from storage import conversations, handoffs, inbox, pages
from tests.fakes import FakeClock
from tests.flows.conftest import CHANNEL, MAYA, Town

SECRETS = ("new-secret-of-thirty-two-letters!", "old-secret-of-thirty-two-letters!")
KEYS = Keys(write_key="wk_1", secrets=SECRETS)
BASIC = {"Authorization": f"Basic {base64.b64encode(b'wk_1:').decode()}"}
BILLING = {"page": {"url": "https://app.example/settings/billing", "title": "Settings › Billing"}}


class Product:
    """The customer's product: its server, and its pages in a browser."""

    def __init__(self, town: Town, http: httpx.AsyncClient) -> None:
        self.town = town
        self.http = http

    def signature(self, body: bytes, secret: str = SECRETS[0], age: int = 0) -> dict[str, str]:
        stamp = int(self.town.clock.now().timestamp()) - age
        made = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        return {**BASIC, "X-Support-Signature": f"t={stamp},v1={made}"}

    async def server_says(self, path: str, body: dict[str, Any]) -> httpx.Response:
        raw = json.dumps(body).encode()
        return await self.http.post(path, content=raw, headers=self.signature(raw))

    async def batch(self, *events: dict[str, Any]) -> httpx.Response:
        return await self.server_says("/v1/context/batch", {"batch": list(events)})

    async def browser_says(self, *events: dict[str, Any], **headers: str) -> httpx.Response:
        return await self.http.post("/v1/batch", json={"batch": list(events)}, headers={**BASIC, **headers})

    def token(self, secret: str = SECRETS[0], **claims: Any) -> str:
        now = int(self.town.clock.now().timestamp())
        usual = {"sub": "u_maya", "aud": "support-context", "iat": now, "exp": now + 600, "jti": "j1"}
        return jwt.encode(usual | claims, secret, algorithm="HS256")


@pytest.fixture
async def product(town: Town) -> AsyncIterator[Product]:
    config = AccountConfig(
        name="Brightwater", channels=frozenset({CHANNEL}), ids={"product": "ws_bright"}, offers_help=True
    )
    context = ContextConfig(origins=frozenset({"https://app.example"}))
    town.deps = replace(town.deps, workspace=Workspace(accounts=(config,), context=context))
    app = web.Application()
    Context(town.deps, KEYS).add_to(app)
    runner = web.AppRunner(app, access_log=None, auto_decompress=False)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        yield Product(town, http)
    await runner.cleanup()


def failed(number: int = 1, **changes: Any) -> dict[str, Any]:
    usual = {
        "type": "track",
        "messageId": f"m{number}",
        "userId": "u_maya",
        "event": "Cancel failed",
        "context": BILLING,
    }
    return usual | changes


def identified(user: str = "u_maya", email: str = "maya@brightwater.example") -> dict[str, Any]:
    return {
        "type": "identify",
        "messageId": f"i_{user}",
        "userId": user,
        "traits": {"email": email, "org": "ws_bright"},
    }


async def asked(town: Town, text: str = "can I talk to a person please?") -> Handoff:
    """Maya asks, and the card stands."""
    await town.says(MAYA, text)
    await town.settle()
    async with town.deps.database.transaction() as tx:
        return (await handoffs.open_ones(tx))[0]


async def conversation(town: Town) -> Conversation:
    ts = await town.says(MAYA, "hello there, my export is odd")
    async with town.deps.database.transaction() as tx:
        return await conversations.get(tx, conversation_id(CHANNEL, ts))


# ── Who may tell ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("secret", SECRETS)
def test_a_server_is_known_by_either_secret(secret: str, clock: FakeClock) -> None:
    stamp = int(clock.now().timestamp())
    made = hmac.new(secret.encode(), f"{stamp}.x".encode(), hashlib.sha256).hexdigest()

    assert is_server({**BASIC, "X-Support-Signature": f"t={stamp},v1={made}"}, b"x", KEYS, clock.now())


def test_segments_own_signature_counts(clock: FakeClock) -> None:
    made = hmac.new(SECRETS[1].encode(), b"x", hashlib.sha1).hexdigest()

    assert is_server({**BASIC, "X-Signature": made}, b"x", KEYS, clock.now())


@pytest.mark.parametrize(
    ("age", "secret", "body"),
    [
        pytest.param(301, SECRETS[0], b"x", id="stale"),
        pytest.param(-301, SECRETS[0], b"x", id="of the future"),
        pytest.param(0, "another", b"x", id="another secret"),
        pytest.param(0, SECRETS[0], b"y", id="tampered"),
    ],
)
def test_a_wrong_signature_is_not_welcome(age: int, secret: str, body: bytes, clock: FakeClock) -> None:
    stamp = int(clock.now().timestamp()) - age
    made = hmac.new(secret.encode(), f"{stamp}.".encode() + b"x", hashlib.sha256).hexdigest()

    with pytest.raises(NotWelcomeError):
        is_server({**BASIC, "X-Support-Signature": f"t={stamp},v1={made}"}, body, KEYS, clock.now())


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic !!"}, {"Authorization": "Bearer wk_1"}])
def test_without_the_write_key_nobody_is_welcome(headers: dict[str, str], clock: FakeClock) -> None:
    with pytest.raises(NotWelcomeError):
        is_server(headers, b"x", KEYS, clock.now())


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"aud": "other"}, id="for something else"),
        pytest.param({"exp": 0}, id="ended"),
        pytest.param({"iat": 9_999_999_999, "exp": 9_999_999_999 + 60}, id="of the future"),
        pytest.param({"exp": 9_999_999_999}, id="for longer than an hour"),
        pytest.param({"sub": ""}, id="nobody's"),
        pytest.param({"iat": "soon"}, id="no time"),
    ],
)
def test_a_token_that_does_not_hold_is_not_welcome(claims: dict[str, Any], clock: FakeClock) -> None:
    now = int(clock.now().timestamp())
    usual = {"sub": "u1", "aud": "support-context", "iat": now, "exp": now + 600}

    with pytest.raises(NotWelcomeError):
        read_word(sign_word(usual | claims, KEYS), KEYS, "support-context", clock.now())


@pytest.mark.parametrize("token", [None, "", "a.b.c", jwt.encode({"sub": "u1"}, None, algorithm="none")])
def test_what_is_no_token_is_not_welcome(token: object, clock: FakeClock) -> None:
    with pytest.raises(NotWelcomeError):
        read_word(token, KEYS, "support-context", clock.now())


# ── What is kept ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_batch_tells_how_many_were_kept_and_why_others_were_not(product: Product) -> None:
    answer = await product.batch(identified(), failed(1), failed(1), {"type": "alias"}, "x")  # type: ignore[arg-type]

    assert answer.status_code == 202
    assert answer.json() == {
        "accepted": 3,
        "rejected": [
            {"index": 3, "reason": "type is none of page, screen, track, identify, group"},
            {"index": 4, "reason": "no event, or too large"},
        ],
    }


async def test_a_browser_is_who_its_token_says_and_not_who_it_says(product: Product, town: Town) -> None:
    bound = {**failed(1, userId="u_ines"), "context": {**BILLING, "support_token": product.token(sub="u_maya")}}

    answer = await product.browser_says(bound, failed(2))

    assert answer.json()["accepted"] == 1
    assert answer.json()["rejected"] == [{"index": 1, "reason": "support_token is missing or not valid"}]
    async with town.deps.database.transaction() as tx:
        assert await pages.events(tx, "u_ines", town.clock.now()) == ()
        assert len(await pages.events(tx, "u_maya", town.clock.now())) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(gzip.compress(json.dumps({"batch": [failed()]}).encode()), 202, id="packed"),
        pytest.param(gzip.compress(b" " * 40_000_000), 413, id="small on the way and large at home"),
        pytest.param(b"no gzip", 400, id="not packed at all"),
        pytest.param(gzip.compress(b"[]"), 400, id="no object"),
        pytest.param(gzip.compress(json.dumps({"batch": [{}] * 101}).encode()), 413, id="too many events"),
    ],
)
async def test_what_is_packed_is_unpacked_with_care(product: Product, body: bytes, status: int) -> None:
    headers = {**product.signature(body), "Content-Encoding": "gzip"}

    assert (await product.http.post("/v1/batch", content=body, headers=headers)).status_code == status


async def test_segments_other_addresses_work_too(product: Product) -> None:
    answer = await product.server_says("/v1/page", {"messageId": "p", "userId": "u_maya", "name": "Billing"})

    assert answer.json() == {"accepted": 1, "rejected": []}


@pytest.mark.parametrize(
    ("origin", "allowed"), [("https://app.example", "https://app.example"), ("https://evil.example", None)]
)
async def test_only_our_own_pages_may_send_from_a_browser(product: Product, origin: str, allowed: str | None) -> None:
    answer = await product.http.options("/v1/batch", headers={"Origin": origin})

    assert answer.status_code == 204
    assert answer.headers.get("Access-Control-Allow-Origin") == allowed


async def test_what_a_user_did_is_forgotten_when_the_product_says_so(product: Product, town: Town) -> None:
    await product.batch(identified(), failed())

    refused = await product.http.post("/v1/context/delete", json={"userId": "u_maya"}, headers=BASIC)
    forgotten = await product.server_says("/v1/context/delete", {"userId": "u_maya"})

    assert (refused.status_code, forgotten.status_code) == (401, 202)
    async with town.deps.database.transaction() as tx:
        assert await pages.events(tx, "u_maya", town.clock.now()) == ()


# ── Who is linked ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_personal_pages_are_nobodys_until_the_person_is_linked(product: Product, town: Town) -> None:
    await product.batch(identified(), failed(1), failed(2))
    talk = await conversation(town)
    now = int(town.clock.now().timestamp())
    claims = {"sub": MAYA.id, "aud": "baton-link", "iat": now, "exp": now + 600, "jti": "once"}

    before = await pages_of(town.deps, talk)
    linked = await product.server_says("/v1/context/link", {"token": sign_word(claims, KEYS), "userId": "u_maya"})
    again = await product.server_says("/v1/context/link", {"token": sign_word(claims, KEYS), "userId": "u_ines"})
    after = await pages_of(town.deps, talk)

    assert before.failures == ()
    assert (linked.status_code, again.status_code) == (200, 409)
    assert [(one.name, one.count) for one in after.failures] == [("Cancel failed", 2)]


async def test_a_topic_that_demands_it_asks_the_person_alone_to_confirm_who_they_are(
    product: Product, town: Town
) -> None:
    refunds = TopicConfig(name="Refund", demands="verified", may=May.ALWAYS_ESCALATE, examples=("my money back",))
    topics = (refunds.topic(),)
    reader = LocalReader(TaughtTopics(topics, ("good morning", "thank you")))
    await reader.refresh()

    def link(who: PersonId, now: datetime) -> str:
        return identity_link("https://app.example/me", KEYS, who, now)

    town.deps = replace(town.deps, topics=topics, reader=reader, identity_link=link)
    await product.batch(identified())

    first = await asked(town, "I want my money back")
    ((person, text),) = town.messenger.whispers
    token = httpx.URL(text.rpartition(" ")[2]).params["token"]
    await product.server_says("/v1/context/link", {"token": token, "userId": "u_maya"})
    talk = await conversation(town)
    async with town.deps.database.transaction() as tx:
        queued = await inbox.claim(tx, "test", town.clock.now(), timedelta(minutes=1), limit=10)

    assert first.dossier.rung is Rung.ACCOUNT
    assert person == MAYA.id
    assert (await identity_of(town.deps, talk)).rung is Rung.VERIFIED
    (once_more,) = [work for work in queued if work.kind == "gather"]
    assert once_more.payload["handoff"] == first.id
    assert once_more.payload["again"]


async def test_an_address_links_where_only_one_user_has_it(product: Product, town: Town) -> None:
    town.messenger.people[MAYA.id] = replace(MAYA, email="Maya@brightwater.example")
    await product.batch(identified(), failed(1))
    talk = await conversation(town)

    alone = await pages_of(town.deps, talk)
    await product.batch(identified("u_twin"))
    ambiguous = await pages_of(town.deps, talk)

    assert len(alone.failures) == 1
    assert ambiguous.failures == ()


# ── What it is good for ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_card_tells_where_the_customer_was_and_what_failed(product: Product, town: Town) -> None:
    town.messenger.people[MAYA.id] = replace(MAYA, email="maya@brightwater.example")
    page = {"type": "page", "messageId": "p1", "userId": "u_maya", "context": BILLING}
    await product.batch(identified(), page, failed(1), failed(2))

    handoff = await asked(town)

    (facet,) = handoff.dossier.facets
    assert [(fact.label, fact.text) for fact in facet.facts] == [
        ("Was on", "Settings › Billing"),
        ("Failed", "Cancel failed, 2 times, on Settings › Billing"),
    ]


async def test_who_had_trouble_in_the_product_is_offered_a_person_beside_the_answer(
    product: Product, town: Town
) -> None:
    town.messenger.people[MAYA.id] = replace(MAYA, email="maya@brightwater.example")
    await product.batch(identified(), failed(1), failed(2))

    await town.says(MAYA, "how long does a refund take?")
    await town.settle()

    (answer,) = [one.saying for one in town.messenger.posted if type(one.saying).__name__ == "AnswerSaid"]
    assert getattr(answer, "offer", "") == (
        "I can see that *Cancel failed* happened 2 times in the product on Settings › Billing. "
        "A person can look at it with you."
    )


async def test_help_is_offered_once_a_day_where_the_account_wants_it(product: Product, town: Town) -> None:
    await product.batch(identified(), failed(1))
    first = await offer_help(town.deps, TroubleDue(user="u_maya"))
    await product.batch(failed(2))
    offers = [await offer_help(town.deps, TroubleDue(user="u_maya")) for _ in range(2)]
    await town.send()

    assert (first, offers) == ("nothing to offer", ["offered", "offered already"])
    assert town.heard() == [
        "It looks as if *Cancel failed* did not work on Settings › Billing. If you would like help with it, "
        "answer here, and I'll have a look."
    ]


async def test_who_answers_the_offer_is_answered(product: Product, town: Town) -> None:
    await product.batch(identified(), failed(1), failed(2))
    await offer_help(town.deps, TroubleDue(user="u_maya"))
    await town.send()
    offer = town.messenger.in_channel(CHANNEL)[0]

    await town.says(MAYA, "yes please, how long does a refund take?", thread=offer.ts)
    await town.settle()

    assert "Refunds take three days." in town.heard()[1]


async def test_ask_in_slack_opens_the_accounts_channel_and_keeps_the_page(product: Product, town: Town) -> None:
    claims: dict[str, Any] = {"aud": "ask-in-slack", "org": "ws_bright", "page": {"title": "Settings › Billing"}}

    answer = await product.http.get("/ask", params={"t": product.token(**claims)})
    stale = await product.http.get("/ask", params={"t": "x"})

    assert answer.headers["Location"] == f"https://slack.com/app_redirect?channel={CHANNEL}"
    assert stale.status_code == 410
    async with town.deps.database.transaction() as tx:
        assert [one.title for one in await pages.events(tx, "u_maya", town.clock.now())] == ["Settings › Billing"]
