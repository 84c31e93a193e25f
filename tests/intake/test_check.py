"""A file checked in a process of its own: what comes back, and what a broken file cannot do."""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from chainboard.intake import check as module
from chainboard.intake.check import Held, Report, check
from chainboard.intake.child import MEMORY
from chainboard.intake.choices import choices
from chainboard.intake.example import CREDIT_CODE_STEM, credit_code, example
from chainboard.intake.grid import Cell
from chainboard.intake.template_book import template_book
from chainboard.intake.templates import TEMPLATES
from chainboard.intake.turns import Queued, turn
from chainboard.store.place import ROOT
from tests.intake.files import csv_file, drawn, output, xls, xlsx
from tests.intake.odd_files import enciphered_xls, repacked

KNOWN = choices(ROOT / "data")
TWO_MONTHS = output("2026-08  90", "2026-09  101.5")


def codes(report: Report) -> list[str]:
    return [issue.code for issue in report.issues]


def test_the_report_is_the_object_that_the_contract_prints(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", output("2026-08  90", "2026-09  1,2O3"))

    assert check(file).as_json("zh") == {
        "file": "a.xlsx",
        "ok": False,
        "sheets": [{"sheet": "指标", "template": "indicators", "rows": 2, "kept": 1}],
        "issues": [
            {
                "sheet": "指标",
                "cell": "F3",
                "column": "数值",
                "severity": "error",
                "code": "not_a_number",
                "value": "1,2O3",
                "message": "F3 数值：“1,2O3” 不是数字，是否为 1,203？",
            }
        ],
    }


def test_the_english_report_differs_in_its_message_alone(tmp_path):
    report = check(xlsx(tmp_path / "a.xlsx", output("2026-09  1,2O3")))
    zh, en = report.as_json("zh"), report.as_json("en")

    (said,) = (issue.pop("message") for issue in en["issues"])
    assert said.startswith("F2 数值: “1,2O3” is not a number") and "1,203" in said
    assert zh["issues"][0].pop("message") and en == zh


def test_a_file_with_remarks_only_is_ok(tmp_path):
    report = check(xlsx(tmp_path / "a.xlsx", output("2026-09  '1,203'")))

    assert codes(report) == ["text_number"]
    assert report.as_json("zh")["ok"] is True and not report.is_refused


def test_a_missing_value_is_a_row_that_is_not_kept(tmp_path):
    told = check(xlsx(tmp_path / "a.xlsx", output("2026-08  未报", "2026-09  9"))).as_json("zh")

    assert (told["ok"], told["issues"]) == (True, [])
    assert told["sheets"] == [{"sheet": "指标", "template": "indicators", "rows": 2, "kept": 1}]


def test_issues_stand_by_sheet_row_and_column(tmp_path):
    wrong = drawn(
        """
        产业链      县区    指标        期间     口径  数值  单位
        无此产业链    西峰区  产业链产值  2026-09  累计  x9    亿元
        油煤气化工  西锋区  产业链产值  2026-13  累计  8     亿元
        """
    )
    late = [row[:7] + [None] * 20 + ["备忘"] for row in wrong[:1]] + wrong[1:]
    file = xlsx(tmp_path / "a.xlsx", late, sheet="B", A=wrong)

    places = [(issue.sheet, issue.cell) for issue in check(file).issues]
    assert places == [
        ("A", "A2"), ("A", "F2"), ("A", "B3"), ("A", "D3"),
        ("B", "AB1"), ("B", "A2"), ("B", "F2"), ("B", "B3"), ("B", "D3"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_same_rows_are_the_same_batch_in_every_kind_of_file(tmp_path, encoding):
    reports = [
        check(xlsx(tmp_path / "指标.xlsx", TWO_MONTHS)),
        check(xls(tmp_path / "指标.xls", TWO_MONTHS)),
        check(csv_file(tmp_path / "指标.csv", TWO_MONTHS, encoding)),
    ]

    assert [codes(report) for report in reports] == [[], [], []]
    first, *others = (report.batches for report in reports)
    assert others == [first, first]
    assert first[0].columns["value"] == ["90", "101.5"]
    assert first[0].columns["period_end"] == [date(2026, 8, 31), date(2026, 9, 30)]


def test_the_name_of_the_sender_is_told_and_not_that_of_the_stored_copy(tmp_path):
    stored = xlsx(tmp_path / "d0c1", TWO_MONTHS)

    assert check(stored, name="九月.xlsx").file == "九月.xlsx"


def test_a_park_beside_those_of_the_lists_is_known_when_it_is_named(tmp_path):
    rows = drawn(
        """
        产业链    县区    园区        指标        期间     口径  数值  单位
        油煤气化工  西峰区  示例新园区  产业链产值  2026-09  累计  9     亿元
        """
    )
    file = xlsx(tmp_path / "a.xlsx", rows)
    park = {"park_id": "p9", "name_zh": "示例新园区", "name_en": "Demo", "area_code": "621002"}

    assert codes(check(file)) == ["unknown_park"]
    assert check(file, Held([park])).batches[0].columns["park_id"] == ["p9"]


def saved(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def with_member(folder: Path, name: str, member: str, data: bytes) -> Path:
    file = xlsx(folder / name, TWO_MONTHS)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, data)
    return file


def encrypted(folder: Path) -> Path:
    return saved(folder, "a.xls", enciphered_xls(TWO_MONTHS, "a9"))


REFUSALS: dict[str, Callable[[Path], Path]] = {
    "unreadable": lambda folder: saved(
        folder, "a.xlsx", xlsx(folder / "whole.xlsx", TWO_MONTHS).read_bytes()[:2000]
    ),
    "encrypted": encrypted,
    "not_a_workbook": lambda folder: saved(folder, "a.xls", b"<html><table></table></html>"),
    "too_large": lambda folder: with_member(folder, "a.xlsx", "xl/x.xml", b" " * 3_000_000),
    "macro": lambda folder: with_member(folder, "a.xlsm", "xl/vbaProject.bin", b"x"),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_file_that_may_not_be_opened_is_refused_with_one_issue_and_no_rows(tmp_path, code):
    report = check(REFUSALS[code](tmp_path))

    assert report.is_refused and (report.sheets, report.batches) == ((), ())
    told = report.as_json("en")
    assert (told["ok"], told["sheets"]) == (False, [])
    (issue,) = told["issues"]
    assert (issue["code"], issue["severity"], issue["sheet"]) == (code, "error", "")
    assert "save it as .xlsx" in issue["message"]


def test_a_file_that_is_not_there_is_refused_by_its_name(tmp_path):
    report = check(tmp_path / "九月.xlsx")

    assert codes(report) == ["unreadable"]
    assert "九月.xlsx 不存在" in report.issues[0].zh and "does not exist" in report.issues[0].en
    assert codes(check(tmp_path)) == ["unreadable"]


def largest_child() -> int:
    """Bytes of resident memory of the largest child that this process has waited for."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def test_a_shared_string_of_600_mb_is_refused_and_never_unpacked(tmp_path):
    """A file of 602 kB that breaks every reader under 3 GB."""
    before = largest_child()
    file = xlsx(tmp_path / "whole.xlsx", TWO_MONTHS)
    bomb = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(file) as sound,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
    ):
        for name in sound.namelist():
            if name != "xl/sharedStrings.xml":
                archive.writestr(name, sound.read(name))
        with archive.open("xl/sharedStrings.xml", "w") as member:
            member.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
            member.write(b"<si><t>")
            for _ in range(600):
                member.write(b"A" * 1_000_000)
            member.write(b"</t></si></sst>")

    assert bomb.stat().st_size < 650_000
    assert codes(check(bomb)) == ["too_large"]
    assert largest_child() <= max(before, 400 * 2**20)


def one_text_in_many_cells(folder: Path) -> Path:
    """A shared string of 0.9 MB in 5,000 cells: calamine makes 4.5 GB of it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    strings = (
        f'<Relationship Id="r9" Type="{office}" Target="/xl/sharedStrings.xml"/></Relationships>'
    )
    cells = "<row>" + '<c t="s"><v>0</v></c>' * 50 + "</row>"

    def changed(name: str, data: bytes) -> tuple[str, bytes]:
        text = data.decode()
        if name.startswith("xl/worksheets"):
            text = re.sub(
                "<sheetData>.*</sheetData>", f"<sheetData>{cells * 100}</sheetData>", text
            )
        if name == "xl/_rels/workbook.xml.rels":
            text = text.replace("</Relationships>", strings)
        return name, text.encode()

    path = repacked(xlsx(folder / "a.xlsx", [["产业链"]]), changed)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        text = f"<sst {space}><si><t>{'A' * 900_000}</t></si></sst>"
        archive.writestr("xl/sharedStrings.xml", text)
    return path


def test_a_file_that_takes_its_process_down_is_refused_and_nothing_else_is_hurt(tmp_path):
    report = check(one_text_in_many_cells(tmp_path))

    assert codes(report) == ["unreadable"]
    assert "broke the limits of memory" in report.issues[0].en
    assert "save it as .xlsx" in report.issues[0].en
    assert MEMORY / 2 < largest_child() <= MEMORY
    assert codes(check(xlsx(tmp_path / "a.xlsx", TWO_MONTHS))) == []


def test_a_cell_at_the_far_end_of_a_sheet_is_named_and_fills_no_memory(tmp_path):
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "产业链", "县区"
    book.save(tmp_path / "far.xlsx")

    (issue,) = check(tmp_path / "far.xlsx").issues
    assert (issue.code, issue.sheet, issue.cell) == ("too_large", "Sheet", "XFD1048576")


def test_a_process_that_takes_too_long_is_ended_and_its_file_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "WALL_SECONDS", 0.01)

    assert codes(check(xlsx(tmp_path / "a.xlsx", TWO_MONTHS))) == ["unreadable"]


def test_two_files_are_checked_at_once_the_third_waits_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    file = xlsx(tmp_path / "a.xlsx", TWO_MONTHS)
    told: list[bool] = []
    first, second = turn(told.append), turn(told.append)
    first.__enter__()

    def waiting(is_waiting: bool) -> None:
        told.append(is_waiting)
        if is_waiting:
            first.__exit__(None, None, None)

    with second:
        assert told == []
        assert codes(check(file, waiting=waiting)) == []
    assert told == [True, False]


def test_a_place_is_the_folder_s_whichever_process_holds_it_and_freed_by_its_end(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    words = "from chainboard.intake.turns import turn\nwith turn(print):\n print('in', flush=True); input()"
    others = [
        subprocess.Popen([sys.executable, "-c", words], cwd=ROOT, stdin=-1, stdout=-1, text=True)
        for _ in range(2)
    ]
    assert [other.stdout.readline() for other in others] == ["in\n", "in\n"]

    with pytest.raises(Queued) as caught, turn(lambda is_waiting: None, wait=0.01):
        pass
    assert caught.value.code == 75 and "稍后再试" in caught.value.zh

    others[0].kill()
    others[0].wait()
    with turn(lambda is_waiting: pytest.fail("a place is free"), wait=0.01):
        others[1].communicate("\n")


def test_the_command_says_what_it_waits_for(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    file = xlsx(tmp_path / "a.xlsx", TWO_MONTHS)
    command = [sys.executable, "-m", "chainboard", "check", str(file)]

    with turn(lambda _is_waiting: None), turn(lambda _is_waiting: None):
        run = subprocess.Popen(command, cwd=ROOT, stdout=-1, stderr=-1, encoding="utf-8")
        assert run.stderr.readline() == "正在等待另外两个核对\n"

    assert "没有问题" in run.communicate()[0]
    assert run.returncode == 0


VARIED: dict[str, dict[str, list[Cell]]] = {
    "indicators": {
        "period": ["2026年1-6月", "2026-07", "2026年8月"],
        "value": [100, 110, 120.5],
        "growth": [25, 10, 20.5],
        "same_scope_prior": [80, 100, 100],
    },
    "targets": {"year": [2024, 2025, 2026], "value": [180, 190.5, 200]},
    "projects": {"project_id": ["示例-001", "示例-002", "示例-003"]},
    "deals": {"deal_id": ["示例-001", "示例-002", "示例-003"], "stage": ["签约", "在建", "达产"]},
    "parks": {"period": ["2026-04", "2026-05", "2026-06"], "output": [40, 45.5, 50]},
    "enterprises": {
        "enterprise_id": [credit_code(f"{CREDIT_CODE_STEM[:-1]}{n}") for n in range(3)],
        "profit": [1, -1, 0],
    },
    "nodes": {"node": ["示例一", "示例二", "示例三"]},
    "problems": {"problem_id": ["示例-001", "示例-002", "示例-003"], "due_on": [None] * 3},
    "commitments": {"commitment_id": ["示例-001", "示例-002", "示例-003"]},
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_three_valid_rows_in_a_template_come_through_without_a_remark(tmp_path, name):
    template = TEMPLATES[name]
    line = example(template, KNOWN)
    book = load_workbook(io.BytesIO(template_book(template, KNOWN)))
    for number in range(3):
        varied = {id: values[number] for id, values in VARIED[name].items()}
        for column, field in enumerate(template.fields, start=1):
            book[template.sheet].cell(2 + number, column, (line | varied)[field.id])
    book.save(tmp_path / "a.xlsx")

    told = check(tmp_path / "a.xlsx").as_json("zh")
    assert told["issues"] == []
    assert told["sheets"] == [{"sheet": template.sheet, "template": name, "rows": 3, "kept": 3}]


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_empty_template_has_no_rows(tmp_path, name):
    file = saved(tmp_path, "a.xlsx", template_book(TEMPLATES[name], KNOWN))

    report = check(file)
    assert codes(report) == ["no_rows"]
    assert [(sheet.template, sheet.rows) for sheet in report.sheets] == [(name, 0)]
