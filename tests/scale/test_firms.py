"""Firm rows entered, replaced, packed and put back, by one and by several at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from filelock import FileLock

from chainboard import commands
from chainboard.scale import lake, loading
from chainboard.store import statements
from chainboard.store.engine import SAFE
from chainboard.store.faults import Busy
from tests.scale.drawn import HEADERS, as_csv, as_parquet, told

ROOT = Path(__file__).parents[2]
OFFICE, OTHER = "示例统计局", "示例工信局"


@pytest.fixture(autouse=True)
def firms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "企业 明细"
    monkeypatch.setenv("CHAINBOARD_FIRMS", str(folder))
    return folder


@pytest.fixture
def sent(tmp_path: Path) -> Callable[..., Path]:
    """A file of rows, each of another name."""
    return lambda name, *rows: as_csv(tmp_path / name, *rows)


def run(*arguments: object) -> int:
    return commands.main(["firms", *map(str, arguments), "--lang", "en"])


def held(version: int | None = None) -> list[tuple[object, ...]]:
    """Firm, chain, month, output and office of the rows of a version."""
    files = lake.files(version)
    if not files:
        return []
    with duckdb.connect(config=SAFE) as con:
        rows = con.read_parquet(files, hive_partitioning=True)
        return (
            rows.project("enterprise_id, chain_id, month::varchar, output::double, sent_by")
            .order("all")
            .fetchall()
        )


def test_rows_enter_as_they_were_sent_from_csv_and_from_parquet(sent, tmp_path, capsys):
    columns = {id: [row[id] for row in told({"enterprise_id": "91X9"})] for id in HEADERS}
    parquet = as_parquet(tmp_path / "firms.parquet", pa.table(columns))

    assert run("load", sent("a.csv", {"output": "2.5"}), parquet, "--by", OFFICE) == 0

    assert held() == [
        ("91X1", "digital", "2026-09-30", 2.5, OFFICE),
        ("91X9", "digital", "2026-09-30", 1.5, OFFICE),
    ]
    said = capsys.readouterr()
    assert "a.csv: 1 rows entered, 0 of them" in said.out
    assert "100%" in said.err


def test_a_file_is_entered_once_whatever_it_is_called(sent, tmp_path, capsys):
    first = sent("a.csv", {})
    again = tmp_path / "b.csv"
    again.write_bytes(first.read_bytes())

    assert run("load", first, again, "--by", OFFICE) == 0

    assert lake.newest() == 1
    assert "b.csv: this file was entered before" in capsys.readouterr().out


def test_a_row_of_the_same_key_replaces_the_earlier_one_of_the_same_office(sent):
    august = {"enterprise_id": "91X1", "period": "2026-08"}
    run("load", sent("a.csv", {}, {}, august), "--by", OFFICE)

    assert (
        run("load", sent("b.csv", {"output": "9"}, {"enterprise_id": "91X3"}), "--by", OFFICE) == 0
    )

    assert [row[:4] for row in held()] == [
        ("91X1", "digital", "2026-08-31", 1.5),
        ("91X1", "digital", "2026-09-30", 9.0),
        ("91X2", "digital", "2026-09-30", 1.5),
        ("91X3", "digital", "2026-09-30", 1.5),
    ]
    assert [(each.act, each.rows) for each in loading.versions()][:2] == [
        ("replace", 2),
        ("append", 3),
    ]


def test_a_row_of_another_office_is_not_replaced_and_that_office_is_named(sent, capsys):
    run("load", sent("a.csv", {}), "--by", OFFICE)
    before = held()

    assert run("load", sent("b.csv", {"output": "9"}, {}), "--by", OTHER) == 1

    assert held() == before
    assert f"2026-09 示例公司 (91X1) digital: sent by {OFFICE}" in capsys.readouterr().out


def test_shares_of_a_firm_are_added_up_with_what_others_sent(sent, capsys):
    run("load", sent("a.csv", {"share": "0.6"}), "--by", OFFICE)
    chemistry = {"enterprise_id": "91X1", "chain_id": "综合能源"}

    assert run("load", sent("b.csv", {**chemistry, "share": "0.5"}), "--by", OTHER) == 1
    assert "add to 1.1" in capsys.readouterr().out
    assert run("load", sent("c.csv", {**chemistry, "share": "0.4"}), "--by", OTHER) == 0


def test_a_wrong_file_enters_nothing_and_a_file_that_cannot_be_read_ends_with_2(
    sent, tmp_path, capsys
):
    wrong, right = sent("a.csv", {}, *({"tax": "-1"} for _ in range(25))), sent("b.csv", {})
    (tmp_path / "c.csv").write_bytes(b"")

    assert run("load", wrong, right, "--by", OFFICE) == 1
    assert len(held()) == 1
    said = capsys.readouterr()
    assert "The first 20 of 25 are listed." in said.out
    assert "a.csv was not loaded" in said.err
    assert run("load", tmp_path / "c.csv", "--by", OFFICE) == 2
    assert run("load", right, "--by", " ") == 64


def test_an_earlier_version_comes_back_and_its_later_files_may_be_entered_again(sent, capsys):
    first, later = sent("a.csv", {}), sent("b.csv", {"enterprise_id": "91X2"})
    run("load", first, later, "--by", OFFICE)

    assert run("restore", 1, "--by", OTHER) == 0

    assert held() == held(1)
    assert run("load", first, later, "--by", OFFICE) == 0
    said = capsys.readouterr().out
    assert "a.csv: this file was entered before" in said
    assert [row[0] for row in held()] == ["91X1", "91X2"]
    assert [(v.version, v.act, v.office, v.file) for v in loading.versions()] == [
        (4, "append", OFFICE, "b.csv"),
        (3, "restore", OTHER, ""),
        (2, "append", OFFICE, "b.csv"),
        (1, "append", OFFICE, "a.csv"),
        (0, "create", "", ""),
    ]


def test_what_cannot_be_put_back_is_said(sent, capsys):
    assert run("restore", 1, "--by", OFFICE) == 1
    run("load", sent("a.csv", {}), "--by", OFFICE)

    assert run("restore", 7, "--by", OFFICE) == 1
    run("load", sent("b.csv", {"output": "9"}), "--by", OFFICE)
    DeltaTable(lake.firms_folder()).vacuum(0, dry_run=False, enforce_retention_duration=False)
    assert run("restore", 1, "--by", OFFICE) == 1

    said = capsys.readouterr().err
    assert "There is no table" in said
    assert "no version 7; the newest is 1" in said
    assert "version 1 of the firm rows" in said
    assert [row[3] for row in held()] == [9.0]


def test_versions_are_told_as_data_with_office_file_and_rows(sent, capsys):
    run("load", sent("a.csv", {}, {}), "--by", OFFICE)
    capsys.readouterr()

    assert run("versions", "--json") == 0

    newest, first = json.loads(capsys.readouterr().out)
    assert {**newest, "at": ""} == {
        "version": 1, "at": "", "act": "append", "office": OFFICE, "file": "a.csv", "rows": 2,
    }  # fmt: skip
    assert (first["act"], first["rows"]) == ("create", None)
    assert newest["at"].endswith("+00:00")


def test_compacting_halves_the_files_and_changes_no_row(sent, capsys):
    for number in range(4):
        file = sent(f"{number}.csv", {"enterprise_id": f"91X{number}"})
        run("load", file, "--by", OFFICE)
    before = held()

    assert run("compact") == 0

    assert "Files: 4 → 1" in capsys.readouterr().out
    assert held() == held(4) == before
    assert run("load", sent("0.csv", {"enterprise_id": "91X0"}), "--by", OFFICE) == 0
    assert lake.newest() == 5


def process(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(*processes: subprocess.Popen[str]) -> list[int]:
    for each in processes:
        said = each.communicate(timeout=120)
        assert each.returncode == 0, said
    return [each.returncode for each in processes]


def test_two_that_send_one_file_at_once_enter_it_once(sent):
    file = sent("a.csv", *({} for _ in range(50)))
    load = ("-m", "chainboard", "firms", "load", file, "--by", OFFICE)

    ended(process(*load), process(*load))

    assert [each.act for each in loading.versions()] == ["append", "create"]
    assert len(held()) == 50


WRITER = """
import sys
from pathlib import Path
from chainboard.scale import loading
for file in sorted(Path(sys.argv[1]).glob(f"{sys.argv[2]}-*.csv")):
    entered = loading.load(file, sys.argv[2], lambda step, percent: None)
    assert entered.version, entered
