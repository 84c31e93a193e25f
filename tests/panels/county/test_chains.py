"""The chains of a county side by side, and on the record which it names as its own."""

from __future__ import annotations

from chainboard.analysis.county import of_chains
from chainboard.panels.county import chains as county_chains, positions as county_positions
from chainboard.view import Row
from tests.panels.county.drawn import BOOK, CITY, COUNTIES, HUAN, drawn
from tests.panels.drawing import check, inked
from tests.queries.answers import row_of
from tests.tables import rows

BY_CHAIN = """
    figure_id  area_code  chain_id      parent_id    chain_zh  period_end  value  published_growth  base  target  absence
    1          '621022'   energy        -            综合能源   2026-09-30  75.0   4.4               71.8  120.0   -
    2          '621022'   agriculture   -            现代农业   2026-09-30  25.0   5.1               23.8  30.0    -
    3          '621022'   mutton        agriculture  肉羊      2026-09-30  20.0   0                 20.0  24.0    -
    4          '621022'   low_altitude  -            低空经济   2026-09-30  -      -                 -     -       suppressed
    5          '621022'   digital       -            数字经济   2026-09-30  -      -                 -     -       not_applicable
"""

SIX = """
    figure_id  area_code  chain_id      parent_id  chain_zh  period_end  value  published_growth  absence
    1          '621022'   energy        -          综合能源   2026-09-30  10.0   4.0               -
    2          '621022'   green         -          绿色环保   2026-09-30  10.0   5.0               -
    3          '621022'   digital       -          数字经济   2026-09-30  10.0   6.0               -
    4          '621022'   equipment     -          装备制造   2026-09-30  10.0   7.0               -
    5          '621022'   health        -          医药康养   2026-09-30  40.0   -8.0              -
    6          '621022'   tourism       -          文化旅游   2026-09-30  10.0   9.0               -
"""
SAID = {
    "kind": "flow",
    "basis": "ytd",
    "target_kind": "level",
    "hedge": "none",
    "status": "published",
}


def by_chain(text: str) -> list[Row]:
    found = [row.with_(**SAID) for row in drawn("county_course.by_chain", text)]
    return of_chains(found, [])


def test_the_chains_of_the_picked_county_stand_side_by_side_each_with_its_own_gap():
    """75 of 120 is 62.50 %, at nine months 12.50 points behind 75 %."""
    panel = check(county_chains.chains(by_chain(BY_CHAIN), HUAN))
    (multiple,) = panel.body.charts
    (bars,) = inked(multiple)

    assert bars["y"][::-1] == ["综合能源", "现代农业", "低空经济 — 保密"]
    assert bars["ids"][::-1][:2] == ["chain?chain=energy", "chain?chain=agriculture"]
    assert bars["text"][::-1][0] == "75.00  ▲ +4.40%  −12.50 个百分点"
    assert panel.finding == "环县综合能源产值落后最多，−12.50 个百分点"


def test_nothing_is_said_of_a_sum_of_chains():
    panel = county_chains.chains(by_chain(BY_CHAIN), HUAN)

    assert not any(word in panel.finding + panel.measure for word in ("占", "合计", "之和"))
    assert [column.key for column in panel.columns if column.key in ("share", "part")] == []
    assert "各链产值含链间往来，只并列，不相加。" in panel.notes


def test_for_the_city_counties_stand_by_chains_with_the_gap_in_each_cell():
    panel = check(county_chains.chains(by_chain(BY_CHAIN), CITY))
    (grid,) = panel.body.data

    assert grid["text"] == [["−12.50", "+8.33", ""]]


def test_without_targets_the_cells_are_published_growth_and_all_chains_are_one_grid():
    panel = check(county_chains.chains(by_chain(SIX), CITY))

    (grid,) = panel.body.data
    assert len(grid["x"]) == 6
    assert grid["text"][0][:5] == ["+4.00", "+5.00", "+6.00", "+7.00", "−8.00"]
    assert panel.finding == "环县医药康养产值最大，40.00 亿元"


def test_on_the_record_only_the_words_of_the_sources_stand_and_the_silent_are_named():
    text = """
        area_code  statement_id  subject_zh            subject_en  period_text  source_id  source_title
        '621022'   1             环县招商方向：羊肉产品   Lamb        2024         s1         示例报道
        '621024'   -             -                     -           -            -          -
    """
    said = [
        row_of("county_course.positions", **{**dict(row), "grade": row.source_id and "B"}).with_(
            short_zh=COUNTIES[row.area_code][0], name_zh=COUNTIES[row.area_code][0]
        )
        for row in rows(text)
    ]
    panel = check(county_positions.positioned(said, BOOK))

    assert [row[1] for row in panel.body.rows] == ["招商方向：羊肉产品", "公开资料未见"]
    assert panel.body.rows[0][0] == {"go": "county?county=621022", "words": "环县"}
