"""Output by month and by county, growth by county and month, and funds by year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chainboard.analysis.growth import marked
from chainboard.analysis.pace import completed
from chainboard.analysis.sums import with_rest
from chainboard.panels import Panel
from chainboard.panels.chain import (
    heat as chain_heat,
    investment as chain_investment,
    output as chain_output,
)
from chainboard.person import Audience, Grant
from chainboard.view import Row
from tests.panels.drawing import CHINESE, EN, RECORD, ZH, check, column_of, inked, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

CITED = {
    "source_title": "示例报表",
    "grade": "demo",
    "metric_id": "output_value",
    "growth_basis": "nominal",
}
MONEY = {"unit": "亿元", "decimals": 2}
MONTHLY = replace(ZH, basis="month")


def drawn(query: str, text: str) -> list[Row]:
    """Drawn rows with every column of the query; those with a figure cite the demo source."""
    return [row_of(query, **{**CITED, **row}) for row in rows(text)]


def months(text: str) -> list[Row]:
    return [
        row.with_(period_start=row.period_end.replace(month=1, day=1), basis="ytd", **MONEY)
        for row in drawn("chain_output.by_month", text)
    ]


TWO_MONTHS = """
    figure_id  period_end  months  year_to_date  month_value  prior_year_to_date  prior_month_value  published_growth  target
    1          2026-02-28  2       15.4          15.4         14.0                14.0               6.1               120.0
    2          2026-03-31  3       24.4          9.0          22.0                8.0                5.2               120.0
"""
LATE_APRIL = """
    figure_id  period_end  months  year_to_date  month_value  absence  target
    1          2026-02-28  2       15.4          15.4         -        120.0
    2          2026-04-30  4       -             -            late     120.0
"""


def bars(panel):
    return [trace for trace in inked(panel.body) if trace["type"] == "bar"]


def test_output_to_date_stands_beside_last_year_and_the_pace_of_the_target():
    panel = check(chain_output.trend(months(TWO_MONTHS), ZH))
    before, now = bars(panel)
    (pace,) = [trace for trace in inked(panel.body) if trace["type"] == "scatter"]

    assert (before["y"], now["y"]) == ([14.0, 22.0], [15.4, 24.4])
    assert pace["y"] == pytest.approx([20.0, 30.0])


def test_the_first_column_is_january_and_february_together_and_says_so():
    panel = chain_output.trend(months(TWO_MONTHS), ZH)

    assert [trace["x"] for trace in bars(panel)] == [["1—<br>2月", "3月"]] * 2
    assert any("1—2月" in note for note in panel.notes)
    assert "1月" not in panel.alt.replace("—", "")[:2]


def test_by_month_the_pair_is_set_against_two_twelfths_of_the_target():
    panel = check(chain_output.trend(months(TWO_MONTHS), MONTHLY))
    (pace,) = [trace for trace in inked(panel.body) if trace["type"] == "scatter"]

    assert bars(panel)[1]["y"] == [15.4, 9.0]
    assert pace["y"] == pytest.approx([20.0, 10.0])
    assert "推算" in panel.measure


def test_the_title_says_period_value_and_published_growth():
    panel = chain_output.trend(months(TWO_MONTHS), ZH)

    assert panel.finding == "2026年1—3月产值 24.40 亿元，公布同比增长 5.20%"


def test_english_columns_are_in_rmb_bn():
    panel = check(chain_output.trend(months(TWO_MONTHS), EN))

    assert bars(panel)[1]["y"] == pytest.approx([1.54, 2.44])
    assert "RMB bn" in panel.measure
    assert "Jan–Feb" in panel.alt


def test_a_month_that_is_late_has_no_column_and_a_word_and_is_not_zero():
    panel = check(chain_output.trend(months(LATE_APRIL), ZH))

    assert bars(panel)[1]["y"] == [15.4, None]
    assert "4月 — 未报" in panel.alt
    assert any("4月" in note and "未报" in note for note in panel.notes)
    assert panel.finding.startswith("2026年1—2月产值 15.40 亿元")


def test_without_a_published_growth_the_title_does_not_speak_of_one():
    alone = [row.with_(published_growth=None) for row in months(TWO_MONTHS)]
    panel = chain_output.trend(alone, ZH)

    assert "同比" not in panel.finding and "—，" not in panel.finding
    assert not panel.finding.endswith("—")


def test_a_month_value_that_cannot_be_derived_says_so_in_words():
    unknown = [row.with_(month_value=None) for row in months(TWO_MONTHS)]
    panel = check(chain_output.trend(unknown, MONTHLY))

    assert "3月 —" in panel.alt


def test_a_chain_without_output_has_one_quiet_line():
    panel = check(chain_output.trend([], ZH))

    assert (panel.body, panel.status) == (None, "没有产业链产值")


COUNTIES = """
    area_code  short_zh  short_en    name_zh  figure_id  year_to_date  share  absence        reports  period_start  period_end  basis
    '621002'   西峰       Xifeng      西峰区    1          412.6         0.8    -              3        2026-01-01    2026-10-31  ytd
    '621026'   宁县       Ning        宁县      2          103.15        0.2    -              3        2026-01-01    2026-10-31  ytd
    '621022'   环县       Huan        环县      3          -             -      late           3        2026-01-01    2026-10-31  ytd
    '621027'   镇原       Zhenyuan    镇原县    -          -             -      not_published  3        2026-01-01    2026-10-31  ytd
