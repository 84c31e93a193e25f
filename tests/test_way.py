"""The way the board runs, as chainboard.toml and the environment ask for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chainboard import way
from chainboard.navigation import pages
from tests.commands.said import is_in


def configured(folder: Path, toml: str | bytes = "", **environment: str) -> way.Way:
    file = folder / "chainboard.toml"
    file.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return way.configured({"CHAINBOARD_CONFIG": str(file), **environment})


def refusal(folder: Path, toml: str | bytes, **environment: str) -> str:
    """Why a configuration is refused: a line of Chinese, then one of English."""
    with pytest.raises(SystemExit) as stop:
        configured(folder, toml, **environment)
    zh, en = str(stop.value).splitlines()
    assert is_in("zh", zh) and is_in("en", en)
    return str(stop.value)


@pytest.mark.parametrize(
    ("toml", "environment", "name"),
    [
        ("", "", "desk"),
        ("", "desk", "desk"),
        ("", "room", "room"),
        ('way = "desk"', "", "desk"),
        ('way = "desk"', "desk", "desk"),
        ('way = "room"', "", "room"),
        ('way = "room"', "room", "room"),
        ('\ufeffway = "room"', "", "room"),
    ],
)
def test_the_way_is_the_desk_unless_the_file_or_the_environment_says_otherwise(
    tmp_path, toml, environment, name
):
    assert configured(tmp_path, toml, CHAINBOARD_WAY=environment).name == name


@pytest.mark.parametrize(("toml", "environment"), [("desk", "room"), ("room", "desk")])
def test_a_file_and_an_environment_that_disagree_are_refused(tmp_path, toml, environment):
    said = refusal(tmp_path, f'way = "{toml}"', CHAINBOARD_WAY=environment)

    assert f"CHAINBOARD_WAY = {environment}" in said and f"chainboard.toml: way = {toml}" in said


def test_names_of_hosts_are_for_the_room_alone(tmp_path):
    hosts = 'hosts = ["Board.Example", "192.0.2.7", "fd00::7"]'

    found = configured(tmp_path, hosts, CHAINBOARD_WAY="room").hosts
    assert found == ("board.example", "192.0.2.7", "fd00::7")
    assert 'way = "room"' in refusal(tmp_path, hosts)


def test_the_office_is_told_plainly_that_it_is_not_there_yet(tmp_path):
    assert "not yet in this release" in refusal(tmp_path, 'way = "office"')
    assert "not yet in this release" in refusal(tmp_path, "", CHAINBOARD_WAY="office")


@pytest.mark.parametrize(
    ("toml", "allowed"),
    [
        ('way = "ROOM"', "desk, room"),
        ('way = "public"', "desk, room"),
        ("way = 1", "desk, room"),
        ('way = ["room"]', "desk, room"),
        ('host = ["board.example"]', "way, hosts"),
        ('[server]\naddress = "0.0.0.0"', "way, hosts"),
        ('hosts = "board.example"', "board.example"),
        ("hosts = [1]", "board.example"),
        ('hosts = ["*"]', "board.example"),
        ('hosts = ["*.example"]', "board.example"),
        ('hosts = ["http://board.example"]', "board.example"),
        ('hosts = ["board.example:8501"]', "board.example"),
        ('hosts = ["board.example."]', "board.example"),
        ('hosts = [""]', "board.example"),
        ("way =", "chainboard.toml"),
        (b"way = \xff", "chainboard.toml"),
    ],
)
def test_a_wrong_key_or_value_is_refused_with_what_is_allowed(tmp_path, toml, allowed):
    assert allowed in refusal(tmp_path, toml, CHAINBOARD_WAY="room")


def test_a_file_that_is_named_and_not_there_is_refused(tmp_path):
    with pytest.raises(SystemExit, match=r"nowhere\.toml"):
        way.configured({"CHAINBOARD_CONFIG": str(tmp_path / "nowhere.toml")})


def test_the_commands_sit_at_the_desk_whatever_the_server_is_told(monkeypatch):
    monkeypatch.setitem(os.environ, "CHAINBOARD_WAY", "room")

    assert way.current() is way.DESK


def test_the_room_shows_what_is_public_and_takes_nothing_in():
    assert list(way.DESK.packs) == ["published", "demo", "city"]
    assert list(way.ROOM.packs) == ["published", "demo"]
    assert [page.address for page in pages() if not way.DESK.has(page)] == []
    assert [page.address for page in pages() if not way.ROOM.has(page)] == ["intake"]
