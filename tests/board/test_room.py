"""A board that runs in the room, beside one at the desk: what offices sent is not on its wire."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import psutil
import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from chainboard.navigation import addresses
from chainboard.store.place import ROOT
from tests.board.pages import STREAMLIT, OpenPage, stream
from tests.board.served import (
    has_word,
    packs_with_the_word,
    pages_of,
    ran,
    unknown,
    ways_to_the_city,
)
from tests.browser import servers
from tests.pages.test_dashboard import opened

PACKS = ("published", "demo", "city")
PAGES = addresses()
HIDDEN = {"intake", "audit"}  # pages that are not there in the room


@dataclass(frozen=True)
class Boards:
    """The same packs, the city's among them, served in two ways."""

    desk: str
    room: str
    var: str
    mark: str  # of the city's edition


@pytest.fixture(scope="module")
def boards(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boards]:
    city = packs_with_the_word(packs, tmp_path_factory.mktemp("room"))
    with city as (var, mark), ExitStack() as running:
        desk = running.enter_context(servers.running(var))
        room = running.enter_context(servers.running(var, host="0.0.0.0", CHAINBOARD_WAY="room"))
        yield Boards(desk, room, str(var), mark)


def got(board: str, path: str) -> requests.Response:
    return requests.get(f"{board}{path}", timeout=60, allow_redirects=False)


def run(board: str, page: str, query: str, script: str = "") -> list[bytes]:
    """As ran, of a socket of its own."""
    with connect(stream(board), subprotocols=[STREAMLIT], max_size=None, open_timeout=60) as opened:
        return ran(opened, page, query, script)


def scripts(board: str) -> dict[str, str]:
    return pages_of(run(board, "", "pack=demo"))


def ways(boards: Boards) -> dict[str, str]:
    """Addresses at which the desk shows what the offices sent."""
    return ways_to_the_city(boards.mark) | {
        "list": "/data/intake/loads.json?pack=city",
        "intake as a workbook": "/data/intake.xlsx?pack=city",
    }


def test_the_desk_shows_what_offices_sent_by_every_way_that_the_room_is_tried_by(boards):
    shown = {name: has_word(got(boards.desk, at).content) for name, at in ways(boards).items()}

    assert [name for name, is_shown in shown.items() if not is_shown] == []
    for page in ("chain", "intake"):
        assert has_word(b"".join(run(boards.desk, page, "pack=city&chain=petrochem&lang=en")))


def test_no_way_to_what_offices_sent_leads_anywhere_in_the_room(boards):
    tried = {name: got(boards.room, at) for name, at in ways(boards).items()}

    assert [name for name, answer in tried.items() if has_word(answer.content)] == []
    status = {name: answer.status_code for name, answer in tried.items()}
    assert (status["search"], status["csv"], status["json"]) == (404, 400, 400)
    assert status["page as a workbook"] == 400
    assert (status["list"], status["intake as a workbook"]) == (404, 404)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_every_pack_is_answered_by_what_is_public(boards, page, pack):
    answer = got(boards.room, f"/{page}?pack={pack}&lang=en")
    choice = got(boards.room, f"/board/first/{page}?pack={pack}&lang=en")
    listed = got(boards.room, f"/data/{page}.json?pack={pack}&lang=en")

    assert not any(has_word(each.content) for each in (answer, choice, listed))
    if page in HIDDEN:
        assert answer.headers["location"] == f"./?pack={pack}&lang=en&page={page}"
        assert (choice.status_code, listed.status_code) == (404, 404)
        assert listed.json()["error"]["code"] == "unknown_page"
        known = listed.json()["error"]["message"].partition(";")[2]
        assert not any(each in known for each in HIDDEN)
        return
    assert choice.status_code == 200
    assert b"intake" not in choice.content and b"pages/audit" not in choice.content
    assert listed.status_code == (400 if pack == "city" else 200)
    shown = "published" if pack == "city" else pack
    assert f'"edition":"{shown}-000001"'.encode() in choice.content
    assert (unknown("pack", pack) in choice.content) == (pack == "city")


@pytest.mark.parametrize("page", ["", "chain", "intake"])
def test_a_socket_that_asks_for_the_city_gets_what_is_public_with_a_word_about_it(boards, page):
    said = b"".join(run(boards.room, page, "pack=city&chain=petrochem&lang=en"))

    assert not has_word(said)
    assert unknown("pack", "city") in said
    assert b"file_uploader" not in said and b"pages/intake.py" not in said


def test_a_socket_that_asks_for_the_intake_page_gets_another(boards):
    hashes = scripts(boards.desk)
    by_name = {
        each: b"".join(run(each, "intake", "pack=demo")) for each in (boards.desk, boards.room)
    }
    by_hash = b"".join(run(boards.room, "", "pack=demo", hashes["intake"]))

    assert b"submission_monitor" in by_name[boards.desk]
    for said in (by_name[boards.room], by_hash):
        assert b"submission_monitor" not in said and b"kpi_cards" in said
    assert set(hashes) - set(scripts(boards.room)) == HIDDEN


def test_the_bar_leads_to_no_intake_and_to_no_city(boards):
    bar = b"".join(run(boards.room, "about", "pack=demo&lang=zh"))

    assert "改看公开".encode() in bar
    assert "改看本市".encode() not in bar
    assert b"intake" not in bar and b"pages/audit" not in bar


