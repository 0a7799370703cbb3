"""What must not travel is taken out of people's words, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.redaction import redacted

SECRETS = {
    "a card": "4242 4242 4242 4242",
    "a card with dashes": "5555-5555-5555-4444",
    "a bare card": "378282246310005",
    "an IBAN": "DE89 3704 0044 0532 0130 00",
    "Stripe's key": "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "a restricted key": "rk_live_" + "51H8abcDEFghiJKL",
    "Slack's token": "xoxb-" + "123456789012-abcdefghijkl",
    "GitHub's token": "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789",
    "Linear's key": "lin_api_" + "abcdefghijklmnop",
    "Amazon's key": "AKIA" + "IOSFODNN7EXAMPLE",
    "a JWT": "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "an address": "maya.torres@brightwater.example",
    "a private key": "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
}


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("words", ["It fails with {}", "{} is what I used", "see ({}), please", "a\n{}\nb"])
def test_a_secret_is_gone_and_the_words_around_it_stay(name: str, words: str) -> None:
    secret = SECRETS[name]

    clean = redacted(words.format(secret))

    assert secret not in clean
    assert "removed]" in clean
    assert clean.startswith(words.partition("{}")[0])
    assert clean.endswith(words.partition("{}")[2])


@pytest.mark.parametrize(
    ("said", "clean"),
    [
        ("password: hunter22!", "password: [removed]"),
        ("my password is hunter22", "my password is [removed]"),
        ("api_key=abc123def", "api_key=[removed]"),
        ("Authorization: Bearer abcdefghijklmnop1234", "Authorization: [removed] [token removed]"),
        ("curl -H 'Bearer abcdefghijklmnop1234'", "curl -H 'Bearer [token removed]'"),
        ("https://me:secret@host.example/x", "https://[password removed]@host.example/x"),
        ("https://x.example/reset?token=abc&lang=de", "https://x.example/reset?token=[removed]&lang=de"),
    ],
)
def test_what_is_said_to_be_secret_is(said: str, clean: str) -> None:
    assert redacted(said) == clean


@pytest.mark.parametrize(
    "harmless",
    [
        "order 1234567890123456 is late",
        "error EXP-504 at 2026-11-23T09:00:00Z, trace 4bf92f3577b34da6a3ce929d0e0e4736",
        "version 4.8.1 on iOS 18.2, build 20261123",
        "the password reset mail never arrives",
        "my password is wrong",
        "my password is always rejected",
        "the boarding pass is here",
        "the PIN is asked twice",
        "our secret is out",
        "invoice LRK-482913 over $249.00",
        "call +49 30 901820",
        "the token expired",
        "0000 0000 0000 0000",
    ],
)
def test_what_only_looks_like_a_secret_stays(harmless: str) -> None:
    assert redacted(harmless) == harmless


def test_the_address_of_whoever_reads_it_may_stay() -> None:
    assert redacted("mail dana@us.example or eve@x.example", own=("Dana@us.example",)) == (
        "mail dana@us.example or [address removed]"
    )


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text(max_size=200), st.sampled_from(sorted(SECRETS.values())), st.text(max_size=50))
def test_redacting_twice_changes_nothing_more(before: str, secret: str, after: str) -> None:
    once = redacted(f"{before} {secret} {after}")

    assert redacted(once) == once
