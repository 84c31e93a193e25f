"""The templates as workbooks: the headers of the contract, and lists to choose from."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainboard.intake.choices import Choices, choices
from chainboard.intake.example import credit_code, example
from chainboard.intake.template_book import template_book
from chainboard.intake.templates import TEMPLATES

ROOT = Path(__file__).parents[2]
KNOWN = Choices(
    ("综合能源产业链",), ("西峰区", "庆城县"), ("示例园区",), ("产业链产值",), ("亿元", "%")
)

# As the contract with the offices prints them.
CONTRACT = {
    "indicators": "指标: 产业链 · 县区 · 园区 · 指标 · 期间 · 口径 · 数值 · 单位 · 同口径上年同期 · 公布增速 · 状态 · 备注",
    "targets": "目标: 产业链 · 县区 · 指标 · 年度 · 类型 · 目标值 · 单位 · 确定日期 · 调整原因",
    "projects": "项目: 项目编号 · 项目名称 · 产业链 · 环节 · 县区 · 园区 · 包抓单位 · 总投资(亿元) · 年度计划投资(亿元) · 本月完成(亿元) · 本年完成(亿元) · 累计完成(亿元) · 形象进度 · 计划开工 · 实际开工 · 计划竣工 · 实际竣工 · 是否入库 · 存在问题 · 截至期间 · 签约日期 · 投产日期 · 应到位资金(亿元) · 已到位资金(亿元) · 立项日期 · 用地手续日期 · 规划许可日期 · 环评日期 · 能评日期 · 施工许可日期 · 要素保障 · 滞后原因类别 · 滞后原因",
    "deals": "招商: 项目编号 · 项目名称 · 产业链 · 县区 · 园区 · 投资方 · 来源 · 签约日期 · 合同金额(亿元) · 当前阶段 · 阶段日期 · 本月到位资金(亿元) · 本年到位资金(亿元) · 累计到位资金(亿元) · 截至期间",
    "parks": "园区: 园区 · 县区 · 期间 · 规划面积(亩) · 可开发面积(亩) · 已供应面积(亩) · 已建成面积(亩) · 标准厂房(万平方米) · 已出租厂房(万平方米) · 入驻企业 · 投产企业 · 工业总产值(亿元) · 税收(亿元) · 固定资产投资(亿元) · 运营公司收入(亿元) · 运营公司人数",
    "enterprises": "企业: 统一社会信用代码 · 企业名称 · 产业链 · 环节 · 占比 · 县区 · 园区 · 是否规上 · 期间 · 产值(亿元) · 营业收入(亿元) · 利润(亿元) · 税收(亿元) · 用电量(万千瓦时) · 从业人数",
    "nodes": "环节清单: 产业链 · 环节 · 位置 · 权重 · 环节状态 · 满足需求 · 依据 · 可行性 · 上游投入 · 政策契合 · 评分说明 · 供给环节 · 评定日期",
    "problems": "问题: 问题编号 · 提出单位 · 产业链 · 县区 · 项目编号 · 问题 · 责任单位 · 协办单位 · 提出日期 · 办结时限 · 状态 · 办理情况",
    "commitments": "资源换项目: 承诺编号 · 资源类别 · 资源名称 · 资源取得方 · 产业链 · 县区 · 承诺项目 · 项目编号 · 承诺投资(亿元) · 配置日期 · 承诺期限 · 兑现情况 · 核实日期 · 备注",
}
NAMES = sorted(CONTRACT)


def book(name: str):
    return load_workbook(BytesIO(template_book(TEMPLATES[name], KNOWN)))


def headers(name: str) -> list[str]:
    return [cell.value for cell in book(name).worksheets[0][1]]


@pytest.mark.parametrize("name", NAMES)
def test_sheet_and_headers_are_those_of_the_contract(name):
    sheet, _, columns = CONTRACT[name].partition(": ")

    assert book(name).sheetnames == [sheet, "填写说明", "选项"]
    assert headers(name) == columns.split(" · ")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_headers_stands_on_the_data_sheet(name):
    assert book(name).worksheets[0].max_row == 1


@pytest.mark.parametrize("name", NAMES)
def test_no_other_sheet_carries_a_header_of_a_template(name):
    every = {field.header for each in TEMPLATES.values() for field in each.fields}
    every |= {field.name for each in TEMPLATES.values() for field in each.fields}
    for sheet in book(name).worksheets[1:]:
        for row in sheet.iter_rows(values_only=True):
            assert len(every & {str(value) for value in row}) <= 1  # 列 names one header a row


@pytest.mark.parametrize("name", NAMES)
def test_only_the_header_row_is_locked_without_a_password_and_frozen(name):
    sheet = book(name).worksheets[0]

    assert sheet.protection.sheet and not sheet.protection.password
    assert not sheet.protection.formatCells and not sheet.protection.deleteRows
    assert all(cell.protection.locked and cell.font.bold for cell in sheet[1])
    bodies = list(sheet.column_dimensions.values())
    assert not any(body.protection.locked for body in bodies)
    assert (bodies[0].min, bodies[-1].max) == (1, 16384)
    assert sheet.freeze_panes == "A2"
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


@pytest.mark.parametrize("name", NAMES)
def test_every_header_says_what_may_stand_below_it(name):
    for cell in book(name).worksheets[0][1]:
        assert cell.comment and len(cell.comment.text.split("\n")) >= 2, cell.value


def test_the_comment_of_a_number_names_unit_and_words_for_missing():
    comment = book("projects").worksheets[0]["H1"].comment.text

    assert "单位：亿元" in comment
    assert all(word in comment for word in ("未报", "待报", "保密", "—", "不写 0"))


def test_lists_are_offered_on_two_thousand_rows_from_the_sheet_of_choices():
    opened = book("indicators")
    sheet = opened["指标"]
    offered = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    assert [f"{each[0]}1" for each in offered] == ["A1", "B1", "C1", "D1", "F1", "H1", "K1"]
    assert all(where.endswith("2001") for where in offered)
    assert offered["B2:B2001"].formula1 == "'选项'!$B$2:$B$3"
    assert [cell.value for cell in opened["选项"]["B"][:4]] == [
        "可选的县区",
        "西峰区",
        "庆城县",
        None,
    ]
    assert [cell.value for cell in opened["选项"]["E"]][1:6] == [
        "当月",
        "累计",
        "季度",
        "全年",
        "时点",
    ]
    assert opened["选项"].sheet_state == "visible"


def test_a_closed_list_refuses_other_words_and_a_list_of_names_lets_aliases_pass():
    rules = {
        str(rule.sqref)[0]: rule for rule in book("deals")["招商"].data_validations.dataValidation
    }

    assert {column: rules[column].errorStyle for column in "CDGJ"} == {
        "C": "warning", "D": "warning", "G": "stop", "J": "stop",
    }  # fmt: skip


def test_dates_look_like_dates_and_codes_and_periods_stay_text():
    columns = book("deals")["招商"].column_dimensions

    assert [columns[letter].number_format for letter in "AHIO"] == [
        "@",
        "yyyy-mm-dd",
        "General",
        "@",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_instructions_explain_each_column_and_hold_the_example(name):
    rows = list(book(name)["填写说明"].iter_rows(values_only=True))
    start = rows.index(("列", "要求", "计量单位", "可填内容", "例")) + 1
    fields = TEMPLATES[name].fields

    assert [row[0] for row in rows[start : start + len(fields)]] == headers(name)
    assert rows[-1][0].startswith("示例整行") and rows[-1][1] is None
    assert any("空格不是零" in str(row[0]) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_fills_what_must_be_filled_with_words_of_the_lists(name):
    line = example(TEMPLATES[name], KNOWN)

    for field in TEMPLATES[name].fields:
        assert line[field.id] is not None or not field.is_filled, field.id
        assert field.choices is None or line[field.id] in field.choices, field.id
        assert field.kind != "date" or line[field.id] is None or isinstance(line[field.id], date)


def test_the_check_digit_of_a_credit_code_is_that_of_the_standard():
    """The standard's own way, by hand: the weighted sum and its check digit give 0 modulo 31."""
    code = credit_code("91621000MA0000000")
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    total = sum(weight * signs.index(sign) for weight, sign in zip(weights, code, strict=False))
    assert (total + signs.index(code[17])) % 31 == 0


def test_the_lists_come_from_the_dictionary_in_the_order_of_the_work():
    known = choices(ROOT / "data", ["示例园区"])

    assert known.chains[:2] == ("综合能源产业链", "油煤气化工产业链")
    assert known.counties[:2] == ("西峰区", "庆城县") and known.counties[-1] == "庆阳市"
    assert known.metrics[:2] == ("产业链产值", "营业收入")
    assert (known.parks[0], known.parks[-1]) == ("西峰工业园区", "示例园区")
    assert len(set(known.parks)) == len(known.parks)
    assert "新能源及其装备制造产业链" not in known.chains  # ended in 2023
