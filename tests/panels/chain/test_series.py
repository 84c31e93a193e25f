"""Physical series as small figures: joined where they may be, hollow where they must be."""

from __future__ import annotations

import re

from chainboard.analysis.series import joined
from chainboard.panels import Panel
from chainboard.panels.chain import series as chain_series
from chainboard.view import Row, View
from tests.panels.drawing import (
    CHINESE,
    EN,
    RECORD,
    RECORD_EN,
    ZH,
    check,
    column_of,
    inked,
    read_by_people,
)
from tests.queries.answers import row_of
from tests.tables import rows

PLAIN = {
    "metric_id": "crude_oil_output",
    "name_zh": "原油产量",
    "name_en": "Crude oil output",
    "unit": "万吨",
    "kind": "flow",
    "growth_basis": "physical",
    "decimals": 2,
    "area_code": "621000",
    "area_zh": "庆阳",
    "area_en": "Qingyang",
    "area_level": "prefecture",
    "basis": "ytd",
    "hedge": "none",
    "status": "published",
    "source_id": "s1",
    "source_title": "市媒体",
    "grade": "B",
    "alternatives": 0,
    "is_drawn": True,
}


def points(text: str) -> list[Row]:
    found = [row_of("chain_series.points", **{**PLAIN, **row}) for row in rows(text)]
    return [
        row.with_(period_start=row.period_end.replace(month=1, day=1))
        if row.basis == "ytd"
        else row
        for row in found
    ]


def drawn(found: list[Row], view: View) -> Panel:
    return chain_series.series(joined(found), view)


CRUDE = """
    figure_id  period_end  value   value_text  published_growth  growth_text  source_id
    1          2018-12-31  816.0   '816'       -                 -            s1
    2          2019-12-31  871.0   '871'       -                 -            s1
    3          2020-12-31  920.0   '920'       -                 -            s2
    4          2023-09-30  850.09  '850.09'    8.2               '8.2'        s3
"""
BESIDE = """
    figure_id  metric_id           period_end  value   value_text  status     beside_of
    1          crude_oil_output    2020-12-31  920.0   '920'       published  -
    2          crude_oil_output    2021-12-31  930.0   '930'       published  -
    3          crude_oil_expected  2022-12-31  1040.0  '1040'      expected   crude_oil_output
"""


def lines(panel) -> list[list[float]]:
    (multiple,) = panel.body.charts
    return [trace["y"] for trace in inked(multiple)]


def test_years_of_one_source_are_a_line_and_another_source_and_nine_months_are_dots():
    panel = check(drawn(points(CRUDE), RECORD))

    assert lines(panel) == [[816.0, 871.0], [920.0], [850.09]]


def test_a_year_is_a_full_dot_and_nine_months_are_a_hollow_one():
    (multiple,) = drawn(points(CRUDE), RECORD).body.charts
    symbols = [trace["marker"]["symbol"] for trace in inked(multiple)]

    assert symbols == [["circle", "circle"], ["circle"], ["circle-open"]]


def test_published_digits_are_printed_and_growth_has_its_basis():
    panel = drawn(points(CRUDE), RECORD)
    (multiple,) = panel.body.charts

    assert "850.09" in "".join(inked(multiple)[-1]["text"])
    assert "+8.2%" in multiple["note"] and "实物量" in multiple["note"]
    assert "2023年1—9月" in multiple["note"]


def test_growth_that_nobody_published_is_not_made_from_levels():
    said = " ".join(read_by_people(drawn(points(CRUDE), RECORD)))

    assert "6.74" not in said and "5.63" not in said
    assert set(re.findall(r"[\d.]+%", said)) == {"8.2%"}  # in the note and in the box


def test_a_forecast_stands_hollow_beside_its_series_and_joins_nothing():
    panel = check(drawn(points(BESIDE), RECORD))
    (multiple,) = panel.body.charts

    assert lines(panel) == [[920.0, 930.0], [1040.0]]
    assert multiple["data"][1]["marker"]["symbol"] == "diamond-open"
    assert multiple["data"][1]["mode"] == "markers+text"


def test_the_forecast_is_in_the_table_with_its_status():
    panel = drawn(points(BESIDE), RECORD)

    assert column_of(panel, "状态", RECORD) == ["", "", "预计"]


FLOORS = """
    figure_id  period_end  value  value_text  hedge  hedge_text  basis  unit
    1          2025-03-26  5.0    '5'         over   突破         point  万P
    2          2025-08-06  6.6    '6.6'       over   突破         point  万P
"""


