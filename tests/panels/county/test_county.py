"""The county page's panels: order, ties, small bases, dumbbells, grids, courses, chains."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainboard.analysis import record as on_record
from chainboard.analysis.county import (
    between_years,
    counties,
    measured,
    of_place,
    orders,
)
from chainboard.panels.county import (
    cards as county_cards,
    chains as county_chains,
    dumbbell as county_dumbbell,
    heat as county_heat,
    levels as county_levels,
    positions as county_positions,
    rank as county_rank,
    structure as county_structure,
    trends as county_trends,
)
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row
from tests.panels.county.drawn import BOOK, BOOK_HUAN, CHAIN, CITY, HUAN, drawn
from tests.panels.drawing import check, column_of, figures, inked, read_by_people
from tests.tables import rows

RULES = rows("""
    rule_id  kind   light     gap_at_most  gap_below  words_zh  words_en
    behind   light  behind    -10.0        -          滞后       behind
    watch    light  watch     -            0.0        关注       watch
    fine     light  on_track  -            -          正常       on track
""")


def indicators(text: str, **common) -> list[Row]:
    return measured(drawn("county.figures", text, **common), RULES)


FOUR = """
    figure_id  area_code  period_end  value  published_growth  target  prior_end   prior_value  prior_target  absence
    1          '621002'   2026-09-30  60.0   5.6               100.0   2025-09-30  56.8         71.0          -
    2          '621022'   2026-09-30  30.0   8.2               50.0    2025-09-30  27.7         55.4          -
    3          '621024'   2026-09-30  -      -                 -       -           -            -             late
    4          '621025'   2026-09-30  0.46   557.1             0.5     2025-09-30  0.07         0.1           -
"""


def in_order() -> dict[str, list[Row]]:
    return orders(counties(indicators(FOUR))["output_value"])


def order(panel, title):
    (found,) = [each for each in panel.body.charts if each["title"] == title]
    return found["data"][0]["y"][::-1]


def test_counties_stand_in_the_order_of_completion_and_equal_ones_share_a_rank():
    panel = check(county_rank.rank(in_order(), CHAIN))

    assert order(panel, "完成率") == ["1 正宁", "2 西峰", "2 环县", "合水 — 未报"]


def test_growth_from_a_small_base_has_a_star_and_no_rank():
    panel = county_rank.rank(in_order(), CHAIN)
    (growth,) = [each for each in panel.body.charts if each["title"] == "增速"]

    assert order(panel, "增速") == ["1 环县", "2 西峰", "正宁", "合水 — 未报"]
    assert "▲ +557.10%*" in growth["data"][0]["text"]
    assert any("0.1 亿元" in note for note in panel.notes)


def claimed(groups: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The same with the figure of Huan told by a department."""
    return {
        metric: [r.with_(status="claim", light=None) if r.short_zh == "环县" else r for r in group]
        for metric, group in groups.items()
    }


def test_what_a_department_claims_is_marked_and_has_no_rank():
    of_output = claimed(counties(indicators(FOUR)))["output_value"]
    panel = check(county_rank.rank(orders(of_output), CHAIN))

    assert order(panel, "完成率") == ["1 正宁", "2 西峰", "环县", "合水 — 未报"]
    assert "60.00%†" in panel.body.charts[0]["data"][0]["text"]
    assert "† 部门或企业口径：不评灯，不排名。" in panel.notes
    assert column_of(panel, "状态", CHAIN) == ["", "", "部门或企业口径", ""]
    assert "30.00 亿元（部门或企业口径）" in str(panel.body.charts[0])


def test_where_all_is_claimed_the_figures_stand_and_the_panel_says_why_they_have_no_rank():
    growths = [row.with_(status="claim", value=None, done=None) for row in in_order()["growth"]]
    panel = check(county_rank.rank(orders(growths), CHAIN))

    assert panel.finding == "产业链产值为部门或企业口径，不排名"
    assert "▲ +8.20%†" in panel.body.charts[0]["data"][0]["text"]
    assert panel.body.charts[0]["note"] == "公布同比，名义"
    real = county_rank.rank(orders([r.with_(growth_basis="real") for r in growths]), CHAIN)
    assert real.body.charts[0]["note"] == "公布同比，可比价"
    own = county_rank.rank(orders(growths), replace(CHAIN, county="621022"))
    assert own.finding == "环县产业链产值为部门或企业口径，不排名"


