"""The chain page on both packs, every chain, both languages, without a browser."""

from __future__ import annotations

import pytest

from pages import chain
from tests.pages.opened import OFF, as_browser_reads, chain_page, chains, everywhere, shown, view
from tests.panels.drawing import CHINESE, HOLLOW, check, inked, read_by_people, words

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
LIGHTS = {"on_track", "watch", "behind"}


def test_both_packs_have_the_thirteen_chains_in_the_same_order():
    assert chains("published") == chains("demo")
    assert len(chains("demo")) == 13


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_passes_what_holds_for_all_and_has_the_name_of_its_question(pack, lang):
    for chain_id, page in everywhere(pack, lang):
        for name, panel in page.items():
            assert panel.name == name, chain_id
            if panel.body or panel.status:
                check(panel)


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_reaches_the_browser_as_json_without_a_hollow_word(pack, lang):
    for chain_id, page in everywhere(pack, lang):
        seen = view(pack, lang, chain=chain_id)
        for panel in page.values():
            said = as_browser_reads(panel, seen)
            assert [text for text in words(said) if HOLLOW.search(text)] == [], chain_id


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_drawn_panel_names_its_source(pack, lang):
    bare = [
        (chain_id, panel.name)
        for chain_id, page in everywhere(pack, lang)
        for panel in shown(page)
        if panel.rows and not panel.source
    ]

    assert bare == []


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_table_behind_a_panel_cites_each_of_its_figures(pack, lang):
    for chain_id, page in everywhere(pack, lang):
        seen = view(pack, lang, chain=chain_id)
        for panel in shown(page):
            said = as_browser_reads(panel, seen)
            if not panel.rows:
                assert said["table"] is None, (chain_id, panel.name)
                continue
            figures = [row for row in panel.rows if row.get("figure_id")]
            cited = [row[-1] for row in said["table"]["rows"] if row[-1] is not None]
            assert len(cited) >= len(figures), (chain_id, panel.name)
            assert all(0 <= index < len(said["citations"]) for index in cited)


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_figure_on_the_page_has_a_definition_behind_it(pack, lang):
    for chain_id, page in everywhere(pack, lang):
        seen = view(pack, lang, chain=chain_id)
        for panel in shown(page):
            metrics = {row.metric_id for row in panel.rows if row.get("metric_id")}
            defined = as_browser_reads(panel, seen)["definitions"]
            assert len(defined) == len(metrics), (chain_id, panel.name)


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_titles_subtitles_and_headings_are_english_in_english(pack):
    for chain_id, page in everywhere(pack, "en"):
        for panel in shown(page):
            said = (panel.finding, panel.measure, panel.as_of, *(c.label for c in panel.columns))
            assert [text for text in said if CHINESE.search(text)] == [], chain_id


def test_the_published_pack_leaves_out_what_it_has_no_figures_for():
    for chain_id, page in everywhere("published", "zh"):
        seen = view("published", chain=chain_id)
        left_out = [name for name in OFF if as_browser_reads(page[name], seen) is not None]
        assert left_out == [], chain_id


def test_every_chain_of_the_published_pack_still_has_something_to_show():
    empty = [chain_id for chain_id, page in everywhere("published", "zh") if len(shown(page)) < 2]

    assert empty == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_light_and_no_bar_is_on_the_published_pack(lang):
    for chain_id, page in everywhere("published", lang):
        for card in page["chain_cards"].body.cards:
            assert (card["chip"] or {"light": "none"})["light"] not in LIGHTS, chain_id
            assert card.get("bar") is None
        assert [row.light for row in page["chain_cards"].rows if row.light] == []


def test_on_the_published_pack_what_is_computed_is_a_completion_and_never_a_growth():
    for chain_id, page in everywhere("published", "zh"):
        for panel in shown(page):
            computed = [text for text in read_by_people(panel) if "推算" in text]
            assert [t for t in computed if "历史核对" not in t and "同比" in t] == [], chain_id
        for card in page["chain_cards"].body.cards:
            assert "推算" not in card.get("growth", "") and "推算" not in card["say"]


def test_on_the_published_pack_no_office_owes_a_figure():
    owing = ("待填报", "未报", "未到期", "逾期", "未考核", "保密")
    for chain_id, page in everywhere("published", "zh"):
        for panel in shown(page):
            said = [text for text in read_by_people(panel) if any(w in text for w in owing)]
            assert said == [], (chain_id, panel.name)


def test_on_the_published_pack_no_office_is_named_that_is_not_published():
    for _, page in everywhere("published", "zh"):
        assert page["chain_cards"].body.lead.startswith("链长、牵头部门：公开资料未见")


SOMETIMES = (
    "chain_statements",
    "month_changes",
    "chain_practice",
    "open_matters",
    "local_conversion",
    "herd_balance",
)  # a chain without one has nothing to say
ALWAYS = tuple(q.__name__ for q in chain.PANELS if q.__name__ not in SOMETIMES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_the_demo_pack_every_panel_of_every_chain_is_full(lang):
    for chain_id, page in everywhere("demo", lang):
        assert [name for name in ALWAYS if not page[name].body] == [], chain_id


def test_on_the_demo_pack_every_panel_is_full_for_a_past_year():
    for chain_id in chains("demo"):
        page = chain_page("demo", "zh", chain_id, period="2023")
        assert [name for name in ALWAYS if not page[name].body] == ["outlook"], chain_id
        assert "年底" in page["outlook"].status  # the year is over, or too few lie before it


def test_on_the_demo_pack_a_county_has_every_panel_full_or_one_quiet_line():
    for chain_id in chains("demo"):
        page = chain_page("demo", "zh", chain_id, county="621022")
        silent = [name for name in ALWAYS if not page[name].body and not page[name].status]
        assert silent == [], chain_id
        assert page["chain_cards"].body.cards and page["county_contribution"].body


def test_a_past_year_shows_that_year_and_nothing_later():
    page = chain_page("demo", "zh", "petrochem", period="2023")

    assert {row.period_end.year for row in page["chain_cards"].rows} == {2023}
    assert {row.period_end.year for row in page["output_trend"].rows} == {2023}
    assert max(row.year for row in page["chain_investment"].rows) == 2023
    assert max(row.period_end.year for row in page["chain_series"].rows) == 2023


@pytest.mark.parametrize("same", ["2024", "2024-12", "2024Q4"])
def test_a_year_its_december_and_its_fourth_quarter_are_one_page(same):
    asked, year = (chain_page("demo", "zh", "digital", period=p) for p in (same, "2024"))

    for name in ALWAYS:
        assert asked[name].body == year[name].body, name


def test_a_county_shows_its_own_figures_and_every_county_keeps_its_place():
    page = chain_page("demo", "zh", "petrochem", county="621022")

    assert {row.area_code for row in page["chain_cards"].rows} == {"621022"}
    assert len(page["county_contribution"].rows) == 8
    assert len(page["county_heat"].body.data[0]["y"]) == 8


def test_by_month_the_pair_of_january_and_february_is_one_column():
    page = chain_page("demo", "zh", "petrochem", basis="month")

    (_before, now, _pace) = inked(page["output_trend"].body)
    assert now["x"] == ["1—<br>2月", *(f"{month}月" for month in range(3, 11))]
    assert "推算" in page["output_trend"].measure
