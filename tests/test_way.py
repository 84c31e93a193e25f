"""The way the board runs, as chainboard.toml and the environment ask for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chainboard import way
from chainboard.navigation import page_at, pages, questions
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


OFFICE = 'way = "office"\nhosts = ["board.example"]\n'


def test_in_the_office_people_sign_in_by_a_proxy_on_this_machine_unless_the_file_says_otherwise(
    tmp_path,
):
    found = configured(tmp_path, OFFICE)
    assert (found.name, found.is_open, found.is_read_only) == ("office", True, False)
    assert found.sign_in == way.SignIn("proxy", "x-auth-user", ("127.0.0.1", "::1"))
    assert (found.sign_in.idle, found.sign_in.absolute) == (1800, 43200)

    more = 'user_header = "X-Seal-User"\nproxies = ["192.0.2.0/28"]\nidle_minutes = 5\n'
    said = configured(tmp_path, f"{OFFICE}{more}absolute_hours = 8").sign_in
    assert said == way.SignIn("proxy", "x-seal-user", ("192.0.2.0/28",), "sub", 300, 28800)
    provider = configured(tmp_path, f'{OFFICE}sign_in = "oidc"\nclaim = "email"').sign_in
    assert provider and (provider.by, provider.claim) == ("oidc", "email")


def test_an_office_without_the_name_that_browsers_use_is_refused(tmp_path):
    assert "needs hosts" in refusal(tmp_path, 'way = "office"')
    assert "needs hosts" in refusal(tmp_path, "", CHAINBOARD_WAY="office")


@pytest.mark.parametrize("key", ["sign_in", "user_header", "proxies", "idle_minutes"])
def test_how_people_sign_in_is_for_the_office_alone(tmp_path, key):
    assert "nobody signs in" in refusal(tmp_path, f'{key} = "x"', CHAINBOARD_WAY="room")
    assert 'way = "office"' in refusal(tmp_path, f'{key} = "x"')


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('sign_in = "password"', '"proxy", "oidc"'),
        ('sign_in = "oidc"\nuser_header = "X-Auth-User"', "leave it out"),
        ('claim = "email"', "leave it out"),
        ('user_header = "Cookie"', "X-Auth-User"),
        ('user_header = "X-Forwarded-For"', "X-Auth-User"),
        ('user_header = "X Auth"', "X-Auth-User"),
        ("user_header = 1", "X-Auth-User"),
        ('proxies = "127.0.0.1"', "192.0.2.0/28"),
        ("proxies = []", "192.0.2.0/28"),
        ('proxies = ["proxy.example"]', "192.0.2.0/28"),
        ("proxies = [1]", "192.0.2.0/28"),
        ("idle_minutes = 0", "1–720"),
        ("idle_minutes = true", "1–720"),
        ("absolute_hours = 0.5", "1–72"),
    ],
)
def test_a_wrong_way_to_sign_in_is_refused_with_what_is_allowed(tmp_path, toml, said):
    assert said in refusal(tmp_path, f"{OFFICE}{toml}")


@pytest.mark.parametrize(
    ("toml", "allowed"),
    [
        ('way = "ROOM"', "desk, room, office"),
        ('way = "public"', "desk, room, office"),
        ("way = 1", "desk, room, office"),
        ('way = ["room"]', "desk, room, office"),
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

    assert way.current() == way.DESK


def test_the_room_shows_what_is_public_and_takes_nothing_in():
    assert list(way.DESK.packs) == ["published", "demo", "city"]
    assert list(way.ROOM.packs) == ["published", "demo"]
    assert [page.address for page in pages() if not way.DESK.has(page)] == []
    assert [page.address for page in pages() if not way.ROOM.has(page)] == ["intake", "audit"]


@pytest.mark.parametrize("page", ["overview", "chain"])
@pytest.mark.parametrize(
    ("now", "is_there"), [(way.DESK, True), (way.OFFICE, True), (way.ROOM, False)]
)
def test_what_the_board_reckons_itself_is_there_where_no_outsider_is_answered(
    monkeypatch, page, now, is_there
):
    monkeypatch.setattr(way, "_now", now)
    named = [question.__name__ for question in questions(page_at(page))]

    assert ("outlook" in named) is is_there
    assert "month_changes" in named


def test_a_page_calls_only_panels_of_its_own_reckoned(monkeypatch):
    monkeypatch.setattr(way, "_now", way.OFFICE)
    for page in pages():
        assert set(page.reckoned) <= {question.__name__ for question in questions(page)}