def test_the_gap_of_what_a_department_claims_has_a_mark_and_no_colour():
    panel = check(county_heat.heat(claimed(counties(indicators(FOUR))), CHAIN))
    grid, over = panel.body.charts[0]["data"]

    assert grid["z"][1] == [None] and grid["text"][1] == [""]
    assert dict(zip(over["y"], over["text"], strict=True)) == {"环县": "−15.00†", "合水": "—"}
    assert "† 部门或企业口径：不评灯，不排名。" in panel.notes
    assert panel.finding == "西峰完成率落后最多" or "环县" not in panel.finding


def test_improvement_is_in_percentage_points_against_the_same_months_of_last_year():
    panel = county_rank.rank(in_order(), CHAIN)
    (better,) = [each for each in panel.body.charts if each["title"] == "进步"]

    assert better["data"][0]["text"][::-1][0] == "+22.00"
    assert order(panel, "进步")[:2] == ["1 正宁", "2 环县"]


def test_the_rule_of_the_order_is_printed():
    panel = county_rank.rank(in_order(), CHAIN)

    assert any("相同的名次相同" in note for note in panel.notes)


def test_the_picked_county_is_dark_and_a_click_on_any_bar_goes_to_its_county():
    panel = county_rank.rank(in_order(), replace(CHAIN, county="621022"))
    bars = panel.body.charts[0]["data"][0]
    tones = dict(zip(bars["ids"], bars["marker"]["color"], strict=True))

    assert tones.pop("county?county=621022") == TOKENS["light"]["actual"]
    assert set(tones.values()) == {TOKENS["light"]["previous"]}
    assert panel.finding == "环县产业链产值：完成率第 2（比上年同期升 1 位），增速第 1"


def test_a_picked_county_that_has_not_reported_is_said_to_be_late():
    panel = county_rank.rank(in_order(), replace(CHAIN, county="621024"))

    assert panel.finding == "合水未报"


LEVELS_2023 = """
    figure_id  metric_id        area_code  period_end  value     unit  value_text
    1          gdp              '621002'   2023-12-31  318.0521  亿元   '318.0521'
    2          gdp              '621022'   2023-12-31  157.3784  亿元   '157.3784'
    3          gdp_secondary    '621002'   2023-12-31  149.78    亿元   '149.78'
    4          gdp_secondary    '621022'   2023-12-31  95.15     亿元   '95.15'
    5          rural_income_pc  '621022'   2023-12-31  12868.44  元     '12868.44'
    -          rural_income_pc  '621002'   2023-12-31  -         元     -
"""


def record() -> list[Row]:
    names = {
        "gdp": "地区生产总值",
        "gdp_secondary": "第二产业增加值",
        "rural_income_pc": "农村收入",
    }
    found = drawn("county.figures", LEVELS_2023, grade="B", chain_id=None, chain_zh=None)
    return measured([r.with_(name_zh=names[r.metric_id]) for r in found], [])


def test_on_the_record_counties_are_sorted_to_be_read_and_never_ranked():
    panel = check(county_structure.structure(on_record.makeup(record()), [], BOOK))

    assert order(panel, "第二产业占地区生产总值比重（推算）") == ["环县", "西峰"]
    assert order(panel, "农村居民人均可支配收入") == ["环县", "西峰 公开资料未见"]
    assert panel.notes == ("排序只为阅读，不是考核位次。",)
    assert [text for text in read_by_people(panel) if "名次" in text or "完成率" in text] == []


BREAKS = rows("""
    kind      metric_id        at_most  words_zh             words_en
    spread    rural_income_pc  100      相差 100 元以内          within RMB 100
    spread    rural_income_pc  1        相差 1 元以内            within RMB 1
    revision  gdp              -        两年之间有普查修订          revised by a census
    part      gdp              -        不含市本级              without the city level
""")


def test_what_is_said_of_a_spread_stands_only_where_the_figures_are_as_close_as_that():
    two = [r.with_(value=12900.0) if r.unit == "元" and r.value is None else r for r in record()]
    made = on_record.makeup(two)  # 12,868.44 and 12,900: 31.56 apart
    panel = check(county_structure.structure(made, on_record.borne_out(BREAKS[:2], made), BOOK))

    assert [each["caveat"] for each in panel.body.charts] == ["", "相差 100 元以内。"]


