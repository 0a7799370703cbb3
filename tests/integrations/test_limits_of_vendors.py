"""How each vendor says that there were too many calls, and for how long it wants to be left alone."""

from datetime import UTC, datetime

import httpx
import pytest

from bot.errors import UnavailableError
from integrations import hubspot, intercom, linear

NOW = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
IN_A_MINUTE = int(NOW.timestamp()) + 60


@pytest.mark.parametrize(
    ("response", "seconds"),
    [
        pytest.param(httpx.Response(429, json={"policyName": "DAILY"}), 2.5 * 3600, id="HubSpot's day is used up"),
        pytest.param(httpx.Response(429, json={"policyName": "TEN_SECONDLY"}), 1, id="HubSpot's ten seconds are"),
        pytest.param(httpx.Response(429, headers={"Retry-After": "9"}, text="<p>"), 9, id="HubSpot says how long"),
    ],
)
def test_hubspot_is_left_alone_until_its_day_begins_anew(response: httpx.Response, seconds: float) -> None:
    refusal = hubspot._says_no(response, NOW)

    assert isinstance(refusal, UnavailableError)
    assert refusal.retry_after == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"X-RateLimit-Reset": str(IN_A_MINUTE)}, 60, id="a moment"),
        pytest.param({"X-RateLimit-Reset": "0"}, 0, id="a moment that is over"),
        pytest.param({}, 1, id="nothing said"),
    ],
)
def test_intercom_tells_the_moment_when_it_takes_calls_again(headers: dict[str, str], seconds: float) -> None:
    refusal = intercom._says_no(httpx.Response(429, headers=headers), NOW)

    assert isinstance(refusal, UnavailableError)
    assert refusal.retry_after == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param(
            {"X-RateLimit-Requests-Remaining": "0", "X-RateLimit-Requests-Reset": str(IN_A_MINUTE * 1000)},
            60,
            id="milliseconds",
        ),
        pytest.param(
            {"X-RateLimit-Requests-Remaining": "7", "X-RateLimit-Requests-Reset": str(IN_A_MINUTE * 9000)},
            60,
            id="of a limit that is not used up",
        ),
        pytest.param({}, 60, id="nothing said"),
    ],
)
def test_linear_says_it_with_400_and_milliseconds(headers: dict[str, str], seconds: float) -> None:
    body = {"errors": [{"message": "Rate limit exceeded", "extensions": {"code": "RATELIMITED"}}]}

    refusal = linear._says_no(httpx.Response(400, headers=headers, json=body), NOW)

    assert isinstance(refusal, UnavailableError)
    assert refusal.retry_after == seconds
