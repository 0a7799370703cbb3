"""The one way we talk to vendors: patience, second tries, limits, the breaker, and errors that are ours."""

import gzip
from typing import Any

import httpx
import pytest

from bot.errors import BatonError, LockedOutError, RejectedError, UnavailableError
from integrations.http import Manners, Patience, VendorClient, Wire, retry_after, rows
from tests.fakes import FakeClock

QUICK = Patience(pause=0.0, wait=0.0, most_bytes=10_000)


class Server:
    """Answers in turn, the last answer for ever, and keeps what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, stream=answer.stream)


def client(server: Server, clock: FakeClock | None = None, **manners: Any) -> VendorClient:
    own = Manners(name="Acme", base_url="https://api.acme.example", rate=(1000, 1), **manners)
    return VendorClient(own, clock or FakeClock(), Wire(patience=QUICK, transport=httpx.MockTransport(server)))


def fine(body: Any = None) -> httpx.Response:
    return httpx.Response(200, json=body if body is not None else {"ok": True})


@pytest.mark.parametrize(
    ("answer", "error", "says", "tries"),
    [
        pytest.param(httpx.ConnectError("no"), UnavailableError, "nobody answers", 2, id="nobody is there"),
        pytest.param(httpx.ConnectTimeout("slow"), UnavailableError, "nobody answers", 2, id="connecting takes long"),
        pytest.param(httpx.ReadTimeout("slow"), UnavailableError, "timed out", 1, id="reading takes long"),
        pytest.param(httpx.ReadError("cut"), UnavailableError, "ReadError", 2, id="the line is cut"),
        pytest.param(httpx.Response(500), UnavailableError, "HTTP 500", 2, id="500"),
        pytest.param(httpx.Response(503), UnavailableError, "HTTP 503", 2, id="503"),
        pytest.param(httpx.Response(429), UnavailableError, "HTTP 429", 2, id="too many, without a word when"),
        pytest.param(
            httpx.Response(429, headers={"Retry-After": "7"}), UnavailableError, "HTTP 429", 1, id="too many, for long"
        ),
        pytest.param(httpx.Response(401), LockedOutError, "HTTP 401", 1, id="401"),
        pytest.param(httpx.Response(403), LockedOutError, "HTTP 403", 1, id="403"),
        pytest.param(httpx.Response(404), RejectedError, "HTTP 404", 1, id="404"),
        pytest.param(
            httpx.Response(302, headers={"Location": "http://x"}), RejectedError, "HTTP 302", 1, id="redirect"
        ),
        pytest.param(httpx.Response(200, html="<p>hello</p>"), UnavailableError, "no JSON", 1, id="a page"),
        pytest.param(httpx.Response(200, text='{"a": [1, 2'), UnavailableError, "no JSON", 1, id="half an answer"),
        pytest.param(httpx.Response(200, text="[" * 9000), UnavailableError, "no JSON", 1, id="brackets without end"),
        pytest.param(httpx.Response(200, text="x" * 10_001), UnavailableError, "too large", 1, id="too much of it"),
        pytest.param(
            httpx.Response(200, content=gzip.compress(b"0" * 50_000), headers={"Content-Encoding": "gzip"}),
            UnavailableError,
            "too large",
            1,
            id="small on the way and large at home",
        ),
    ],
)
async def test_what_goes_wrong_is_one_of_our_errors(
    answer: httpx.Response | Exception, error: type[BatonError], says: str, tries: int
) -> None:
    server = Server(answer)

    with pytest.raises(error) as caught:
        await client(server).get("/things")

    assert says in caught.value.message
    assert len(server.asked) == tries


async def test_a_second_try_helps() -> None:
    server = Server(httpx.Response(502), fine({"name": "Maya"}))

    assert await client(server).get("/things", {"limit": 3}) == {"name": "Maya"}
    assert [str(one.url) for one in server.asked] == ["https://api.acme.example/things?limit=3"] * 2


@pytest.mark.parametrize(
    ("answer", "is_ambiguous"),
    [
        pytest.param(httpx.Response(500), True, id="500 → perhaps done"),
        pytest.param(httpx.ReadTimeout("slow"), True, id="no answer → perhaps done"),
        pytest.param(httpx.Response(200, text="<p>"), True, id="nonsense → perhaps done"),
        pytest.param(httpx.Response(429), False, id="too many → not done"),
        pytest.param(httpx.ConnectError("no"), False, id="nobody there → not done"),
    ],
)
async def test_a_change_is_tried_once_and_says_whether_it_may_have_happened(
    answer: httpx.Response | Exception, is_ambiguous: bool
) -> None:
    server = Server(answer)

    with pytest.raises(UnavailableError) as caught:
        await client(server).post("/things", {"name": "x"})

    assert caught.value.is_ambiguous is is_ambiguous
    assert len(server.asked) == 1


async def test_a_vendor_that_keeps_failing_is_left_alone_for_half_a_minute() -> None:
    server, clock = Server(httpx.ReadTimeout("slow")), FakeClock()
    acme = client(server, clock)

    for _ in range(7):
        with pytest.raises(UnavailableError):
            await acme.get("/things")
    asked_while_failing = len(server.asked)
    server.answers = [fine()]
    clock.forward(seconds=31)
    await acme.get("/things")
    await acme.get("/things")

    assert asked_while_failing == 5
    assert len(server.asked) == 7


async def test_one_call_finds_out_whether_a_vendor_is_back() -> None:
    server, clock = Server(httpx.ReadTimeout("slow")), FakeClock()
    acme = client(server, clock)
    for _ in range(5):
        with pytest.raises(UnavailableError):
            await acme.get("/things")
    clock.forward(seconds=31)

    for _ in range(3):
        with pytest.raises(UnavailableError):
            await acme.get("/things")

    assert len(server.asked) == 6


async def test_failures_far_apart_do_not_count_together() -> None:
    server, clock = Server(httpx.ReadTimeout("slow")), FakeClock()
    acme = client(server, clock)

    for _ in range(8):
        with pytest.raises(UnavailableError):
            await acme.get("/things")
        clock.forward(seconds=20)

    assert len(server.asked) == 8


async def test_a_vendor_that_does_not_know_us_is_not_asked_again_for_minutes() -> None:
    server, clock = Server(httpx.Response(401)), FakeClock()
    acme = client(server, clock)
    with pytest.raises(LockedOutError):
        await acme.get("/things")

    with pytest.raises(LockedOutError):
        await acme.get("/things")
    asked_at_first = len(server.asked)
    clock.forward(minutes=6)
    server.answers = [fine()]

    assert asked_at_first == 1
    assert await acme.get("/things") == {"ok": True}


async def test_a_vendor_that_asks_for_rest_gets_it() -> None:
    server, clock = Server(httpx.Response(429, headers={"Retry-After": "90"}), fine()), FakeClock()
    acme = client(server, clock)
    with pytest.raises(UnavailableError):
        await acme.get("/things")
    clock.forward(seconds=89)
    with pytest.raises(UnavailableError):
        await acme.get("/things")
    clock.forward(seconds=2)

    assert await acme.get("/things") == {"ok": True}


async def test_a_refused_token_is_renewed_once() -> None:
    given: list[bool] = []

    async def authorize(is_refused: bool) -> str:
        given.append(is_refused)
        return "Bearer new" if is_refused else "Bearer old"

    server = Server(httpx.Response(401), fine())
    own = Manners(name="Acme", base_url="https://api.acme.example")
    acme = VendorClient(own, FakeClock(), Wire(patience=QUICK, transport=httpx.MockTransport(server)), authorize)

    await acme.get("/things")

    assert given == [False, True]
    assert [one.headers["Authorization"] for one in server.asked] == ["Bearer old", "Bearer new"]


async def test_a_vendor_may_say_no_in_its_own_way() -> None:
    def says_no(response: httpx.Response, _now: object) -> BatonError | None:
        return RejectedError("Acme", "errors") if b"errors" in response.content else None

    with pytest.raises(RejectedError):
        await client(Server(fine({"errors": ["no"]})), says_no=says_no).get("/things")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param("12", 12.0, id="seconds"),
        pytest.param("-3", 0.0, id="less than none"),
        pytest.param("Mon, 23 Nov 2026 09:00:30 GMT", 30.0, id="a moment"),
        pytest.param("soon", None, id="nonsense"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_how_long_to_wait_is_read_in_either_form(header: str, seconds: float | None) -> None:
    response = httpx.Response(429, headers={"Retry-After": header})

    assert retry_after(response, FakeClock().now()) == seconds


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param([], id="a list for an object"),
        pytest.param({"data": 3}, id="a number for a list"),
        pytest.param({"data": ["x"]}, id="a word for a number"),
    ],
)
def test_an_answer_of_another_shape_is_told(answer: Any) -> None:
    with pytest.raises(UnavailableError, match="another shape"):
        rows("Acme", int, answer, "data")
