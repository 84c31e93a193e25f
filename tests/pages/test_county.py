"""The county page on both packs, every county, both languages, without a browser."""

from __future__ import annotations

from functools import cache

import pytest

from chainboard.panels import Panel
from chainboard.queries import ask
from pages import county
from tests.pages.opened import as_browser_reads, shown, table, view
from tests.panels.drawing import CHINESE, HOLLOW, check, read_by_people, words

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
# What may have nothing to say: a month without changes, a record that lights nothing, a ledger of
# which no view here names a step.
QUIET = {
    "demo": {"month_changes", "open_matters"},
    "published": {
        "month_changes", "county_attention", "late_projects", "open_matters", "drivers",
    },
}  # fmt: skip
NAMES = [question.__name__ for question in county.PANELS]


@cache
def page(pack: str, lang: str = "zh", **filters: str) -> dict[str, Panel]:
    seen = view(pack, lang, **filters)
    return {question.__name__: question(seen) for question in county.PANELS}


@cache
def choices(pack: str) -> tuple[str, ...]:
    return ("all", *(row.area_code for row in ask(view(pack), "places.counties")))


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_passes_what_holds_for_all_and_reaches_the_browser(pack, lang):
    for code in choices(pack):
        seen = view(pack, lang, county=code)
        for name, panel in page(pack, lang, county=code).items():
            assert panel.name == name
            said = as_browser_reads(check(panel), seen)
            assert [text for text in words(said) if HOLLOW.search(text)] == [], (code, name)


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_is_full_for_the_city_and_for_every_county(pack, lang):
    for code in choices(pack):
        empty = {name for name, panel in page(pack, lang, county=code).items() if not panel.body}
        assert empty - QUIET[pack] == set(), code


def test_counties_are_judged_by_measures_that_add_and_one_that_is_late_is_named():
    panel = page("demo")["county_attention"]

    assert {row.metric_id for row in panel.rows} <= {
        "investment_attracted", "project_investment", "tax",
    }  # fmt: skip
    assert {row.light for row in panel.rows} == {None}
    assert panel.notes == ("当期未报，不列入：合水。",)


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_drawn_panel_names_its_source_and_cites_its_figures(pack, lang):
    for code in choices(pack):
        seen = view(pack, lang, county=code)
        for panel in shown(page(pack, lang, county=code)):
            late = all(row.get("value") is None for row in panel.rows)
            assert panel.source or late, (code, panel.name)
            figures = [row for row in panel.rows if row.get("figure_id")]
            cited = as_browser_reads(panel, seen)["table"]["rows"]
            assert len([row for row in cited if row[-1] is not None]) >= len(figures)


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_titles_subtitles_and_headings_are_english_in_english(pack):
    for panel in shown(page(pack, "en")):
        said = (panel.finding, panel.measure, panel.as_of, *(c.label for c in panel.columns))
        assert [text for text in said if CHINESE.search(text)] == [], panel.name


@pytest.mark.sample(16)
@pytest.mark.parametrize("chain", ["all", "energy", "apple", "low_altitude"])
@pytest.mark.parametrize("period", ["", "2026-02", "2023", "2021-02", "2015"])
@pytest.mark.parametrize("pack", ["published", "demo"])
def test_every_chain_and_period_is_answered_full_or_with_one_quiet_line(pack, period, chain):
    for panel in page(pack, "zh", chain=chain, period=period, county="621024").values():
        check(panel)


def test_the_published_pack_has_no_light_no_rank_and_no_growth_from_levels():
    judging = ("名次", "完成率", "进位", "欠序时", "超序时", "未报", "未到期", "逾期", "未考核")
    for code in choices("published"):
        for panel in page("published", county=code).values():
            said = [t for t in read_by_people(panel) if any(word in t for word in judging)]
            assert said == [], (code, panel.name)
        for card in page("published", county=code)["county_cards"].body.cards:
            assert (card["chip"] or {"light": "none"})["light"] == "none"
            assert not card.get("bar") and "推算" not in card.get("growth", "")


def test_the_published_product_of_the_eight_counties_is_the_city_s_own():
    """1,100.37 亿元 in 2023: the sum of the yearbook's counties and the city's bulletin."""
    card = page("published")["county_cards"].body.cards[0]

    assert (card["value"], card["unit"]) == ("1,100.37", "亿元")
    assert "与全市公布数相同" in card["notes"][0]