"""


def test_three_that_write_at_once_lose_none_of_ninety_loads(sent, tmp_path):
    for number in range(90):
        office = "ABC"[number % 3]
        sent(f"{office}-{number:02d}.csv", {"enterprise_id": f"91X{number:02d}"})

    ended(*(process("-c", WRITER, tmp_path, office) for office in "ABC"))

    assert [(row[0], row[4]) for row in held()] == [
        (f"91X{number:02d}", "ABC"[number % 3]) for number in range(90)
    ]
    assert lake.newest() == 90


def by_another_machine(firm: str) -> None:
    """A row that comes without our lock, which binds this machine alone."""
    row = {"month": date(2026, 9, 30), "enterprise_id": firm, "chain_id": "digital"}
    row |= {"share": Decimal(1), "sent_by": OTHER}
    rows = pa.Table.from_pylist([row], schema=lake.SCHEMA)
    write_deltalake(lake.firms_folder(), rows, mode="append")


def test_who_was_overtaken_by_another_machine_looks_anew_before_writing(sent):
    run("load", sent("a.csv", {"enterprise_id": "91X0"}), "--by", OFFICE)
    steps: list[str] = []

    def overtaken(step: str, percent: int) -> None:
        steps.append(step)
        if steps.count("writing") == 1 and step == "writing":
            by_another_machine("91X1")

    refused = loading.load(sent("b.csv", {"enterprise_id": "91X1"}), OFFICE, overtaken)
    entered = loading.load(sent("c.csv", {"enterprise_id": "91X2"}), OFFICE, overtaken)

    assert OTHER in refused.issues[0].zh
    assert entered.version == 3
    assert [(row[0], row[4]) for row in held()] == [
        ("91X0", OFFICE),
        ("91X1", OTHER),
        ("91X2", OFFICE),
    ]


def test_who_is_overtaken_again_and_again_gives_up_and_has_entered_nothing(sent):
    run("load", sent("a.csv", {"enterprise_id": "91X0"}), "--by", OFFICE)
    steps: list[str] = []

    def overtaken(step: str, percent: int) -> None:
        steps.append(step)
        if step == "writing":
            by_another_machine(f"92X{len(steps)}")

    with pytest.raises(Busy):
        loading.load(sent("b.csv", {"enterprise_id": "91X1"}), OFFICE, overtaken)

    assert steps.count("writing") == loading.TRIES
    assert "91X1" not in {row[0] for row in held()}


KILLED = """
import os
from chainboard.scale import loading
with loading._alone(0):
    (loading.firms_folder() / "month=2026-09-30").mkdir()
    (loading.firms_folder() / "month=2026-09-30" / "part-00000.parquet").write_bytes(b"PAR1")
    os.kill(os.getpid(), 9)
