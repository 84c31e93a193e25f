"""The commands round what offices send: check, template, load and withdraw."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainboard.intake.templates import TEMPLATES
from chainboard.store import editions
from tests.commands.said import LANGUAGES, is_in
from tests.intake.files import drawn, output, xlsx
from tests.store.city.sent import OFFICE, asked, loads, shown

pytestmark = pytest.mark.weeks(3)

CITY = ("--pack", "city")
BY = ("--by", OFFICE)


def clean(folder: Path, name: str = "clean.xlsx") -> Path:
    return xlsx(folder / name, output("2026-08  80", "2026-09  90"))


def wrong(folder: Path, name: str = "wrong.xlsx") -> Path:
    return xlsx(folder / name, output("2026-08  80", "2026-09  9O"))


def unreadable(folder: Path) -> Path:
    (folder / "web.xls").write_bytes(b"<html></html>")
    return folder / "web.xls"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clean_file_is_said_to_be_clean(run, folder, lang):
    said = run("check", clean(folder), "--lang", lang)

    assert (said.code, said.err) == (0, "")
    assert "clean.xlsx" in said.out and is_in(lang, said.out.replace("指标", ""))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_issue_is_told_with_its_cell(run, folder, lang):
    said = run("check", wrong(folder), "--lang", lang)

    assert said.code == 1
    (line,) = (line for line in said.out.splitlines() if "9O" in line)
    level, sheet, words = line.split("\t")
    assert (sheet, words.startswith("F3 数值")) == ("指标", True)
    assert is_in(lang, level) and is_in(lang, words.replace("数值", ""))


def test_a_remark_alone_is_an_issue_too(run, folder):
    file = xlsx(folder / "a.xlsx", output("2026-08  '1,203'"))

    assert run("check", file).code == 1


def test_a_check_says_whose_figures_they_are_only_where_it_is_told_who_sends(run, folder):
    rows = output("2026-09  90")
    rows[1][2] = "第二产业增加值"
    file = xlsx(folder / "a.xlsx", rows)

    assert run("check", file).code == 0
    assert run("check", file, "--by", "市统计局").code == 0
    said = run("check", file, "--by", OFFICE)
    assert said.code == 1 and "市/县统计局" in said.out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_that_cannot_be_opened_exits_with_2_and_says_what_to_do(run, folder, lang):
    said = run("check", unreadable(folder), "--lang", lang)

    assert said.code == 2
    assert ".xlsx" in said.out and is_in(lang, said.out)
    assert run("check", folder / "none.xlsx", "--lang", lang).code == 2


def test_of_several_files_the_worst_counts_and_each_is_told(run, folder):
    files = clean(folder), unreadable(folder), wrong(folder)

    said = run("check", *files)
    assert said.code == 2
    assert "clean.xlsx" in said.out and "9O" in said.out


def test_json_is_one_object_a_file(run, folder):
    said = run("check", wrong(folder), "--json")

    told = json.loads(said.out)
    assert said.code == 1 and list(told) == ["file", "ok", "sheets", "issues"]
    assert (told["file"], told["ok"]) == ("wrong.xlsx", False)
    assert told["issues"][0]["cell"] == "F3"


def test_the_marked_workbook_opens_and_its_cell_says_what_is_wrong(run, folder):
    assert run("check", wrong(folder), "--marked", folder / "out.xlsx").code == 1

    book = load_workbook(folder / "out.xlsx")
    assert book.sheetnames == ["指标", "数据核对清单"]
    cell = book["指标"]["F3"]
    assert cell.value == "9O" and "不是数字" in cell.comment.text
    assert cell.fill.fgColor.rgb == "00FDE2E0"


def test_nothing_is_marked_of_a_file_that_cannot_be_opened(run, folder):
    assert run("check", unreadable(folder), "--marked", folder / "out.xlsx").code == 2
    assert not (folder / "out.xlsx").exists()


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "a", "b", "--marked", "c"), ("load", "a"), ("load", "--by", "b"),
     ("load", "a", "--by", "b", "--pack", "demo"), ("withdraw", "1", "--by", "b"),
     ("withdraw", "one", "--by", "b", "--reason", "c"),
     ("load", "a", "--by", " "), ("withdraw", "1", "--by", "b", "--reason", " "), ("withdraw", "1", *BY, "--reason", "x",
     "--pack", "published"), ("template", "indicators"), ("changes", "1"),
     ("changes", "one", "2"), ("backup",), ("prune",), ("prune", "--keep", "0", *CITY)],
)  # fmt: skip
def test_wrong_use_exits_with_64_and_touches_nothing(run, folder, arguments):
    assert run(*arguments).code == 64
    assert not (folder / "var" / "city").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pack_that_is_not_the_city_cannot_be_loaded_and_says_so(run, folder, lang):
    said = run("load", clean(folder), *BY, "--pack", "demo", "--lang", lang)

    assert (said.code, said.out) == (64, "") and "--pack city" in said.err
    assert is_in(lang, said.err)


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_template_is_written_with_parks_even_before_the_first_load(run, folder, name):
    said = run("template", name, "--out", folder / "out.xlsx")

    assert (said.code, said.err) == (0, "")
    book = load_workbook(folder / "out.xlsx")
    headers = [cell.value for cell in book.worksheets[0][1]]
    assert headers == [field.header for field in TEMPLATES[name].fields]
    offered = {cell.value for row in book["选项"].iter_rows() for cell in row}
    assert ("西峰工业园区" in offered) == ("园区" in headers)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_template_is_wrong_use_and_names_those_that_are_there(run, folder, lang):
    said = run("template", "salaries", "--out", folder / "out.xlsx", "--lang", lang)

    assert said.code == 64 and not (folder / "out.xlsx").exists()
    assert ", ".join(TEMPLATES) in said.err and is_in(lang, said.err)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_that_cannot_be_written_is_named(run, folder, lang):
    said = run("template", "parks", "--out", folder / "none" / "out.xlsx", "--lang", lang)

    assert said.code == 1
    assert "out.xlsx" in said.err and "verify" not in said.err and is_in(lang, said.err)


def test_a_load_is_an_edition_and_a_correction_a_newer_load(run, folder):
    first = run("load", clean(folder), *BY)
    newer = run("load", xlsx(folder / "更正.xlsx", output("2026-09  95")), *BY)

    assert (first.code, newer.code) == (0, 0)
    assert "100%" in newer.err and "更正.xlsx" in newer.out
    assert sorted(shown(2).values()) == [80, 90] and sorted(shown(3).values()) == [80, 95]
    (change,) = json.loads(run("changes", 2, 3, *CITY, "--json").out)
    assert (change["kind"], change["old_value"], change["new_value"]) == ("correction", 90, 95)


def test_a_load_says_for_machines_what_it_did(run, folder):
    told = json.loads(run("load", clean(folder), *BY, "--json").out)

    assert told["ok"] and told["file"] == "clean.xlsx"
    assert told["loaded"] == {
        "load_id": 1, "edition": 2, "rows": 2, "new": 2, "changed": 0, "same": 0, "said": "",
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_with_an_error_is_not_loaded_and_the_others_are(run, folder, lang):
    said = run("load", wrong(folder), clean(folder), *BY, "--lang", lang)

    assert said.code == 1
    assert "wrong.xlsx" in said.err and "F3" in said.out
    assert [load["file_name"] for load in loads()] == ["clean.xlsx"]


def test_the_same_file_once_more_is_done_and_said(run, folder):
    file = clean(folder)
    run("load", file, *BY)

    again = run("load", file, *BY, "--lang", "en")
    assert again.code == 0 and "already loaded" in again.out
    assert len(loads()) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_city_pack_is_built_empty_and_a_second_build_changes_nothing(run, folder, lang):
    said = run("build", *CITY, "--lang", lang)

    assert (said.code, said.err) == (0, "")
    assert "100%" in said.out and is_in(lang, said.out)
    assert run("build", *CITY).code == 0
    assert editions.numbers("city") == [1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_load_is_withdrawn_once_with_its_reason(run, pack, lang):
    withdraw = ("withdraw", 2, *BY, "--reason", "数值有误", "--lang", lang)
    said = run(*withdraw)

    assert said.code == 0 and "4" in said.out and is_in(lang, said.out)
    assert sorted(shown().values()) == [80, 90]
    assert asked("withdrawal", "load_id, reason") == [(2, "数值有误")]
    again = run(*withdraw)
    assert (again.code, again.out) == (1, "") and is_in(lang, again.err.splitlines()[-1])


def test_an_unknown_load_cannot_be_withdrawn_and_machines_read_what_was(run, pack):
    said = run("withdraw", 77, *BY, "--reason", "x", "--lang", "en")

    assert said.code == 1 and "There is no load 77, or it is withdrawn." in said.err
    told = run("withdraw", 1, *BY, "--reason", "x", "--json")
    assert json.loads(told.out) == {"withdrawn": 1, "edition": 4, "back": [], "stays": []}


def test_what_a_wide_table_does_not_say_can_be_said_on_the_command(run, folder):
    rows = drawn("县区  9月  10月\n西峰区  10.5  20.5\n环县  3.5  4.5")
    path = xlsx(folder / "wide.xlsx", rows, "s")

    said = run("check", path, "--json")
    asks = json.loads(said.out)["sheets"][0]["asks"]
    assert (said.code, asks) == (1, ["metric", "unit", "basis", "year"])
    answers = ("--metric", "产业链产值", "--unit", "万元", "--basis", "当月", "--year", "2026")
    said = run("load", path, *BY, "--json", *answers)
    assert said.code == 0 and json.loads(said.out)["loaded"]["new"] == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_office_said_is_taken_for_its_next_sheet_and_that_is_said(run, folder, lang):
    rows = "县区  {month}月\n西峰区  10.5\n环县  3.5"
    august, september = (
        xlsx(folder / f"{month}.xlsx", drawn(rows.format(month=month)), "s") for month in (8, 9)
    )
    answers = ("--metric", "产业链产值", "--unit", "万元", "--basis", "当月", "--year", "2026")
    assert run("load", august, *BY, *answers).code == 0

    told = json.loads(run("check", september, "--office", OFFICE, "--json", "--lang", lang).out)
    assert told["sheets"][0]["asks"] == ["year"]
    (before,) = told["before"]
    assert "产业链产值" in before and OFFICE in before
    assert "asks" in json.loads(run("check", september, "--json").out)["sheets"][0]
    said = run("load", september, *BY, "--year", "2026", "--lang", lang)
    assert said.code == 0 and before in said.out

    (folder / "var" / "city" / "answers.json").write_text("{", encoding="utf-8")
    said = run("check", september, *BY, "--lang", lang)
    assert said.code == 1 and is_in(lang, said.out.splitlines()[0])


def test_an_uncertain_header_is_confirmed_on_the_command_and_then_known(run, folder):
    drawn_rows = output("2026-08  80", "2026-09  90")
    drawn_rows[0][1] = "所在地"
    path = xlsx(folder / "a.xlsx", drawn_rows)

    assert run("load", path, *BY).code == 1
    assert run("load", path, *BY, "--header", "所在地=县区").code == 0
    assert run("check", path, *BY).code == 1 and len(loads()) == 1
    assert "missing_column" in run("check", path, "--json").out
    assert "missing_column" not in run("check", path, *BY, "--json").out


@pytest.mark.parametrize(
    "wrong",
    [
        ("--basis", "累"),
        ("--year", "26"),
        ("--metric", "产"),
        ("--header", "所在地"),
        ("--header", "所在地=园区"),
        ("--header", "车牌=县区"),
    ],
)
def test_an_answer_that_is_none_is_wrong_use(run, folder, wrong):
    said = run("check", clean(folder), *wrong)
    assert said.code == 64 and wrong[0] in said.err
