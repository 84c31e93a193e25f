"""The counties on the overview's map, as shapes and as squares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainboard.panels.overview import map as overview_map
from chainboard.panels.panel import FRACTION
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row
from tests.panels.city_rows import BOOK, CITY
from tests.panels.drawing import check, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

COUNTIES = {
    "621002": ("西峰", "Xifeng", 2, 2),
    "621022": ("环县", "Huan", 1, 1),
    "621023": ("华池", "Huachi", 1, 3),
    "621024": ("合水", "Heshui", 2, 3),
}
SHARES = """
    area_code  share  absence
    '621002'   0.70   -
    '621022'   0.699  -
    '621023'   1.20   -
    '621024'   -      late
"""


def counties(query: str, **alike) -> list[Row]:
    found = []
    for row in rows(SHARES):
        zh, en, line, col = COUNTIES[row.area_code]
        names = {"short_zh": zh, "name_zh": zh, "short_en": en, "name_en": en}
        names |= {"tile_row": line, "tile_col": col}
        found.append(row_of(query, **{**names, "period_end": date(2026, 9, 30), **alike, **row}))
    return found


def funds() -> list[Row]:
    return counties("overview_map.funds")


def test_a_sum_without_confidential_chains_says_so_under_the_map():
    hidden = [row.with_(hidden=row.area_code == "621022") for row in funds()]

    assert "环县不含保密的链。" in overview_map.funds(hidden, CITY).notes
    assert all("保密" not in note for note in overview_map.funds(funds(), CITY).notes)


def colour_of(panel, code: str) -> str | None:
    """The class of a county on the drawn map, 0 to 4; None for a blank one."""
    shaded = panel.body.data[0]
    drawn_at = dict(zip(shaded["locations"], shaded["z"], strict=True))
    return None if code not in drawn_at else int(drawn_at[code])


def test_classes_are_fixed_and_a_county_on_a_step_is_in_the_class_above():
    panel = check(overview_map.funds(funds(), CITY))

    assert [colour_of(panel, code) for code in COUNTIES] == [1, 0, 4, None]
    assert panel.body.data[0]["zmin"] == 0 and panel.body.data[0]["zmax"] == 5
    assert "70% · 80% · 90% · 100%" in panel.measure


def test_every_class_has_a_colour_of_its_own():
    scale = overview_map.funds(funds(), CITY).body.data[0]["colorscale"]

    assert len({colour for _, colour in scale}) == len(set(ramp("light"))) == 5


def test_a_county_that_is_late_is_drawn_without_colour_and_says_so():
    panel = overview_map.funds(funds(), CITY)
    blank = panel.body.data[1]

    assert blank["locations"] == ["621024"]
    assert {colour for _, colour in blank["colorscale"]} == {TOKENS["light"]["none_fill"]}
    assert "合水 — 未报" in panel.alt


def test_the_title_names_the_lowest_and_the_highest():
    finding = overview_map.funds(funds(), CITY).finding

    assert finding == "到位资金完成率：环县最低（69.90%），华池最高（120.00%）"


def test_the_name_and_the_value_of_every_county_are_printed_and_lead_to_it():
    panel = overview_map.funds(funds(), CITY)
    printed = [trace for trace in panel.body.data if trace["type"] == "scattergeo"]
    texts = [text for trace in printed for text in trace["text"]]

    assert sorted(texts) == sorted(
        ["西峰<br>70.0%", "环县<br>69.9%", "华池<br>120.0%", "合水<br>— 未报"]
    )
    led = {way for trace in panel.body.data for way in trace["ids"]}
    assert led == {f"county?county={code}" for code in COUNTIES}


def test_squares_have_the_same_classes_and_words_as_the_map_and_no_boundary_to_excuse():
    shape = overview_map.funds(funds(), CITY)
    tiles = check(overview_map.funds(funds(), replace(CITY, map="tiles")))
    (heat,) = tiles.body.data
    coloured = {
        way.removeprefix("county?county="): z
        for ways_, zs in zip(heat["ids"], heat["z"], strict=True)
        for way, z in zip(ways_, zs, strict=True)
        if way
    }

    assert {code: None if z is None else int(z) for code, z in coloured.items()} == {
        code: colour_of(shape, code) for code in COUNTIES
    }
    assert (tiles.finding, tiles.alt) == (shape.finding, shape.alt)
    assert "划界" in shape.notes[0] and "划界" not in tiles.notes[0]


def test_the_table_behind_the_map_holds_the_share_and_says_what_is_missing():
    panel = overview_map.funds(funds(), CITY)
    share = panel.columns[1]

    assert (share.key, share.unit, share.derived) == ("share", FRACTION, True)
    assert [row.share for row in panel.rows] == [0.7, 0.699, 1.2, None]
    assert [share.words(row) for row in panel.rows] == ["70.0%", "69.9%", "120.0%", "— 未报"]


def squares(rows: list[Row]) -> list[list[str]]:
    (heat,) = check(overview_map.funds(rows, replace(CITY, map="tiles"))).body.data
    return [[way.removeprefix("county?county=") for way in line] for line in heat["ids"]]


def test_squares_stand_where_the_area_table_puts_them():
    assert squares(funds()) == [["621022", "", "621023"], ["", "621002", "621024"]]


def test_counties_whose_places_are_not_known_stand_three_abreast_in_their_order():
    """A new city, or an edition from before the places were kept."""
    placeless = [row.with_(tile_row=None, tile_col=None) for row in funds()]

    assert squares(placeless) == [["621002", "621022", "621023"], ["621024", "", ""]]


def test_two_counties_on_one_square_are_both_drawn():
    crowded = [row.with_(tile_row=1, tile_col=1) for row in funds()]

    assert sum(1 for line in squares(crowded) for way in line if way) == 4


def test_on_the_record_the_map_is_the_part_of_the_secondary_industry():
    record = [
        row.with_(share=row.share or 0.25, absence=None, source_title="年鉴", grade="B",
                  period_end=date(2023, 12, 31), period_start=date(2023, 1, 1), basis="ytd")
        for row in counties("overview_map.secondary_industry")
    ]  # fmt: skip
    panel = check(overview_map.secondary_industry(record, BOOK))

    assert panel.finding == "西峰、环县、华池第二产业占比过六成，合水不足三成（2023年）"
    assert "推算" in panel.measure and "年鉴" in panel.source
    assert [text for text in read_by_people(panel) if "完成" in text or "未报" in text] == []


@pytest.mark.parametrize(
    ("drawn", "view"), [(overview_map.funds, CITY), (overview_map.secondary_industry, BOOK)]
)
def test_without_a_share_there_is_no_map_but_one_quiet_line(drawn, view):
    late = [row.with_(share=None, absence="late") for row in funds()]
    panel = check(drawn(late, view))

    assert (panel.body, panel.status) == (None, "没有分县（区）数据")
