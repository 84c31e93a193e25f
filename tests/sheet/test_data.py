"""A sheet as JSON and as CSV: numbers, gaps with their reason, and what each line says it is."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from chainboard.packs import DEMO, PUBLISHED, Pack
from chainboard.panels import Column, Panel
from chainboard.panels.panel import FRACTION, OWN, Table
from chainboard.sheet import Sheet, sheet
from chainboard.sheet.csv_file import csv_file
from chainboard.sheet.data import data
from chainboard.view import Row, View

pytestmark = pytest.mark.usefixtures("packs")

OUTPUT = Column("value", "产值", "亿元", 2)
BOTH = ["=1+1", "+1-2", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']


def drawn(rows: list[Row], *columns: Column, pack: Pack = DEMO, lang: str = "zh") -> Sheet:
    panel = Panel(
        name="output", finding="产值 1 亿元", measure="亿元", body=Table([], []), rows=rows,
        columns=columns, source="来源：甲", as_of="", alt="产值", status="", notes=("合并公布",),
    )  # fmt: skip
    return sheet(panel, View(pack=pack, edition=1, lang=lang))


def as_json(rows: list[Row], *columns: Column, **more: Any) -> Any:
    return json.loads(data(drawn(rows, *columns, **more), "chain", {"chain": "apple"}))


def as_csv(rows: list[Row], *columns: Column, **more: Any) -> list[list[str]]:
    content = csv_file(drawn(rows, *columns, **more))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_json_has_the_keys_that_were_promised():
    made = as_json([Row(value=1.5)], OUTPUT)

    assert list(made) == [
        "page", "name", "pack", "edition", "as_of", "view", "finding", "measure", "status",
        "notes", "alt", "source", "code", "columns", "rows", "citations", "definitions",
    ]  # fmt: skip
    assert list(made["columns"][0]) == ["key", "label", "unit", "decimals"]
    assert list(made["rows"][0]) == ["values", "absence", "hedge", "derived", "figure_ids"]
    assert made["view"] == {"chain": "apple"}


def test_a_number_is_whole_and_in_the_unit_of_its_column():
    column = Column("value", "产值", "亿元", 2)

    assert as_json([Row(value=1234.5678)], column)["rows"][0]["values"] == {"value": 1234.5678}
    made = as_json([Row(value=1234.5678)], column, lang="en")
    assert (made["rows"][0]["values"]["value"], made["columns"][0]["unit"]) == (123.45678, "RMB bn")


def test_a_sum_shows_no_dust_of_binary_numbers():
    assert as_json([Row(value=1435.2999999999997)], OUTPUT)["rows"][0]["values"]["value"] == 1435.3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (Row(value=None, absence="late"), "late"),
        (Row(value=None, absence=None), "not_published"),
        (Row(value=None), "not_published"),
        (Row(value=float("nan")), "not_published"),
    ],
)
def test_a_missing_number_is_null_and_has_its_reason(row: Row, reason: str):
    made = as_json([row], OUTPUT)["rows"][0]

    assert (made["values"], made["absence"]) == ({"value": None}, {"value": reason})


def test_a_missing_number_is_null_even_where_words_stand_for_it():
    column = Column("value", "产值", "亿元", 2, words=lambda row: "— 未报")
    made = as_json([Row(value=None, absence="late")], column)["rows"][0]

    assert (made["values"], made["absence"]) == ({"value": None}, {"value": "late"})


def test_a_zero_is_a_zero_and_has_no_reason():
    made = as_json([Row(value=0.0)], OUTPUT)["rows"][0]

    assert (made["values"], made["absence"]) == ({"value": 0}, {})


def test_what_cannot_be_worked_out_does_not_apply():
    made = as_json([Row(done=None)], Column("done", "完成率", "%", 2, derived=True))["rows"][0]

    assert (made["absence"], made["derived"]) == ({"done": "not_applicable"}, ["done"])


def test_days_are_iso_and_a_missing_day_has_its_reason():
    rows = [Row(day=date(2026, 10, 31)), Row(day=None)]
    made = as_json(rows, Column("day", "截至"))["rows"]

    assert made[0]["values"]["day"] == "2026-10-31"
    assert (made[1]["values"]["day"], made[1]["absence"]) == (None, {"day": "not_published"})


def test_where_lines_differ_each_line_names_its_unit():
    rows = [Row(value=1.5, unit="亿元", decimals=2), Row(value=3, unit="个", decimals=0)]
    made = as_json(rows, Column("value", "数值", OWN))

    assert made["columns"][0]["unit"] is None
    assert [row["unit"] for row in made["rows"]] == ["亿元", "个"]
    assert as_csv(rows, Column("value", "数值", OWN), pack=PUBLISHED) == [
        ["数值", "单位", "数据来源", "版次"],
        ["1.5", "亿元", "公开", "1"],
        ["3", "个", "公开", "1"],
    ]


def test_a_unit_that_the_panel_shows_already_is_not_shown_twice():
    unit = Column("unit_name", "单位")
    rows = [Row(value=1.5, unit="亿元", unit_name="亿元", decimals=2)]

    assert as_csv(rows, Column("value", "数值", OWN), unit)[0].count("单位") == 1


def test_a_hedge_stands_with_its_number():
    row = Row(value=1645.4, hedge="over", hedge_text="突破")

    assert as_json([row], OUTPUT)["rows"][0]["hedge"] == {"value": "突破"}
    assert as_json([row], OUTPUT, lang="en")["rows"][0]["hedge"] == {"value": "over"}
    assert as_json([Row(value=1, hedge="none")], OUTPUT)["rows"][0]["hedge"] == {}


def test_only_a_known_figure_is_named_and_nothing_worked_out_or_another_figure():
    row = Row(
        figure_id=7, source_id="demo", value=5.0, target=9.0, done=55.6, published_growth=None
    )
    columns = (
        OUTPUT, Column("target", "年度目标", "亿元", 2), Column("published_growth", "同比", "%", 2),
        Column("done", "完成率", "%", 2, derived=True),
    )  # fmt: skip

    made = as_json([row], *columns)["rows"][0]

    assert (made["figure_ids"], made["derived"]) == ({"value": 7}, ["done"])


def test_each_of_several_figures_in_a_row_is_named_by_its_own_number():
    row = Row(
        source_id="demo", figure_id=7, output=5.0, funds=2.0, funds_figure_id=8, area=900.0,
        area_figure_id=9, prior_year_to_date=4.0, prior_figure_id=None,
    )  # fmt: skip
    keys = ("output", "funds", "area", "prior_year_to_date")

    made = as_json([row], *(Column(key, key, "亿元", 2) for key in keys))["rows"][0]

    assert made["figure_ids"] == {"output": 7, "funds": 8, "area": 9}


def test_a_sum_of_several_figures_is_derived_and_names_none():
    row = Row(figure_id=7, source_id="demo", value=5.0, is_derived=True)

    made = as_json([row], OUTPUT)["rows"][0]

    assert (made["figure_ids"], made["derived"]) == ({}, ["value"])


def test_two_columns_of_one_key_have_a_key_each():
    printed = Column("value", "数值（原文）", words=lambda row: "突破 5 亿元")
    made = as_json([Row(value=5.0)], printed, OUTPUT)

    assert [column["key"] for column in made["columns"]] == ["value_words", "value"]
    assert made["rows"][0]["values"] == {"value_words": "突破 5 亿元", "value": 5}


def test_a_way_is_its_words():
    place = Column("way", "县（区）")
    row = Row(way={"words": "西峰", "go": "county?county=621002"})

    assert as_json([row], place)["rows"][0]["values"] == {"way": "西峰"}
    assert as_csv([row], place)[1][0] == "西峰"


def test_each_line_of_a_csv_says_what_it_is():
    row = Row(value=-1234.5)

    assert as_csv([row], OUTPUT) == [
        ["产值（亿元）", "数据来源", "版次", "演示数据"],
        ["-1234.5", "演示", "1", "是"],
    ]
    assert as_csv([row], OUTPUT, pack=PUBLISHED, lang="en")[0] == [
        "产值 (RMB bn)", "Data source", "Edition",
    ]  # fmt: skip


def test_a_csv_names_the_unit_of_numbers_whose_words_on_the_page_say_it_themselves():
    column = Column("v", "完成率", FRACTION, words=lambda row: "70%", says_unit=True)

    heading, line = as_csv([Row(v=0.7)], column)

    assert (heading[0], line[0]) == ("完成率（%）", "70")


@pytest.mark.parametrize("words", BOTH)
def test_text_that_looks_like_a_formula_is_defused_in_a_csv(words: str):
    assert as_csv([Row(name=words)], Column("name", "企业"))[1][0] == f"'{words}"
    assert as_csv([Row(name="a")], Column("name", words))[0][0] == f"'{words}"


def test_a_missing_number_is_an_empty_cell_of_a_csv():
    assert as_csv([Row(value=None)], OUTPUT)[1][0] == ""
