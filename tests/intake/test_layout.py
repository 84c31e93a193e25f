"""Tables found in sheets: headers wherever they stand, rows told from totals and notes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chainboard.intake.grid import Cell, Grid, Range, Table
from chainboard.intake.headings import normal
from chainboard.intake.layout import tables
from chainboard.intake.reading import read
from tests.intake.tables import KNOWN

INDICATORS = "产业链  县区  指标  期间  口径  数值  单位"
ROW = "石油化工  西峰区  产业链产值  2026-09  累计  12.5  亿元"
TARGETS = "产业链  县区  指标  年度  类型  目标值  单位"
DEALS = (
    "项目编号  项目名称  产业链  县区  来源  签约日期  合同金额(亿元)  当前阶段"
    "  本月到位资金(亿元)  本年到位资金(亿元)  累计到位资金(亿元)  截至期间"
)


def drawn(text: str) -> list[list[Cell]]:
    """Rows as drawn, cells two spaces apart; - is an empty cell, a blank line an empty row."""
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    return [
        [None if cell == "-" else cell for cell in re.split(r"\s{2,}", line)] if line else []
        for line in lines
    ]


def grid(text: str, sheet: str = "Sheet1", merged: tuple[Range, ...] = (), **more: object) -> Grid:
    return Grid(sheet, drawn(text), merged, **more)  # type: ignore[arg-type]


def only(*grids: Grid) -> Table:
    found, issues = tables(grids, KNOWN)
    assert issues == []
    assert len(found) == 1
    return found[0]


def coded(table: Table) -> list[tuple[str, str]]:
    return [(issue.code, issue.cell) for issue in table.issues]


def test_a_table_below_a_title_in_another_order_is_the_same_template():
    table = only(
        grid("""
            2026年产业链指标

            单位  数值  口径  期间  指标  县区  产业链
            亿元  12.5  累计  1-9月  产业链产值  西峰区  石油化工
        """)
    )

    assert (table.template.name, table.year) == ("indicators", 2026)
    assert table.body[0][0] == 4
    assert table.body[0][1]["value"] == "12.5"
    assert table.columns["chain_id"] == 7
    assert table.issues == []


def test_the_year_is_not_taken_from_the_day_the_form_was_filled_in():
    title = "二〇二五年产业链指标\n填报日期：2026年1月8日\n"

    assert only(grid(f"{title}{INDICATORS}\n{ROW}")).year == 2025
    assert only(grid(f"{INDICATORS}\n{ROW}", sheet="2026年9月")).year == 2026
    assert only(grid(f"2025年与2026年\n{INDICATORS}\n{ROW}")).year is None


def test_a_two_row_merged_header_is_read_as_one():
    header = """
        项目编号  项目名称  产业链  县区  来源  签约日期  合同金额(亿元)  当前阶段  到位资金  -  -  截至期间
        -  -  -  -  -  -  -  -  本月到位资金(亿元)  本年到位资金(亿元)  累计到位资金(亿元)  -
        D1  甲  石油化工  环县  省外  2026-03-01  3.2  签约  0  1  2  2026-09
    """
    merged = ((1, 9, 1, 11), *((1, column, 2, column) for column in range(1, 9)))

    table = only(grid(header, merged=merged))

    assert table.columns["month_in_place"] == 9
    assert table.units["total_in_place"] == "亿元"
    assert [number for number, _ in table.body] == [3]
    assert table.issues == []


def test_upper_and_lower_header_are_joined_where_the_lower_alone_is_no_name():
    table = only(
        grid(
            """
            项目编号  项目名称  产业链  县区  来源  签约日期  合同金额(亿元)  当前阶段  本月  本年  累计  截至期间
            -  -  -  -  -  -  -  -  到位资金(亿元)  到位资金(亿元)  到位资金(亿元)  -
            D1  甲  石油化工  环县  省外  2026-03-01  3.2  签约  0  1  2  2026-09
            """
        )
    )

    assert table.body[0][1]["year_in_place"] == "1"
    assert table.issues == []


def test_the_unit_of_the_title_is_that_of_the_money_columns_without_their_own():
    header = DEALS.replace("合同金额(亿元)", "合同金额").replace(
        "本月到位资金(亿元)", "本月到位资金(元)"
    )
    row = "D1  甲  石油化工  环县  省外  2026-03-01  3.2  签约  0  1  2  2026-09"

    table = only(grid(f"填报单位：环县  单位：万元\n{header}\n{row}"))

    assert (table.units["contract_value"], table.units["month_in_place"]) == ("万元", "元")


def test_indicators_and_targets_are_told_apart():
    found, _ = tables([
        grid(f"{INDICATORS}\n{ROW}", sheet="a"),
        grid(f"{TARGETS}\n石油化工  西峰区  产业链产值  2026  总量  500  亿元", sheet="b"),
        grid("填报说明\n请逐行填写", sheet="说明"),
    ], KNOWN)  # fmt: skip

    assert [(table.sheet, table.template.name) for table in found] == [
        ("a", "indicators"), ("b", "targets"),
    ]  # fmt: skip


def test_tables_one_below_another_are_all_read():
    """A lower table once took the sheet, and the rows above it were lost without a word."""
    found, issues = tables(
        [
            grid(f"""
        2026年9月报表
        {INDICATORS}
        {ROW}
        注：快报数

        二、目标
        {TARGETS}
        石油化工  西峰区  产业链产值  2026  总量  20  亿元
        石油化工  环县  产业链产值  2026  总量  10  亿元
    """)
        ],
        KNOWN,
    )

    assert issues == []
    assert [(each.template.name, [row for row, _ in each.body]) for each in found] == [
        ("indicators", [3]), ("targets", [8, 9]),
    ]  # fmt: skip
    assert [each.issues for each in found] == [[], []]
    assert [each.year for each in found] == [2026, 2026]


def test_a_header_that_is_repeated_on_every_page_begins_no_table():
    found = only(
        grid(f"""
        {INDICATORS}
        {ROW}

        第二页
        {INDICATORS}
        {ROW}
    """)
    )

    assert [row for row, _ in found.body][0::2] == [2, 6]


def test_a_list_of_choices_beside_a_table_is_no_table():
    choices = grid("产业链  县区  指标  口径  单位\n石油化工  环县  产值  累计  亿元", sheet="选项")

    assert only(grid(f"{INDICATORS}\n{ROW}"), choices).sheet == "Sheet1"


def test_a_missing_required_header_is_named_with_the_row_of_the_headers():
    header = INDICATORS.replace("口径  ", "")

    table = only(grid(f"标题\n{header}\n石油化工  环县  产值  2026-09  1  亿元"))

    assert coded(table) == [("missing_column", "2:2")]
    assert table.issues[0].column == "口径"


def test_extra_columns_are_warned_of_and_empty_headers_are_not():
    table = only(grid(f"{INDICATORS}  序号  -  -\n{ROW}  1  -  散落"))

    assert coded(table) == [("unknown_column", "H1"), ("unknown_column", "J1")]
    assert {issue.severity for issue in table.issues} == {"warning"}


def test_the_same_header_twice_with_figures_is_never_guessed():
    table = only(grid(f"{INDICATORS}  数值\n{ROW}  13"))

    assert coded(table) == [("missing_column", "H1")]
    assert table.columns["value"] == 6


def test_a_line_with_the_unit_above_the_table_is_no_header_and_is_the_unit_of_the_rows():
    text = f"""
        庆阳市产业链产值
        单位：万元
        {INDICATORS.removesuffix("  单位")}
        {ROW.removesuffix("  亿元")}
    """
    table = only(grid(text))

    assert table.issues == [] and table.units == {"value": "万元"}
    assert [row for row, _ in table.body] == [4]


def test_another_word_for_a_header_is_read_and_said_and_an_uncertain_one_only_suggested():
    text = """
        产业  地区  指标名称  时间  口径  指标值  计量单位
        石油化工  西峰区  产业链产值  2026-09  累计  12.5  亿元
    """
    table = only(grid(text))
    assert {code for code, _ in coded(table)} == {"header_read_as"}
    assert "B1 县区：表头“地区”按“县区”读取" in " ".join(each.zh for each in table.issues)
    assert table.columns["area_code"] == 2

    table = only(grid(f"{INDICATORS}  地区\n{ROW}  甲"))
    assert coded(table) == [("unknown_column", "H1")]  # its own name goes first

    table = only(grid(text.replace("地区", "建设地点")))
    (missing,) = [each for each in table.issues if each.code == "missing_column"]
    assert "“建设地点”是否为“县区”" in missing.zh and missing.severity == "error"


def test_tables_side_by_side_are_both_read():
    text = f"""
        {INDICATORS}  -  {INDICATORS}
        {ROW}  -  {ROW.replace("西峰区", "环县")}
        -  -  -  -  -  -  -  -  {ROW.replace("西峰区", "宁县")}
    """
    found, issues = tables([grid(text)], KNOWN)

    assert issues == [] and [each.issues for each in found] == [[], []]
    assert [[cells["area_code"] for _, cells in each.body] for each in found] == [
        ["西峰区"],
        ["环县", "宁县"],
    ]
    assert found[1].columns["area_code"] == 10


def test_no_template_names_the_nearest_and_what_it_lacks():
    found, issues = tables([grid("产业链  县区  指标  年度\n石油化工  环县  产值  2026")], KNOWN)

    assert found == []
    assert [issue.code for issue in issues] == ["unknown_template"]
    assert all(word in issues[0].zh for word in ("目标", "类型", "目标值", "单位"))


@pytest.mark.parametrize("text", ["", "说明\n请填写"])
def test_a_file_without_any_header_is_unknown(text: str):
    assert [issue.code for issue in tables([grid(text)], KNOWN)[1]] == ["unknown_template"]
    assert [issue.code for issue in tables([], KNOWN)[1]] == ["unknown_template"]


def test_headers_without_rows_are_an_error():
    table = only(grid(f"{INDICATORS}\n\n注：按月填报"))

    assert coded(table) == [("no_rows", "1:1")]


def test_notes_blank_rows_and_repeated_headers_are_no_data():
    table = only(
        grid(f"""
            {INDICATORS}
            甲  乙  丙  丁  1  2  3
            {ROW}

            {INDICATORS}
            {ROW}
            注：按月填报
            填报人：甲  -  审核：乙
            备注
            说明：含税
            联系电话：0934
        """)
    )

    assert [number for number, _ in table.body] == [3, 6]
    assert table.totals == []


@pytest.mark.parametrize("name", ["注塑机生产线", "综合计量中心", "小计算机厂", "合计划项目"])
def test_a_name_that_only_looks_like_a_note_or_a_total_is_data(name: str):
    row = f"D1  {name}  石油化工  环县  省外  2026-03-01  3.2  签约  0  1  2  2026-09"

    assert only(grid(f"{DEALS}\n{row}")).body[0][1]["name"] == name


@pytest.mark.parametrize(
    "label", ["合计", "总 计", "小计", "其中：规上", "全市合计", "石油化工小计"]
)
def test_totals_stand_apart_with_their_label(label: str):
    total = f"{label}  -  产业链产值  2026-09  累计  12.5  亿元".replace("总 计", "总 计")

    table = only(grid(f"{INDICATORS}\n{ROW}\n{total}\n{ROW.replace('西峰区', '西峰区合计')}"))

    assert [number for number, _ in table.body] == [2]
    assert [number for number, *_ in table.totals] == [3, 4]
    assert table.totals[0][1] == normal(label)
    assert table.totals[0][2]["value"] == "12.5"


def test_a_total_in_a_column_of_numbers_beside_the_table_is_a_total():
    table = only(
        grid(f"序号  {INDICATORS}\n1  {ROW}\n合计  -  -  产业链产值  2026-09  累计  12.5  亿元")
    )

    assert [label for _, label, _ in table.totals] == ["合计"]


def test_a_merged_cell_applies_to_every_row_it_covers_with_one_warning():
    text = f"""
        {INDICATORS}
        {ROW}
        -  环县  产业链产值  2026-09  累计  3  亿元
        -  小计  产业链产值  2026-09  累计  15.5  亿元
    """

    table = only(grid(text, merged=((2, 1, 4, 1),)))

    assert [cells["chain_id"] for _, cells in table.body] == ["石油化工", "石油化工"]
    assert table.totals[0][2]["chain_id"] == "石油化工"
    assert coded(table) == [("merged", "A2:A4")]
    assert table.issues[0].zh.startswith("A2:A4 产业链：")


def test_hidden_rows_columns_and_sheets_are_read_with_a_warning():
    table = only(
        grid(
            f"{INDICATORS}\n{ROW}\n{ROW}\n\n{ROW}",
            is_hidden=True,
            hidden_rows=frozenset({2, 3, 4, 5, 9}),
            hidden_columns=frozenset({6, 30}),
        )
    )

    assert len(table.body) == 3
    assert coded(table) == [("hidden", ""), ("hidden", "2:3"), ("hidden", "F:F")]
    assert "第 2-3 行、第 5 行" in table.issues[1].zh


def test_a_formula_without_value_is_an_error_at_its_cell():
    text = f"{INDICATORS}\n石油化工  西峰区  产业链产值  2026-09  累计  -  亿元\n{ROW}"

    table = only(grid(text, unvalued={(2, 6): "", (3, 9): "#REF!", (1, 9): ""}))

    assert coded(table) == [("formula_without_value", "F2")]
    assert table.issues[0].zh.startswith("F2 数值：")
    assert "用 Excel 或 WPS 打开并保存一次" in table.issues[0].zh


def test_a_row_of_nothing_but_formulas_is_not_lost():
    table = only(grid(f"{INDICATORS}\n{ROW}\n-", unvalued={(3, 6): "#REF!"}))

    assert [number for number, _ in table.body] == [2, 3]
    assert table.issues[0].value == "#REF!"


def test_short_rows_are_filled_up_with_nothing():
    table = only(grid(f"{INDICATORS}\n石油化工  西峰区  产业链产值  2026-09"))

    assert table.body[0][1]["unit_text"] is None


def test_a_csv_file_is_read_to_tables(tmp_path: Path):
    path = tmp_path / "2026年9月.csv"
    path.write_bytes(f"{INDICATORS}\n{ROW}\n".replace("  ", ",").encode("gb18030"))

    found, issues = read(path, KNOWN)

    assert issues == []
    assert (found[0].template.name, found[0].year, len(found[0].body)) == ("indicators", 2026, 1)


def test_a_stamp_a_day_and_who_made_it_below_the_table_are_notes():
    tail = "庆阳市统计局\n-  -  -  -  2026年10月8日\n制表人：某  -  -  审核：某\n单位盖章"
    table = only(grid(f"{INDICATORS}\n{ROW}\n{tail}"))

    assert [row for row, _ in table.body] == [2] and table.issues == []


@pytest.mark.parametrize("last", ["-  环县", "-  -  -  -  -  13", "油煤气化工"])
def test_a_last_row_with_a_name_or_a_figure_is_never_a_note(last: str):
    figures = [13 if cell == "13" else cell for cell in drawn(last)[0]]
    table = only(Grid("s", [*drawn(f"{INDICATORS}\n{ROW}"), figures]))

    assert [row for row, _ in table.body] == [2, 3]


def test_a_total_whose_formula_has_no_value_is_said_to_be_unchecked():
    table = only(grid(f"{INDICATORS}\n{ROW}\n合计", unvalued={(3, 6): ""}))

    (said,) = table.issues
    assert (said.code, said.cell, said.severity) == ("formula_without_value", "F3", "warning")
