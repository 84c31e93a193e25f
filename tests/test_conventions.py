"""D1 to D26: the statistical conventions that the board keeps, one test each.

What both packs hold of them stands in test_conventions_in_packs.py.

In part, or not yet, because nothing of this issue touches the rest:

D3   no single-month growth of January or February is shown: no page shows any month's growth
     yet; test_d3 holds that the packs bring none that a page could show
D9   projects of 5 million yuan and more feed fixed-asset investment: no page counts investment
     up from projects
D20  stocks are not summed over time, what was raised is neither stock nor flow (tested); that
     opening stock, births and sales give the closing stock is not checked: no template has them
D22  a city total comes from firms, not from chains: no city total is shown yet; test_d22 holds
     that a firm's shares never exceed one
D24  an index with base "same month last year" is not divided: the dictionary has no index;
     test_d24 holds that the board draws none month on month
D25  cells of fewer than three units are suppressed by who reports; test_d25 holds that what is
     suppressed carries no value and cannot be got back by subtraction
D26  sentences that mix a contribution and its points: no page says any yet; the two forms are
     kept apart in words
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from chainboard.analysis.growth import average_growth, derived_growth, growth_of_sum, is_same_scope
from chainboard.analysis.lights import lit
from chainboard.analysis.series import segments
from chainboard.packs import DEMO as DEMO_PACK, PACKS, PUBLISHED
from chainboard.panels.chain import cards as chain_cards, output as chain_output
from chainboard.panels.figures import derived_rate, growth_columns, value_column
from chainboard.view import Row, View
from chainboard.words import (
    amount,
    contribution_share,
    growth_prose,
    missing,
    number,
    on_previous_month,
    points,
    pull,
    short_period,
    turnaround,
)
from tests.panels.drawing import figures
from tests.queries.answers import answer, row_of, with_places
from tests.tables import asked, empty_pack, into, rows

ROOT = Path(__file__).parents[1]
DEMO = View(pack=DEMO_PACK, chain="petrochem")
RECORD = View(pack=PUBLISHED, chain="petrochem")


def dictionary() -> list[dict[str, str]]:
    with (ROOT / "data/dictionary/metrics.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def card_row(**drawn: object) -> Row:
    plain: dict[str, object] = {
        "metric_id": "gdp", "name_zh": "地区生产总值", "name_en": "GDP", "unit": "亿元",
        "kind": "flow", "growth_basis": "real", "decimals": 2, "direction": "higher_better",
        "owner_zh": "unknown", "owner_en": "unknown", "area_code": "621000", "area_zh": "庆阳",
        "area_en": "Qingyang", "area_level": "prefecture", "figure_id": 1, "hedge": "none",
        "status": "published", "basis": "ytd", "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31), "alternatives": 0, "grade": "B", "source_title": "统计公报",
    }  # fmt: skip
    return row_of("cards.figures", **{**plain, **drawn})


def card(row: Row, view: View) -> dict[str, object]:
    (face,) = chain_cards.cards(lit([row], []), [], [], view).body.cards
    return dict(face)


def months_of_a_year() -> list[Row]:
    pack = with_places()
    into(
        pack,
        "observation",
        """
        chain_id   period_end  value
        petrochem  2026-02-28  15.4
        petrochem  2026-03-31  24.4
        petrochem  2026-04-30  23.9
        petrochem  2026-05-31  40.0
        """,
    )
    return answer(pack, "chain_output.by_month", metric_id="output_value")


def test_d1_months_are_derived_and_add_up_to_the_year_to_date():
    """Cumulative from January is the main series; a falling one is a fact, not an error."""
    months = months_of_a_year()

    assert sum(row.month_value for row in months) == pytest.approx(40.0)
    assert months[2].month_value == pytest.approx(-0.5)
    panel = chain_output.trend(months, View(pack=DEMO_PACK, chain="petrochem", basis="month"))
    assert "推算" in panel.measure


def test_d2_january_and_february_come_together_and_are_never_divided():
    """投资 and 增加值 of 2025 and 2026 were published as 1—2月."""
    (pair, march, *_) = months_of_a_year()

    assert (pair.months, pair.month_value) == (2, 15.4)
    assert march.month_value == pytest.approx(9.0)
    assert short_period("zh", date(2026, 1, 1), date(2026, 2, 28), "month") == "1—2月"


def test_d4_every_metric_says_on_what_its_growth_is_measured():
    """GDP grows at constant prices; its level is at current ones."""
    bases = {"real", "nominal", "comparable_scope", "physical", "unknown"}

    assert {row["growth_basis"] for row in dictionary()} <= bases
    assert {row["metric_id"]: row["growth_basis"] for row in dictionary()}["gdp"] == "real"


def test_d4_the_basis_is_printed_beside_the_rate():
    shown = card(card_row(value=1100.37, published_growth=8.5, growth_text="8.5"), RECORD)

    assert shown["growth"] == "公布同比 ▲ +8.5%（可比价）"


def test_d4_a_table_names_the_basis_beside_published_growth_and_nothing_without_one():
    rate, basis = growth_columns(DEMO.say)
    grown = card_row(published_growth=8.5, growth_basis="real")

    assert (rate.key, basis.words(grown), basis.words(card_row())) == (
        "published_growth",
        "可比价",
        "",
    )


@pytest.mark.parametrize(
    ("now", "before", "naive", "published"),
    [(1100.37, 1022.26, 7.64, 8.5), (2729.83, 2904.76, -6.02, 16.5), (287611, 302533, -4.93, 3.6)],
)
def test_d5_published_growth_is_an_input_that_levels_do_not_give(now, before, naive, published):
    """庆阳 GDP 2023, 工业利润 2018年1—5月, 固定资产投资 2024年1—7月: levels and rates as published."""
    assert derived_growth(now, before) == pytest.approx(naive, abs=0.005)

    shown = card(card_row(value=now, published_growth=published), RECORD)
    assert growth_prose("zh", published) in str(shown["say"])
    assert f"{abs(naive):.2f}" not in str(shown)


def test_d5_growth_made_from_levels_lights_nothing():
    alone = card_row(value=1100.37, target=1000.0, target_kind="growth", kind="growth_only")

    (row,) = lit([alone], rows("rule_id  kind  light\non_track  light  on_track"))
    assert (row.light, row.gap) == (None, None)


def test_d6_the_prior_on_this_years_scope_is_the_base_where_it_is_given():
    """Firms enter and leave the panel above designated size: last year's print is another scope."""
    pack = with_places()
    into(
        pack,
        "observation",
        """
        chain_id   area_code  period_end  value  growth  same_scope_prior
        petrochem  621002     2025-09-30  80.0   -       -
        petrochem  621002     2026-09-30  90.0   20.0    75.0
        """,
    )

    found = answer(pack, "chain_output.growth_by_county_and_month")
    assert (found[0].base, found[0].published_growth) == (75.0, 20.0)


