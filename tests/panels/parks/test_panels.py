"""The parks: cards, land, occupancy, amounts per mu, table and profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainboard.analysis import parks as compared
from chainboard.panels import Panel
from chainboard.panels.parks import (
    cards as park_cards,
    land as park_land,
    occupancy as park_occupancy,
    per_mu as park_per_mu,
    rows as park_rows,
)
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from tests.panels.drawing import EN, RECORD, ZH, check, words
from tests.queries.answers import row_of
from tests.tables import rows

END = date(2026, 9, 30)
ALL = replace(ZH, chain="all")
CITED = {"source_title": "示例报表", "grade": "demo"}
UNITS = {"park_output_value": "亿元", "park_tax": "亿元", "park_fai": "亿元"}
FIRMS = ("park_firms_settled", "park_firms_producing")
WORKSHOPS = ("park_workshop_area", "park_workshop_let")
METRICS = (
    *UNITS,
    "park_developable_area",
    "park_supplied_area",
    "park_built_area",
    *WORKSHOPS,
    *FIRMS,
)


def unit_of(metric: str) -> str:
    if metric in WORKSHOPS:
        return "万平方米"
    return "户" if metric in FIRMS else UNITS.get(metric, "亩")


def quarter(text: str) -> list[Row]:
    """Parks drawn one a line with some of their metrics as columns; the others not published."""
    found = []
    for number, park in enumerate(rows(text)):
        for metric in METRICS:
            found.append(_figure(number, park, metric))
    return found


def _figure(number: int, park: Row, metric: str) -> Row:
    value, is_flow = park.get(metric), metric in UNITS
    return row_of(
        "parks.figures",
        park_id=park.park_id,
        name_zh=park.name_zh,
        name_en="Demo Park",
        area_code=park.get("area_code", "621002"),
        metric_id=metric,
        metric_zh=metric,
        metric_en=metric,
        unit=unit_of(metric),
        kind="flow" if is_flow else "stock",
        decimals=2 if is_flow or metric in WORKSHOPS else 0,
        growth_basis="nominal",
        period_start=date(2026, 1, 1) if is_flow else None,
        period_end=END,
        basis="ytd" if is_flow else "point",
        value=value,
        absence=park.get("absence", "not_published") if value is None else None,
        figure_id=None if value is None else 100 * number + METRICS.index(metric),
        **(CITED if value is not None else {}),
    )


def land(text: str, view: View) -> Panel:
    """The land of drawn parks as the page shows it."""
    drawn = quarter(text)
    parks = compared.by_share(compared.side_by_side(drawn), "idle_share")
    return park_land.land(drawn, parks, view)


def occupancy(text: str, view: View) -> Panel:
    """The workshops and firms of drawn parks as the page shows them."""
    drawn = quarter(text)
    parks = compared.by_share(compared.side_by_side(drawn), "let_share")
    return park_occupancy.occupancy(drawn, parks, view)


def cards(text: str, view: View) -> Panel:
    """The cards of drawn parks as the page shows them."""
    drawn = quarter(text)
    mine = compared.chosen(drawn, view.park_id, view.area_code)
    return park_cards.cards(drawn, compared.totals(mine), view)


def per_mu(drawn: list[Row], view: View) -> Panel:
    """What a mu brings in drawn parks as the page shows it."""
    rows_per_mu = compared.with_per_mu(drawn)
    parks = compared.frontier(compared.yields(rows_per_mu))
    return park_per_mu.scatter(rows_per_mu, parks, compared.iso_shares(parks), view)


LAND = """
    park_id  name_zh   area_code  park_developable_area  park_supplied_area  park_built_area
    p1       示例甲园   '621002'    1000                   800                 600
    p2       示例乙园   '621022'    2000                   1000                250
