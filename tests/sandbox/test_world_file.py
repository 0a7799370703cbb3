"""A world's file: everything it may say is in the example, and whatever is wrong with it is named."""

from dataclasses import fields
from pathlib import Path

import pytest

from sandbox.world import DEMO, World
from sandbox.world_file import WorldFileError, load_manifest, load_world, shape_of

EXAMPLE = DEMO.with_name("example.toml")
MINIMAL = """
[app]
name = "Echo"
team = "T0ACME"
[[teams]]
id = "T0ACME"
name = "Acme"
domain = "acme"
[[people]]
id = "U0ANN"
team = "T0ACME"
real_name = "Ann Lee"
[[channels]]
id = "C0GENERAL"
host = "T0ACME"
name = "general"
members = ["U0ANN", "U0BOT"]
"""


@pytest.mark.parametrize(
    "table",
    ["app", "app.commands", "app.shortcuts", "app.installs", "enterprises", "teams", "people", "channels", "guide"],
)
def test_the_example_explains_every_key_there_is(table: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")

    assert [key for key in shape_of(table) if f"\n{key} =" not in text and f"[[{table}.{key}]]" not in text] == []
    assert {one.name for one in fields(World)} - {"teams", "people", "rooms", "app", "enterprises", "guide"} == {
        "seed",
        "control_token",
    }
    assert "\nseed = " in text
    assert "\ncontrol_token = " in text


def test_the_example_is_a_world() -> None:
    world = load_world(EXAMPLE)

    assert [person.display_name for person in world.people] == ["Ann", "Ben"]
    assert world.rooms[1].names == {"T0ACME": "ext-guest", "T0GUEST": "ext-acme"}
    assert world.control_token == "steer-me"


def test_a_world_needs_little(tmp_path: Path) -> None:
    file = tmp_path / "world.toml"
    file.write_text(MINIMAL)

    assert load_world(file).app.bot_token == "xoxb-sandbox-bot"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        pytest.param('name = "Echo"', 'nmae = "Echo"', "3: `nmae` is not a key here; did you mean `name`?", id="typo"),
        pytest.param('name = "Echo"\n', "", "2: `name` is missing ([app])", id="missing"),
        pytest.param('domain = "acme"', "domain = 7", "8: `domain` must be text", id="not text"),
        pytest.param('["U0ANN", "U0BOT"]', '"U0ANN"', "17: `members` must be a list", id="not a list"),
        pytest.param("[[teams]]", "[teams]", "`teams` must be written as a table [[teams]]", id="a single table"),
        pytest.param('[app]\nname = "Echo"\nteam = "T0ACME"', "", "`app` is missing: add a table [app]", id="no app"),
        pytest.param('["U0ANN", "U0BOT"]', '["U0BEN"]', "17: there is no person `U0BEN`; there is U0ANN", id="nobody"),
        pytest.param('host = "T0ACME"', 'host = "T0X"', "15: there is no team `T0X`; there is T0ACME", id="nowhere"),
        pytest.param('id = "C0GENERAL"', 'id = "general"', "14: `general` does not look like an id", id="a name as id"),
        pytest.param('id = "C0GENERAL"', 'id = "C0A"\ntopic = true', "15: `topic` must be text", id="true as text"),
        pytest.param('real_name = "Ann Lee"', 'real_name = " "', "12: `real_name` must not be empty", id="no name"),
        pytest.param('"Ann Lee"', '"Ann Lee"\ntimezone = "Mars"', "13: `Mars` is no time zone", id="no time zone"),
        pytest.param(
            "[[teams]]", 'bot_token = "xoxb-1-2-x"\n[[teams]]', "5: `bot_token` must begin", id="a real token"
        ),
        pytest.param("[[teams]]", 'app_token = "xapp-1-2-x"\n[[teams]]', "5: `app_token` must begin", id="another"),
        pytest.param(
            "[[teams]]", '[[app.commands]]\ncommand = "/a"\nhint = "b"\n[[teams]]', "7: `hint` is not", id="a command"
        ),
        pytest.param(
            "[[teams]]",
            '[[app.shortcuts]]\ncallback_id = "a"\nname = "b"\ntype = "c"\n[[teams]]',
            '8: `type` must be "message" or "global"',
            id="a shortcut",
        ),
        pytest.param(
            "[[people]]",
            '[[teams]]\nid = "T0ACME"\nname = "B"\ndomain = "b"\n[[people]]',
            "10: `T0ACME` is there twice",
            id="twins",
        ),
        pytest.param(
            "[[people]]\n",
            '[[teams]]\nid = "T0B"\nname = "B"\ndomain = "b"\n[[people]]\nid = "U0B"\nteam = "T0B"\nreal_name = "B"\n'
            '[[channels]]\nid = "C0B"\nhost = "T0ACME"\nname = "b"\nmembers = ["U0B"]\n[[people]]\n',
            "21: `U0B` is of T0B, which does not share this channel: add T0B ([[channels]] number 1)",
            id="an outsider",
        ),
        pytest.param(
            '"Ann Lee"', '"Ann Lee"\nguest = "paying"', "13: `guest` must be multi_channel or", id="what guest"
        ),
        pytest.param(
            "[[channels]]\n",
            '[[people]]\nid = "U0GUS"\nteam = "T0ACME"\nreal_name = "Gus"\nguest = "single_channel"\n'
            '[[channels]]\nid = "C0A"\nhost = "T0ACME"\nname = "a"\nmembers = ["U0GUS"]\n'
            '[[channels]]\nid = "C0B"\nhost = "T0ACME"\nname = "b"\nmembers = ["U0GUS"]\n[[channels]]\n',
            "17: a single-channel guest is in one channel, and not in C0A, C0B",
            id="a guest in two channels",
        ),
        pytest.param(
            'domain = "acme"', 'domain = "acme"\nenterprise = "E0X"', "9: there is no enterprise `E0X`", id="no Grid"
        ),
        pytest.param(
            'name = "general"', 'name = "general"\npost_only = ["T0X"]', "17: there is no team in this", id="post-only"
        ),
        pytest.param(
            'name = "general"', 'name = "general"\nretention = { T0ACME = "long" }', "a table of numbers", id="for long"
        ),
        pytest.param(
            "[[teams]]",
            '[[app.installs]]\nteam = "T0X"\nbot_user = "U0X"\n[[teams]]',
            "6: there is no team",
            id="install",
        ),
        pytest.param("[app]", "[app", "is not TOML: Expected ']' at the end of a table declaration", id="no TOML"),
    ],
)
def test_a_bad_file_says_where_and_how_to_mend_it(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    file = tmp_path / "world.toml"
    assert right in MINIMAL
    file.write_text(MINIMAL.replace(right, wrong, 1))

    with pytest.raises(WorldFileError) as refused:
        load_world(file)

    assert told in str(refused.value)
    assert str(file) in str(refused.value)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "world.toml"
    file.write_text(MINIMAL.replace("domain", "domian").replace("members", "member"))

    with pytest.raises(WorldFileError) as refused:
        load_world(file)

    assert str(refused.value).count("\n") == 3


def test_a_manifest_may_be_json_with_tabs(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_text('{\n\t"features": {"slash_commands": [{"command": "/a"}]}\n}')

    assert load_manifest(file)["features"]["slash_commands"] == [{"command": "/a"}]


@pytest.mark.parametrize("text", ["[1, 2]", "{a", "name: only"])
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "manifest.yml"
    file.write_text(text)

    with pytest.raises(WorldFileError, match="manifest"):
        load_manifest(file)
