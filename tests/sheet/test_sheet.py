"""What stands behind a panel: cells, headings, citations and definitions."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from chainboard.packs import DEMO
from chainboard.panels import Column, Panel
from chainboard.panels.panel import FRACTION, OWN, Table
from chainboard.queries import ask
from chainboard.sheet import sheet
from chainboard.sheet.screen import screen
from chainboard.sheet.sheet import definition
from chainboard.sheet.sources import citation
from chainboard.view import Row, View
from chainboard.words import Words
from tests.pages.opened import view
from tests.queries.answers import row_of

ZH, EN = Words("zh"), Words("en")


def behind(row: Row, column: Column, view: View) -> dict[str, Any]:
    """The table behind a panel of one row and one column, as the browser gets it."""
    drawn = Panel(
        name="output", finding="示例", measure="", body=Table([], []), rows=[row], columns=(column,),
        source="", as_of="", alt="示例", status="示例",
    )  # fmt: skip
    return json.loads(screen(sheet(drawn, view)))["table"]


def cell(value: Any, column: Column, say: Words = ZH) -> Any:
    return behind(Row(v=value), column, View(pack=DEMO, lang=say.lang))["rows"][0][0]


def headings(column: Column, say: Words = ZH) -> list[str]:
    table = behind(Row(v=None), column, View(pack=DEMO, lang=say.lang))
    return [each["label"] for each in table["columns"]]


@pytest.mark.parametrize(
    ("value", "column", "zh", "en"),
    [
        (1705.88, Column("v", "产值", "亿元", 2), "1,705.88", "170.59"),
        (7593.55, Column("v", "出栏", "万只", 2), "7,593.55", "75,935,500.00"),
        (-8.92, Column("v", "同比", "%", 2), "−8.92", "−8.92"),
        (0.0, Column("v", "产值", "亿元", 2), "0.00", "0.00"),
        (0.8617, Column("v", "占比", "", 4), "0.8617", "0.8617"),
        (0.699, Column("v", "占比", FRACTION, 2), "69.90", "69.90"),
        (12, Column("v", "企业", "", 0), "12", "12"),
        (None, Column("v", "产值", "亿元", 2), "", ""),
        ("— 未报", Column("v", "缺数原因"), "— 未报", "— 未报"),
        (date(2026, 10, 31), Column("v", "截至"), "2026年10月31日", "31 Oct 2026"),
    ],
)
def test_a_cell_is_in_the_unit_of_its_heading(value, column, zh, en):
    assert (cell(value, column), cell(value, column, EN)) == (zh, en)


def test_a_missing_cell_is_empty_and_a_zero_is_a_zero():
    column = Column("v", "产值", "亿元", 2)

    assert cell(None, column) != cell(0, column)


def test_a_number_is_in_the_unit_of_its_metric_where_its_source_printed_another():
    """1.7 万亩 is kept as 17,000 亩: the number is one of 亩."""
    planned = Row(value=17_000, value_text="1.7", unit="亩", unit_text="万亩", decimals=0)
    column = Column("value", "规划面积", OWN)

    for lang in ("zh", "en"):
        assert behind(planned, column, View(pack=DEMO, lang=lang))["rows"][0][0] == "17,000"


def test_a_heading_names_its_unit():
    column = Column("v", "产值", "亿元", 2)

    assert headings(column) == ["产值（亿元）"]
    assert headings(column, EN) == ["产值 (RMB bn)"]
    assert headings(Column("v", "县（区）")) == ["县（区）"]
    assert headings(Column("v", "占比", FRACTION)) == ["占比（%）"]


def test_a_heading_over_cells_that_say_their_unit_does_not_say_it_again():
    column = Column("v", "占比", FRACTION, words=lambda row: "70%", says_unit=True)

    assert (headings(column), cell(0.7, column)) == (["占比"], "70%")


def test_a_part_of_a_whole_is_held_in_percent_of_exactly_its_digits():
    drawn = Panel(
        name="share", finding="示例", measure="", body=Table([], []), rows=[Row(v=0.699)],
        columns=(Column("v", "占比", FRACTION),), source="", as_of="", alt="示例",
    )  # fmt: skip
    held = sheet(drawn, View(pack=DEMO))

    assert (held.headings[0].unit, held.lines[0].cells[0].raw) == ("%", 69.9)


def test_a_citation_is_title_publisher_day_and_grade():
    source = row_of(
        "sources.of_ids", title="2024年统计公报", publisher="市统计局",
        published_on=date(2025, 3, 28), grade="A",
    )  # fmt: skip

    assert citation(source, ZH) == "2024年统计公报 · 市统计局 · 2025年3月28日 [政府网站]"


def test_a_demo_citation_names_the_office_the_file_the_sheet_and_the_load():
    source = row_of("sources.of_ids", title="示例数据", grade="demo", source_id="s1")
    load = row_of("about.loads", load_id=2, sent_by="示例统计局", file_name="十月.xlsx")

    said = citation(source, ZH, load, "指标")
    assert all(part in said for part in ("示例统计局", "十月.xlsx", "指标", "批次 2"))


def test_a_figure_of_the_city_is_cited_down_to_its_cell():
    source = row_of("sources.of_ids", title="市统计局：十月.xlsx", grade="city", source_id="s1")
    load = row_of("about.loads", load_id=2, sent_by="市统计局", file_name="十月.xlsx")

    said = citation(source, ZH, load, "指标 G14")

    assert said == "市统计局 · 十月.xlsx · 指标 G14 · 批次 2 [本市报送]"


def test_a_citation_without_a_publisher_or_a_day_leaves_them_out():
    source = row_of("sources.of_ids", title="某报道", grade="C")

    assert citation(source, ZH) == "某报道 [转载]"


def metric(**drawn):
    given = {
        "metric_id": "crude", "name_zh": "原油产量", "name_en": "Crude oil", "unit": "万吨",
        "kind": "flow", "growth_basis": "physical", "frequency": "monthly",
        "owner_zh": "unknown", "owner_en": "unknown", "definition_zh": "原油", "definition_en": "Oil",
        "is_our_definition": True,
    }  # fmt: skip
    return row_of("metrics.dictionary", **{**given, **drawn})


def test_a_definition_says_words_unit_kind_growth_frequency_and_owner():
    said = definition(metric(), ZH)

    assert said.name == "原油产量"
    assert said.lines == (
        "原油（本项目拟定）",
        "单位：万吨；类型：流量；公布增速口径：实物量",
        "频率：月度；数据责任单位：未注明",
    )


def test_a_quoted_definition_is_not_marked_as_ours():
    assert definition(metric(is_our_definition=False), ZH).lines[0] == "原油"


def test_a_definition_in_english_has_no_chinese_word():
    said = definition(metric(), EN)

    assert not any("\u4e00" <= letter <= "\u9fff" for line in said.lines for letter in line)


def test_the_definitions_are_those_of_the_metrics_of_the_rows_in_the_order_of_the_dictionary(packs):
    drawn = Panel(
        name="output", finding="示例", measure="", body=Table([], []), source="", as_of="", alt="示例",
        columns=(), rows=[Row(metric_id="gdp"), Row(metric_id="output_value"), Row(v=1)], status="示例",
    )  # fmt: skip

    found = sheet(drawn, view("published")).definitions
    assert [each.metric_id for each in found] == ["output_value", "gdp"]


def test_a_figure_that_was_sent_in_has_its_cell_beside_the_row_and_a_published_one_has_none(packs):
    column, seen = Column("value", "数值", "亿元", 2), view("demo", chain="petrochem")
    rows = ask(seen, "chain_output.by_month", metric_id="output_value")
    sent = next(row for row in rows if row.figure_id)
    (origin,) = ask(seen, "sources.of_figures", figure_ids=[sent.figure_id])

    assert behind(sent, column, seen)["cells"] == [origin.cell]
    assert "cells" not in behind(sent.with_(figure_id=None), column, seen)
    assert "cells" not in behind(sent, column, view("published"))
