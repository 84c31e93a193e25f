"""The monthly form of an office: what is known stands in it, and it passes its own check."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainboard.ledger import reading, seed
from tests.commands.said import LANGUAGES, is_in

COUNTY = "示例：西峰区链长办公室"
SENDER = "示例西峰区工业和信息化部门"
OWNER = "示例：市商务局"


@pytest.fixture
def demo(packs: Path, folder: Path) -> Path:
    """A demo pack of its own, with its ledger."""
    shutil.copytree(packs / "demo", folder / "var" / "demo")
    seed.reset()
    reading.forget()
    return folder


def written(run, folder, office=COUNTY, *more):
    """The form of an office, as a workbook."""
    said = run("form", "--pack", "demo", "--office", office, "--out", folder / "a.xlsx", *more)
    assert said.code == 0, said.err
    return load_workbook(folder / "a.xlsx")


def lines(book, sheet):
    """The rows of a sheet by header."""
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_an_office_finds_its_problems_with_their_last_words_and_writes_only_what_is_new(run, demo):
    problem = {row["编号"]: row for row in lines(written(run, demo), "问题")}["problem-82"]

    assert (problem["责任单位"], problem["状态"]) == (OWNER, "办理中")
    assert problem["办结时限"] == datetime(2026, 11, 20)
    assert problem["办理情况"].startswith("2026-11-04 示例：市商务局")
    assert (problem["进展"], problem["申请销号"], problem["证据编号"]) == (None, None, None)


def test_helpers_owners_and_raisers_have_a_problem_on_their_form_and_nobody_else(run, demo):
    def has(office):
        return "problem-82" in {row["编号"] for row in lines(written(run, demo, office), "问题")}

    assert [has(office) for office in (OWNER, "示例：市工业和信息化局", "示例：市统计局")] == [
        True, True, False,
    ]  # fmt: skip


def test_a_county_finds_the_projects_that_stand_there_without_what_was_done_this_month(run, demo):
    projects = lines(written(run, demo, COUNTY, "--month", "2026-10"), "项目")

    assert {row["县区"] for row in projects} == {"西峰区"} and len(projects) == 39
    assert {row["截至期间"] for row in projects} == {"2026-10"}
    assert {row["本月完成(亿元)"] for row in projects} == {None}
    assert all(row["总投资(亿元)"] for row in projects)


def test_figures_are_asked_for_the_new_month_with_the_last_value_beside(run, demo):
    (first, *_) = lines(written(run, demo, SENDER, "--month", "2026-11"), "指标")

    assert (first["期间"], first["口径"], first["数值"]) == ("2026年1-11月", "累计", None)
    assert first["备注"].startswith("上期 2026年1-9月：")


def test_the_cover_says_what_to_fill_in_by_when_and_that_nothing_secret_may_stand_there(run, demo):
    cover = written(run, demo, SENDER, "--month", "2026-04")["填写说明"]
    told = [row[0] for row in cover.iter_rows(values_only=True)]

    assert told[:2] == [f"{SENDER} 2026-04 月度报表", "非涉密系统，严禁上传涉密信息。"]
    assert "没有约定这个单位本月报哪些表。" in told


def test_a_date_on_a_holiday_is_the_next_working_day(run, demo):
    """Due on the 8th and the 12th of November 2026: a Sunday and a Thursday."""
    said = run(
        "form", "--pack", "demo", "--office", SENDER, "--out", demo / "a.xlsx", "--json",
        "--month", "2026-10",
    )  # fmt: skip
    assert json.loads(said.out)["due"] == [
        {"template": "indicators", "due_on": "2026-11-09"},
        {"template": "projects", "due_on": "2026-11-12"},
    ]


def test_who_reports_deals_finds_them_with_their_stage_until_they_reach_capacity(run, demo):
    deals = lines(written(run, demo, OWNER, "--month", "2026-10"), "招商")

    assert {row["截至期间"] for row in deals} == {"2026-10"} and len(deals) > 100
    assert "达产" not in {row["当前阶段"] for row in deals}
    assert {row["累计到位资金(亿元)"] for row in deals} == {None}


@pytest.mark.parametrize("office", [COUNTY, SENDER, OWNER, "示例市级链长办公室", "没有的单位"])
def test_a_form_passes_its_own_check(run, demo, office):
    written(run, demo, office)

    assert run("check", demo / "a.xlsx", "--pack", "demo", "--by", office).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_office_with_nothing_is_told_so_and_gets_a_form(run, demo, lang):
    said = run(
        "form", "--pack", "demo", "--office", "No such office", "--out", demo / "a.xlsx",
        "--lang", lang,
    )  # fmt: skip
    assert said.code == 0 and is_in(lang, said.out.splitlines()[1])
    assert load_workbook(demo / "a.xlsx").sheetnames == ["填写说明", "问题", "任务", "选项"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "wrong",
    [
        ("--pack", "published", "--office", "x"),
        ("--pack", "demo", "--office", "x", "--month", "2026-01"),
        ("--pack", "demo", "--office", "x", "--month", "11"),
        ("--pack", "demo", "--office", " "),
    ],
)
def test_a_wrong_month_office_or_pack_is_wrong_use(run, demo, wrong, lang):
    said = run("form", *wrong, "--out", demo / "a.xlsx", "--lang", lang)

    assert said.code == 64 and is_in(lang, said.err) and not (demo / "a.xlsx").exists()


def test_a_place_that_cannot_be_written_is_named(run, demo):
    said = run("form", "--pack", "demo", "--office", "x", "--out", demo / "none" / "a.xlsx")

    assert said.code == 1 and "a.xlsx" in said.err


def filled(folder: Path) -> Path:
    """The form as a county fills it in: progress on one problem, and a new one."""
    book = load_workbook(folder / "a.xlsx")
    sheet = book["问题"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "problem-82":
            row[at["进展"] - 1].value = "复验已预约"
    new = {"问题": "道路照明未通", "产业链": "油煤气化工", "县区": "西峰"}
    last = sheet.max_row + 1
    for header, value in new.items():
        sheet.cell(last, at[header], value)
    book.save(folder / "filled.xlsx")
    return folder / "filled.xlsx"


def test_a_form_filled_in_and_sent_back_stands_in_the_ledger_once(run, demo):
    written(run, demo)
    file, by = filled(demo), ("--pack", "demo", "--by", COUNTY)

    assert run("check", file, *by).code == 0
    said = run("load", file, *by, "--json")
    assert said.code == 0
    steps = json.loads(said.out)["steps"]
    assert [(one["id"], one["step"]) for one in steps] == [
        ("problem-82", "feedback"), ("problem-109", "raise"),
    ]  # fmt: skip
    shown = json.loads(run("problem", "show", "problem-82", "--pack", "demo", "--json").out)
    assert (shown["events"][-1]["by"], shown["events"][-1]["text"]) == (COUNTY, "复验已预约")
    again = run("load", file, *by, "--json")
    assert again.code == 0 and "steps" not in json.loads(again.out)
    assert "已录入" in again.out


def test_a_form_of_another_county_is_refused_at_its_cell_and_nothing_is_entered(run, demo):
    written(run, demo)
    said = run(
        "load", filled(demo), "--pack", "demo", "--by", "示例：环县链长办公室", "--lang", "zh"
    )

    assert said.code == 1 and "A2 编号" in said.out
    assert "道路照明" not in run("problem", "list", "--pack", "demo").out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_steps_of_a_form_are_taken_back_by_its_file(run, demo, lang):
    written(run, demo)
    file, by = filled(demo), ("--pack", "demo", "--by", COUNTY, "--lang", lang)
    run("load", file, *by)
    back = ("withdraw", file, *by, "--reason", "x")

    said = run(*back)
    assert said.code == 0 and "problem-82" in said.out and "problem-109" in said.out
    assert is_in(lang, said.out)
    again = run(*back)
    assert again.code == 1 and is_in(lang, again.out)


def test_a_form_of_the_city_brings_figures_and_steps_and_both_are_taken_back(run, folder):
    by = ("--by", "市工信局")
    assert run("form", "--office", "市工信局", "--out", folder / "a.xlsx").code == 0
    book = load_workbook(folder / "a.xlsx")
    book["问题"].append([None, "缺水", "油煤气化工", "正宁县"])
    figures = book.create_sheet("指标")
    figures.append(["产业链", "县区", "指标", "期间", "口径", "数值", "单位"])
    figures.append(["油煤气化工", "正宁县", "产业链产值", "2026年1-9月", "累计", 12.5, "亿元"])
    book.save(folder / "a.xlsx")

    told = json.loads(run("load", folder / "a.xlsx", *by, "--json").out)
    assert (told["loaded"]["load_id"], told["steps"][0]["step"]) == (1, "raise")
    again = json.loads(run("load", folder / "a.xlsx", *by, "--json").out)
    assert again["loaded"]["said"] == "same_file" and "steps" not in again
    back = json.loads(run("withdraw", 1, *by, "--reason", "填错", "--json").out)
    assert (back["withdrawn"], back["back"], back["stays"]) == (1, ["problem-1"], [])


def test_a_file_of_steps_alone_is_taken_by_the_city_before_its_first_figure(run, folder):
    assert run("form", "--office", "市工信局", "--out", folder / "a.xlsx").code == 0
    book = load_workbook(folder / "a.xlsx")
    book["问题"].append([None, "缺水", "油煤气化工", "正宁县"])
    book.save(folder / "a.xlsx")

    said = run("load", folder / "a.xlsx", "--by", "市工信局")
    assert said.code == 0 and "problem-1" in said.out
    assert run("audit", "--verify").code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_reminds_each_office_of_workbooks_and_dates_in_its_language(run, demo, lang):
    said = run("form", "--late", "--pack", "demo", "--lang", lang)

    assert said.code == 0 and all(is_in(lang, line) for line in said.out.splitlines() if line)
    assert "task-48" in said.out and "2026-09-30" in said.out


def test_only_workbooks_that_have_not_come_past_a_working_day_are_late(run, demo):
    """The office of energy owes projects by the 18th: of October not yet on 15 November."""
    told = json.loads(run("form", "--late", "--pack", "demo", "--month", "2026-10", "--json").out)
    late = {(one["office"], owed["template"]): owed for one in told for owed in one["owes"]}

    assert set(late) == {("示例：市商务局", "deals")}
    assert late["示例：市商务局", "deals"] == {
        "template": "deals", "month": "2026-10", "due_on": "2026-11-12",
    }  # fmt: skip


def test_where_nobody_is_late_that_is_said(run, folder):
    said = run("form", "--late", "--lang", "zh")

    assert (said.code, said.out) == (0, "没有单位逾期。\n")
