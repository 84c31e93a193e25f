"""The overview on both packs and in both languages, without a browser."""

from __future__ import annotations

from functools import cache

import pytest

from chainboard.panels import Panel
from chainboard.panels.tokens import TOKENS
from chainboard.queries import ask
from pages import overview
from tests.pages.opened import as_browser_reads, chain_page, chains, shown, table, view
from tests.panels.drawing import CHINESE, HOLLOW, check, read_by_people, words

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
PACKS = ("published", "demo")
JUDGING = ("滞后", "关注", "正常", "未报", "未到期", "逾期", "待填报", "未考核", "名次")


@cache
def page(pack: str, lang: str = "zh", **filters: str) -> dict[str, Panel]:
    seen = view(pack, lang, **filters)
    return {question.__name__: question(seen) for question in overview.PANELS}


def faces(pack: str) -> dict[str, dict]:
    cards = page(pack)["kpi_cards"].body.cards
    return {face["metric_id"]: face for face in cards}


def cells(panel: Panel) -> list[list[str]]:
    """The drawn table, words only."""
    rows = panel.body.rows
    return [[cell["words"] if isinstance(cell, dict) else cell for cell in row] for row in rows]


@pytest.mark.parametrize(("pack", "lang"), BOTH)
@pytest.mark.parametrize("drawn", ["shape", "tiles"])
def test_every_panel_is_full_passes_what_holds_for_all_and_reaches_the_browser(pack, lang, drawn):
    seen = view(pack, lang, map=drawn)
    for name, panel in page(pack, lang, map=drawn).items():
        # One edition, in which nothing changed; nothing is worked out from published levels.
        quiet = ("month_changes", "outlook", "target_log", "drivers")
        is_quiet = pack == "published" and name in quiet
        assert panel.name == name and (panel.body or is_quiet)
        said = as_browser_reads(check(panel), seen)
        assert [text for text in words(said) if HOLLOW.search(text)] == [], name


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_figure_behind_a_panel_is_cited(pack, lang):
    seen = view(pack, lang)
    for panel in shown(page(pack, lang)):
        figures = [row for row in panel.rows if row.get("figure_id")]
        cited = as_browser_reads(panel, seen)["table"]["rows"]
        assert len([row for row in cited if row[-1] is not None]) >= len(figures), panel.name


@pytest.mark.parametrize("pack", PACKS)
def test_titles_subtitles_and_headings_are_english_in_english(pack):
    for panel in shown(page(pack, "en")):
        said = (panel.finding, panel.measure, panel.as_of, *(c.label for c in panel.columns))
        assert [text for text in said if CHINESE.search(text)] == [], panel.name


@pytest.mark.parametrize("period", ["2026-02", "2026-09", "2024Q3", "2023", "2021-02", "2015"])
def test_on_the_demo_pack_every_period_is_answered_full_or_with_one_quiet_line(period):
    for panel in page("demo", period=period).values():
        check(panel)


@pytest.mark.parametrize("period", ["2025", "2024Q3", "2023-09", "2023"])
def test_on_the_record_a_period_shows_what_was_published_of_it(period):
    for panel in page("published", period=period).values():
        check(panel)
    ends = {row.period_end for row in page("published", period=period)["kpi_cards"].rows}

    assert {(end.year, end.month) for end in ends} == {
        (int(period[:4]), 9 if "-09" in period or "Q3" in period else 12)
    }


def test_the_published_cards_are_the_six_of_the_reviewed_list_in_their_order():
    """published.md, section 1: the number and the period of each card."""
    said = [
        (f"{face['value']} {face['unit']}".strip(), face["period"].split(" · ")[0])
        for face in faces("published").values()
    ]

    assert list(faces("published")) == [
        "investment_attracted", "industrial_fai", "crude_oil_output",
        "crude_processing", "gdp_primary", "compute_capacity",
    ]  # fmt: skip
    assert said == [
        ("1,102.09 亿元", "2025年（全年）"),
        ("▲ +14.5%", "2025年1—9月（累计）"),
        ("850.09 万吨", "2023年1—9月（累计）"),
        ("276.26 万吨", "2023年1—9月（累计）"),
        ("132.47 亿元", "2024年（全年）"),
        ("突破 6.6 万P", "2025年8月6日（时点）"),
    ]


