"""The counties on the overview's map, as shapes and as squares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from chainboard.packs import pack_of
from chainboard.panels.overview import map as overview_map
from chainboard.panels.panel import FRACTION, Panel
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.person import Audience, Grant
from chainboard.view import Row, View
from tests.panels.city_rows import BOOK, CITY
from tests.panels.drawing import check, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

EDGES = (-10.0, 0.0, 10.0)
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
    """To the end of September: the schedule stands at 75 %."""
    gaps = {"621002": -5.0, "621022": -10.0, "621023": 45.0, "621024": None}
    return [row.with_(gap=gaps[row.area_code]) for row in counties("overview_map.funds")]


def mapped(rows: list[Row], view: View = CITY) -> Panel:
    return overview_map.funds(rows, EDGES, view)


def test_who_does_not_see_all_counties_is_told_no_lowest_and_no_highest():
    some = replace(CITY, audience=Audience((Grant(areas=frozenset({"621002"})),)))
    seen = [row for row in funds() if row.area_code == "621002"]

    assert mapped(seen, some).finding == "到位资金完成率：只列当前账号可看的县（区），不比高低"


def test_a_sum_without_confidential_chains_says_so_under_the_map():
    hidden = [row.with_(hidden=row.area_code == "621022") for row in funds()]

    assert "环县不含保密的链。" in mapped(hidden).notes
    assert all("保密" not in note for note in mapped(funds()).notes)


def county(panel: Panel, code: str) -> dict:
    """The filled outline of a county."""
    (found,) = [t for t in panel.body.data if t["meta"].get("area") == code]
    return found


def colour_of(panel: Panel, code: str) -> str:
    return county(panel, code)["fillcolor"]


def legend(panel: Panel) -> dict[str, str]:
    return {each["words"]: each["colour"] for each in panel.body.layout["meta"]["legend"]}


def test_classes_part_at_the_schedule_and_at_the_edge_of_the_worst_light_on_either_side():
    panel = check(mapped(funds()))
    far_behind, behind, ahead, far_ahead = TOKENS["light"]["diverging"].split()

    assert [colour_of(panel, code) for code in COUNTIES] == [
        behind, far_behind, far_ahead, TOKENS["light"]["none_fill"]
    ]  # fmt: skip
    assert legend(panel) == {
        "落后 10 个百分点及以上": far_behind,
        "落后不足 10 个百分点": behind,
        "持平或超过不足 10 个百分点": ahead,
        "超过 10 个百分点及以上": far_ahead,
        "无数据": TOKENS["light"]["none_fill"],
    }


@pytest.mark.parametrize(
    ("gap", "place"), [(-10.0, 0), (-9.99, 1), (0.0, 2), (-1e-12, 2), (9.99, 2), (10.0, 3)]
)
def test_a_gap_on_an_edge_is_in_the_class_whose_words_name_it(gap, place):
    panel = mapped([row.with_(gap=gap) for row in funds()])

    assert colour_of(panel, "621002") == TOKENS["light"]["diverging"].split()[place]


def test_without_a_rule_of_lights_only_the_schedule_parts_the_classes():
    panel = overview_map.funds(funds(), (0.0,), CITY)

    assert list(legend(panel)) == ["落后序时进度", "不落后序时进度", "无数据"]
    assert colour_of(panel, "621022") == colour_of(panel, "621002") != colour_of(panel, "621023")


def test_the_map_of_the_record_judges_nothing_and_says_its_classes():
    record = [row.with_(share=row.share or 0.25, absence=None, source_title="年鉴", grade="B",
                        period_start=date(2023, 1, 1), basis="ytd")
              for row in counties("overview_map.secondary_industry")]  # fmt: skip
    panel = check(overview_map.secondary_industry(record, BOOK))

    assert list(legend(panel)) == ["不足30%", "30%—45%", "45%—60%", "60%—75%", "75%及以上"]
    assert list(legend(panel).values()) == ramp("light")
    assert [colour_of(panel, code) for code in COUNTIES] == [
        ramp("light")[place] for place in (3, 3, 4, 0)
    ]


def test_a_county_that_is_late_is_drawn_without_colour_and_says_so():
    panel = mapped(funds())

    assert colour_of(panel, "621024") == TOKENS["light"]["none_fill"]
    assert "合水 — 未报" in panel.alt


def test_a_county_says_on_hover_how_far_from_the_schedule_it_is():
    panel = mapped(funds())

    assert county(panel, "621002")["text"] == "西峰 70.0% · 落后序时进度 5.00 个百分点"
    assert county(panel, "621024")["text"] == "合水 — 未报"


def test_the_title_names_the_lowest_and_the_highest():
    finding = mapped(funds()).finding

    assert finding == "到位资金完成率：环县最低（69.90%），华池最高（120.00%）"


def test_the_name_and_the_value_of_every_county_are_printed_and_lead_to_it():
    panel = mapped(funds())
    (names,) = [t for t in panel.body.data if t["meta"].get("part") == "names"]
    texts = names["text"]

    assert sorted(texts) == sorted(
        ["西峰<br>70.0%", "环县<br>69.9%", "华池<br>120.0%", "合水<br>— 未报"]
    )
    led = {way for trace in panel.body.data for way in trace.get("ids", ())}
    assert led == {f"county?county={code}" for code in COUNTIES}


def test_squares_have_the_same_classes_and_words_as_the_map_and_no_boundary_to_excuse():
    shape = mapped(funds())
    tiles = check(mapped(funds(), replace(CITY, map="tiles")))
    (heat,) = tiles.body.data
    coloured = {
        way.removeprefix("county?county="): z
        for ways_, zs in zip(heat["ids"], heat["z"], strict=True)
        for way, z in zip(ways_, zs, strict=True)
        if way
    }

    scale = [colour for _, colour in heat["colorscale"][::2]]
    assert {code: scale[z + 1] for code, z in coloured.items()} == {
        code: colour_of(shape, code) for code in COUNTIES
    }
    assert (heat["zmin"], heat["zmax"]) == (-1.5, 3.5) and legend(tiles) == legend(shape)
    assert (tiles.finding, tiles.alt) == (shape.finding, shape.alt)
    assert "划界" in shape.notes[0] and "划界" not in tiles.notes[0]


def test_the_table_behind_the_map_holds_the_share_and_says_what_is_missing():
    panel = mapped(funds())
    share = panel.columns[1]

    assert (share.key, share.unit, share.derived) == ("share", FRACTION, True)
    assert panel.columns[2].key == "gap" and panel.columns[2].derived
    assert [row.share for row in panel.rows] == [0.7, 0.699, 1.2, None]
    assert [share.words(row) for row in panel.rows] == ["70.0%", "69.9%", "120.0%", "— 未报"]


def squares(rows: list[Row]) -> list[list[str]]:
    (heat,) = check(mapped(rows, replace(CITY, map="tiles"))).body.data
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
    ("drawn", "view", "why"),
    [
        (mapped, CITY, "没有可比的县（区）到位资金和年度目标"),
        (overview_map.secondary_industry, BOOK, "没有分县（区）数据"),
    ],
)
def test_without_a_share_there_is_no_map_but_one_quiet_line(drawn, view, why):
    late = [row.with_(share=None, absence="late") for row in funds()]
    panel = check(drawn(late, view))

    assert (panel.body, panel.status) == (None, why)


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG defines it."""
    dark, light = sorted(luminance(each) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_on_a_projector_each_class_is_told_from_the_next_by_its_lightness():
    colours = ramp("projector")

    assert [one for one, other in pairwise(colours) if contrast(one, other) < 1.5] == []


def test_on_the_record_a_county_without_a_share_is_not_counted():
    rows = [
        row.with_(share=share, absence=None if share else "not_published", source_title="年鉴",
                  grade="B", period_end=date(2023, 12, 31), period_start=date(2023, 1, 1), basis="ytd")
        for row, share in zip(
            counties("overview_map.secondary_industry"), (0.7, None, None, None), strict=True
        )
    ]  # fmt: skip
    panel = check(overview_map.secondary_industry(rows, BOOK))

    assert panel.finding == "第二产业占比过六成的县（区）1 个，不足三成的 0 个（2023年）"


def test_a_province_is_squares_by_growth_and_one_growth_has_no_highest_and_lowest():
    parts = counties(
        "overview_map.growth", period_start=date(2026, 1, 1), period_end=date(2026, 10, 31)
    )
    province = replace(CITY, pack=pack_of("620000"))

    panel = check(overview_map.growth(parts, province))
    (heat,) = (trace for trace in panel.body.data if trace["type"] == "heatmap")
    alike = [row.with_(share=0.05) for row in parts]

    assert panel.finding == "入库税收同比：华池最高（120.00%），环县最低（69.90%）"
    assert sum(cell != "" for line in heat["ids"] for cell in line) == len(parts)
    assert overview_map.growth(alike, province).finding == (
        "入库税收同比：有数的 4 个市（州）为 5.00%"
    )
