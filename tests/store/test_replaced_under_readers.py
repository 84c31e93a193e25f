"""A pack restored or made anew under a process that reads it: the next answer is of what is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from chainboard.board import door
from chainboard.board.drawn import panel as drawn_panel
from chainboard.navigation import page_at
from chainboard.packs import CITY
from chainboard.person import AT_THE_DESK
from chainboard.queries import Damaged, ask
from chainboard.store import editions, keeping
from chainboard.store.place import edition_file
from chainboard.view import View
from tests.store.city.sent import load, output

pytestmark = pytest.mark.weeks(3)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a city pack of one load, of the file a.xlsx: edition 2."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    load(tmp_path, "a.xlsx", output("2026-09-30  90"))
    return tmp_path


def seen(number: int | None = None) -> View:
    """The view of an edition, the current one when none is named."""
    return View(pack=CITY, edition=number or editions.current("city") or 0)


def files(view: View) -> list[str]:
    """The files that an edition was loaded from, as the running process answers it."""
    return sorted(row.file_name for row in ask(view, "loads.all"))


def test_a_reading_process_answers_rightly_through_backup_load_restore_and_load(folder):
    told = [files(seen())]
    copy = keeping.backup("city", folder / "backups")
    load(folder, "b.xlsx", output("2026-10-31  99"))
    told.append(files(seen()))
    keeping.restore("city", copy, force=True)
    told.append(files(seen()))
    load(folder, "c.xlsx", output("2026-10-31  77"))
    told.append(files(seen()))

    assert told == [["a.xlsx"], ["a.xlsx", "b.xlsx"], ["a.xlsx"], ["a.xlsx", "c.xlsx"]]
    assert seen().edition == 4


@pytest.fixture
def of_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The backup of another machine, whose edition 2 is of the file z.xlsx."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("CHAINBOARD_VAR", str(folder / "elsewhere"))
        load(folder, "z.xlsx", output("2026-09-30  50"))
        return keeping.backup("city", folder / "backups")


def test_another_machines_edition_of_a_number_already_seen_shows_its_own_figures(
    folder, of_another
):
    view = seen(2)
    before = files(view)
    keeping.restore("city", of_another, force=True)

    assert (before, files(view)) == (["a.xlsx"], ["z.xlsx"])


def test_what_is_drawn_and_downloaded_of_a_replaced_edition_is_its_own(folder, of_another):
    question = door.questions("intake", "loads", seen(2).say)["loads"]

    def all_of_it() -> str:
        drawn = drawn_panel(page_at("intake"), question, seen(2))
        return drawn.decode() + door.as_csv("intake", "loads", seen(2))[1].decode()

    before = all_of_it()
    keeping.restore("city", of_another, force=True)
    after = all_of_it()

    assert ("a.xlsx" in before, "z.xlsx" in before) == (True, False)
    assert ("a.xlsx" in after, "z.xlsx" in after) == (False, True)


def test_the_mark_of_an_edition_is_that_of_its_content(folder, of_another):
    before = editions.mark("city", 2)
    copy = keeping.backup("city", folder / "backups")
    keeping.restore("city", of_another, force=True)
    assert editions.mark("city", 2) not in ("", before)

    keeping.restore("city", copy, force=True)
    assert editions.mark("city", 2) == before
    assert editions.mark("city", 9) == ""


def test_no_reader_of_a_replaced_edition_is_given_the_one_before(folder, of_another):
    """DuckDB gives who opens a path once more what it has open already."""
    held = editions.open_edition("city", 2)
    for file in (of_another / "editions").glob("000002.*"):
        draft = edition_file("city", 2).with_name("draft")
        shutil.copyfile(file, draft)
        draft.replace(edition_file("city", 2).with_suffix(file.suffix))

    with pytest.raises(duckdb.ConnectionException):
        editions.open_edition("city", 2)
    held.close()
    with editions.open_edition("city", 2) as con:
        assert con.table("load").project("file_name").fetchall() == [("z.xlsx",)]


def test_an_edition_that_was_pruned_is_no_edition_that_an_address_may_name(folder):
    load(folder, "b.xlsx", output("2026-10-31  99"))
    files(seen(2))
    keeping.prune("city", keep=1)

    with pytest.raises(Damaged):
        files(seen(2))
    with pytest.raises(door.Refused, match="2"):
        door.view_of("overview", [("pack", "city"), ("edition", "2")], "zh", AT_THE_DESK)