@pytest.mark.parametrize(
    ("metric_id", "rate"),
    [
        ("investment_attracted", "+20.09%（名义）"),
        ("crude_oil_output", "+8.2%（实物量）"),
        ("crude_processing", "+28.9%（实物量）"),
        ("gdp_primary", "+6.6%（可比价）"),
    ],
)
def test_published_growth_is_as_printed_with_its_basis(metric_id, rate):
    assert faces("published")[metric_id]["growth"].endswith(rate)


def test_published_outcomes_of_2023_are_checked_against_the_targets_of_2023():
    """850.09 of 1,050 is 80.96 %, 276.26 of 355 is 77.82 %; three quarters had passed."""
    crude, processed = (
        faces("published")["crude_oil_output"],
        faces("published")["crude_processing"],
    )

    assert (crude["completion"][-6:], crude["gap"]) == ("80.96%", "与序时进度之差 +5.96 个百分点")
    assert (processed["completion"][-6:], processed["gap"]) == (
        "77.82%",
        "与序时进度之差 +2.82 个百分点",
    )
    assert "推算" in crude["completion"] and "历史核对" in crude["completion"]


def test_the_reprinted_computing_capacity_stands_beside_and_not_instead():
    face = faces("published")["compute_capacity"]

    assert any("转载" in note and "超过 10 万P" in note for note in face["notes"])
    assert "10" not in face["say"]


def test_the_published_pack_has_no_light_no_lateness_and_no_rank_of_ours():
    for panel in shown(page("published")):
        said = [text for text in read_by_people(panel) if any(word in text for word in JUDGING)]
        assert said == [], panel.name
    assert {
        (face["chip"] or {"light": "none"})["light"] for face in faces("published").values()
    } == {"none"}
    assert [face["bar"] for face in faces("published").values() if face["bar"]] == []


def test_growth_of_the_product_from_levels_and_a_target_over_a_target_are_never_said():
    """1,235.32 over 1,213 (+1.84 %) and 355 over 1,050 (33.81 %): published.md, section 1."""
    for lang in ("zh", "en"):
        said = " ".join(
            t for panel in shown(page("published", lang)) for t in read_by_people(panel)
        )
        assert "1.84" not in said and "33.81" not in said


def test_the_published_list_is_the_five_reviewed_notes_and_says_that_it_has_no_lights():
    panel = page("published")["attention"]

    assert "不评灯" in panel.finding
    assert [row[1].split("：")[0] for row in cells(panel)] == [
        "天然气", "标准机架", "原煤", "原油就地加工", "到位资金",
    ]  # fmt: skip
    assert ["推算" in row[1] for row in cells(panel)] == [True, False, True, True, False]


def test_the_published_map_is_the_secondary_industry_of_the_eight_counties():
    """s4e7599b2, 2023: 华池 83.60, 合水 69.19, 庆城 64.41, 环县 60.46 … 宁县 21.33."""
    panel = page("published")["county_map"]

    assert panel.alt == (
        "华池 83.6%、合水 69.2%、庆城 64.4%、环县 60.5%、西峰 47.1%、正宁 41.4%、镇原 28.9%、宁县 21.3%"
    )
    assert "2023年" in panel.finding and "划界" in panel.notes[0]


def test_the_published_targets_are_three_of_2023_and_all_were_ahead():
    panel = page("published")["targets"]
    lines = zip(panel.rows, table(panel), strict=True)
    done = {row.metric_id: (line["完成率"], line["与序时进度之差"]) for row, line in lines}

    assert done == {
        "crude_oil_output": ("80.96%", "+5.96 个百分点"),
        "crude_processing": ("77.82%", "+2.82 个百分点"),
        "natural_gas_output": ("78.29%", "+3.29 个百分点"),
    }
    assert "3 项超过序时进度" in panel.finding and "历史核对" in panel.finding
    assert "并列" in panel.notes[0] and "1,200" in panel.notes[0]


