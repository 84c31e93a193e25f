"""How the board is: told to a program on this machine, and to nobody else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from chainboard import queries
from chainboard.board import server
from chainboard.store import audit, editions, selfcheck
from chainboard.store.city import desk
from chainboard.store.place import edition_file, pack_folder
from tests.board.asked import HOST, Answer, asked, get
from tests.board.test_gate import ELSEWHERE
from tests.store.city.sent import load, output
from tests.store.test_selfcheck import city_of_one_load

ADDRESSES = ("/healthz", "/metrics")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a city pack of one load."""
    with pytest.MonkeyPatch.context() as patch:
        return city_of_one_load(tmp_path_factory.mktemp("loaded"), patch)


@pytest.fixture
def folder(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that the test may change, checked just now."""
    shutil.copytree(loaded / "var", tmp_path / "var")
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    keep(selfcheck.Selfcheck(audit.now(), {"city": ()}))
    return tmp_path


def keep(done: selfcheck.Selfcheck) -> None:
    told = json.dumps(selfcheck.as_json(done))
    (pack_folder("city").parent / selfcheck.FILE).write_text(told, encoding="utf-8")


@pytest.fixture
def board() -> Iterator[Starlette]:
    queries.forget()
    yield Starlette(routes=server.routes(("overview", "about")), middleware=server.middleware())
    queries.forget()


def told(board: Starlette) -> tuple[int, dict[str, Any]]:
    answer = get(board, "/healthz")
    return answer.status, json.loads(answer.body)


def codes(board: Starlette, of: str) -> list[str]:
    return [each["code"] for each in told(board)[1][of]]


def test_a_board_that_is_well_says_so_with_the_age_of_its_data(folder, board):
    status, said = told(board)
    (stamp,) = json.loads(json.dumps([said["packs"]["city"]]))

    assert (status, said["status"], said["faults"], said["warnings"]) == (200, "ok", [], [])
    assert stamp["edition"] == editions.current("city") and stamp["age_days"] >= 0
    assert said["packs"]["published"] is None and said["free_mb"] > 0
    assert (said["way"], said["selfcheck"]["is_whole"]) == ("desk", True)


@pytest.mark.parametrize("damage", ["gone", "no database", "pointer"])
def test_an_edition_that_cannot_be_read_is_a_fault_with_its_command(folder, board, damage):
    file = edition_file("city", editions.current("city") or 0)
    if damage == "gone":
        file.unlink()
    elif damage == "no database":
        file.write_bytes(b"none")
    else:
        (pack_folder("city") / editions.POINTER).write_bytes(b"\xff")
    status, said = told(board)

    assert (status, said["status"]) == (503, "fault")
    assert [each["code"] for each in said["faults"]] == ["edition"]
    assert "python -m chainboard" in said["faults"][0]["zh"]


def test_an_edition_that_is_damaged_after_it_was_read_is_noticed(folder, board):
    assert told(board)[0] == 200
    edition_file("city", editions.current("city") or 0).with_suffix(".sha256").unlink()
    edition_file("city", editions.current("city") or 0).unlink()

    assert codes(board, "faults") == ["edition"]


def test_a_board_without_any_edition_is_a_fault(tmp_path, monkeypatch, board):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))

    assert codes(board, "faults") == ["no_edition"]


def test_a_self_check_that_never_was_or_is_old_warns_and_one_that_found_something_is_a_fault(
    folder, board
):
    done = selfcheck.Selfcheck(audit.now(), {"city": ()})
    keep(replace(done, at=done.at - selfcheck.STALE - timedelta(minutes=1)))
    assert (told(board)[0], codes(board, "warnings")) == (200, ["selfcheck"])
    (pack_folder("city").parent / selfcheck.FILE).unlink()
    assert (told(board)[0], codes(board, "warnings")) == (200, ["selfcheck"])
    keep(replace(done, faults={"city": (("坏", "bad"),)}))
    assert (told(board)[0], codes(board, "faults")) == (503, ["selfcheck"])


def test_a_disk_on_which_nothing_more_can_be_loaded_is_a_fault(folder, board):
    """The main file is made so large, without taking room, that three of it do not fit."""
    with desk.main_file().open("r+b") as file:
        file.truncate(2**42)

    assert "disk" in codes(board, "faults")


def test_an_audit_that_was_changed_is_a_fault_and_one_that_grows_is_not(folder, board):
    audit.append("export", "市工信局", words="a")
    audit.append("export", "市工信局", words="b")
    assert told(board)[0] == 200
    audit.append("export", "市工信局", words="c")
    assert told(board)[0] == 200

    log = audit.log_file()
    log.write_bytes(log.read_bytes().replace(b'"words":"b"', b'"words":"x"'))
    assert codes(board, "faults") == ["audit"]
    log.unlink()
    assert codes(board, "faults") == ["audit"]


def test_after_a_further_load_the_new_edition_is_told(folder, board):
    before = told(board)[1]["packs"]["city"]["edition"]
    load(folder, "b.xlsx", output("2026-10-31  99"))

    assert told(board)[1]["packs"]["city"]["edition"] == before + 1


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "header",
    ["x-forwarded-for", "x-forwarded-proto", "forwarded", "x-real-ip", "via"],
)
def test_what_a_proxy_passes_on_is_not_answered(folder, board, address, header):
    assert get(board, address).status == 200
    assert get(board, address, **{header: "192.0.2.1"}).status == 404


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("end", ELSEWHERE)
@pytest.mark.usefixtures("in_the_room")
def test_in_the_room_only_a_program_on_the_machine_is_answered(folder, address, end):
    room = Starlette(routes=server.routes(("overview",)), middleware=server.middleware())

    assert answered(room, address).status in (200, 503)
    assert answered(room, address, client=end).status == 404
    assert answered(room, address, server=end).status in (403, 404)


@pytest.mark.usefixtures("in_the_room")
def test_the_room_does_not_speak_of_what_offices_sent(folder):
    room = Starlette(routes=server.routes(("overview",)), middleware=server.middleware())
    keep(selfcheck.Selfcheck(audit.now(), {"city": (("坏", "bad"),)}))

    _status, said = told(room)
    assert "city" not in said["packs"] and b'pack="city"' not in get(room, "/metrics").body
    assert [each["code"] for each in said["faults"]] == ["no_edition"]


@pytest.mark.parametrize("address", ["/healthz/", "/healthz/x", "/Healthz", "/metrics.json"])
def test_no_address_beside_them_is_answered(folder, board, address):
    assert get(board, address).status != 200


def answered(app: Starlette, address: str, **ends: Any) -> Answer:
    here = {"server": ("127.0.0.1", 8501), "client": ("127.0.0.1", 50000)}
    return asked(app, address, [("host", HOST)], **{**here, **ends})
