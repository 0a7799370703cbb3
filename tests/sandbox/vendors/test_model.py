"""The model's stand-in, as OpenAI's own client sees it."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import jsonschema
import openai
import pytest
from openai import AsyncOpenAI
from pydantic import BaseModel

from bot.ports import Question, Recalled
from escalation.model import Passage, Speaker, Ts, Utterance
from integrations.openai_llm import connect_openai
from sandbox.errors import ControlError
from sandbox.vendors.model.api import EMBEDDING, LARGE, Model
from sandbox.vendors.model.composing import odd_image
from sandbox.vendors.running import Vendors

SYSTEM = "Answer only from the numbered passages. When they do not answer, reply exactly NO_ANSWER and nothing else."
PASSAGES = """Passages:

[1] <<<
Rotate an API key › Without downtime
Two keys can be active at once, so that a rotation needs no downtime:

1. Create a second key under Settings, API.
2. Move your systems to it.
3. Delete the old key.

Keys never expire by themselves.
>>>

[2] <<<
Invoices › Export
Choose Billing, Invoices, Export. See [the guide](https://help.example/export).
>>>

The customer's question:
"""


@pytest.fixture
async def client(vendors: Vendors) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(api_key=Model.key, base_url=f"{vendors.url('model')}/v1", max_retries=0) as client:
        yield client


def asking(question: str) -> list[Any]:
    return [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": f"{PASSAGES}<<<\n{question}\n>>>"},
    ]


async def answer(client: AsyncOpenAI, question: str, **more: Any) -> Any:
    return await client.chat.completions.create(model=LARGE, messages=asking(question), **more)


async def test_an_answer_is_quoted_from_the_passage_that_fits(client: AsyncOpenAI) -> None:
    first = await answer(client, "How do I rotate our API key without downtime?")
    again = await answer(client, "How do I rotate our API key without downtime?")

    text = first.choices[0].message.content
    assert text.startswith("Two keys can be active at once")
    assert text.endswith("3. Delete the old key. [1]")
    assert again.choices[0].message.content == text


async def test_an_answer_has_no_addresses(client: AsyncOpenAI) -> None:
    reply = await answer(client, "How do I export invoices?")

    assert reply.choices[0].message.content == "Choose Billing, Invoices, Export. See the guide. [2]"


async def test_what_no_passage_answers_is_declined_as_told(client: AsyncOpenAI) -> None:
    reply = await answer(client, "Do you sponsor football teams?")

    assert reply.choices[0].message.content == "NO_ANSWER"


async def test_an_answer_streams_word_by_word_and_is_the_same(client: AsyncOpenAI) -> None:
    whole = await answer(client, "How do I rotate our API key?")
    stream = await answer(client, "How do I rotate our API key?", stream=True, stream_options={"include_usage": True})
    chunks = [chunk async for chunk in stream]

    words = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(words) == whole.choices[0].message.content
    assert len(words) > 20
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == whole.usage.completion_tokens


async def test_a_stream_can_break_off(client: AsyncOpenAI, vendors: Vendors) -> None:
    await vendors.order_fault({"vendor": "model", "kind": "wrong", "how": "truncated"})
    stream = await answer(client, "How do I rotate our API key?", stream=True)

    endings: list[str | None] = []

    async def listen() -> None:
        async for chunk in stream:
            endings.append(chunk.choices[0].finish_reason)

    with pytest.raises((httpx.TransportError, openai.APIConnectionError)):
        await listen()
    assert endings
    assert set(endings) == {None}


class Understanding(BaseModel):
    topic: str
    answer: str
    cited: list[int]
    confidence: float
    is_urgent: bool
    order: int | None


async def test_structured_output_is_what_the_schema_says(client: AsyncOpenAI) -> None:
    reply = await client.chat.completions.parse(
        model=LARGE, messages=asking("How do I rotate our API key?"), response_format=Understanding
    )

    found = reply.choices[0].message.parsed
    assert found is not None
    assert found.cited == [1]
    assert found.confidence > 0.3
    assert found.answer.endswith("[1]")


async def test_structured_output_chooses_what_was_spoken_of(client: AsyncOpenAI) -> None:
    schema = {
        "type": "object",
        "properties": {
            "topic": {"enum": ["security", "billing", "api_key"]},
            "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}, "minItems": 2},
            "note": {"anyOf": [{"type": "null"}, {"type": "string", "maxLength": 5}]},
        },
        "required": ["topic", "steps", "note"],
        "additionalProperties": False,
        "$defs": {
            "step": {
                "type": "object",
                "properties": {"number": {"type": "integer", "minimum": 1}},
                "required": ["number"],
                "additionalProperties": False,
            }
        },
    }
    wanted = {"type": "json_schema", "json_schema": {"name": "reading", "strict": True, "schema": schema}}

    reply = await answer(client, "Where is my API key?", response_format=wanted)

    found = json.loads(reply.choices[0].message.content)
    jsonschema.validate(found, schema)
    assert found["topic"] == "api_key"


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}, id="open"),
        pytest.param(
            {"type": "object", "properties": {"a": {"type": "string"}}, "required": [], "additionalProperties": False},
            id="optional",
        ),
    ],
)
async def test_a_strict_schema_must_name_everything(client: AsyncOpenAI, schema: dict[str, Any]) -> None:
    wanted = {"type": "json_schema", "json_schema": {"name": "reading", "strict": True, "schema": schema}}

    with pytest.raises(openai.BadRequestError) as refused:
        await answer(client, "Hello", response_format=wanted)

    assert refused.value.code == "invalid_json_schema"


LOOK_UP = {
    "type": "function",
    "function": {
        "name": "look_up_invoice",
        "parameters": {
            "type": "object",
            "properties": {"customer": {"type": "string"}},
            "required": ["customer"],
            "additionalProperties": False,
        },
        "strict": True,
    },
}


@pytest.mark.parametrize(
    ("question", "choice", "is_called"),
    [
        ("Please look up the invoice", "auto", True),
        ("Hello", "auto", False),
        ("Hello", "required", True),
        ("Please look up the invoice", "none", False),
        ("Hello", {"type": "function", "function": {"name": "look_up_invoice"}}, True),
    ],
)
async def test_a_tool_is_called_when_it_fits_or_must(
    client: AsyncOpenAI, question: str, choice: Any, is_called: bool
) -> None:
    reply = await answer(client, question, tools=[LOOK_UP], tool_choice=choice)

    calls = reply.choices[0].message.tool_calls or []
    assert [call.function.name for call in calls] == (["look_up_invoice"] if is_called else [])
    assert reply.choices[0].finish_reason == ("tool_calls" if is_called else "stop")
    assert all(json.loads(call.function.arguments) == {"customer": question} for call in calls)


async def test_a_tools_answer_ends_the_calling_and_is_quoted(client: AsyncOpenAI) -> None:
    messages = asking("Please look up the invoice")
    called = (await answer(client, "Please look up the invoice", tools=[LOOK_UP])).choices[0].message
    messages += [
        called.model_dump(exclude_none=True),
        {"role": "tool", "tool_call_id": called.tool_calls[0].id, "content": "[3] The invoice of May was looked up."},
    ]

    reply = await client.chat.completions.create(model=LARGE, messages=messages, tools=[LOOK_UP])  # type: ignore[list-item]

    assert reply.choices[0].message.tool_calls is None


async def test_tool_calls_stream_in_parts(client: AsyncOpenAI) -> None:
    async with client.chat.completions.stream(
        model=LARGE,
        messages=asking("Please look up the invoice"),
        tools=[LOOK_UP],  # type: ignore[list-item]
    ) as stream:
        final = await stream.get_final_completion()

    [call] = final.choices[0].message.tool_calls or []
    assert json.loads(call.function.arguments) == {"customer": "Please look up the invoice"}


async def test_it_says_next_what_it_is_told_to(client: AsyncOpenAI, vendors: Vendors) -> None:
    vendors.vendor(Model).script(
        [
            {"contains": "football", "content": "We do."},
            {"content": "First."},
            {"tool_calls": [{"name": "look_up_invoice", "arguments": {"customer": "Maya"}}]},
            {"refusal": "I will not."},
            {"content": "", "finish_reason": "content_filter"},
        ]
    )

    first = await answer(client, "Hello")
    football = await answer(client, "Do you sponsor football teams?")
    tool, refused, filtered = [await answer(client, "Hello") for _ in range(3)]

    assert (first.choices[0].message.content, football.choices[0].message.content) == ("First.", "We do.")
    assert json.loads(tool.choices[0].message.tool_calls[0].function.arguments) == {"customer": "Maya"}
    assert refused.choices[0].message.refusal == "I will not."
    assert filtered.choices[0].finish_reason == "content_filter"


def test_a_script_that_makes_no_sense_is_refused(vendors: Vendors) -> None:
    with pytest.raises(ControlError):
        vendors.vendor(Model).script([{"says": "Hello"}])


async def test_texts_that_share_words_are_near(client: AsyncOpenAI) -> None:
    texts = ["Exporting invoices fails", "The invoice export failed", "Where is the mobile app?"]

    reply = await client.embeddings.create(model=EMBEDDING, input=texts)
    plain = await client.embeddings.create(model=EMBEDDING, input=texts, encoding_format="float", dimensions=64)

    one, same, other = (item.embedding for item in reply.data)
    assert sum(a * b for a, b in zip(one, same, strict=True)) > 0.9
    assert abs(sum(a * b for a, b in zip(one, other, strict=True))) < 0.3
    assert (len(one), len(plain.data[0].embedding)) == (1536, 64)


async def test_it_stops_where_it_is_told_to(client: AsyncOpenAI) -> None:
    reply = await answer(client, "How do I rotate our API key?", max_completion_tokens=3)

    assert reply.choices[0].finish_reason == "length"
    assert reply.choices[0].message.content == "Two keys can"


async def test_a_sign_of_life_is_given(client: AsyncOpenAI) -> None:
    messages: list[Any] = [{"role": "user", "content": "Reply with the word OK."}]

    reply = await client.chat.completions.create(model=LARGE, messages=messages)
    models = await client.models.list()

    assert reply.choices[0].message.content == "OK"
    assert LARGE in [model.id for model in models.data]


@pytest.mark.parametrize(
    ("wrong", "error", "code"),
    [
        pytest.param({"model": "gpt-none"}, openai.NotFoundError, "model_not_found", id="no such model"),
        pytest.param({"messages": []}, openai.BadRequestError, "missing_required_parameter", id="nothing said"),
        pytest.param({"extra_body": {"mood": 1}}, openai.BadRequestError, "unknown_parameter", id="no such parameter"),
        pytest.param(
            {"extra_headers": {"Authorization": "x"}}, openai.AuthenticationError, "invalid_api_key", id="key"
        ),
    ],
)
async def test_a_wrong_call_is_refused(
    client: AsyncOpenAI, wrong: dict[str, Any], error: type[openai.APIStatusError], code: str
) -> None:
    with pytest.raises(error) as refused:
        await client.chat.completions.create(**{"model": LARGE, "messages": asking("Hello"), **wrong})

    assert refused.value.code == code


async def test_a_conversation_is_told_in_short(client: AsyncOpenAI) -> None:
    said = """Customer: <<<
Maya
>>>

Conversation:
<<<
Customer: How do I rotate a key without downtime?
Assistant: Create a second key, then revoke the first one once nothing uses it any more, and check the log twice before.
Customer: It says 401 now
>>>"""

    brief = await client.chat.completions.create(
        model=LARGE,
        messages=[
            {"role": "system", "content": "Write two or three plain sentences."},
            {"role": "user", "content": said},
        ],
    )

    assert brief.choices[0].message.content == (
        "The customer asked: How do I rotate a key without downtime? Tried so far: Create a second key, then revoke "
        "the first one once nothing uses it any more, and check the … Still open: It says 401 now."
    )


async def test_the_bots_own_adapter_streams_a_grounded_answer(vendors: Vendors) -> None:
    settings = vendors.environment
    model = connect_openai(
        api_key=settings["OPENAI_API_KEY"],
        base_url=settings["OPENAI_BASE_URL"],
        model=settings["BATON_MODEL"],
        fast_model=settings["BATON_FAST_MODEL"],
    )
    passage = Passage(id="a", title="Refunds", section="By card", url="", text="A refund takes five days.")

    words = [
        word
        async for word in model.write_answer(Question(text="How long is a refund?", history=(), passages=(passage,)))
    ]
    declined = [
        word async for word in model.write_answer(Question(text="Are there dragons?", history=(), passages=(passage,)))
    ]
    await model.aclose()

    assert "".join(words) == "A refund takes five days. [1]"
    assert declined == []


async def test_it_takes_batons_question_where_something_was_told(vendors: Vendors) -> None:
    line = Utterance(
        speaker=Speaker.CUSTOMER,
        author=None,
        name="",
        text="Just Tom and me.",
        at=datetime(2026, 11, 23, tzinfo=UTC),
        ts=Ts("1.0"),
    )
    model = connect_openai(api_key=Model.key, base_url=f"{vendors.url('model')}/v1", model=LARGE, fast_model=None)
    script = {"contains": "How many are you?", "content": '{"turn": 1, "quote": "Just Tom and me"}'}
    vendors.vendor(Model).script([script])

    assert await model.recall("How many are you?", (line,)) == Recalled(turn=1, quote="Just Tom and me")
    assert (await model.recall("Since when?", (line,))).turn == 0
    await model.aclose()


@pytest.mark.parametrize(
    ("url", "odd"),
    [
        ("data:image/gif;base64,R0lGODlh", ""),
        ("data:image/png;base64,R0lGODlh", "image/png"),
        ("data:image/gif;base64,!", "image/gif"),
        ("https://files.example/a.gif", "https://files.example/a.gif"),
    ],
)
def test_an_image_must_be_what_it_says_it_is(url: str, odd: str) -> None:
    part = {"type": "image_url", "image_url": {"url": url}}

    assert odd_image([{"role": "user", "content": [part]}, {"role": "system", "content": "x"}]) == odd
