"""The parks page on both packs, every park, both languages, without a browser."""

from __future__ import annotations

from functools import cache

import pytest

from chainboard.panels import Panel
from chainboard.queries import ask
from pages import parks
from tests.pages.opened import as_browser_reads, shown, view
from tests.panels.drawing import CHINESE, HOLLOW, check, read_by_people, words

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
OF_LEDGER = ["open_matters"]  # its steps stand beside editions, and no view here names one
OFF = ("park_cards", "park_land", "park_occupancy", "park_per_mu", "park_scores")


@cache
def page(pack: str, lang: str, **filters: str) -> dict[str, Panel]:
    seen = view(pack, lang, **filters)
    return {question.__name__: question(seen) for question in parks.PANELS}


def ids(pack: str) -> list[str]:
    return ["all", *(row.park_id for row in ask(view(pack), "places.parks"))]


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_passes_what_holds_for_all_and_reaches_the_browser(pack, lang):
    for park in ids(pack):
        for name, panel in page(pack, lang, park=park).items():
            assert panel.name == name
            if panel.body or panel.status:
                check(panel)
            said = as_browser_reads(panel, view(pack, lang, park=park))
            assert [text for text in words(said) if HOLLOW.search(text)] == []


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_table_behind_a_panel_cites_each_of_its_figures(pack, lang):
    for panel in shown(page(pack, lang)):
        said = as_browser_reads(panel, view(pack, lang))
        figures = [row for row in panel.rows if row.get("figure_id")]
        cited = [row[-1] for row in said["table"]["rows"] if row[-1] is not None]
        assert len(cited) >= len(figures), panel.name


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_titles_subtitles_and_headings_are_english_in_english(pack):
    for park in ids(pack):
        for panel in shown(page(pack, "en", park=park)):
            said = (panel.finding, panel.measure, panel.as_of, *(c.label for c in panel.columns))
            assert [text for text in said if CHINESE.search(text)] == [], park


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_the_demo_pack_every_panel_of_every_park_is_full_and_names_its_source(lang):
    for park in ids("demo"):
        panels = page("demo", lang, park=park)
        assert [name for name, panel in panels.items() if not panel.body] == OF_LEDGER, park
        assert [name for name, panel in panels.items() if not panel.source] == OF_LEDGER, park


def test_on_the_demo_pack_every_panel_is_full_for_a_past_year_and_for_a_county():
    for filters in ({"period": "2024"}, {"county": "621022"}):
        empty = [name for name, panel in page("demo", "zh", **filters).items() if not panel.body]
        assert empty == OF_LEDGER, filters


def test_a_period_before_the_first_figure_says_so():
    for name, panel in page("demo", "zh", period="2019").items():
        assert panel.body or panel.status, name
    assert page("demo", "zh", period="2019")["park_land"].status == "这一期间之前没有园区数据"


def test_the_published_pack_shows_only_the_table_and_the_profile():
    for park in ids("published"):
        panels = page("published", "zh", park=park)
        assert [name for name in OFF if panels[name].body] == [], park
        assert panels["park_table"].body and panels["park_profile"].body, park


def test_on_the_published_pack_nothing_is_computed_ranked_or_owed():
    wrong = ("推算", "亩均", "排名第", "未报", "未发布", "逾期", "建成率", "202,4", "202,3")
    for panel in shown(page("published", "zh")):
        said = [text for text in read_by_people(panel) if any(word in text for word in wrong)]
        assert said == [], panel.name


# What published.md lists for the parks page: a park, and words that must stand in its rows.
RECORD = [
    ("xifeng", "280 亿元"),
    ("xifeng", "38 亿元"),
    ("xifeng", "300 亿元"),
    ("edwc", "1.7 万亩"),
    ("edwc", "2,796 亩"),
    ("edwc", "917 亩"),
    ("edwc", "818 亩"),
    ("edwc", "1,955 亩"),
    ("zhoujia", "2024年12月"),
    ("zhoujia", "2025年8月"),
    ("zhoujia", "第 24 位"),
    ("zhoujia", "第 2 位"),
    ("zhoujia", "82,122 万元"),
    ("jinlong", "8.69 亿元，公布同比 ▲ +11.4%（名义）"),
    ("jinlong", "9 间"),
    ("jinlong", "运营模式：管委会+运营公司+企业"),
    ("yima", "2023年7月3日"),
    ("yima", "160 亩以上"),
    ("hesheng", "2 家"),
    ("xifeng_north", "56.4 亩"),
    ("tianshuibao", "仅有建设计划"),
]


@pytest.mark.parametrize(("park", "words_said"), RECORD)
def test_the_published_facts_of_each_park_stand_in_its_profile(park, words_said):
    panel = page("published", "zh", park=park)["park_profile"]

    assert any(words_said in (row.subject, row.said, row.when) for row in panel.rows)


def test_a_park_is_the_same_among_all_as_alone():
    among = [r for r in page("published", "zh")["park_profile"].rows if r.park_id == "edwc"]
    alone = page("published", "zh", park="edwc")["park_profile"].rows

    assert [row.said for row in among] == [row.said for row in alone]


def test_the_four_headings_hold_what_the_demo_planted_and_on_the_record_no_share():
    demo, record = (page(pack, "zh")["park_headings"] for pack in ("demo", "published"))

    assert len(demo.body.rows) == 8
    assert {row.heading for row in demo.rows} == {
        "construction", "management", "recruitment", "operation",
    }  # fmt: skip
    assert [row.said for row in record.rows if "%" in row.said] == []
    assert {row.grade for row in record.rows} <= {"A", "B", "C"}
