"""Loading into the city pack: once, whole or not at all, and taken back without being lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chainboard.intake.issue import Issue
from chainboard.store import editions
from chainboard.store.city import desk as city_desk, loads as city
from chainboard.store.city.desk import Desk
from chainboard.store.city.preview import preview
from chainboard.store.faults import Busy, NoSpace, NotFound, Unfit
from chainboard.store.place import pack_folder
from tests.store.city.sent import OFFICE, asked, batch, load, loads, output, shown

pytestmark = pytest.mark.weeks(3)

ROOT = Path(__file__).parents[3]
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packs that only this test sees."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


def test_a_city_pack_that_is_not_there_is_made_with_the_dictionary_alone(folder):
    assert city.open_city() == 1
    assert len(asked("area", "area_code")) > 8
    assert (shown(), loads()) == ({}, [])


def test_a_load_is_an_edition_with_its_figures_cell_by_cell(folder):
    loaded = load(folder, "a.xlsx", output("2026-09-30  90"))

    assert (loaded.load_id, loaded.edition, loaded.rows, loaded.new) == (1, 2, 1, 1)
    assert shown() == {SEPTEMBER: 90}
    assert asked("observation", "load_id, sheet, cell, source_id") == [(1, "指标", "G2", "load_1")]
    assert asked("source", "grade, publisher") == [("city", OFFICE)]


def test_the_same_file_loads_nothing(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))

    again = load(folder, "a.xlsx", output("2026-09-30  90"))
    assert (again.load_id, again.said, editions.numbers("city")) == (None, "same_file", [1, 2])


def test_another_file_of_the_same_rows_loads_nothing(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))

    again = load(folder, "b.xlsx", output("2026-09-30  90.0"))
    assert (again.load_id, again.said, len(loads())) == (None, "same_rows", 1)


def test_a_later_report_of_the_same_figure_replaces_it_and_the_old_edition_keeps_its_own(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))
    again = load(folder, "b.xlsx", output("2026-09-30  92\n2026-10-31  99"))

    assert (again.new, again.changed, again.same) == (1, 1, 0)
    assert shown() == {SEPTEMBER: 92, OCTOBER: 99}
    assert shown(2) == {SEPTEMBER: 90}
    assert asked("current_figure", "alternatives") == [(0,), (0,)]


def test_a_preview_says_what_would_change_and_changes_nothing(folder):
    load(folder, "a.xlsx", output("2026-08-31  80\n2026-09-30  90"))
    told = preview([output("2026-08-31  80\n2026-09-30  92\n2026-10-31  99")])

    assert (told.new, told.changed, told.same) == (1, 1, 1)
    (change,) = told.changes
    assert (change.cell, float(change.old), float(change.new)) == ("G3", 90, 92)
    assert editions.numbers("city") == [1, 2]


def test_a_withdrawn_load_is_not_shown_and_not_lost(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))
    load(folder, "b.xlsx", output("2026-09-30  900"))

    assert city.withdraw(2, OFFICE, "多写一个 0") == 4
    assert shown() == {SEPTEMBER: 90}
    newest = loads()[0]
    assert (newest["status"], newest["withdrawn_by"], newest["reason"]) == (
        "withdrawn", OFFICE, "多写一个 0",
    )  # fmt: skip
    assert shown(3) == {SEPTEMBER: 900}


def test_a_withdrawn_file_may_be_loaded_again(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))
    city.withdraw(1, OFFICE, "未经核定")

    assert load(folder, "a.xlsx", output("2026-09-30  90")).load_id == 2


def test_a_load_is_withdrawn_once(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))
    city.withdraw(1, OFFICE, "未经核定")

    with pytest.raises(NotFound):
        city.withdraw(1, OFFICE, "未经核定")


def test_rows_with_an_error_are_left_out_and_issues_are_kept_with_the_load(folder):
    file = folder / "a.xlsx"
    file.write_text("a", encoding="utf-8")
    sent = output("2026-09-30  90\n2026-10-31  99")
    sent.columns["has_error"] = [False, True]
    issue = Issue("jump", "G3 数值：偏大", "G3 value: large", "指标", "G3", severity="warning")

    city.load([sent], [issue], city.Sent(file, file.name, OFFICE))
    assert shown() == {SEPTEMBER: 90}
    assert asked("load", "rows_in, rows_kept") == [(2, 1)]
    assert asked("load_issue", "code, cell, words_zh") == [("jump", "G3", "G3 数值：偏大")]


def test_growth_of_a_metric_that_has_only_growth_is_kept_as_growth(folder):
    same = {"metric_id": "industrial_va", "area_code": "621002", "chain_id": None}
    load(folder, "a.xlsx", batch("indicators", "period_end  value\n2026-09-30  5.6", **same))

    ((value, growth),) = asked("current_figure", "value, growth")
    assert (value, float(growth)) == (None, 5.6)


def test_a_missing_value_keeps_its_kind_and_is_not_zero(folder):
    drawn = "period_end  value  absence\n2026-09-30  -  suppressed"
    same = {"metric_id": "output_value", "chain_id": "petrochem", "area_code": "621002"}
    load(folder, "a.xlsx", batch("indicators", drawn, **same))

    assert asked("current_figure", "value, absence") == [(None, "suppressed")]
    assert asked("load", "rows_in, rows_kept") == [(1, 0)]


def test_a_name_that_the_dictionary_lacks_loads_nothing(folder):
    sent = output("2026-09-30  90")
    sent.columns["metric_id"] = ["happiness"]

    with pytest.raises(Unfit, match="happiness"):
        load(folder, "a.xlsx", sent)
    assert (shown(), loads()) == ({}, [])


def test_a_figure_that_the_tables_refuse_loads_nothing_of_its_file(folder):
    with pytest.raises(Unfit):
        load(folder, "a.xlsx", output("2026-09-30  90\n2150-10-31  99"))

    assert (shown(), loads()) == ({}, [])


def test_a_disk_without_room_is_refused_before_anything_is_written(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))
    before = (pack_folder("city") / "main.duckdb").read_bytes()

    with pytest.raises(NoSpace, match="MB"):
        load(folder, "b.xlsx", output("2026-10-31  99"), desk=Desk(free=lambda folder: 2**20))
    assert (pack_folder("city") / "main.duckdb").read_bytes() == before
    assert shown() == {SEPTEMBER: 90}


HOLDER = """
import sys
from chainboard.store.city.desk import DESK, locked
with locked("市统计局", "九月.xlsx", DESK):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until it is sent a line."""
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdout and held.stdout.readline() == "held\n"
    yield held
    held.kill()
    held.communicate()


def test_a_second_load_is_told_who_is_loading(folder, holder):
    with pytest.raises(Busy) as told:
        load(folder, "a.xlsx", output("2026-09-30  90"))

    assert "市统计局 九月.xlsx" in told.value.words("zh")
    assert (told.value.code, "PID" in str(told.value)) == (75, False)


def test_a_second_load_waits_for_the_first_when_it_is_let(folder, holder):
    said: list[str] = []

    def progress(step: str, percent: int) -> None:
        said.append(step)
        if len(said) == 1:
            holder.communicate("\n")

    assert (
        load(folder, "a.xlsx", output("2026-09-30  90"), desk=Desk(progress, wait=30)).load_id == 1
    )
    assert said[0].startswith("waiting: 市统计局 九月.xlsx")


def test_every_edition_can_be_made_again_from_the_main_file(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))
    load(folder, "b.xlsx", output("2026-09-30  92"))
    city.withdraw(1, OFFICE, "重复")

    for number in editions.numbers("city"):
        again = city.rebuild(number)
        assert editions.fault_of(again) == ""
        assert stamped(again) == asked("edition", "number, as_of, content", number)


def stamped(file: Path) -> list[tuple[object, ...]]:
    with editions.duckdb.connect(str(file), read_only=True) as con:
        return con.table("edition").project("number, as_of, content").fetchall()


def test_every_act_stands_in_the_audit_file(folder):
    load(folder, "a.xlsx", output("2026-09-30  90"))
    city.withdraw(1, OFFICE, "重复")

    lines = (pack_folder("city") / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert [(line["kind"], line["load_id"], line["office"]) for line in told] == [
        ("load", 1, OFFICE),
        ("withdrawal", 1, OFFICE),
    ]


def test_the_figures_of_the_main_file_have_the_columns_of_an_observation(folder):
    city.open_city()
    with city_desk.opened(Desk()) as con:
        figures = con.table("figure").columns

    with editions.open_edition("city", 1) as con:
        assert figures == con.table("observation").columns
