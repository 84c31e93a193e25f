"""Local conversion on the page: both quantities, the ratio, and what must be said beside it."""

from __future__ import annotations

from chainboard.analysis.conversion import converted
from chainboard.panels import Panel
from chainboard.panels.chain.conversion import local_conversion
from chainboard.view import View
from tests.analysis.test_conversion import QINGYANG, figures
from tests.panels.drawing import (
    CHINESE,
    RECORD,
    RECORD_EN,
    ZH,
    check,
    column_of,
    inked,
    read_by_people,
)

CAVEAT = {"caveat_zh": "加工原料不全是本地原油", "caveat_en": "Feed need not all be local crude"}
NAMES = {
    "produced": {"name_zh": "原油产量", "name_en": "Crude oil output"},
    "processed": {"name_zh": "原油加工量", "name_en": "Crude oil processed"},
}


def drawn(text: str, view: View = RECORD) -> Panel:
    told = [
        row.with_(
            **CAVEAT,
            **NAMES[row.part],
            grade="B",
            source_title="市媒体",
            value_text=f"{row.value:g}",
        )
        for row in figures(text)
    ]
    return check(local_conversion(converted(told), view))


def test_the_title_says_the_newest_ratio_with_its_period_and_the_gap_in_tonnes():
    assert drawn(QINGYANG).finding == (
        "2023年1—9月原油加工量为产出量的 32.50%（推算），差 573.83 万吨"
    )


def test_it_is_told_in_english_too():
    panel = drawn(QINGYANG, RECORD_EN)

    assert panel.finding == (
        "Crude oil, Jan–Sep 2023: 32.50% of output was processed here (our calculation), "
        "a gap of 5,738,300 t"
    )
    assert [text for text in read_by_people(panel) if CHINESE.search(text)] == [panel.source]


def test_the_caveat_that_the_feed_need_not_be_local_stands_in_the_panel():
    assert drawn(QINGYANG).body.charts[0]["caveat"] == CAVEAT["caveat_zh"]


def test_nine_months_are_hollow_and_stand_apart_from_the_years():
    amounts, ratios = drawn(QINGYANG).body.charts

    assert [trace["marker"]["symbol"] for trace in inked(ratios)] == [
        ["circle"], ["circle"], ["circle-open"],
    ]  # fmt: skip
    assert len(inked(amounts)) == 6


def test_a_ratio_above_a_hundred_percent_is_drawn_where_it_stands():
    panel = drawn(
        """
        part       period_end  value
        produced   2025-12-31  100
        processed  2025-12-31  130
        """,
        ZH,
    )

    assert inked(panel.body.charts[1])[0]["y"] == [130]
    assert "多 30.00 万吨" in panel.finding


def test_the_table_has_every_figure_and_the_ratio_beside_what_was_processed():
    panel = drawn(QINGYANG)

    assert column_of(panel, "就地转化率", RECORD) == ["", "38.24%", "", "38.65%", "", "32.50%"]
    assert column_of(panel, "差额", RECORD)[1] == "504.00"


def test_without_two_figures_of_one_period_nothing_is_drawn():
    panel = drawn("""
        part       period_end  value
        produced   2024-12-31  234.45
    """)

    assert panel.body is None
    assert panel.status == "没有同一期间的产出量和加工量"


def test_a_chain_without_a_product_has_no_panel():
    panel = local_conversion([], RECORD)

    assert (panel.body, panel.status) == (None, "")
