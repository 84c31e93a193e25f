"""The parks in a table, and what is said of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainboard.analysis.parks import leading
from chainboard.packs import CITY
from chainboard.panels.frame import room
from chainboard.panels.parks import profile as park_profile, table as park_table
from chainboard.view import Row
from tests.panels.drawing import RECORD, RECORD_EN, ZH, check, printed
from tests.panels.parks.test_panels import LAND, land
from tests.queries.answers import row_of
from tests.tables import rows

ALL = replace(ZH, chain="all")
TITLED = {"source_title": "园区报道", "grade": "C"}
CITED = {**TITLED, "source_id": "s1"}


def known(text: str) -> list[Row]:
    """Drawn rows of parks.newest: an output of a year, or a park without a figure."""
    return [
        row_of(
            "parks.newest",
            **{
                "name_en": "Demo Park",
                "metric_id": "park_output_value",
                "metric_zh": "园区工业总产值",
                "metric_en": "Output of the park",
                "unit": "亿元",
                "unit_text": "亿元",
                "growth_basis": "nominal",
                "decimals": 2,
                "hedge": "none",
                "period_start": date(2023, 1, 1),
                "period_end": date(2023, 12, 31),
                "basis": "ytd",
                **TITLED,
                **drawn,
            },
        )
        if drawn.get("figure_id")
        else row_of("parks.newest", name_en="Demo Park", **drawn)
        for drawn in rows(text)
    ]


NEWEST = known("""
    park_id  name_zh  area_code  level_zh  figure_id  value  value_text  hedge  hedge_text  published_growth  growth_text
    p1       甲园      '621002'   省级       1          280.0  '280'       over   突破          11.4              '11.4'
    p2       乙园      '621022'   规划       -          -      -           -      -           -                 -
""")


def said(text: str) -> list[Row]:
    return [
        row_of("parks.statements", **{**CITED, "subject_en": "Demo fact", **drawn})
        for drawn in rows(text)
    ]


SAID = said("""
    statement_id  park_id  subject_zh   value_text     unit_text  period_text  reason
    1             p1       省级开发区批复  '2024-12'      -          '2024'       dated_fact
    2             p1       揭牌          '2023-07-03'   -          '2023'       dated_fact
    3             p1       考核全省排名    '24'           位          '2024'       other
    4             p1       入驻企业       200多          家          '2025'       undated