"""


def texts_of(panel, index):
    return panel.body.data[index]["text"]


def test_each_park_shows_its_three_areas_and_the_part_of_the_step_before():
    panel = check(land(LAND, ALL))
    built, supplied, developable = (texts_of(panel, index) for index in range(3))

    assert developable == ["1,000", "2,000"]
    assert supplied == ["800  80.00%", "1,000  50.00%"]
    assert built == ["600  75.00%", "250  25.00%"]


def test_the_park_with_most_idle_land_stands_on_top_and_in_the_title():
    panel = land(LAND, ALL)

    assert panel.body.data[0]["y"][-1] == "示例乙园"
    assert "示例乙园" in panel.finding and "75.00%" in panel.finding


def test_a_park_without_land_data_keeps_its_row_and_says_so_and_is_not_zero():
    panel = check(
        land(
            """
            park_id  name_zh  park_supplied_area  park_built_area  absence
            p1       示例甲园  800                 600              -
            p2       示例乙园  -                   -                late
            """,
            ALL,
        )
    )
    last = panel.body.data[0]

    assert (last["y"][0], last["x"][0], last["text"][0]) == ("示例乙园<br>— 未报", None, "")
    assert any("示例乙园" in note for note in panel.notes)


def test_the_picked_park_without_land_data_is_what_the_title_says():
    drawn = """
        park_id  name_zh  park_supplied_area  park_built_area  absence
        p1       示例甲园  800                 600              -
        p2       示例乙园  -                   -                late
    """

    assert land(drawn, replace(ALL, park="p2")).finding == ("示例乙园没有土地数据（— 未报）")


@pytest.mark.parametrize("chosen", [{"park": "p2"}, {"county": "621022"}])
def test_the_picked_park_has_the_colour_of_the_figure_and_the_others_that_of_before(chosen):
    view, colour = replace(ALL, **chosen), TOKENS["light"]
    built = land(LAND, view).body.data[0]

    assert built["y"] == ["示例甲园", "▶ 示例乙园"]
    assert built["marker"]["color"] == [colour["previous"], colour["actual"]]


def test_every_bar_leads_to_its_park():
    for trace in land(LAND, ALL).body.data:
        assert trace["ids"] == ["parks?park=p1", "parks?park=p2"]


def test_on_a_slide_the_longest_bar_of_a_park_carries_all_three_areas():
    panel = check(land(LAND, replace(ALL, theme="projector")))

    assert panel.body.layout["barmode"] == "overlay"
    assert texts_of(panel, 0)[-1] == "2,000 → 1,000  50.00% → 250  25.00%"
    assert texts_of(panel, 1) == ["", ""]


def test_no_land_anywhere_is_one_quiet_line():
    panel = check(land("park_id  name_zh\np1  示例甲园", ALL))

    assert panel.status == "各园区都没有土地数据"


FULL = """
    park_id  name_zh  park_workshop_area  park_workshop_let  park_firms_settled  park_firms_producing
    p1       示例甲园  10                  8                  40                  30
    p2       示例乙园  10                  8                  20                  5
    p3       示例丙园  4                   1                  -                   -
"""


def test_occupancy_is_by_floor_area_and_production_by_firms():
    panel = check(occupancy(FULL, ALL))

    assert texts_of(panel, 1) == ["出租 25.00%", "出租 80.00%", "出租 80.00%"]
    assert texts_of(panel, 0) == ["投产 — 未发布", "投产 25.00%", "投产 75.00%"]


def named(*names: str) -> list[Row]:
    known = {"area_code": "621002", "tax": 1}
    return [Row(park_id=each, name_zh=each, name_en=each, **known) for each in names]


def test_an_axis_leaves_out_what_stands_in_brackets_and_has_three_lines_a_park():
    long = "Zhengning Zhoujia Industrial Concentration Zone"

    assert park_rows.labels(named("数据中心（甘肃·庆阳）产业园区（北）"), ["tax"], ZH) == [
        "数据中心<br>产业园区"
    ]
    assert park_rows.labels(named(long), ["tax"], EN) == ["Zhengning<br>Zhoujia<br>Industrial…"]


def test_two_parks_are_never_called_the_same_on_an_axis():
    assert park_rows.labels(named("产业园（一期）", "产业园（二期）", "北园"), ["tax"], ZH) == [
        "产业园（<br>一期）", "产业园（<br>二期）", "北园",
    ]  # fmt: skip


def test_a_park_without_what_is_drawn_says_so_under_its_name():
    unsent = Row(park_id="p", name_zh="北园", area_code="621002", tax=None, absences={})

    assert park_rows.labels([unsent], ["tax"], ZH) == ["北园<br>— 未发布"]


def test_parks_that_tie_are_named_together():
    finding = occupancy(FULL, ALL).finding

    assert finding == "标准厂房出租率示例甲园、示例乙园最高（80.00%），示例丙园最低（25.00%）"


OUTPUT = """
    park_id  name_zh  area_code  park_output_value  park_supplied_area  park_built_area
    p1       示例甲园  '621002'   12.5               800                 600
    p2       示例乙园  '621022'   7.5                200                 50
