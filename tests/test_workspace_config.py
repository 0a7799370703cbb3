from datetime import datetime
from pathlib import Path

import pytest

from bot.errors import MisconfiguredError
from bot.workspace import Occasion, TextsConfig, Workspace, read
from escalation.hours import ALWAYS, is_open
from escalation.model import ChannelId, Queue

WHOLE = """
[[teams]]
name = "Support"
channel = "C0DESK"

[[teams]]
name = "Billing"
channel = "C0MONEY"

[[channels]]
id = "C0ACME"
account = "Acme Corp"
team = "Billing"

[[channels]]
id = "C0PLAIN"
everyone_is_customer = true

[people]
staff = ["U0DANA"]
customer_teams = ["T0ACME"]

[texts]
solved = "Hooray!"
"""


def written(folder: Path, toml: str) -> Path:
    path = folder / "baton.toml"
    path.write_text(toml, encoding="utf-8")
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    workspace = read(written(tmp_path, WHOLE))

    assert workspace.queues == (
        Queue(name="Support", channel=ChannelId("C0DESK")),
        Queue(name="Billing", channel=ChannelId("C0MONEY")),
    )
    assert [(rule.team, rule.channels) for rule in workspace.rules(())] == [("Billing", frozenset({"C0ACME"}))]
    assert workspace.customer_channels == {"C0PLAIN"}
    assert workspace.people.staff == {"U0DANA"}
    assert workspace.people.customer_teams == {"T0ACME"}
    assert workspace.texts.solved == "Hooray!"


HOURS = """
[[teams]]
name = "Support"
channel = "C0DESK"
hours = ["Mon-Thu 09:00-17:00", "Fri 09:00-15:00"]
timezone = "Europe/Berlin"
holidays = "DE-BY"
days_off = [2026-12-24]
"""


@pytest.mark.parametrize(
    ("day", "is_there"),
    [
        pytest.param("2026-12-23", True, id="a Wednesday"),
        pytest.param("2026-12-24", False, id="their own day off"),
        pytest.param("2026-12-25", False, id="a public holiday"),
        pytest.param("2027-01-06", False, id="one of their region, in another year"),
        pytest.param("2026-12-27", False, id="a Sunday"),
    ],
)
def test_a_team_is_there_in_its_hours_but_for_its_days_off(tmp_path: Path, day: str, is_there: bool) -> None:
    hours = read(written(tmp_path, HOURS)).hours_of("Support")

    assert is_open(hours, datetime.fromisoformat(f"{day} 12:00+01:00")) == is_there
    assert not is_open(hours, datetime.fromisoformat(f"{day} 18:00+01:00"))


@pytest.mark.parametrize("team", ["Billing", "Nobody's"])
def test_a_team_that_names_no_hours_is_always_there(tmp_path: Path, team: str) -> None:
    assert read(written(tmp_path, WHOLE)).hours_of(team) is ALWAYS


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ('hours = ["nine to five"]', "not like 'Mon-Fri 09:00-17:00'"),
        ('timezone = "Atlantis"', "no time zone"),
        ('holidays = "XX"', "no country"),
        ('holidays = "DE-ATLANTIS"', "no country, or part of one"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_start(tmp_path: Path, wrong: str, words: str) -> None:
    with pytest.raises(MisconfiguredError, match=words):
        read(written(tmp_path, f'[[teams]]\nname = "Support"\nchannel = "C0DESK"\n{wrong}\n'))


@pytest.mark.parametrize(
    ("channel", "account"),
    [("C0ACME", "Acme Corp"), ("C0PLAIN", ""), ("C0OTHER", "")],
    ids=["named", "nameless", "none"],
)
def test_a_channel_has_the_account_it_is_given(tmp_path: Path, channel: str, account: str) -> None:
    workspace = read(written(tmp_path, WHOLE))

    assert workspace.account(ChannelId(channel)) == account


def test_nothing_needs_to_be_said(tmp_path: Path) -> None:
    assert read(None) == read(written(tmp_path, "")) == Workspace()


@pytest.mark.parametrize(
    ("toml", "field", "why"),
    [
        pytest.param('[[teams]]\nname = "A"', "teams.0.channel", "required", id="a team without a channel"),
        pytest.param('[[teams]]\nchannel = "C1"', "teams.0.name", "required", id="a team without a name"),
        pytest.param('[[channels]]\naccount = "A"', "channels.0.id", "required", id="a channel without an id"),
        pytest.param('[[team]]\nname = "A"', "team", "not permitted", id="a table misspelt"),
        pytest.param('[people]\nstuff = ["U1"]', "people.stuff", "not permitted", id="a field misspelt"),
        pytest.param('[people]\nstaff = "U1"', "people.staff", "frozenset", id="a word where a list belongs"),
        pytest.param("[texts]\nsolved = 3", "texts.solved", "string", id="a number where words belong"),
        pytest.param(
            '[[channels]]\nid = "C1"\neveryone_is_customer = "perhaps"',
            "channels.0.everyone_is_customer",
            "boolean",
            id="neither yes nor no",
        ),
        pytest.param('[texts]\nclaimed = "{agnt} is here"', "texts.claimed", "agnt", id="a blank that nobody fills in"),
        pytest.param('[texts]\nresolved = "50 % {"', "texts.resolved", "{", id="a brace that is not closed"),
    ],
)
def test_a_wrong_field_is_named_with_its_file(tmp_path: Path, toml: str, field: str, why: str) -> None:
    path = written(tmp_path, toml)

    with pytest.raises(MisconfiguredError) as caught:
        read(path)

    assert "BATON_CONFIG" in caught.value.message
    assert str(path) in caught.value.message
    assert field in caught.value.message
    assert why in caught.value.message


def test_every_wrong_field_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(MisconfiguredError) as caught:
        read(written(tmp_path, '[[teams]]\nname = "A"\n\n[people]\nstaff = 1'))

    assert "teams.0.channel" in caught.value.message
    assert "people.staff" in caught.value.message


def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "[people]\nstaff = nope")

    with pytest.raises(MisconfiguredError) as caught:
        read(path)

    assert str(path) in caught.value.message
    assert "line 2" in caught.value.message