def test_each_published_chain_has_the_indicator_of_the_reviewed_list():
    said = {row[0].strip(): (row[3], row[4], row[5]) for row in cells(page("published")["chains"])}

    assert said["综合能源"] == ("754.82 万吨", "▲ +32.42%", "B")
    assert said["文化旅游"] == ("2,113 万人次", "", "C")
    assert said["绿色环保"] == ("60.9 万亩", "▼ −2.2%", "A")
    assert said["食用菌"] == ("1.99 万吨", "", "A")
    assert said["装备制造"] == ("", "", "")
    assert len(said) == len(chains("published"))


def test_on_the_demo_pack_the_worst_of_all_chain_pages_is_the_first_of_the_list():
    def gap(face: dict) -> float:
        return float(face["gap"].split()[1].replace("−", "-"))

    output = {
        chain_id: next(
            face
            for face in chain_page("demo", "zh", chain_id)["chain_cards"].body.cards
            if face["metric_id"] == "output_value"
        )
        for chain_id in chains("demo")
    }
    worst = min(output, key=lambda chain_id: gap(output[chain_id]))
    (first, *_) = page("demo")["attention"].body.rows

    assert first[0]["go"] == f"chain?chain={worst}&county=all"
    assert first[3] == output[worst]["completion"].removeprefix("完成 ")


def test_the_list_of_attention_is_by_chain_or_by_indicator_as_the_address_says():
    by_chain, by_indicator = (
        page("demo", attention=chosen)["attention"] for chosen in ("chains", "indicators")
    )
    chains_listed = [row.chain_id for row in by_chain.rows]

    assert len(chains_listed) == len(set(chains_listed))
    assert {row.chain_id for row in by_indicator.rows} == set(chains_listed)
    assert len(by_indicator.rows) > len(chains_listed)


def test_what_changed_in_october_names_the_correction_and_the_county_that_is_late():
    said = page("demo")["month_changes"].alt

    assert "更正 装备制造 · 产业链产值 63.78 亿元 → 59.28 亿元" in said
    assert "未报 合水" in said


def test_on_the_demo_pack_completion_of_every_chain_is_that_of_its_own_page():
    panel = page("demo")["chains"]
    for row, line in zip(panel.rows, table(panel), strict=True):
        cards = chain_page("demo", "zh", row.chain_id)["chain_cards"].body.cards
        own = next(face for face in cards if face["metric_id"] == "output_value")
        assert own["completion"] == f"完成 {line['完成率']}", row.chain_id


def test_on_the_demo_pack_a_county_that_is_late_has_no_share_and_no_colour():
    panel = page("demo")["county_map"]
    (heshui,) = [row for row in panel.rows if row.area_code == "621024"]

    assert (heshui.share, panel.columns[1].words(heshui)) == (None, "— 未报")
    drawn = {trace["meta"].get("area"): trace.get("fillcolor") for trace in panel.body.data}
    assert drawn["621024"] == TOKENS["light"]["none_fill"]


def test_on_the_demo_pack_all_eight_counties_stand_on_the_map():
    traces = page("demo")["county_map"].body.data
    at = {trace["meta"]["area"] for trace in traces if "area" in trace["meta"]}

    assert at == {row.area_code for row in ask(view("demo"), "places.counties")}


def test_on_the_demo_pack_every_chain_has_a_department_and_no_leader_beside_its_light():
    for name in ("chains", "attention"):
        for line in table(page("demo")[name]):
            office = line["牵头部门"]
            assert office.startswith("示例：") and "岗位" not in office, line["产业链"]


@pytest.mark.parametrize("pack", PACKS)
def test_every_card_leads_to_a_page_of_the_board(pack):
    pages = {face["go"].split("?")[0] for face in faces(pack).values()}

    assert pages <= {"chain", "county", "investment", "parks"}
