"""What the pages say first and the material for bulletins, on the packs themselves: the headline and
the monthly_bulletin of overview, chain, county and parks."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette

import pages.chain as chain
import pages.county as county
import pages.overview as overview
import pages.parks as parks
from chainboard.board import server
from chainboard.board.scene import choices_of
from chainboard.panels import Panel
from tests.board.asked import get, ok
from tests.pages.opened import view
from tests.panels.drawing import check

PAGES: dict[str, Any] = {
    each.PAGE.address: each  # type: ignore[attr-defined]
    for each in (overview, chain, county, parks)
}
PACKS = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
AT_DOOR = Starlette(routes=server.routes(("overview", "chain")), middleware=server.middleware())


def both(page: str, pack: str, lang: str, **chosen: str) -> list[Panel]:
    seen = view(pack, lang, **chosen)
    return [check(each(seen)) for each in (PAGES[page].headline, PAGES[page].monthly_bulletin)]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("pack", "lang"), PACKS)
def test_each_clause_leads_to_a_panel_of_its_page_that_is_there(pack, lang, page):
    there = {each.__name__: each for each in PAGES[page].PANELS}
    seen = view(pack, lang, chain="petrochem" if page == "chain" else "all")
    for panel in both(page, pack, lang, chain=seen.chain):
        assert panel.body is not None, panel.name
        led = {row.panel for row in panel.rows if row.panel}
        assert [name for name in led if there[name](seen).body is None] == []


def test_every_chain_and_county_of_the_demo_has_its_words():
    for page, axis in (("chain", "chain"), ("county", "county")):
        for row in choices_of(view("demo", "zh")).rows[axis]:
            chosen = row["chain_id"] if axis == "chain" else row["area_code"]
            first, bulletin = both(page, "demo", "zh", **{axis: chosen})
            assert first.paper and bulletin.paper.startswith("通报（素材）")


def test_the_published_overview_says_what_can_be_checked_and_what_is_not_there():
    """published.md, section 1."""
    panel, at_length = both("overview", "published", "zh")

    assert panel.paper.splitlines()[:2] == [
        "公开资料可核对：2025年省外到位资金 1,102.09 亿元，同比增长 20.09%（名义）；"
        "2025年1—9月工业固定资产投资同比增长 14.5%（名义）。",
        "原油产量、原油加工量只见到2023年1—9月（距今超过 18 个月）；"
        "第一产业增加值只见到2024年（距今超过 18 个月）。",
    ]
    assert panel.paper.splitlines()[2].startswith("公开资料未见：")
    assert not {"完成", "落后序时", "超过序时", "位"} & set(panel.paper.split())
    assert at_length.finding == "公开资料核对（素材）"


def test_no_reckoning_for_inside_enters_these_texts():
    for page in PAGES:
        for panel in both(page, "demo", "zh", chain="petrochem" if page == "chain" else "all"):
            told = panel.paper.replace("不含对全年的推断", "")
            assert not [word for word in ("测算", "预计", "区间", "年末可达") if word in told]


def test_the_first_sentences_are_few():
    for pack, lang in PACKS:
        for page in PAGES:
            panel, _ = both(page, pack, lang, chain="petrochem" if page == "chain" else "all")
            assert 1 <= len(panel.body.sentences) <= 4  # type: ignore[union-attr]


def test_a_county_alone_is_given_its_place_and_all_of_them_the_first_and_the_last():
    (one, _), (all_of_them, _) = (
        both("county", "demo", "zh", county="621002"),
        both("county", "demo", "zh"),
    )

    assert "完成率居各县（区）第" in one.paper and "西峰" in one.finding
    assert "最高" in all_of_them.paper and "最低" in all_of_them.paper


def test_the_material_is_taken_as_a_text_with_its_edition():
    content = ok(get(AT_DOOR, "/data/overview/monthly_bulletin.txt", "pack=demo&lang=zh"))
    lines = content.decode("utf-8-sig").splitlines()

    assert lines[0] == "通报（素材）：2026年1—10月产业链运行情况"
    assert lines[-1].startswith("演示数据") and any("版次 " in line for line in lines[-4:])


def test_another_period_moves_the_drivers_alone_and_both_periods_are_said():
    seen = view("demo", "zh", against="2024-10")
    found = check(overview.drivers(overview.PAGE.seen_by("drivers", seen)))

    assert found.finding.startswith("2026年1—10月比2024年1—10月，省外到位资金增加")
    assert overview.PAGE.seen_by("targets", seen).against == ""
    assert overview.PAGE.seen_by("drivers", seen).against == "2024-10"


def test_the_pulls_of_the_chains_add_to_the_published_growth_of_the_city():
    found = check(overview.drivers(view("demo", "zh")))
    (city,) = [
        row
        for row in overview.kpi_cards(view("demo", "zh")).rows
        if row.metric_id == "investment_attracted"
    ]

    assert found.rows[-1].value == pytest.approx(city.value)
    assert found.rows[-1].growth == pytest.approx(city.published_growth, abs=0.1)


def test_output_is_not_taken_apart_by_chains_whose_firms_it_counts_twice():
    found = check(county.drivers(view("demo", "zh", measure="output_value")))

    assert found.body is None and "不可相加" in found.status