"""


def cards_of(view: View, text: str = OUTPUT):
    panel = check(cards(text, view))
    return {card["metric_id"]: card for card in panel.body.cards}


def test_the_cards_add_up_all_parks_and_no_card_is_lit():
    shown = cards_of(ALL)

    assert (shown["park_output_value"]["value"], shown["park_output_value"]["unit"]) == (
        "20.00",
        "亿元",
    )
    assert shown["park_built_area"]["completion"] == "占已供应面积 65.00%（推算）"
    assert [card["chip"] for card in shown.values()] == [None] * 6


@pytest.mark.parametrize("chosen", [{"park": "p1"}, {"county": "621002"}])
def test_the_cards_of_a_park_or_of_a_countys_parks_are_theirs_alone(chosen):
    assert cards_of(replace(ALL, **chosen))["park_output_value"]["value"] == "12.50"


def test_a_card_that_no_park_reported_says_so():
    card = cards_of(ALL)["park_workshop_let"]

    assert card["value"] == "— 未发布"
    assert "0" not in card["value"]


def test_a_county_without_a_park_is_one_quiet_line():
    panel = check(cards(OUTPUT, replace(ALL, county="621027")))

    assert panel.status == "所选县（区）没有园区"


def year(text: str) -> list[Row]:
    """Rows of the last full year; a park drawn on one line for each flow."""
    return [
        row_of(
            "parks.last_full_year",
            **{
                "name_en": "Demo Park",
                "area_zh": "西峰",
                "area_en": "Xifeng",
                "metric_zh": drawn.metric_id,
                "metric_en": drawn.metric_id,
                "unit": "亿元",
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 12, 31),
                "basis": "ytd",
                "figure_id": number,
                **CITED,
                **drawn,
            },
        )
        for number, drawn in enumerate(rows(text), start=1)
    ]


PER_MU = """
    park_id  name_zh  area_code  metric_id          value  area  full_years
    p1       示例甲园  '621002'   park_output_value  25     500   3
    p1       示例甲园  '621002'   park_tax           0.5    500   3
    p1       示例甲园  '621002'   park_fai           2.0    500   3
    p2       示例乙园  '621022'   park_output_value  5      1000  3
    p2       示例乙园  '621022'   park_tax           0.2    1000  3
    p2       示例乙园  '621022'   park_fai           3.0    1000  3
    p3       示例丙园  '621022'   park_output_value  9      100   1
    p3       示例丙园  '621022'   park_tax           0.9    100   1
    p3       示例丙园  '621022'   park_fai           0.9    100   1
"""


def test_tax_per_mu_stands_against_investment_per_mu_and_the_denominator_is_named():
    panel = check(per_mu(year(PER_MU), ALL))
    dots = panel.body.charts[0]["data"][-1]

    assert (dots["x"], dots["y"]) == ([40.0, 30.0], [10.0, 2.0])
    assert "分母为年末已供应面积" in panel.measure


def test_in_english_the_axes_are_in_yuan_a_mu():
    panel = check(per_mu(year(PER_MU), replace(ALL, lang="en")))

    assert panel.body.charts[0]["data"][-1]["y"] == [100_000.0, 20_000.0]


def test_every_value_per_mu_is_printed_beside_a_bar():
    panel = per_mu(year(PER_MU), ALL)
    by_tax, by_investment = (each["data"][0]["text"] for each in panel.body.charts[1:])

    assert (by_tax, by_investment) == (["2.00", "10.00"], ["30.00", "40.00"])


def test_two_parks_of_a_county_have_their_own_names_in_lines_a_small_figure_has_room_for():
    text = PER_MU.replace("示例甲园", "数据中心集群（北）东数西算产业园区").replace(
        "'621002'", "'621022'"
    )
    dots, by_tax, _ = per_mu(year(text), ALL).body.charts

    assert dots["data"][-1]["text"] == ["数据中心集<br>群东数西算…", "示例乙园"]
    assert by_tax["data"][0]["y"] == ["示例乙园", "数据中心集<br>群东数西算…"]


def test_on_a_slide_the_bars_of_the_tax_carry_the_investment():
    panel = check(per_mu(year(PER_MU), replace(ALL, theme="projector")))

    assert len(panel.body.charts) == 2
    assert panel.body.charts[1]["data"][0]["text"] == [
        "2.00，投资 30.00",
        "10.00，投资 40.00",
    ]


def test_dots_that_stand_close_have_their_names_on_opposite_sides():
    close = year("""
        park_id  name_zh  area_code  metric_id  value  area  full_years
        p1       示例甲园  '621002'   park_tax   0.50   500   3
        p1       示例甲园  '621002'   park_fai   2.0    500   3
        p2       示例乙园  '621022'   park_tax   0.51   500   3
        p2       示例乙园  '621022'   park_fai   2.3    500   3
    """)
    dots = per_mu(close, ALL).body.charts[0]["data"][-1]

    assert dots["textposition"] == ["middle left", "middle right"]


def test_a_park_of_one_full_year_is_not_drawn_and_is_named():
    panel = per_mu(year(PER_MU), ALL)

    assert "parks?park=p3" not in list(words(panel.body))
    assert any("示例丙园" in note for note in panel.notes)


def test_where_no_park_reports_tax_the_output_stands_in():
    without_tax = [row for row in year(PER_MU) if row.metric_id != "park_tax"]
    no_tax = [r.with_(metric_id="park_tax", value=None) for r in without_tax if r.value == 25]
    panel = check(per_mu([*no_tax, *without_tax], ALL))

    assert panel.body.charts[0]["data"][-1]["y"] == [500.0, 50.0]
    assert "亩均产值" in panel.finding


def test_no_full_year_yet_is_one_quiet_line():
    assert per_mu([], ALL).status == "还没有一个完整年度的园区数据"


def test_comparisons_are_off_on_the_published_pack():
    panels = [
        cards(LAND, RECORD),
        land(LAND, RECORD),
        occupancy(LAND, RECORD),
        per_mu(year(PER_MU), RECORD),
    ]

    assert [panel.body for panel in panels] == [None] * 4