def test_a_sum_says_what_it_leaves_out_and_a_revision_stands_under_the_cards():
    panel = check(county_cards.of_the_record(on_record.of_all(record()), BREAKS[2:], BOOK))
    (gdp,) = [face for face in panel.body.cards if face["label"] == "地区生产总值"]

    assert gdp["notes"] == ["两县（区）合计（推算），不含市本级"]
    assert panel.notes == ("两年之间有普查修订。",)


def test_a_panel_of_which_nothing_must_be_said_has_no_empty_note():
    panel = check(county_levels.levels(counties(record()), [], BOOK))

    assert panel.notes == ()


def test_on_the_record_the_city_is_a_sum_called_so_and_incomes_are_not_added():
    panel = check(county_cards.of_the_record(on_record.of_all(record()), [], BOOK))
    faces = {face["label"]: face for face in panel.body.cards}

    assert faces["地区生产总值"]["value"] == "475.43"
    assert faces["地区生产总值"]["notes"] == ["两县（区）合计（推算）"]
    assert faces["农村收入"]["value"] == "12,868.44—12,868.44"
    assert {(face["chip"] or {"light": "none"})["light"] for face in faces.values()} == {"none"}


def test_on_the_record_a_share_that_we_compute_says_so():
    panel = county_cards.of_the_record(on_record.of_county(record(), "621022"), [], BOOK_HUAN)
    (share,) = [face for face in panel.body.cards if "比重" in face["label"]]

    assert share["value"] == "60.46%"
    assert "推算" in share["notes"][0] and "推算" in share["say"]


def test_the_card_of_several_chains_has_derived_growth_not_read_aloud_and_no_light():
    text = """
        figure_id  area_code  chain_id   period_end  value  published_growth  target
        1          '621022'   energy     2026-09-30  60.0   20.0              80.0
        2          '621022'   petrochem  2026-09-30  30.0   -25.0             60.0
    """
    panel = check(county_cards.of_chains(of_place(indicators(text), "621022"), HUAN))
    (face,) = panel.body.cards

    assert face["growth"] == "推算同比 持平"
    assert "推算" not in face["say"] and "同比" not in face["say"]
    assert face["chip"] is None and "完成" in face["completion"]


def test_this_year_and_last_stand_as_two_dots_with_both_numbers_printed():
    panel = check(county_dumbbell.dumbbell(counties(indicators(FOUR)), [], [], CHAIN))
    (multiple,) = panel.body.charts
    numbers = inked(multiple)[-1]
    changes = {row.short_zh: row.change for row in panel.rows}

    assert changes == {"西峰": 5.6, "环县": 8.2, "合水": None, "正宁": 557.1}

    assert dict(zip(numbers["y"], numbers["text"], strict=True)) == {
        "正宁": "0.07 → 0.46 ▲ +557.10%*",
        "合水 — 未报": "",
        "环县": "27.70 → 30.00 ▲ +8.20%",
        "西峰": "56.80 → 60.00 ▲ +5.60%",
    }


def test_firms_are_too_few_for_a_rate():
    text = """
        figure_id  area_code  period_end  value  prior_end   prior_value
        1          '621022'   2023-12-31  19.0   2020-12-31  12.0
    """
    firms = drawn(
        "county.years_apart",
        text,
        metric_id="industry_firms",
        name_zh="规上企业",
        kind="stock",
        unit="个",
        decimals=0,
        basis="point",
        period_start=None,
    )
    panel = check(county_dumbbell.dumbbell({}, between_years(firms), [], BOOK_HUAN))

    assert panel.finding == "环县规上企业：12 → 19 增加 7 个"
    assert panel.body.charts[0]["caveat"] == "企业数小，只写增减。"
    assert (column_of(panel, "变化", BOOK_HUAN), panel.rows[0].change) == (["增加 7 个"], None)
    assert [text for text in read_by_people(panel) if "%" in text and "hover" not in text and "{" not in text] == []  # fmt: skip