"""


def counties(text: str = COUNTIES) -> list[Row]:
    found = drawn("chain_output.year_to_date_by_county", text)
    return with_rest([row.with_(**MONEY) for row in found])


def test_a_county_without_a_figure_keeps_its_place_and_is_not_zero():
    (figure,) = inked(check(chain_output.by_county(counties(), ZH)).body)

    assert figure["y"] == ["镇原 — 未发布", "环县 — 未报", "宁县", "西峰"]
    assert figure["x"] == [None, None, 103.15, 412.6]
    assert figure["text"][:2] == ["", ""]


def test_a_countys_bar_says_its_amount_and_its_share():
    (figure,) = inked(chain_output.by_county(counties(), ZH).body)

    assert figure["text"][-1].split() == ["412.60", "80.0%"]


def test_who_does_not_see_all_counties_is_told_no_part_of_their_sum_and_of_no_rest():
    """What the others have is split by county too; it is not theirs to see."""
    some = replace(ZH, audience=Audience((Grant(areas=frozenset({"621002"})),)))
    (own,) = [row for row in counties() if row.area_code == "621002"]
    seen = with_rest([own.with_(whole=525.81)])

    panel = check(chain_output.by_county(seen, some))
    (figure,) = inked(panel.body)

    assert figure["text"] == ["412.60"]
    assert panel.finding == "产业链产值：只列当前账号可看的县（区），不比高低"
    assert "占比" not in panel.measure
    assert panel.notes == ()


def test_in_english_no_county_is_chinese():
    panel = check(chain_output.by_county(counties(), EN))

    assert [text for text in panel.body.data[0]["y"] if CHINESE.search(text)] == []
    assert panel.body.data[0]["x"] == [None, None, pytest.approx(10.315), pytest.approx(41.26)]


def test_on_the_published_pack_a_county_is_not_found_and_owes_nothing():
    panel = check(chain_output.by_county(counties(), RECORD))

    assert panel.body.data[0]["y"][0] == "镇原 公开资料未见"
    assert not any(word in "".join(read_by_people(panel)) for word in ("未报", "逾期", "待填报"))


def test_a_sum_of_counties_names_those_it_lacks():
    (note,) = chain_output.by_county(counties(), ZH).notes

    assert "环县" in note and "镇原" in note and "西峰" not in note


def of_a_city_of(whole: float, **changed: str) -> tuple[str, ...]:
    """The notes where the city's own figure stands beside the counties'; changed: what is missing."""
    found = [row.with_(whole=whole, **(changed if row.absence else {})) for row in counties()]
    return chain_output.by_county(with_rest(found), ZH).notes


def test_what_the_city_has_beyond_its_counties_is_said_with_those_that_are_missing():
    """525.81 − (412.60 + 103.15) = 10.06."""
    assert of_a_city_of(525.81) == (
        "全市 525.81 亿元，其中环县未报、镇原未发布，其余 10.06 亿元未分县（区）（推算）。",
    )
    assert of_a_city_of(525.81, absence="not_applicable") == (
        "全市 525.81 亿元，其余 10.06 亿元未分县（区）（推算）。",
    )


def test_what_the_city_has_beyond_its_counties_is_not_said_where_one_is_withheld():
    """It would be the withheld county's own figure."""
    (note,) = of_a_city_of(525.81, absence="suppressed")

    assert note == "各县（区）之和不含环县、镇原。"


