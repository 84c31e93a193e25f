"""The investment page on both packs, the city, counties and chains, without a browser."""

from __future__ import annotations

import pytest

from chainboard.panels import Panel
from chainboard.queries import ask
from pages import investment
from tests.pages.opened import as_browser_reads, shown, view
from tests.panels.drawing import CHINESE, HOLLOW, check, read_by_people, words

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
VIEWS = (
    {},
    {"county": "621022"},
    {"county": "621024", "chain": "apple"},
    {"chain": "petrochem"},
    {"period": "2024"},
    {"period": "2021-02"},
    {"theme": "projector"},
)
# Panels that the published pack leaves out (published.md, section 4).
OFF = ("deal_funnel", "stage_by_county", "in_place_monthly", "investment_by_chain", "stalled_deals")


def page(pack: str, lang: str = "zh", **filters: str) -> dict[str, Panel]:
    seen = view(pack, lang, **filters)
    return {question.__name__: question(seen) for question in investment.PANELS}


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_answers_on_every_view_and_reaches_the_browser(pack, lang):
    for filters in VIEWS:
        seen = view(pack, lang, **filters)
        for name, panel in page(pack, lang, **filters).items():
            assert panel.name == name, filters
            if panel.body or panel.status:
                check(panel)
            said = as_browser_reads(panel, seen)
            assert [text for text in words(said) if HOLLOW.search(text)] == [], filters


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_drawn_panel_names_its_source_and_cites_its_figures(pack, lang):
    seen = view(pack, lang)
    for panel in shown(page(pack, lang)):
        said = as_browser_reads(panel, seen)
        cited = [row[-1] for row in said["table"]["rows"] if row[-1] is not None]
        assert panel.source, panel.name
        assert len(cited) >= sum(1 for row in panel.rows if row.get("figure_id")), panel.name
        metrics = {row.metric_id for row in panel.rows if row.get("metric_id")}
        assert len(said["definitions"]) == len(metrics), panel.name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_the_demo_pack_every_panel_is_full_for_the_city(lang):
    assert [name for name, panel in page("demo", lang).items() if not panel.body] == []


def test_on_the_demo_pack_a_county_has_every_panel_full_or_one_quiet_line():
    for row in ask(view("demo"), "places.counties"):
        opened = page("demo", county=row.area_code)
        assert [n for n, panel in opened.items() if not panel.body and not panel.status] == []
        assert len(opened["stage_by_county"].rows) == 8


def test_every_card_with_a_target_says_last_months_gap_beside_this_months():
    for filters in ({}, {"county": "621002"}, {"chain": "petrochem"}, {"period": "2026-04"}):
        cards = page("demo", **filters)["investment_cards"].body.cards
        gaps = [card["gap"] for card in cards if card["gap"]]
        assert gaps != [], filters
        assert [gap for gap in gaps if "上月" not in gap] == [], filters

    first = page("demo", period="2026-02")["investment_cards"].body.cards
    assert [card["gap"] for card in first if "上月" in card["gap"]] == []


def test_the_box_over_a_year_says_the_gap_to_the_calendar_where_it_says_a_target():
    charts = page("demo")["investment_series"].body.charts
    boxes = [box for chart in charts for box in chart["data"][-1]["hovertext"]]
    aimed = [box for box in boxes if "年度目标" in box]
    assert aimed != []
    assert [box for box in aimed if "与序时进度之差（推算）" not in box] == []


def test_the_published_pack_shows_cards_series_and_cohorts_only():
    assert [panel.name for panel in shown(page("published"))] == [
        "investment_cards",
        "investment_series",
        "investment_cohorts",
    ]
    for filters in VIEWS:
        seen = view("published", **filters)
        opened = page("published", **filters)
        assert [n for n in OFF if as_browser_reads(opened[n], seen) is not None] == [], filters


def test_the_published_cards_are_read_aloud_as_they_were_printed():
    assert page("published")["investment_cards"].alt == (
        "省外到位资金，2025年（全年），1,102.09 亿元，增长 20.09%。 新签约项目，2025年（全年），453 个。 "
        "招商引资签约额，2025年（全年），突破 1,645.4 亿元。 招商对工业固投贡献率，2025年（全年），超过 80%。"
    )


def test_on_the_published_pack_nothing_is_lit_owed_or_computed_from_what_has_no_denominator():
    forbidden = ("待填报", "未报", "逾期", "未考核", "48.64", "滞后", "■")
    for panel in shown(page("published")):
        assert [t for t in read_by_people(panel) if any(w in t for w in forbidden)] == []


def test_the_published_record_names_the_counties_that_have_figures():
    series = page("published")["investment_series"]
    counties = [row for row in series.rows if row.area_level == "county"]

    assert {row.area_zh for row in counties} == {"宁县", "西峰", "镇原"}
    said = {line[3] for line in series.body.rows if line[1] == "宁县"}
    assert said == {"81 个", "214.28 亿元", "95.55 亿元"}


def test_the_target_that_the_overview_prints_stands_on_the_card_too():
    (funds,) = [c for c in page("published")["investment_cards"].body.cards if c["metric_id"] == "investment_attracted"]  # fmt: skip

    assert funds["chip"]["word"] == "无同期实绩"
    assert any("1,200亿元" in note for note in funds["notes"])


def test_the_deals_of_the_counties_are_the_deals_of_the_city():
    opened = page("demo")

    assert (
        sum(row.deals for row in opened["stage_by_county"].rows)
        == opened["deal_funnel"].rows[0].deals
    )
    assert (
        sum(row.deals for row in opened["investment_cohorts"].rows)
        == opened["deal_funnel"].rows[0].deals
    )


def test_every_waiting_deal_is_among_those_that_stand_at_signing():
    opened = page("demo")
    at_signing = sum(row.signed for row in opened["stage_by_county"].rows)

    assert 0 < len(opened["stalled_deals"].rows) <= at_signing
    assert min(row.days for row in opened["stalled_deals"].rows) > 90


def test_the_months_of_a_year_add_up_to_its_total():
    rows = page("demo", period="2024")["in_place_monthly"].rows

    assert sum(row.month_value for row in rows) == pytest.approx(rows[-1].year_to_date)


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_titles_subtitles_and_headings_are_english_in_english(pack):
    for panel in shown(page(pack, "en")):
        said = (panel.finding, panel.measure, panel.as_of, *(c.label for c in panel.columns))
        assert [text for text in said if CHINESE.search(text)] == [], panel.name
