"""Every code of a check has a table that breaks it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainboard.intake.issue import Issue
from chainboard.intake.rules import checked
from tests.intake.tables import KNOWN, check, found, table

HEAD = "chain_id  area_code  metric_id  period  basis  value  unit_text  same_scope_prior  growth\n"
FIRM = "enterprise_id  name  chain_id  share  area_code  period  output\n"
PARK = (
    "park_id  period  planned_area  developable_area  supplied_area  built_area  workshop_area"
    "  workshop_let  firms_settled  firms_producing\n"
)
DEAL = "deal_id  name  stage  period  signed_on  stage_on\n"
FUNDS = (
    "deal_id  name  stage  period  contract_value  month_in_place  year_in_place  total_in_place\n"
)
PROJECT = (
    "project_id  name  period  total_investment  month_done  year_done  total_done"
    "  started_on  completed_on  start_planned  completion_planned\n"
)
PROBLEM = "problem_id  problem  raised_on  due_on  state\n"
BROKEN = {
    "unknown_chain": "能原  环县  output_value  2026-09  累计  1.5  亿元  -  -",
    "unknown_county": "energy  环现  output_value  2026-09  累计  1.5  亿元  -  -",
    "unknown_metric": "energy  环县  产植  2026-09  累计  1.5  亿元  -  -",
    "unknown_value": "energy  环县  output_value  2026-09  累积  1.5  亿元  -  -",
    "bad_period": "energy  环县  output_value  2026-13  累计  1.5  亿元  -  -",
    "not_a_number": "energy  环县  output_value  2026-09  累计  1,2O3  亿元  -  -",
    "text_number": "energy  环县  output_value  2026-09  累计  '1,203'  亿元  -  -",
    "wrong_unit": "energy  环县  output_value  2026-09  累计  1.5  吨  -  -",
    "unit_converted": "energy  环县  output_value  2026-09  累计  12000  万元  -  -",
    "out_of_range": "energy  环县  output_value  2026-09  累计  -1.5  亿元  -  -",
    "jump": "energy  环县  output_value  2026-09  累计  120.5  亿元  1.5  -",
    "ratio_mismatch": "energy  环县  output_value  2026-09  累计  120.5  亿元  100.0  12.5",
}


@pytest.mark.parametrize("code", BROKEN)
def test_one_broken_cell_is_one_issue(code):
    result = check("indicators", HEAD + BROKEN[code])

    assert [each.code for each in result.issues] == [code]
    is_error = result.issues[0].severity == "error"
    assert result.batch.columns["has_error"] == [is_error]
    assert result.kept == (0 if is_error else 1)
    assert result.issues[0].zh.startswith(result.issues[0].cell)


def test_the_message_names_cell_and_column_and_asks_for_the_likely_number():
    (issue,) = check("indicators", HEAD + BROKEN["not_a_number"]).issues

    assert issue.zh == "F2 数值：“1,2O3” 不是数字，是否为 1,203？"
    assert issue.en == "F2 数值: “1,2O3” is not a number; is it 1,203?"


def test_a_near_name_is_suggested_and_not_taken():
    result = check("indicators", HEAD + BROKEN["unknown_county"])

    assert result.issues[0].zh == "B2 县区：“环现” 不在县区名单里，是否为“环县”(621022)？"
    assert result.batch.columns["area_code"] == [None]


def test_ten_thousand_yuan_are_kept_in_the_unit_of_the_dictionary():
    columns = check("indicators", HEAD + BROKEN["unit_converted"]).batch.columns

    assert (columns["value"], columns["unit_text"]) == (["1.2"], ["亿元"])


@pytest.mark.parametrize("unit", ["-", "万元"])
def test_a_unit_in_the_header_is_remarked_once_and_one_in_a_row_at_its_cell(unit):
    rows = [
        f"energy  {area}  output_value  2026-09  累计  12000  {unit}  -  -"
        for area in ("环县", "宁县", "庆城县")
    ]
    result = check("indicators", HEAD + "\n".join(rows), units={"value": "万元"})

    assert result.batch.columns["value"] == ["1.2"] * 3
    assert [cell for _, cell, _ in found(result)] == (["F2"] if unit == "-" else ["F2", "F3", "F4"])


def test_an_empty_required_cell_is_an_error_of_that_cell():
    result = check("indicators", HEAD + "energy  环县  output_value  -  累计  1.5  亿元  -  -")

    assert found(result) == [("unknown_value", "D2", "error")]


def test_plain_digits_of_a_text_file_need_no_remark():
    row = HEAD + "energy  环县  output_value  2026-09  累计  '1203.50'  亿元  -  -"

    result = check("indicators", row, is_text=True)

    assert (result.issues, result.batch.columns["value"]) == ([], ["1203.50"])


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("parks", PARK + "xifeng  2026-09  100  101  90  80  5  4  9  8"),
        ("parks", PARK + "xifeng  2026-09  100  95  96  80  5  4  9  8"),
        ("parks", PARK + "xifeng  2026-09  100  95  90  91  5  4  9  8"),
        ("parks", PARK + "xifeng  2026-09  100  95  90  80  5  6  9  8"),
        ("parks", PARK + "xifeng  2026-09  100  95  90  80  5  4  9  10"),
        ("parks", PARK + "xifeng  2026-09  100  95  90  80  5  4  9.5  8"),
        ("deals", DEAL + "D1  示例  开工  2026-09  2026-05-02  2026-05-01"),
        ("deals", FUNDS + "D1  示例  开工  2026-09  10  1  3  2"),
        ("deals", FUNDS + "D1  示例  开工  2026-09  10  3  2  4"),
        ("projects", PROJECT + "P1  示例  2026-09  10  1  2  11  -  -  -  -"),
        ("projects", PROJECT + "P1  示例  2026-09  10  1  3  2  -  -  -  -"),
        ("projects", PROJECT + "P1  示例  2026-09  10  3  2  2  -  -  -  -"),
        ("projects", PROJECT + "P1  示例  2026-09  10  1  1  1  2026-05-02  2026-05-01  -  -"),
        ("projects", PROJECT + "P1  示例  2026-09  10  1  1  1  -  -  2026-05-02  2026-05-01"),
        ("problems", PROBLEM + "1  示例  2026-05-02  2026-05-01  待办"),
        ("enterprises", FIRM + "F1  示例  energy  35  环县  2026-09  1.5"),
        ("indicators", HEAD + "-  全市  gdp_share_primary  2026-09  累计  101  %  -  -"),
        ("indicators", HEAD + "-  全市  industrial_va  2026-09  累计  -101  %  -  -"),
    ],
)
def test_what_cannot_be_is_out_of_range(template, text):
    assert [each.code for each in check(template, text).issues] == ["out_of_range"]


def test_a_deal_whose_stage_goes_back_is_an_error_at_its_cell():
    rows = "D1  示例  {}  {}  2026-01-01  -\n"
    told = DEAL + rows.format("竣工", "2026-08") + rows.format("在建", "2026-09")

    assert found(check("deals", told)) == [("stage_backward", "C3", "error")]
    assert (
        found(
            check("deals", DEAL + rows.format("竣工", "2026-09") + rows.format("在建", "2026-08"))
        )
        == []
    )


def test_a_start_that_is_gone_in_a_later_month_is_an_error_at_its_cell():
    head = "project_id  name  period  started_on\n"
    rows = "P1  示例  2026-08  2026-07-01\nP1  示例  2026-09  -\nP2  示例  2026-09  -"
    result = check("projects", head + rows)

    assert found(result) == [("stage_backward", "D3", "error")]
    assert (
        result.issues[0].zh == "D3 实际开工：上期填了 2026-07-01，这里空白：阶段不能倒退，请照填。"
    )


REACHED = {
    "deals": {"D1": {"period_end": "2026-08-31", "stage": "completed"}},
    "projects": {"P1": {"period_end": "2026-08-31", "started_on": "2026-07-01"}},
}


def beside(template: str, text: str) -> list[Issue]:
    """What is said of a file where those stages had been accepted before."""
    return checked(table(template, text), replace(KNOWN, reached=REACHED)).issues


def test_a_deal_behind_the_stage_that_was_accepted_before_is_remarked_at_its_cell():
    row = "D1  示例  {}  {}  2026-01-01  -\n"
    (issue,) = beside("deals", DEAL + row.format("在建", "2026-09") + row.format("在建", "2026-10"))

    assert (issue.code, issue.cell, issue.severity) == ("stage_backward", "C2", "warning")
    assert issue.zh == (
        "C2 当前阶段：库中截至 2026-08 是“竣工”，这里是“在建”，阶段退后；如属更正，可照此导入。"
    )
    assert "accepted of 2026-08 is completed" in issue.en
    assert beside("deals", DEAL + row.format("在建", "2026-07")) == []
    assert beside("deals", DEAL + row.format("投产", "2026-09")) == []


def test_a_start_that_was_accepted_before_and_is_gone_is_remarked_at_its_cell():
    head = "project_id  name  period  started_on\n"
    (issue,) = beside("projects", head + "P1  示例  2026-09  -\nP2  示例  2026-09  -")

    assert (issue.code, issue.cell, issue.severity) == ("stage_backward", "D2", "warning")
    assert "库中截至 2026-08 已填 2026-07-01，这里空白" in issue.zh
    assert beside("projects", head + "P1  示例  2026-09  2026-07-02") == []
    assert beside("projects", "project_id  name  period\nP1  示例  2026-09") == []


def test_one_code_with_two_names_is_remarked_at_the_later_one():
    head = "project_id  name  period\n"
    rows = "P1  示例甲  2026-08\nP1  示例乙  2026-09"
    result = check("projects", head + rows)

    assert found(result) == [("code_reused", "A3", "warning")]
    assert "第 2 行叫“示例甲”，这里叫“示例乙”" in result.issues[0].zh


def test_one_code_for_two_projects_of_a_month_is_an_error_of_both_rows():
    head = "project_id  name  period\n"
    result = check("projects", head + "P1  示例甲  2026-09\nP1  示例乙  2026-09")

    assert found(result) == [("duplicate_row", "A3", "error")]
    assert result.kept == 0


def test_an_unknown_park_is_an_error():
    assert found(check("parks", PARK + "西丰工业园区  2026-09  1  1  1  1  1  1  1  1")) == [
        ("unknown_park", "A2", "error")
    ]


def test_two_figures_under_one_key_are_an_error_of_both_rows():
    row = "energy  环县  output_value  {}  累计  {}  亿元  -  -\n"
    result = check("indicators", HEAD + row.format("2026-09", 1.5) + row.format("2026年1-9月", 1.6))

    assert found(result) == [("duplicate_row", "A3", "error")]
    assert "第 2 行与第 3 行" in result.issues[0].zh
    assert (result.kept, result.batch.columns["has_error"]) == (0, [True, True])


def test_a_row_given_twice_is_kept_once():
    row = "energy  环县  output_value  2026-09  累计  1.5  亿元  -  -\n"
    result = check("indicators", HEAD + row + row)

    assert found(result) == [("duplicate_row", "A3", "warning")]
    assert (result.rows, result.kept, result.batch.columns["row"]) == (2, 1, [2])


def test_the_shares_of_a_firm_cannot_exceed_one():
    rows = "F1  示例  energy  0.7  环县  2026-09  1.5\nF1  示例  digital  0.4  环县  2026-09  1.5"

    assert found(check("enterprises", FIRM + rows)) == [("ratio_mismatch", "D3", "warning")]


def test_more_than_a_thousand_of_one_code_are_counted():
    rows = "".join(
        f"energy  环县  output_value  2026-09  累计  约{each}  亿元  -  -\n" for each in range(1100)
    )
    result = check("indicators", HEAD + rows)

    numbers = [each for each in result.issues if each.code == "not_a_number"]
    assert (len(numbers), numbers[-1].zh) == (1001, "not_a_number：还有 100 处。")


def test_a_row_with_an_issue_of_the_reading_is_not_kept():
    issue = Issue("formula_without_value", "F2 …", "F2 …", "指标", "F2", "数值")
    drawn = table(
        "indicators",
        HEAD + "energy  环县  output_value  2026-09  累计  -  亿元  -  -",
        issues=[issue],
    )

    assert checked(drawn, KNOWN).batch.columns["has_error"] == [True]


def test_a_blank_county_is_never_the_city_and_a_blank_chain_below_a_filled_one_never_all_chains():
    text = """
        chain_id  area_code  metric_id     period   basis  value  unit_text
        -         环县        output_value  2026-09  累计    10.5   亿元
        energy    -          output_value  2026-09  累计    20.5   亿元
        -         宁县        output_value  2026-09  累计    30.5   亿元
    """
    result = check("indicators", text)

    assert found(result) == [("blank_key", "B3", "error"), ("blank_key", "A4", "error")]
    assert result.issues[0].zh == "B3 县区：县区空白：同上请照填，全市请写庆阳市。"
    assert result.kept == 1


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f"])
def test_a_mark_that_turns_the_line_round_is_not_kept_of_a_name(mark):
    result = check("projects", f"project_id  name  period\nP1  示{mark}例  2026-09")

    assert result.batch.columns["name"] == ["示例"]
