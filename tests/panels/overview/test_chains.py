"""The overview's targets as bullets, and its chains side by side."""

from __future__ import annotations

import pytest

from chainboard.panels.overview import chains as overview_chains, newest as overview_newest
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row
from tests.pages.opened import table
from tests.panels.city_rows import (
    BOOK,
    BOOK_EN,
    BUREAUS,
    CITY,
    CITY_EN,
    GAPS,
    aimed,
    of_chains,
)
from tests.panels.drawing import CHINESE, check, inked, read_by_people
from tests.tables import rows


def bullets(panel, title: str):
    (found,) = [each for each in panel.body.charts if each["title"] == title]
    return found


def test_targets_are_one_small_figure_a_metric_the_best_at_the_bottom_of_the_list():
    panel = check(overview_chains.targets(aimed(GAPS), CITY))
    track, done = inked(bullets(panel, "产值"))

    assert [each["title"] for each in panel.body.charts] == ["产值", "税收"]
    assert list(zip(done["y"], done["x"], strict=True)) == [
        ("数字", 0.74),
        ("石化", 0.6),
        ("苹果", 0.1),
    ]
    assert track["text"][1] == "60.00%  −15.00 个百分点"


def test_the_tick_of_the_calendar_stands_at_nine_of_twelve_months():
    (tick,) = bullets(overview_chains.targets(aimed(GAPS), CITY), "产值")["layout"]["shapes"]

    assert (tick["x0"], tick["x1"]) == (0.75, 0.75)


def test_a_bullet_has_the_colour_of_its_light_and_a_click_goes_to_its_chain():
    _, done = inked(bullets(overview_chains.targets(aimed(GAPS), CITY), "产值"))
    tones = dict(zip(done["y"], done["marker"]["color"], strict=True))
    colour = TOKENS["light"]

    assert tones == {"石化": colour["bad"], "数字": colour["warn"], "苹果": colour["actual"]}
    assert [way.split("#")[0] for way in done["ids"]] == [
        f"chain?chain={chain}&county=all" for chain in ("digital", "petrochem", "apple")
    ]


def test_a_bar_far_beyond_its_target_ends_at_the_edge_and_its_words_do_not():
    far = aimed("figure_id  chain_id  value  target\n1  petrochem  300.0  100.0")
    (figure,) = overview_chains.targets(far, CITY).body.charts
    track, done = inked(figure)

    assert done["x"][0] < 3 and done["x"][0] <= figure["layout"]["xaxis"]["range"][1]
    assert track["text"] == ["300.00%  +225.00 个百分点"]


def test_the_title_counts_what_trails_and_a_rate_is_no_amount_to_be_filled():
    with_rate = [
        *aimed(GAPS),
        *aimed(
            "figure_id  chain_id  published_growth  target\n9  petrochem  1.0  9.0",
            kind="growth_only", target_kind="growth", metric_id="va",
        ),
    ]  # fmt: skip

    assert overview_chains.targets(with_rate, CITY).finding == (
        "4 项年度目标中 3 项落后序时进度；分链 1 项中 1 项"
    )


def test_the_table_behind_the_bullets_has_value_target_and_unit():
    panel = overview_chains.targets(aimed(GAPS), CITY)
    (first, *_) = table(panel)

    assert (first["累计"], first["年度目标"], first["单位"]) == (60.0, "100", "亿元")
    assert (first["完成率"], first["与序时进度之差"]) == ("60.00%", "−15.00 个百分点")
    assert (panel.rows[0].completion, panel.rows[0].gap) == (0.6, pytest.approx(-15.0))


def test_on_the_record_all_targets_stand_in_one_figure_by_their_metric_without_lights():
    past = [row.with_(light=None) for row in aimed(GAPS)[2:4]]
    panel = check(overview_chains.past_targets(past, [], BOOK))
    (figure,) = panel.body.charts

    assert figure["data"][1]["y"] == ["税收", "产值"]
    assert set(figure["data"][1]["marker"]["color"]) == {TOKENS["light"]["actual"]}
    assert "历史核对" in panel.finding and "不评灯" in panel.measure


DISPUTED = """
    metric_id  name_zh   name_en           unit  decimals  year  value   value_text  hedge     hedge_text  reason_zh  reason_en
    crude      原油产量  'Crude oil'       万吨  2         2025  1000.0  '1000'      at_least  以上        -          -
    crude      原油产量  'Crude oil'       万吨  2         2025  1200.0  '1200'      none      -           油区报道   'a report'
    compute    算力      'Computing'       万P   2         2026  15.0    '15'        over      超过        -          -
    compute    算力      'Computing'       万P   2         2026  30.0    -           none      -           -          -
"""


def test_targets_that_sources_give_differently_are_all_named_as_printed():
    told = overview_chains.past_targets(aimed(GAPS), rows(DISPUTED), BOOK).notes

    assert told == (
        "2025年原油产量目标各来源不同：1,000 万吨以上、1,200 万吨（油区报道），并列。",
        "2026年算力目标各来源不同：超过 15 万P、30.00 万P，并列。",
    )