def test_the_rounding_of_each_county_is_no_part_that_is_missing():
    """Two counties and the city, each rounded to 0.01: up to 0.015 may be rounding."""
    assert of_a_city_of(515.76, absence="not_applicable") == ()


def test_the_title_names_the_fewest_counties_that_make_up_half():
    assert chain_output.by_county(counties(), ZH).finding.startswith("西峰占")
    assert "80.0%" in chain_output.by_county(counties(), ZH).finding


def test_the_county_that_was_picked_stands_out_and_the_others_stay():
    (figure,) = inked(chain_output.by_county(counties(), replace(ZH, county="621026")).body)

    assert len(figure["y"]) == 4
    assert [n for n, tone in enumerate(figure["marker"]["color"]) if tone == "#12436D"] == [2]


def test_no_county_at_all_is_one_quiet_line():
    nobody = [row.with_(reports=0, figure_id=None) for row in counties()]

    assert check(chain_output.by_county(nobody, ZH)).body is None


def test_a_county_name_with_tags_is_printed_and_not_obeyed():
    tagged = [row.with_(short_zh="<b>西峰</b>") for row in counties()]
    (figure,) = inked(check(chain_output.by_county(tagged, ZH)).body)

    assert figure["y"][-1] == "&lt;b&gt;西峰&lt;/b&gt;"


HEAT = """
    area_code  short_zh  short_en  name_zh  figure_id  months  period_start  period_end  basis  published_growth  growth_text  base  absence  year_to_date
    '621002'   西峰       Xifeng    西峰区    1          9       2026-01-01    2026-09-30  ytd    6.3               -            60.0  -        63.8
    '621002'   西峰       Xifeng    西峰区    2          10      2026-01-01    2026-10-31  ytd    −8.92             -            70.0  -        64.0
    '621025'   正宁       Zhengning  正宁县   3          9       2026-01-01    2026-09-30  ytd    300.0             -            0.03  -        0.12
    '621025'   正宁       Zhengning  正宁县   4          10      2026-01-01    2026-10-31  ytd    250.0             -            0.04  -        0.14
    '621022'   环县       Huan      环县      5          9       2026-01-01    2026-09-30  ytd    4.0               -            20.0  -        20.8
    '621022'   环县       Huan      环县      6          10      2026-01-01    2026-10-31  ytd    -                 -            -     late     -
"""


def heat(text: str = HEAT) -> list[Row]:
    found = drawn("chain_output.growth_by_county_and_month", text)
    return marked([row.with_(**MONEY) for row in found])


def grid(panel: Panel) -> dict[str, Any]:
    (drawn_one,) = panel.body.data
    return dict(drawn_one)


def test_growth_is_a_grid_of_counties_and_months_with_a_hole_for_a_missing_one():
    figure = grid(check(chain_heat.growth_heat(heat(), ZH)))

    assert (figure["x"], figure["y"]) == (["9月", "10月"], ["西峰", "正宁", "环县"])
    assert figure["z"] == [[6.3, -8.92], [300.0, 250.0], [4.0, None]]
    assert figure["text"][0] == ["+6.30", "−8.92"]
    assert figure["text"][2][1] == ""


def test_no_mark_takes_the_room_of_the_names_beside_a_heat_table():
    assert chain_heat.growth_heat(heat(), ZH).body.layout["yaxis"]["ticks"] == ""


def test_who_does_not_see_all_counties_is_told_no_fastest_and_no_slowest():
    some = replace(ZH, audience=Audience((Grant(areas=frozenset({"621002"})),)))
    seen = [row for row in heat() if row.area_code == "621002"]

    finding = check(chain_heat.growth_heat(seen, some)).finding

    assert finding.endswith("：只列当前账号可看的县（区），不比高低")