def test_gaps_are_points_and_a_county_without_a_figure_has_a_dash_and_no_colour():
    panel = check(county_heat.heat(counties(indicators(FOUR)), CHAIN))
    gaps = panel.body.charts[0]["data"]

    assert gaps[0]["z"][0] == [pytest.approx(-15.0)]
    assert gaps[0]["z"][2] == [None]
    assert (gaps[1]["y"], gaps[1]["text"]) == (["合水"], ["—"])
    assert "合水 — 未报" in panel.alt


def test_on_the_record_every_column_has_its_own_unit_year_and_shade():
    panel = check(county_levels.levels(counties(record()), [], BOOK))
    (economy,) = panel.body.charts
    (grid, *_dashes) = economy["data"]

    assert grid["x"] == ["地区<br>生产总值<br>亿元<br>2023年", "第二<br>产业<br>亿元<br>2023年"]
    assert grid["z"][0] == [1.0, 1.0]
    assert grid["text"][1] == ["157.38", "95.15"]


def points(text: str, **common) -> list[Row]:
    found = drawn("county_course.points", text, **common)
    return on_record.in_runs([row.with_(months=row.period_end.month) for row in found])


def test_all_counties_have_one_scale_and_a_late_month_leaves_a_gap():
    panel = check(
        county_trends.trends(
            points("""
                figure_id  area_code  period_end  value  absence
                1          '621002'   2025-09-30  90.0   -
                2          '621002'   2026-09-30  100.0  -
                3          '621024'   2025-09-30  20.0   -
                4          '621024'   2026-09-30  -      late
            """),
            [],
            [],
            CITY,
        )
    )

    first, second = figures(panel)
    assert first["layout"]["yaxis"]["range"] == second["layout"]["yaxis"]["range"]
    assert second["data"][1]["y"] == [None]
    assert panel.body.charts[1]["note"].endswith("— 未报")


def test_on_the_record_a_line_breaks_where_the_scope_changes_or_the_source_is_another():
    panel = check(
        county_trends.trends(
            points(
                """
                figure_id  area_code  period_end  value  source_id  note_zh
                1          '621025'   2017-12-31  23.3   book       -
                2          '621025'   2018-12-31  28.1   book       -
                3          '621025'   2019-12-31  23.6   book       口径有断点
                4          '621025'   2020-12-31  24.7   book       -
                5          '621025'   2021-12-31  27.4   other      -
                """,
                metric_id="gdp",
                grade="B",
            ),
            [],
            [],
            BOOK,
        )
    )
    (figure,) = figures(panel)
    lines = [trace["x"] for trace in figure["data"] if trace["mode"] == "lines"]
    dots = {trace["x"][0]: trace["marker"]["symbol"] for trace in inked(figure) if "ids" in trace}

    assert lines == [["2017", "2018"], ["2019", "2020"]]
    assert dots["2021"] == "circle-open" and dots["2017"] == "circle"
    assert "口径有断点" in panel.body.charts[0]["caveat"]


def test_published_growth_is_quoted_beside_the_course_and_never_computed():
    said = drawn(
        "county_course.growth_as_published",
        "figure_id  area_code  period_end  published_growth  growth_text\n"
        "9  '621022'  2022-12-31  6.2  '6.2'",
        grade="C",
    )
    held = points("figure_id  area_code  period_end  value\n1  '621022'  2022-12-31  151.8",
                  metric_id="gdp")  # fmt: skip
    panel = check(county_trends.trends(held, said, [], BOOK))

    assert panel.body.charts[0]["caveat"].startswith("2022年公布同比 ▲ +6.2%（C级来源）")
    assert column_of(panel, "公布同比", BOOK) == ["", "▲ +6.2%"]
    assert [column.unit for column in panel.columns if column.key == "published_growth"] == ["%"]


@pytest.mark.parametrize("view", [CITY, HUAN, BOOK, BOOK_HUAN])
def test_without_any_figure_each_panel_has_one_quiet_line(view):
    drawn_from_nothing = (
        county_cards.of_chains([], view),
        county_cards.of_the_record([], [], view),
        county_rank.rank(orders([]), view),
        county_structure.structure([], [], view),
        county_dumbbell.dumbbell({}, [], [], view),
        county_heat.heat({}, view),
        county_levels.levels({}, [], view),
        county_trends.trends([], [], [], view),
        county_chains.chains([], view),
        county_positions.positioned([], view),
    )

    for panel in drawn_from_nothing:
        assert check(panel).body is None and panel.status