@pytest.mark.parametrize("is_folder", [True, False], ids=["a folder", "no text"])
def test_what_cannot_be_read_is_told(tmp_path: Path, is_folder: bool) -> None:
    path = tmp_path / "odd.toml"
    if is_folder:
        path.mkdir()
    else:
        path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(MisconfiguredError) as caught:
        read(path)

    assert f"BATON_CONFIG ({path}) cannot be read" in caught.value.message


def test_a_channel_of_an_unknown_team_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, '[[teams]]\nname = "Support"\nchannel = "C1"\n[[channels]]\nid = "C2"\nteam = "Suport"')

    with pytest.raises(MisconfiguredError) as caught:
        read(path)

    assert str(path) in caught.value.message
    assert "Suport" in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "{team} will call you back within five minutes.",
        "Got it. You will hear from {team} today.",
        "{team} answers within 30 minutes.",
        "{team} gets to this by tomorrow.",
        "We've refunded you.",
    ],
)
@pytest.mark.parametrize("name", ["claimed", "closed"])
def test_a_text_that_promises_what_nobody_promised_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(MisconfiguredError, match=r"makes a promise \("):
        read(written(tmp_path, f'[texts]\n{name} = "{text}"\n'))


@pytest.mark.parametrize("text", ["I've passed this to {team}.", "{team} is here now.", "Answers come within {most}."])
def test_a_text_that_tells_what_is_so_is_taken(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, f'[texts]\nhanded_off = "{text}"\n')).texts.handed_off == text


def test_no_shipped_text_makes_a_promise() -> None:
    shipped = Workspace().texts.model_dump()

    assert TextsConfig(**shipped).model_dump() == shipped


def test_texts_are_filled_in() -> None:
    texts = Workspace().texts

    filled = dict.fromkeys(
        (
            "team",
            "agent",
            "first",
            "second",
            "when",
            "what",
            "where",
            "link",
            "question",
            "how",
            "usual",
            "most",
            "count",
        ),
        "then",
    )

    for name in type(texts).model_fields:
        assert "{" not in str(getattr(texts, name)).format(**filled)


TEXTS_FOR = """
[[teams]]
name = "Billing"
channel = "C0MONEY"

[texts]
claimed = "{agent} is in."

[[texts_for]]
language = "de"
team = "Billing"
texts = { claimed = "{agent} von der Buchhaltung ist da." }

[[texts_for]]
language = "de"
texts = { claimed = "{agent} ist da.", solved = "Prima!" }
"""


@pytest.mark.parametrize(
    ("occasion", "claimed", "solved"),
    [
        pytest.param(
            Occasion(), "{agent} is in.", "Glad that helped!", id="nothing known: the team's own, else shipped"
        ),
        pytest.param(
            Occasion(language="fr"), "{agent} is in.", "Ravi que cela ait aidé !", id="an own text, else shipped"
        ),
        pytest.param(Occasion(language="de"), "{agent} ist da.", "Prima!", id="own texts for a language"),
        pytest.param(
            Occasion(language="de", team="Billing"),
            "{agent} von der Buchhaltung ist da.",
            "Prima!",
            id="the most specific wins, wherever it stands",
        ),
        pytest.param(
            Occasion(language="../de", team="Billing"), "{agent} is in.", "Glad that helped!", id="no language"
        ),
    ],
)
def test_the_most_specific_wording_is_used(tmp_path: Path, occasion: Occasion, claimed: str, solved: str) -> None:
    texts = read(written(tmp_path, TEXTS_FOR)).texts_in(occasion)

    assert (texts.claimed, texts.solved) == (claimed, solved)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ('texts = { claimed = "{agent} will call you back." }', "makes a promise"),
        ('texts = { claimd = "{agent} is here." }', "claimd"),
        ('texts = { claimed = "{agnt} is here." }', "agnt"),
        ('team = "Biling"\ntexts = { claimed = "Here." }', "Biling"),
        ("texts = {}", "texts"),
    ],
)
def test_a_wording_for_some_is_read_as_closely_as_any(tmp_path: Path, entry: str, why: str) -> None:
    with pytest.raises(MisconfiguredError, match=why):
        read(written(tmp_path, f"[[texts_for]]\n{entry}\n"))