def test_d5_growth_of_a_sum_comes_from_the_published_growth_of_each_part():
    """120 grew by 20 % from 100 and 45 fell by 10 % from 50: 165 from 150; the third tells none."""
    parts = rows("""
        name  value  published_growth  same_scope_prior
        甲     120    20.0              -
        乙     45     -10.0             -
        丙     30     -                 -
    """)

    rate, before, left_out = growth_of_sum(parts)
    assert (rate, before) == (pytest.approx(10.0), pytest.approx(150.0))
    assert [part.name for part in left_out] == ["丙"]


def test_d6_growth_with_a_prior_on_this_years_scope_is_called_so_and_the_prior_is_its_base():
    shown = card(card_row(value=90.0, published_growth=20.0, same_scope_prior=75.0), DEMO)
    (part,) = rows("value  published_growth  same_scope_prior\n90.0  21.0  75.0")

    assert shown["growth"] == "公布同比 ▲ +20.00%（可比价、同口径）"
    assert growth_of_sum([part])[:2] == (pytest.approx(20.0), 75.0)


def test_d6_growth_worked_out_says_whether_all_of_it_is_on_this_years_scope():
    """One part that is only set against its published growth takes the name away."""
    same = rows("value  published_growth  same_scope_prior\n90  21.0  75\n30  -  20")
    mixed = [*same, *rows("value  published_growth  same_scope_prior\n11  10.0  -")]

    assert [is_same_scope(parts) for parts in (same, mixed, [])] == [True, False, False]
    said = [derived_rate(25.0, Row(is_same_scope=is_), DEMO.say) for is_ in (True, False)]
    assert said == ["推算同比 ▲ +25.00%（同口径）", "推算同比 ▲ +25.00%"]


