"""What each chain gives a county, and on the record which chains it names as its own."""

from __future__ import annotations

from chainboard.analysis.county import parts_of_whole
from chainboard.panels.county import chains as county_chains, positions as county_positions
from chainboard.view import Row
from tests.panels.county.drawn import BOOK, CITY, COUNTIES, HUAN, drawn
from tests.panels.drawing import check
from tests.queries.answers import row_of
from tests.tables import rows

BY_CHAIN = """
    figure_id  area_code  chain_id      parent_id    chain_zh  period_end  value  published_growth  base  absence
    1          '621022'   energy        -            综合能源   2026-09-30  75.0   4.4               71.8  -
    2          '621022'   agriculture   -            现代农业   2026-09-30  25.0   5.1               23.8  -
    3          '621022'   mutton        agriculture  肉羊      2026-09-30  20.0   0                 20.0  -
    4          '621022'   low_altitude  -            低空经济   2026-09-30  -      -                 -     suppressed
    5          '621022'   digital       -            数字经济   2026-09-30  -      -                 -     not_applicable
"""

SIX = """
    figure_id  area_code  chain_id      parent_id  chain_zh  period_end  value  absence
    1          '621022'   energy        -          综合能源   2026-09-30  10.0   -
    2          '621022'   green         -          绿色环保   2026-09-30  10.0   -
    3          '621022'   digital       -          数字经济   2026-09-30  10.0   -
    4          '621022'   equipment     -          装备制造   2026-09-30  10.0   -
    5          '621022'   health        -          医药康养   2026-09-30  40.0   -
    6          '621022'   tourism       -          文化旅游   2026-09-30  10.0   -
"""


def by_chain(text: str) -> list[Row]:
    return parts_of_whole(drawn("county_course.by_chain", text))


def test_the_chains_of_the_picked_county_are_bars_that_lead_to_their_chain():
    panel = check(county_chains.chains(by_chain(BY_CHAIN), HUAN))
    (multiple,) = panel.body.charts
    (bars,) = multiple["data"]

    assert bars["y"][::-1] == ["综合能源", "现代农业", "低空经济 — 保密"]
    assert bars["ids"][::-1][:2] == ["chain?chain=energy", "chain?chain=agriculture"]
    assert bars["text"][::-1][0] == "75.00  75.0%  ▲ +4.40%"
    assert panel.finding == "环县综合能源产值 75.00 亿元，占 75.0%"


def test_for_the_city_counties_stand_by_chains_with_the_share_in_each_cell():
    panel = check(county_chains.chains(by_chain(BY_CHAIN), CITY))
    (multiple,) = panel.body.charts

    assert multiple["data"][0]["text"] == [["75.0", "25.0", ""]]


def test_a_grid_has_five_chains_at_most_and_all_grids_share_their_shades():
    panel = check(county_chains.chains(by_chain(SIX), CITY))

    first, second = (multiple["data"][0] for multiple in panel.body.charts)
    assert (len(first["x"]), len(second["x"]), first["zmax"]) == (5, 1, second["zmax"])


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