""")


def lines(panel) -> list[list[str]]:
    cells = panel.body.rows
    return [[c["words"] if isinstance(c, dict) else c for c in row] for row in cells]


def test_a_published_figure_has_its_hedge_its_period_its_growth_and_its_source():
    panel = check(park_table.published(NEWEST, RECORD))

    assert lines(panel)[0][3:] == [
        "园区工业总产值",
        "突破 280 亿元",
        "2023年（全年） · 距今超过 18 个月",
        "▲ +11.4%",
        "名义",
        "园区报道 [C]",
    ]


def test_a_park_of_which_no_figure_is_published_keeps_its_row():
    panel = park_table.published(NEWEST, RECORD)

    assert lines(panel)[1][:4] == ["乙园", "", "规划", "公开资料未见"]
    assert panel.finding == "公开资料中的园区 2 个，见到产值或面积的 1 个"


def test_a_park_whose_level_nobody_stated_says_nothing_of_it():
    unsaid = [row.with_(level_zh=None, level_en=None) for row in NEWEST]
    panel = check(park_profile.profile(unsaid, [], [], replace(ALL, pack=CITY)))

    assert {line[1] for line in lines(panel)} == {"主导产业链", "运营模式"}
    assert "— 未报" in {line[2] for line in lines(panel)}


def test_a_county_of_which_no_park_is_known_is_told_so():
    panel = park_table.published(NEWEST, replace(RECORD, county="621027"))

    assert panel.notes == ("所选县（区）没有园区资料，表中为全部园区。",)


def test_a_park_in_the_table_leads_to_its_own_view_and_its_county_to_the_countys():
    first = park_table.published(NEWEST, RECORD).body.rows[0]

    assert first[0]["go"] == "parks?park=p1"
    assert first[1]["go"] == "county?county=621002"


def test_dated_facts_are_dates_and_never_quantities():
    panel = check(park_profile.profile(NEWEST, [], SAID, replace(RECORD, park="p1")))
    told = {line[0]: (line[1], line[2]) for line in lines(panel)}

    assert told["省级开发区批复"] == ("", "2024年12月")
    assert told["揭牌"] == ("", "2023年7月3日")


def test_a_statement_keeps_its_own_words_and_the_year_it_speaks_of():
    panel = park_profile.profile(NEWEST, [], SAID, replace(RECORD, park="p1"))
    told = {line[0]: (line[1], line[2]) for line in lines(panel)}

    assert told["考核全省排名"] == ("第 24 位", "2024年")
    assert told["入驻企业"] == ("200 多家", "2025年")


def test_the_picked_park_is_told_alone_and_all_are_told_together():
    one = park_profile.profile(NEWEST, [], SAID, replace(RECORD, park="p2"))
    everyone = park_profile.profile(NEWEST, [], SAID, RECORD)

    assert {row.park for row in one.rows} == {"乙园"}
    assert one.body.columns[0] == {"label": "事项"}
    assert {line[0] for line in lines(everyone)} == {"甲园", "乙园"}


def test_every_figure_of_the_profile_carries_its_citation():
    panel = park_profile.profile(NEWEST, [], SAID, RECORD)
    (figure,) = [row for row in panel.rows if row.get("figure_id")]

    assert {"metric_id", "source_title", "grade"} <= set(figure)
    assert all(row.source_id for row in panel.rows if row.kind == "statement")


def test_a_figure_of_the_profile_is_a_number_to_a_program_and_words_to_a_reader():
    panel = park_profile.profile(NEWEST, [], SAID, RECORD)
    (figure,) = [row for row in panel.rows if row.get("figure_id")]
    place = [column.key for column in panel.columns].index("value")

    assert (figure.value, figure.unit, figure.published_growth) == (280.0, "亿元", 11.4)
    assert printed(panel, RECORD)[panel.rows.index(figure)][place] == (
        "突破 280 亿元，公布同比 ▲ +11.4%（名义）"
    )
    assert [column.key for column in panel.columns if column.unit] == ["value", "published_growth"]


def test_the_leading_chain_is_named_with_its_firms_and_leads_to_its_page():
    chains = [
        row_of("parks.chains", **{"park_id": "p1", "is_shown": True, **CITED, **drawn})
        for drawn in rows("""
            chain_id  name_zh     firms  weight
            digital   数字经济产业链  4      4.0
            health    医药康养产业链  3      2.1
        """)
    ]
    panel = check(park_profile.profile(NEWEST, leading(chains), [], replace(ALL, park="p1")))
    told = {row[0]: row[1] for row in panel.body.rows}

    assert told["主导产业链"] == {
        "go": "chain?chain=digital",
        "words": "数字经济产业链（4 家企业）",
    }
    assert told["其他产业链"] == "医药康养产业链（3 家企业）"


def test_a_park_without_firms_has_no_leading_chain_and_says_so():
    panel = park_profile.profile(NEWEST, [], [], replace(ALL, park="p2"))
    told = {line[0]: line[1] for line in lines(panel)}

    assert (told["主导产业链"], told["运营模式"]) == ("— 未发布", "— 未发布")


def test_a_county_of_which_no_park_is_known_has_no_profile():
    panel = check(park_profile.profile(NEWEST, [], [], replace(ALL, county="621027")))

    assert panel.status == "所选县（区）没有园区资料"


def test_in_english_the_figures_are_english():
    panel = park_table.published(NEWEST, RECORD_EN)

    assert lines(panel)[0][4] == "over RMB 28.0 bn"


@pytest.mark.parametrize(
    ("lang", "longest"),
    [
        ("zh", "国家数据中心集群“东数西算”产业园区"),
        ("en", "Zhengning Zhoujia Industrial Concentration Zone"),
    ],
)
def test_on_a_slide_three_areas_have_room_beside_the_longest_name_and_bar(lang: str, longest: str):
    slide = replace(ALL, theme="projector", lang=lang)
    bars = land(LAND, slide).body
    (_, end), width = bars.layout["xaxis"]["range"], 1820 - room(longest, 32)

    beyond_the_bar = width * (1 - max(bars.data[0]["x"]) / end)

    assert room("12,600 → 9,400  74.6% → 7,900  84.0%", 32) <= beyond_the_bar
