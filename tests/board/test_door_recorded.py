"""What leaves through the door of the city's data is recorded, and does not leave unrecorded."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from chainboard.store import audit, chain
from tests.board.asked import HOST, asked, get, ok
from tests.board.served import firm
from tests.store.city.sent import load, output

PANEL = "/data/intake/loads"
OURS = "pack=city&lang=zh"


@pytest.fixture(scope="module")
def made(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A city pack of one load, beside the packs that are everyone's."""
    folder = tmp_path_factory.mktemp("recorded")
    for pack in ("published", "demo"):
        shutil.copytree(packs / pack, folder / "var" / pack)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(folder / "var"))
        load(folder, "a.xlsx", output("2026-09-30  90"), firm())
        yield folder


@pytest.fixture
def since(made) -> int:
    """How many lines the audit has before the test."""
    return len(list(chain.entries()))


def exports(since: int) -> list[tuple[object, object, object]]:
    told = list(chain.entries())[since:]
    assert {entry["kind"] for entry in told} <= {"export"} and chain.check().is_whole
    return [(entry["words"], entry["rows"], entry["edition"]) for entry in told]


def test_a_file_of_each_form_is_recorded_with_its_rows_before_it_leaves(at_door, since):
    table = ok(get(at_door, f"{PANEL}.csv", OURS)).decode("utf-8-sig")
    data = json.loads(ok(get(at_door, f"{PANEL}.json", f"{OURS}&chain=petrochem")))
    ok(get(at_door, "/data/intake.xlsx", OURS))
    named = json.loads(ok(get(at_door, "/data/intake.json", OURS)))
    ok(get(at_door, f"{PANEL}.csv", OURS))  # kept since the first time, and recorded again

    table_rows = len(list(csv.reader(io.StringIO(table)))) - 1
    assert table_rows == len(data["rows"]) == 1
    first, second, third, *rest = exports(since)
    assert first == ("intake/loads.csv", 1, 2)
    assert second == ("intake/loads.json chain=petrochem", 1, 2)
    assert third[0] == "intake.xlsx" and int(str(third[1])) >= 1
    assert rest == [("intake.json", len(named), 2), first]


def test_lines_that_name_a_single_firm_are_counted_where_they_leave(at_door, since):
    petrochem = f"{OURS}&chain=petrochem"
    firms = json.loads(ok(get(at_door, "/data/chain/chain_firms.json", petrochem)))["rows"]
    ok(get(at_door, "/data/chain.xlsx", petrochem))
    ok(get(at_door, f"{PANEL}.csv", OURS))

    told = [entry["firms"] for entry in list(chain.entries())[since:]]
    assert len(firms) == 1 and told == [1, 1, 0]


def test_asking_whether_it_is_still_the_same_is_no_export(at_door, since):
    tag = get(at_door, f"{PANEL}.csv", OURS).headers["etag"]
    assert len(exports(since)) == 1

    assert get(at_door, f"{PANEL}.csv", OURS, if_none_match=tag).status == 304
    given = [("host", HOST)]
    head = asked(at_door, f"{PANEL}.csv", given, method="HEAD", query_string=OURS.encode())
    assert (head.status, head.body) == (200, b"")
    assert get(at_door, "/data/intake/nothing.csv", OURS).status == 404
    assert len(exports(since)) == 1


def test_what_is_everyones_is_not_recorded(at_door, since):
    ok(get(at_door, "/data/chain/output_trend.csv", "pack=demo&chain=petrochem"))
    ok(get(at_door, "/data/chain.xlsx", "pack=published&chain=petrochem"))

    assert exports(since) == []


def test_the_audit_itself_is_nobodys_whatever_data_it_is_read_beside(at_door, since):
    ok(get(at_door, "/data/audit/acts.csv", "pack=published&lang=zh"))

    ((words, rows, _),) = exports(since)
    assert (words, rows) == ("audit/acts.csv", since)
    ok(get(at_door, "/data/audit/acts.csv", "pack=published&lang=zh&act=load"))
    (chosen,) = exports(since + 1)
    assert chosen == ("audit/acts.csv act=load", 1, None)
    fresh = ok(get(at_door, "/data/audit/acts.csv", OURS)).decode("utf-8-sig")
    assert "审计 · 做过的事 · CSV · 操作：导入文件" in fresh
    book = ok(get(at_door, "/data/audit.xlsx", OURS))
    assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames == ["审计链", "做过的事"]


def test_nothing_leaves_where_it_cannot_be_recorded(at_door, made):
    log = audit.log_file()
    kept = log.rename(log.with_name("kept"))
    log.mkdir()

    refused = get(at_door, f"{PANEL}.csv", OURS)
    english = get(at_door, "/data/intake.xlsx", "pack=city&lang=en")

    assert (refused.status, english.status) == (503, 503)
    said = json.loads(refused.body)["error"]
    assert said["code"] == "unrecorded" and "审计写不进去（这是一个文件夹）" in said["message"]
    assert "The audit cannot be written (it is a folder)" in english.body.decode()
    assert b"a.xlsx" not in refused.body
    log.rmdir()
    kept.rename(log)
    ok(get(at_door, f"{PANEL}.csv", OURS))