def test_a_small_base_is_starred_and_is_not_called_the_fastest():
    panel = chain_heat.growth_heat(heat(), ZH)

    assert grid(panel)["text"][1] == ["+300.00*", "+250.00*"]
    assert "正宁" not in panel.finding
    assert any("0.1 亿元" in note for note in panel.notes)


def test_all_months_of_a_year_are_one_grid():
    (row, *_) = heat()
    year = [
        row.with_(months=month, period_end=date(2026, month, 28), published_growth=float(month))
        for month in range(2, 12)
    ]

    figure = grid(check(chain_heat.growth_heat(year, ZH)))
    assert figure["z"] == [[float(month) for month in range(2, 12)]]
    assert (figure["x"][0], len(figure["x"])) == ("1—<br>2月", 10)


def test_a_heat_whose_months_are_all_missing_does_not_fail():
    late = [row.with_(published_growth=None, year_to_date=None, absence="late") for row in heat()]

    check(chain_heat.growth_heat(late, ZH))


def test_the_heat_keeps_zero_in_the_middle_and_is_neither_red_nor_green():
    figure = grid(chain_heat.growth_heat(heat(), ZH))

    assert (figure["zmid"], figure["zmin"]) == (0, -figure["zmax"])


FUNDS = """
    metric_id             name_zh       name_en            unit  decimals  figure_id  period_start  period_end  basis  year  year_to_date  published_growth  target
    investment_attracted  省外到位资金    Funds in place     亿元   2         1          2025-01-01    2025-10-31  ytd    2025  20.0          -                 -
    investment_attracted  省外到位资金    Funds in place     亿元   2         2          2026-01-01    2026-10-31  ytd    2026  24.0          20.0              36.0
    signed_deals          签约项目        Deals signed       个     0         3          2026-01-01    2026-10-31  ytd    2026  7.0           -                 -
"""


def funds(text: str = FUNDS) -> list[Row]:
    return completed(drawn("investment.by_year", text))


def test_funds_in_place_are_drawn_by_year_with_the_target_as_an_outline():
    plan, actual = inked(check(chain_investment.investment(funds(), ZH)).body)

    assert (actual["x"], actual["y"]) == (["2025", "2026"], [20.0, 24.0])
    assert plan["y"] == [None, 36.0]


def test_deals_and_contracts_are_in_the_table_and_never_added_to_funds():
    panel = chain_investment.investment(funds(), ZH)

    assert [row.metric_id for row in panel.rows][-1] == "signed_deals"
    assert column_of(panel, "单位", ZH) == ["亿元", "亿元", "个"]
    assert any("不相加" in note for note in panel.notes)


def test_funds_say_how_much_of_the_target_is_done():
    said = chain_investment.investment(funds(), ZH).finding

    assert said == "2026年1—10月省外到位资金为 24.00 亿元，增长 20.00%，完成年度目标 66.67%"


def test_years_are_compared_by_the_same_months_or_whole():
    whole = FUNDS.replace("10-31", "12-31")
    asked = [(FUNDS, ZH), (FUNDS, EN), (whole, ZH), (whole, EN)]

    said = [chain_investment.investment(funds(text), view).measure for text, view in asked]
    assert [measure.split(" · ")[1] for measure in said] == [
        "各年1—10月累计", "Jan–Oct of each year, year to date", "各年全年", "full years",
    ]  # fmt: skip


def test_funds_without_a_published_growth_do_not_say_a_dash():
    alone = [row.with_(published_growth=None) for row in funds()]

    assert "，—" not in chain_investment.investment(alone, ZH).finding


def test_no_funds_is_one_quiet_line():
    deals = [row for row in funds() if row.metric_id == "signed_deals"]

    assert check(chain_investment.investment(deals, ZH)).body is None


@pytest.mark.parametrize("view", [ZH, EN])
def test_every_output_panel_says_its_source_and_how_far_it_reaches(view):
    panels = (
        chain_output.trend(months(TWO_MONTHS), view),
        chain_output.by_county(counties(), view),
        chain_heat.growth_heat(heat(), view),
        chain_investment.investment(funds(), view),
    )

    generated = {"zh": "程序生成的示例数据", "en": "generated demo data"}[view.lang]
    assert all(generated in panel.source for panel in panels)
    assert all(panel.as_of for panel in panels)
