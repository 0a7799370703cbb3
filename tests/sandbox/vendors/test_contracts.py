"""The contracts bite: a call or an answer that a vendor does not know fails a test."""

import json
from typing import Any

import httpx
import pytest

from tests.sandbox.vendors.contracts import HUBSPOT, INTERCOM, STRIPE, loaded

KEY = {"Authorization": "Bearer x"}
EQUALS = {"filterGroups": [{"filters": [{"propertyName": "email", "operator": "EQUALS", "value": "x"}]}]}


@pytest.mark.parametrize(
    ("name", "request_"),
    [
        pytest.param(
            STRIPE, httpx.Request("GET", "http://x/v1/charges?limit=ten", headers=KEY), id="a number that is none"
        ),
        pytest.param(
            STRIPE, httpx.Request("GET", "http://x/v1/disputes?customer=c", headers=KEY), id="an unknown parameter"
        ),
        pytest.param(STRIPE, httpx.Request("GET", "http://x/v1/charges"), id="no key"),
        pytest.param(STRIPE, httpx.Request("GET", "http://x/v2/charges", headers=KEY), id="an unknown path"),
        pytest.param(
            HUBSPOT,
            httpx.Request("POST", "http://x/crm/objects/2026-09/contacts/search", headers=KEY, json=EQUALS),
            id="an unknown operator",
        ),
        pytest.param(
            INTERCOM, httpx.Request("POST", "http://x/conversations/search", headers=KEY, json={}), id="no query"
        ),
    ],
)
def test_a_call_that_the_vendor_does_not_know_fails(name: str, request_: httpx.Request) -> None:
    with pytest.raises(AssertionError):
        loaded(name).check_call(request_)


@pytest.mark.parametrize(
    "body",
    [
        {"object": "list", "url": "/v1/charges", "has_more": False, "data": [{"id": "ch_1", "object": "charge"}]},
        {"object": "list", "url": "/v1/charges", "data": []},
        [],
    ],
)
def test_an_answer_that_the_vendor_would_not_give_fails(body: Any) -> None:
    request = httpx.Request("GET", "http://x/v1/charges", headers=KEY)
    response = httpx.Response(
        200, content=json.dumps(body), headers={"content-type": "application/json"}, request=request
    )

    with pytest.raises(AssertionError):
        loaded(STRIPE).check_answer(response)