def test_in_english_the_word_before_a_point_stands_on_its_own_line():
    (multiple,) = drawn(points(FLOORS), RECORD_EN).body.charts

    assert multiple["data"][0]["text"] == ["over<br>50,000"]


def test_a_floor_is_hollow_and_keeps_its_hedge():
    panel = check(drawn(points(FLOORS), RECORD))
    (multiple,) = panel.body.charts

    assert [trace["marker"]["symbol"] for trace in inked(multiple)] == [["circle-open"]] * 2
    assert all("突破" in trace["text"][0] for trace in inked(multiple))
    assert column_of(panel, "数值（原文）", RECORD)[0] == "突破 5 万P"


def test_a_series_of_one_figure_is_its_number_in_words():
    panel = check(
        drawn(
            points("""
                figure_id  period_end  value   value_text
                1          2023-12-31  754.82  '754.82'
            """),
            RECORD,
        )
    )
    (multiple,) = panel.body.charts

    assert "data" not in multiple
    assert multiple["facts"] == [{"value": "754.82 万吨", "when": "2023年"}]


def test_figures_without_a_definition_in_common_are_listed_and_not_drawn():
    """数字企业: 153 registered, 357 settled, over 370: four reports, four definitions."""
    listed = [row.with_(is_drawn=False) for row in points(CRUDE)]
    (multiple,) = check(drawn(listed, RECORD)).body.charts

    assert "data" not in multiple
    assert [fact["value"] for fact in multiple["facts"]] == [
        "816 万吨",
        "871 万吨",
        "920 万吨",
        "850.09 万吨",
    ]


def test_english_shifts_the_point_of_printed_digits():
    panel = check(drawn(points(CRUDE), RECORD_EN))

    assert column_of(panel, "Value as printed", RECORD_EN)[-1] == "8,500,900 t"
    said = [text for text in read_by_people(panel) if CHINESE.search(text.replace("市媒体", ""))]
    assert said == []


MONTHS = "figure_id  period_end  value\n" + "\n".join(
    f"{year}{month:02d}  {year}-{month:02d}-28  {(year - 2020) * 10 + month}.0"
    for year in (2024, 2025, 2026)
    for month in range(2, 11)
)


def test_a_monthly_series_is_this_year_beside_the_last_one():
    panel = check(drawn(points(MONTHS), ZH))
    (multiple,) = panel.body.charts
    last_year, this_year = inked(multiple)

    assert (len(last_year["x"]), len(this_year["x"])) == (9, 9)
    assert this_year["x"][0] == "1—2月"
    assert this_year["y"][-1] == 70.0
    assert (last_year["text"][0], this_year["text"][-1]) == ("", "70.00")
    spans = [words for words in multiple["layout"]["xaxis"]["ticktext"] if "—" in words]
    assert spans and all("—<br>" in words for words in spans)


def test_a_missing_month_is_a_gap_in_the_line_and_not_zero():
    late = [
        row.with_(value=None, absence="late") if row.period_end.month == 9 else row
        for row in points(MONTHS)
    ]
    (multiple,) = check(drawn(late, ZH)).body.charts

    assert multiple["data"][1]["y"][-2] is None


def test_a_countys_series_names_the_county_and_a_caveat_stands_with_it():
    panel = check(
        drawn(
            points("""
                figure_id  area_zh  area_en  area_level  period_end  value  value_text  caveat_zh
                1          环县      Huan     county      2021-12-31  315.0  '315'       饲养量＝存栏＋出栏，不叫存栏
                2          环县      Huan     county      2024-12-31  375.0  '375'       饲养量＝存栏＋出栏，不叫存栏
            """),
            RECORD,
        )
    )
    (multiple,) = panel.body.charts

    assert multiple["title"].startswith("环县 · ")
    assert multiple["caveat"] == "饲养量＝存栏＋出栏，不叫存栏"


def test_series_without_any_value_are_one_quiet_line():
    nothing = [row.with_(value=None, absence="suppressed") for row in points(CRUDE)]

    assert check(drawn(nothing, ZH)).body is None
    assert check(drawn([], EN)).body is None


def test_every_point_cites_its_source_and_grade():
    panel = drawn(points(CRUDE), RECORD)

    assert {row.grade for row in panel.rows} == {"B"}
    assert panel.source.startswith("来源：市媒体 [")
