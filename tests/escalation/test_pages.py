"""What the product tells is read with care: only what is named is kept, for as long as it counts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.pages import NotKeptError, PageEvent, path_of, read_event, seen

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def raw(**changes: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"type": "track", "messageId": "m1", "userId": "u1", "event": "Cancel failed"}
    return usual | changes


def event(kind: str = "track", minutes_ago: float = 0, **changes: Any) -> PageEvent:
    usual: dict[str, Any] = {"id": f"{kind}{minutes_ago}", "kind": kind, "user": "u1"}
    return PageEvent(**(usual | changes), at=NOW - timedelta(minutes=minutes_ago))


def test_an_event_of_segment_becomes_what_we_keep() -> None:
    read = read_event(
        raw(
            timestamp="2026-11-23T08:59:00Z",
            properties={"error_code": "PAY-7", "trace_id": "t1", "card": "4242424242424242"},
            context={
                "ip": "203.0.113.7",
                "userAgent": "Mozilla/5.0",
                "app": {"version": "5.2"},
                "page": {"url": "https://app.example/settings/billing?reset=secret#x", "title": "Settings › Billing"},
                "groupId": "ws_1",
            },
        ),
        NOW,
    )

    assert read == PageEvent(
        id="m1",
        kind="track",
        user="u1",
        org="ws_1",
        path="/settings/billing",
        title="Settings › Billing",
        name="Cancel failed",
        failed=True,
        error="PAY-7",
        trace="t1",
        version="5.2",
        at=NOW - timedelta(minutes=1),
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"type": "alias"}, "type is none of", id="another type"),
        pytest.param({"messageId": ""}, "messageId is missing", id="no id"),
        pytest.param({"userId": None}, "userId is missing", id="nobody"),
        pytest.param({"timestamp": "2026-11-23T09:06:00Z"}, "of the future", id="of the future"),
        pytest.param({"timestamp": "2026-11-22T08:00:00Z"}, "too old", id="of two days ago"),
        pytest.param({"timestamp": "soon"}, "no time", id="no time at all"),
    ],
)
def test_what_is_not_kept_says_why(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(NotKeptError, match=reason):
        read_event(raw(**changes), NOW)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        pytest.param({"event": "Subscription cancel failed"}, True, id="its name says so"),
        pytest.param({"event": "Cancel", "properties": {"success": False}}, True, id="it did not succeed"),
        pytest.param({"event": "Cancel", "properties": {"error_code": 12}}, True, id="it has an error's code"),
        pytest.param({"event": "Cancel clicked"}, False, id="a click"),
        pytest.param({"type": "page", "name": "Error codes"}, False, id="a page about errors"),
    ],
)
def test_what_went_wrong_is_recognised(changes: dict[str, Any], failed: bool) -> None:
    assert read_event(raw(**changes), NOW).failed is failed


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://app.example/a/b?token=x&tab=plans#y", "/a/b?tab=plans"),
        ("/reset/0123456789abcdef0123", "/reset/…"),
        ("/invite/maya@brightwater.example", "/invite/…"),
        ("/jobs/42/edit", "/jobs/42/edit"),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_an_address_loses_what_may_be_secret(address: str, path: str) -> None:
    assert path_of(address, {"tab"}) == path


def test_a_page_counts_for_half_an_hour_and_what_failed_for_a_day() -> None:
    events = (
        event("page", 29, title="Billing"),
        event("page", 40, title="Home"),
        event(name="Cancel failed", failed=True, minutes_ago=10, title="Billing"),
        event(name="Cancel failed", failed=True, minutes_ago=20, title="Billing"),
        event(name="Login failed", failed=True, minutes_ago=25 * 60),
    )

    now = seen(events, NOW)
    later = seen(events, NOW + timedelta(minutes=2))

    assert (now.page, later.page) == ("Billing", "")
    assert [(one.name, one.count, one.page) for one in later.failures] == [("Cancel failed", 2, "Billing")]


@pytest.mark.parametrize(
    ("names", "is_trouble"),
    [
        pytest.param(["Cancel failed"], False, id="once"),
        pytest.param(["Cancel failed", "Cancel failed"], True, id="twice"),
        pytest.param(["Cancel failed", "Save failed"], False, id="two things once"),
        pytest.param(["App crashed"], True, id="a crash"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_trouble_is_what_failed_twice_or_crashed(names: list[str], is_trouble: bool) -> None:
    events = [event(name=name, failed=True, minutes_ago=at) for at, name in enumerate(names)]

    assert (seen(events, NOW).trouble is not None) is is_trouble


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("aZ?/&=<#\n\x00", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["page", "url", "path", "code"]), inner, max_size=3)
    ),
    max_leaves=8,
)


SAID = ("properties", "context", "traits", "event", "timestamp")


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(SAID, JSON)))
def test_no_event_breaks_the_reading(changes: dict[str, Any]) -> None:
    try:
        read = read_event(raw(**changes), NOW)
    except NotKeptError:
        return

    assert len(read.name) <= 200
    assert "?" not in read.path