"""


def test_who_was_killed_while_writing_keeps_nobody_waiting_and_leaves_nothing_seen(sent):
    killed = process("-c", KILLED)
    killed.communicate(timeout=60)
    assert killed.returncode == -9

    assert loading.load(sent("a.csv", {}), OFFICE, lambda *_: None, patience=0).version == 1
    assert len(held()) == 1


def test_who_waits_too_long_is_told_to_try_again(sent, firms):
    firms.mkdir()
    with FileLock(firms / "_writing.lock"), pytest.raises(Busy) as busy:
        loading.load(sent("a.csv", {}), OFFICE, lambda *_: None, patience=0)

    assert busy.value.code == 75


def test_without_the_extra_the_commands_say_what_to_install_and_the_others_go_on(
    sent, monkeypatch, capsys
):
    monkeypatch.setitem(sys.modules, "deltalake", None)

    acts = (("load", sent("a.csv", {}), "--by", OFFICE), ("compact",), ("versions",))
    assert [run(*act) for act in (*acts, ("restore", 1, "--by", OFFICE))] == [1] * 4

    assert capsys.readouterr().err.count("pip install -r requirements-scale.lock") == 4
    code = "import sys, chainboard.commands, chainboard.board; "
    code += "print({'deltalake', 'pyspark', 'sqlglot'} & {*sys.modules})"
    board = process("-c", code)
    assert board.communicate(timeout=60)[0].strip() == "set()"


def test_statements_of_firm_rows_are_short():
    long = {
        name: len(statement.sql.splitlines())
        for file in (ROOT / "chainboard" / "scale").glob("*.sql")
        for name, statement in statements.read(file).items()
        if len(statement.sql.splitlines()) >= 40
    }

    assert long == {}