def test_a_file_that_is_sent_is_not_taken(boards):
    page = OpenPage(boards.room, "0" * 32)

    for refused in (page.drop("a", 1000), page.drop_unmeasured("b", 1000)):
        assert refused.status_code == 405
    assert requests.delete(f"{boards.room}/_stcore/upload_file/a/b", timeout=60).status_code == 405
    assert requests.post(f"{boards.room}/_stcore/agent/interact", timeout=60).status_code == 405
    assert got(boards.room, "/_stcore/metrics").status_code == 404
    assert got(boards.room, "/_stcore/health").text == "ok"


def own_address() -> str:
    """An address of this machine that is not the one everybody calls it by."""
    every = [each for of_one in psutil.net_if_addrs().values() for each in of_one]
    found = [each.address for each in every if each.family is socket.AF_INET]
    return next((each for each in found if not each.startswith("127.")), "127.0.0.2")


def opens(board: str, **headers: str) -> bool:
    """Whether a socket is opened to a page of this Host and Origin."""
    with (
        suppress(InvalidStatus),
        connect(stream(board), subprotocols=[STREAMLIT], origin=headers.get("origin")),
    ):
        return True
    return False


def test_the_room_is_reached_at_the_machines_own_address_and_under_no_other_name(boards):
    port = boards.room.rpartition(":")[2]
    at = f"http://{own_address()}:{port}"

    assert got(at, "/chain?pack=demo").status_code == 200
    assert opens(at, origin=at)
    assert not opens(at, origin="http://evil.test")
    for host in ("evil.test", f"evil.test:{port}", f"192.0.2.200:{port}"):
        refused = requests.get(f"{at}/chain", headers={"Host": host}, timeout=60)
        assert refused.status_code == 403, host


def test_the_commands_know_the_city_on_a_machine_that_serves_the_room(boards, capfd):
    command = [sys.executable, "-m", "chainboard", "panel", "chain", "chain_firms"]

    subprocess.run(
        [*command, "chain=petrochem", "--pack", "city", "--csv"],
        cwd=ROOT,
        env={**os.environ, "CHAINBOARD_VAR": boards.var, "CHAINBOARD_WAY": "room"},
        check=True,
        timeout=60,
    )

    assert has_word(capfd.readouterr().out.encode())


@pytest.mark.parametrize(
    ("asked", "said"),
    [("desk", "127.0.0.1 only"), ("room", "contradict each other")],
)
def test_a_server_that_others_could_reach_does_not_start_in_another_way(asked, said, tmp_path):
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    toml = tmp_path / "chainboard.toml"
    toml.write_text('way = "desk"', encoding="utf-8")
    environment = {**os.environ, "CHAINBOARD_WAY": asked, "CHAINBOARD_CONFIG": str(toml)}

    ended = subprocess.run(
        [*command, "--server.address", "0.0.0.0", "--server.port", "0"],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip

    assert ended.returncode != 0 and said in ended.stderr + ended.stdout
    assert "Traceback" not in ended.stderr + ended.stdout


@pytest.mark.usefixtures("in_the_room")
def test_a_visitor_sets_no_build_going(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))

    app = opened("overview", pack="demo", lang="en")

    assert "python -m chainboard build --pack demo" in app.error[0].value
    assert not (tmp_path / "var").exists()


RECKONED = "内部测算".encode()  # what the board says of its own reckoning


@pytest.mark.parametrize("page", ["overview", "chain"])
def test_what_the_board_reckons_itself_is_shown_at_the_desk_and_by_no_way_in_the_room(boards, page):
    asked = "pack=demo&chain=petrochem&lang=zh"
    at = page.removeprefix("overview")  # the first page has no name
    ways = (f"/{at}?{asked}", f"/board/first/{page}?{asked}", f"/data/{page}.json?{asked}")
    told = {each: [got(each, way).content for way in ways] for each in (boards.desk, boards.room)}

    assert all(RECKONED in answer for answer in told[boards.desk])
    assert not any(RECKONED in answer for answer in told[boards.room])
    for form in ("json", "csv"):
        refused = got(boards.room, f"/data/{page}/outlook.{form}?{asked}")
        assert (refused.status_code, RECKONED in refused.content) == (404, False)
        assert got(boards.desk, f"/data/{page}/outlook.{form}?{asked}").status_code == 200


@pytest.mark.parametrize("page", ["", "chain"])
def test_a_socket_in_the_room_is_sent_no_reckoning_of_the_boards_own(boards, page):
    asked = "pack=demo&chain=petrochem&lang=zh"

    assert RECKONED in b"".join(run(boards.desk, page, asked))
    assert RECKONED not in b"".join(run(boards.room, page, asked))


def test_the_workbook_of_a_page_has_no_sheet_of_it_in_the_room(boards):
    path = "/data/overview.xlsx?pack=demo&lang=zh"
    with (
        ZipFile(BytesIO(got(boards.desk, path).content)) as at_the_desk,
        ZipFile(BytesIO(got(boards.room, path).content)) as in_the_room,
    ):
        named = [book.read("xl/workbook.xml") for book in (at_the_desk, in_the_room)]
        texts = [in_the_room.read(name) for name in in_the_room.namelist()]

    assert ["年底预计".encode() in names for names in named] == [True, False]
    assert not any(RECKONED in text for text in texts)