def test_d7_a_metric_of_growth_only_has_no_level_no_completion_and_no_bar():
    """规上工业增加值 is published as a rate: 庆阳 2023年1—9月 15.6 %."""
    rate = card_row(kind="growth_only", published_growth=15.6, growth_text="15.6")
    shown = card(rate, DEMO)

    assert (shown["value"], shown["bar"], shown["completion"]) == ("▲ +15.6%", None, "")


def test_d8_industry_above_designated_size_is_never_called_industry():
    """规上: 20 million yuan of main revenue and more."""
    above = [row for row in dictionary() if "规模以上" in row["definition_zh"]]

    assert above != []
    assert [r["name_zh"] for r in above if not {"规模以上", "规上"} & set(_scopes(r))] == []


def _scopes(row: dict[str, str]) -> list[str]:
    return [scope for scope in ("规模以上", "规上") if scope in row["name_zh"]]


def test_d10_a_correction_is_a_later_load_and_the_first_figure_is_kept():
    """Preliminary, verified, final: an old meeting must show what it showed."""
    pack = empty_pack()
    into(
        pack,
        "observation",
        """
        figure_id  period_end  value    status       load_id
        1          2024-12-31  1213.00  preliminary  1
        2          2024-12-31  1209.50  verified     2
        """,
    )

    shown = asked(pack, "select figure_id, status from current_figure")
    assert shown == [{"figure_id": 2, "status": "verified"}]
    assert len(asked(pack, "select 1 from observation")) == 2


def test_d11_a_break_in_a_series_is_not_joined():
    """一产 2024 (132.47亿元) is not joined to 2023's counties (136.53): a census lies between."""
    plain = {"basis": "ytd", "hedge": "none", "status": "published"}
    points = [
        Row({**plain, **row})
        for row in rows("""
            period_end  value   source_id
            2023-12-31  136.53  before_census
            2024-12-31  132.47  after_census
        """)
    ]

    assert [len(run) for run in segments(points)] == [1, 1]


def test_d12_a_difference_of_rates_is_in_percentage_points():
    """An official note said 超进度 42.31 % where points are meant."""
    assert points("zh", 42.31) == "+42.31 个百分点"
    shown = card(card_row(value=1258.0, target=1200.0, target_kind="level"), DEMO)
    assert "个百分点" in str(shown["gap"]) and "%" not in str(shown["gap"])


def test_d13_no_axis_writes_thousands_or_millions_as_letters():
    panel = chain_output.trend(months_of_a_year(), DEMO)

    for figure in figures(panel):
        for axis in ("xaxis", "yaxis"):
            assert figure["layout"][axis]["exponentformat"] == "none"
            assert "s" not in figure["layout"][axis]["tickformat"]


def test_d14_nothing_is_converted_into_oil_equivalent_or_standard_coal():
    """No source gives the factors."""
    file = ROOT / "data/published/mapping/units.csv"
    said = file.read_text(encoding="utf-8")

    assert not any(word in said for word in ("标准煤", "油当量", "标煤"))


def test_d15_a_value_is_rounded_once_half_up():
    """四舍五入: 0.125 is 0.13, where Python's round gives 0.12."""
    assert number("zh", 0.125, 2) == "0.13"
    assert amount("zh", 2.675, "亿元") == "2.68 亿元"