def test_a_pack_whose_sources_agree_names_no_dispute():
    assert overview_chains.past_targets(aimed(GAPS), [], BOOK).notes == ()


def test_without_a_target_there_is_one_quiet_line():
    none = aimed("figure_id  chain_id  value  target\n1  petrochem  300.0  -")
    panel = check(overview_chains.targets(none, CITY))

    assert (panel.body, panel.status) == (None, "没有可算完成率的年度目标")


LINES = """
    figure_id  chain_id     metric_id             value  published_growth  growth_text  target
    1          petrochem    output_value          60.0   0.8               '0.8'        100.0
    2          petrochem    investment_attracted  30.0   5.0               '5'          40.0
    3          agriculture  output_value          80.0   6.0               '6'          100.0
    4          apple        output_value          70.0   9.2               '9.2'        100.0
    5          digital      tax                   9.0    -                 -            10.0
"""


def test_a_chain_has_one_row_with_output_growth_completion_funds_and_offices():
    panel = check(overview_chains.chains(aimed(LINES), BUREAUS, CITY))

    assert panel.body.rows[0] == [
        {"words": "石化", "go": "chain?chain=petrochem&county=all"},
        "■ 滞后", "60.00 亿元", "▲ +0.8%", "60.00%", "−15.00 个百分点",
        "30.00 亿元", "75.00%", "工信局",
    ]  # fmt: skip


def test_what_a_chain_has_no_figure_of_is_a_dash_and_never_a_zero():
    table = overview_chains.chains(aimed(LINES), BUREAUS, CITY).body.rows
    digital = next(row for row in table if row[0]["words"] == "数字")

    assert digital[2:8] == ["—"] * 6


def test_behind_the_chains_stand_numbers_in_the_units_of_their_metrics():
    panel = overview_chains.chains(aimed(LINES), BUREAUS, CITY)
    units = {column.key: column.unit for column in panel.columns}
    petrochem, *_, digital = panel.rows

    assert (petrochem.output, petrochem.funds, petrochem.funds_completion) == (60.0, 30.0, 0.75)
    assert (units["output"], units["funds"]) == ("亿元", "亿元")
    assert (digital.output, digital.completion, digital.gap, digital.funds) == (None,) * 4


def test_a_sub_chain_stands_indented_under_its_chain():
    table = overview_chains.chains(aimed(LINES), BUREAUS, CITY).body.rows

    assert [row[0]["words"] for row in table] == ["石化", "农业", "　苹果", "数字"]


def test_the_title_names_the_chains_whose_output_is_behind_and_those_to_be_watched():
    assert overview_chains.chains(aimed(LINES), [], CITY).finding == (
        "产业链产值滞后：石化；关注：苹果"
    )
    fine = aimed("figure_id  chain_id  value  target\n1  petrochem  90.0  100.0")
    assert "不落后序时进度" in overview_chains.chains(fine, [], CITY).finding


def test_the_subtitle_forbids_adding_output_of_chains():
    assert "不可相加" in overview_chains.chains(aimed(LINES), [], CITY).measure


NEWEST = """
    figure_id  chain_id     metric_id  name_zh  value  value_text  unit  published_growth  growth_text  grade
    1          petrochem    crude      加工量    276.3  '276.26'    万吨  28.9              '28.9'       B
    2          apple        fruit      苹果产量   72.3   '72.34'     万吨  -                 -            A
    -          digital      -          -        -      -           -     -                 -            -
"""


def newest() -> list[Row]:
    return of_chains("overview_chains.newest", NEWEST)


def test_on_the_record_each_chain_has_its_own_indicator_and_no_two_compare():
    panel = check(overview_newest.newest(newest(), BOOK))
    cells = [[row[0]["words"], *row[1:]] for row in panel.body.rows]

    assert cells[:2] == [
        ["石化", "加工量", "2026年1—9月", "276.26 万吨", "▲ +28.9%", "B"],
        ["　苹果", "苹果产量", "2026年1—9月", "72.34 万吨", "", "A"],
    ]
    assert "不可相加或排名" in panel.finding


def test_on_the_record_a_chain_without_output_says_so_and_names_no_leader():
    panel = overview_newest.newest(newest(), BOOK)

    assert panel.body.rows[2][1:] == ["无产出数据（仅项目等）", "", "", "", ""]
    assert [text for text in read_by_people(panel) if "工业领导" in text or text == "—"] == []


def test_the_chains_are_english_in_english_on_both_packs():
    for panel in (
        overview_chains.chains(aimed(LINES), BUREAUS, CITY_EN),
        overview_chains.targets(aimed(GAPS), CITY_EN),
        overview_newest.newest(newest(), BOOK_EN),
    ):
        said = (panel.finding, panel.measure, panel.as_of, *(c.label for c in panel.columns))
        assert [text for text in said if CHINESE.search(text)] == []