def test_the_published_parts_of_the_product_are_those_of_the_reviewed_list():
    """Recomputed from s4e7599b2: 华池 83.60, 合水 69.19, 庆城 64.41, 环县 60.46 … 宁县 21.33."""
    first = page("published")["county_rank"].body.charts[0]["data"][0]

    assert list(zip(first["y"][::-1], first["text"][::-1], strict=True)) == [
        ("华池", "83.60%"),
        ("合水", "69.19%"),
        ("庆城", "64.41%"),
        ("环县", "60.46%"),
        ("西峰", "47.09%"),
        ("正宁", "41.44%"),
        ("镇原", "28.86%"),
        ("宁县", "21.33%"),
    ]


def test_published_firms_grew_from_95_to_129_and_people_are_those_of_two_censuses():
    rows = page("published")["county_dumbbell"].rows
    firms = [row for row in rows if row.metric_id == "industry_firms"]
    people = {row.short_zh: row for row in rows if row.metric_id == "resident_population"}

    assert (sum(r.prior_value for r in firms), sum(r.value for r in firms)) == (95, 129)
    assert people["西峰"].growth == pytest.approx(36.11, abs=0.005)
    assert people["宁县"].growth == pytest.approx(-17.08, abs=0.005)


def test_published_growth_between_two_censuses_reads_so_in_the_table_of_firms_and_people():
    rows = table(page("published")["county_dumbbell"])
    people = {row["县（区）"]: row["变化"] for row in rows if row["指标"] == "常住人口"}

    assert (people["西峰"], people["宁县"]) == ("▲ +36.11%", "▼ −17.08%")


def test_published_growth_of_the_product_stands_for_five_counties_and_zhengning_is_broken():
    courses = page("published")["county_trends"].body.charts
    quoted = {each["title"]: each["caveat"] for each in courses if "公布同比" in each["caveat"]}

    assert set(quoted) == {"庆城", "华池", "正宁", "西峰", "镇原"}
    assert "断点" in quoted["正宁"]


def test_published_positions_are_known_for_six_counties_and_two_are_silent():
    rows = page("published")["county_chains"].rows

    assert [row.short_zh for row in rows if row.source_id is None] == ["华池", "合水"]


def test_on_the_demo_pack_a_late_county_keeps_its_place_in_every_comparison():
    comparison = page("demo", county="621024")
    done = comparison["county_rank"].body.charts[0]["data"][0]

    assert done["y"][0] == "合水 — 未报"
    assert comparison["county_rank"].finding == "合水未报"
    assert "合水 — 未报" in comparison["county_dumbbell"].alt


def test_on_the_demo_pack_a_small_base_is_marked():
    """The equipment chain of 正宁 grew 557.1 % from less than 0.1 亿元: planted in the demo."""
    rank = page("demo", chain="equipment")["county_rank"]

    assert [row.short_zh for row in rank.rows if row.is_small] == ["正宁"]
    assert [row.rank_growth for row in rank.rows if row.is_small] == [None]


def test_no_panel_adds_up_the_output_of_a_county_s_chains():
    """What one chain sells another stands in both: D21 and D22."""
    for code in choices("demo")[1:]:
        own = page("demo", county=code)
        chains = [
            row.value
            for row in own["county_chains"].rows
            if row.parent_id is None and row.value is not None
        ]
        held = {
            round(row.value, 6)
            for panel in own.values()
            for row in panel.rows
            if row.get("metric_id") == "output_value" and row.get("value") is not None
        }
        assert len(chains) < 2 or round(sum(chains), 6) not in held, code
        assert all(r.metric_id != "output_value" for r in own["county_cards"].rows), code


def test_the_table_behind_the_ranking_has_all_eight_counties_with_their_ranks():
    rows = table(page("demo")["county_rank"])

    assert len(rows) == 8
    assert rows[0]["完成率名次"] == 1


@pytest.mark.parametrize(("lang", "word"), [("zh", "— 保密"), ("en", "— confidential")])
def test_the_cards_of_a_chain_with_one_firm_in_the_county_say_confidential(lang, word):
    panel = page("demo", lang, county="621022", chain="low_altitude")["county_cards"]

    assert {row.absence for row in panel.rows} == {"suppressed"}
    assert {card["value"] for card in panel.body.cards} == {word}
    told = [row.get(name) for row in panel.rows for name in ("value", "published_growth")]
    assert set(told) == {None}


def test_every_card_with_a_target_says_last_months_gap_beside_this_months():
    for filters in ({}, {"county": "621002"}, {"chain": "petrochem"}, {"period": "2026-04"}):
        cards = page("demo", **filters)["county_cards"].body.cards
        gaps = [card["gap"] for card in cards if card["gap"]]
        assert gaps != [], filters
        assert [gap for gap in gaps if "上月" not in gap] == [], filters