def test_d15_a_table_of_the_record_has_digits_and_hedge_as_printed():
    """算力 突破 6.6 万P, never 6.60; 153 家, never 153.00."""
    column = value_column(RECORD.say, "数值")
    computing = card_row(value=6.6, value_text="6.6", unit="万P", hedge="over", hedge_text="突破")
    firms = card_row(value=153, value_text="153", unit="家")

    assert [column.words(row) for row in (computing, firms)] == ["突破 6.6 万P", "153 家"]


def test_d15_a_gap_is_taken_before_rounding():
    """Completion 86.2 % and pace 83.33 % are 2.87 points apart, not 86.20 − 83.00."""
    october = {"period_start": date(2026, 1, 1), "period_end": date(2026, 10, 31)}
    row = card_row(value=1705.88, target=1979.0, target_kind="level", **october)

    assert card(row, DEMO)["gap"] == "与序时进度之差 +2.87 个百分点"


def test_d16_five_kinds_of_missing_are_five_words_and_never_zero():
    kinds = ("not_due", "late", "not_applicable", "suppressed", "not_published")
    said = [missing("zh", kind, PACKS["demo"]) for kind in kinds]

    assert len(set(said)) == 5
    assert not any("0" in word for word in said)
    assert {missing("zh", kind, PACKS["published"]) for kind in kinds} == {"公开资料未见"}


def test_d17_local_data_are_compared_with_the_month_before_not_called_huanbi():
    """The official 环比 is seasonally adjusted and revised every month."""
    catalogue = (ROOT / "locale/en/LC_MESSAGES/chainboard.po").read_text(encoding="utf-8")

    assert on_previous_month("zh", 2.1).startswith("较上月")
    assert "环比" not in catalogue


def test_d18_growth_over_two_years_is_averaged_geometrically():
    assert average_growth([8.1, -2.2]) == pytest.approx(100 * ((1.081 * 0.978) ** 0.5 - 1))
    assert average_growth([20, -20]) < 0


def test_d20_what_was_raised_is_not_called_a_stock():
    """饲养量 = 存栏 + 出栏: 19 + 13 = 32 万头 in a county's report."""
    raised = [row for row in dictionary() if "饲养量" in row["name_zh"]]

    assert raised != []
    assert [row["name_zh"] for row in raised if "存栏" in row["name_zh"]] == []
    assert {row["kind"] for row in raised} == {"raised"}


def test_d20_what_was_raised_has_no_pace_though_its_months_are_told_since_january():
    """It holds the stock of the day: half of the year is no half of it."""
    raised = card_row(kind="raised", unit="万只", value=375.0, target=400.0, target_kind="level")

    (row,) = lit([raised], rows("rule_id  kind  light\non_track  light  on_track"))
    assert (row.completion, row.gap, row.light) == (None, None, None)


def test_d23_growth_from_a_zero_or_negative_base_is_a_word():
    """−5 to 3 is 扭亏为盈, not −160 %."""
    assert derived_growth(3, -5) is None
    assert turnaround("zh", -5, 3) == "扭亏为盈"
    assert (turnaround("zh", -5, -3), turnaround("zh", -3, -5)) == ("减亏", "增亏")


def test_d24_an_index_is_neither_divided_nor_lit():
    """同月=100: March over February says nothing of March."""
    index = card_row(kind="index", value=101.2, target=100.0, target_kind="level", unit="%")

    (row,) = lit([index], rows("rule_id  kind  light\non_track  light  on_track"))
    assert (row.completion, row.gap, row.light) == (None, None, None)


def test_d26_a_share_of_growth_and_its_points_are_two_forms():
    """工业贡献率 76.3 %, 拉动 5.5 个百分点 (中卫)."""
    assert contribution_share("zh", 76.3) == "贡献率 76.3%"
    assert pull("zh", 5.5) == "拉动 5.5 个百分点"
