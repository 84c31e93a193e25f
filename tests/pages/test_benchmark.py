"""The page of benchmarks on both packs, both languages, without a browser."""

from __future__ import annotations

from functools import cache

import pytest

from chainboard.panels import Panel
from chainboard.queries import ask
from pages import benchmark
from tests.pages.opened import as_browser_reads, chains, shown, view
from tests.panels.drawing import CHINESE, HOLLOW, check, read_by_people, words

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
PREFECTURES = ["peer_gap", "practice", "peer_strip", "province_context", "peer_rule"]


@cache
def page(pack: str, lang: str = "zh", **filters: str) -> dict[str, Panel]:
    seen = view(pack, lang, **filters)
    return {question.__name__: question(seen) for question in benchmark.PANELS}


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_passes_what_holds_for_all_and_reaches_the_browser(pack, lang):
    for chain_id in ("all", *chains(pack)):
        for name, panel in page(pack, lang, chain=chain_id).items():
            assert panel.name == name
            if panel.body or panel.status:
                check(panel)
            said = as_browser_reads(panel, view(pack, lang, chain=chain_id))
            assert [text for text in words(said) if HOLLOW.search(text)] == []


def test_the_mayors_office_can_name_two_prefectures_by_how_much_and_what_they_do():
    told = page("published")

    assert told["peer_gap"].finding == (
        "工业固定资产投资增速（2025年1—9月）：白银高 27.7 个百分点；天水高 14.8 个百分点"
    )
    assert told["practice"].finding.startswith("有做法可看的领先市州：榆林高 5,821.74 亿元")
    assert "煤化工" in told["practice"].body.cards[0]["label"]


def test_the_place_of_the_city_is_that_of_the_published_lists():
    """全省14个市州: 1—9月 14.5 % 第5, 上半年 3.7 % 第8 (s53bbd592, s7ad4a638)."""
    panel = page("published")["province_context"]

    assert panel.finding.endswith("2025年1—9月第 5（▲ +14.5%）、2025年1—6月第 8（▲ +3.7%）")
    charts = {(each["title"], each["note"].split(" · ")[0]): each for each in panel.body.charts}
    assert charts["工业固定资产投资增速", "2025年1—9月"]["caveat"] == "全省 ▲ +6.4%"
    levels = charts["地区生产总值", "2025年"]
    assert "data" not in levels and levels["caveat"] == "公开资料未见：嘉峪关、临夏、甘南"
    assert levels["facts"][-1] == {"value": "突破 670 亿元", "when": "金昌"}


def test_the_peers_follow_from_the_data_and_who_lacks_figures_is_named():
    panel = page("published")["peer_rule"]

    assert panel.finding == (
        "按公开指标，与本市最相近的 8 个市州：吴忠、克拉玛依、朔州、酒泉、白银、延安、大庆、平凉"
    )
    assert panel.notes[0].startswith("未参加：临夏缺一般公共预算收入")
    assert len(panel.body.rows) == 27


def test_the_peers_hold_when_one_indicator_is_left_out():
    note = next(each for each in page("published")["peer_rule"].notes if "名单重合" in each)

    assert note.count("78%") == 5


def test_no_growth_is_worked_out_of_levels():
    for name in PREFECTURES:
        said = read_by_people(page("published")[name])
        assert [text for text in said if "推算同比" in text] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_pack_without_other_prefectures_says_it_once_and_shows_its_counties(lang):
    told = page("demo", lang)

    assert [name for name, panel in told.items() if panel.body] == ["county_peers"]
    assert [name for name, panel in told.items() if panel.status] == ["peer_strip"]
    assert len(told["county_peers"].rows) == 8


def test_types_of_the_demo_are_called_so_and_a_record_has_none():
    for row in page("demo")["county_peers"].rows:
        assert row.type_zh.startswith("示例") and row.type_en.startswith("Demo")
    assert page("published")["county_peers"].status == (
        "公开资料未见各县（区）的强县域类型，不按类型相比"
    )


def test_a_chain_chooses_practice_and_counties_and_leaves_the_prefectures_as_they_are():
    whole, mutton = page("published"), page("published", chain="mutton")

    assert len(mutton["practice"].rows) < len(whole["practice"].rows)
    assert mutton["peer_gap"].rows == whole["peer_gap"].rows
    assert page("demo", chain="mutton")["county_peers"].measure.startswith("产业链产值")


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_every_table_cites_each_of_its_figures(pack):
    for panel in shown(page(pack)):
        said = as_browser_reads(panel, view(pack, "zh"))
        figures = [row for row in panel.rows if row.get("figure_id")]
        cited = [row[-1] for row in said["table"]["rows"] if row[-1] is not None]
        assert len(cited) >= len(figures), panel.name


def test_in_english_nothing_but_sources_and_names_of_documents_is_chinese():
    for panel in shown(page("published", "en")):
        drawn = [text for text in words(panel.body) if CHINESE.search(text)]
        titles = {row.source_title for row in panel.rows if row.get("source_title")}
        assert [text for text in drawn if not any(title in text for title in titles)] == []
        assert not CHINESE.search(panel.finding + panel.measure)


def test_every_indicator_that_is_named_in_data_is_held():
    named = {row.metric_id for row in ask(view("published"), "peers.indicators")}

    assert {row.metric_id for row in ask(view("published"), "peers.figures")} == named
