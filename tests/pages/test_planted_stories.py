"""What is planted in the demo pack (data/demo/README.md) can be seen on its chain page."""

from __future__ import annotations

from typing import Any

import pytest

from pages import investment
from tests.pages.opened import chain_page, view
from tests.panels.drawing import inked, read_by_people

pytestmark = pytest.mark.usefixtures("packs")


def card(chain_id: str, metric_id: str, **filters: str) -> dict[str, Any]:
    cards = chain_page("demo", "zh", chain_id, **filters)["chain_cards"].body.cards
    return next(face for face in cards if face["metric_id"] == metric_id)


def test_petrochemicals_are_twelve_points_behind_the_calendar():
    page = chain_page("demo", "zh", "petrochem")

    assert "落后序时进度 12." in page["chain_cards"].finding
    assert card("petrochem", "output_value")["chip"]["word"] == "滞后"


@pytest.mark.parametrize("chain_id", ["digital", "equipment", "apple"])
def test_three_chains_are_to_be_watched(chain_id):
    assert card(chain_id, "output_value")["chip"]["word"] == "关注"


def test_other_chains_are_on_track():
    assert card("energy", "output_value")["chip"]["word"] == "正常"


def test_heshui_has_not_reported_the_last_month_and_keeps_its_place():
    page = chain_page("demo", "zh", "petrochem")
    (bars,) = inked(page["county_contribution"].body)
    heshui = next(n for n, label in enumerate(bars["y"]) if label.startswith("合水"))

    assert bars["y"][heshui] == "合水 — 未报"
    assert bars["x"][heshui] is None
    assert any("合水" in note for note in page["county_contribution"].notes)


def test_heshui_opened_by_itself_says_that_it_has_not_reported():
    assert card("petrochem", "output_value", county="621024")["value"] == "— 未报"


def test_the_citys_figure_without_heshui_is_a_flash_figure_and_says_so():
    assert "快报" in card("petrochem", "output_value")["notes"]


def test_the_corrected_figure_of_xifeng_is_the_one_shown():
    """Load 1 was wrong in September: with it, October would have been below September."""
    page = chain_page("demo", "zh", "equipment", county="621002")
    to_date = [row.year_to_date for row in page["output_trend"].rows]

    assert to_date == sorted(to_date)


def test_the_target_raised_in_july_says_that_it_was_raised():
    notes = " ".join(card("digital", "output_value")["notes"])

    assert "目标已调整" in notes


def test_two_links_of_petrochemicals_are_missing_and_named():
    links = chain_page("demo", "zh", "petrochem")["chain_map"]

    assert links.finding.startswith("缺 2 个环节：")
    marks = [tile["mark"] for group in links.body.tiles for tile in group["tiles"]]
    assert marks.count("■") == 2


def test_a_small_base_is_starred_and_not_the_fastest():
    heat = chain_page("demo", "zh", "equipment")["county_heat"]
    (grid,) = heat.body.data
    zhengning = grid["text"][grid["y"].index("正宁")]

    assert any(zhengning) and all(text.endswith("*") for text in zhengning if text)
    assert "正宁" not in heat.finding


def test_growth_that_levels_do_not_give_is_shown_as_published():
    """西峰区, petrochemicals, 2024: the scope of the year before was another one."""
    page = chain_page("demo", "zh", "petrochem", county="621002", period="2024")
    last = page["output_trend"].rows[-1]
    by_levels = 100 * (last.year_to_date / last.prior_year_to_date - 1)

    assert abs(by_levels - last.published_growth) > 0.5
    assert f"{abs(last.published_growth):g}%" in page["output_trend"].finding


def test_suppressed_figures_are_confidential_not_zero():
    page = chain_page("demo", "zh", "low_altitude")
    (bars,) = inked(page["county_contribution"].body)

    assert sorted(label for label in bars["y"] if "保密" in label) == ["环县 — 保密", "镇原 — 保密"]


def test_a_county_without_the_chain_is_not_applicable_not_zero():
    (bars,) = inked(chain_page("demo", "zh", "petrochem")["county_contribution"].body)
    idle = [value for label, value in zip(bars["y"], bars["x"], strict=True) if "不适用" in label]

    assert idle == [None] * len(idle)
    assert 0 not in bars["x"]


def firms_above_size(chain_id: str) -> int:
    """What the chain's own firms and those of its parts add up to, each in its main chain."""
    page = chain_page("demo", "zh", chain_id)
    return page["chain_firms"].rows[0].above_size


@pytest.mark.parametrize("chain_id", ["energy", "digital", "equipment"])
def test_the_card_counts_as_many_firms_above_size_as_the_list(chain_id):
    assert card(chain_id, "industry_firms")["value"] == str(firms_above_size(chain_id))


def test_agriculture_counts_the_firms_of_its_parts_and_its_list_says_where_they_are():
    chains = ("agriculture", "apple", "mutton", "broiler", "mushroom")
    together = sum(firms_above_size(chain_id) for chain_id in chains)

    assert card("agriculture", "industry_firms")["value"] == str(together)
    measure = chain_page("demo", "zh", "agriculture")["chain_firms"].measure
    assert "不含另有专页的苹果、肉羊、肉鸡、食用菌" in measure


def test_tourism_has_firms_of_services_and_no_industry_above_size():
    page = chain_page("demo", "zh", "tourism")
    said = " ".join(text for panel in page.values() if panel.body for text in read_by_people(panel))

    assert card("tourism", "service_firms")["value"] == str(firms_above_size("tourism"))
    assert not any(words in said for words in ("规上工业", "规模以上工业"))


def test_the_deals_signed_this_year_are_those_of_the_card():
    """October has not been reported by one county; the city's figure holds it."""
    seen = view("demo")
    figures = investment.investment_cards(seen).rows
    this_year = next(r for r in investment.investment_cohorts(seen).rows if r.signing_year == 2026)

    signed = {row.metric_id: row.value for row in figures if row.metric_id.startswith("signed")}
    assert signed["signed_deals"] == this_year.deals
    assert 0 < signed["signed_value"] - this_year.contract_value < 1, "confidential ones left out"


def test_the_herd_of_one_county_does_not_add_up_and_is_named():
    panel = chain_page("demo", "zh", "mutton")["herd_balance"]

    assert panel.finding.startswith("账面与报数相差超过 5%：华池 ")
    assert [row[-2][0] for row in panel.body.rows if row[-2].startswith("■")] == ["■"]


def test_two_promises_for_resources_are_overdue_and_the_older_stands_first():
    panel = investment.resource_commitments(view("demo"))

    assert [row.days_over for row in panel.rows if row.standing == "overdue"] == [229, 138]
    assert panel.finding == "8 项资源换项目的承诺共 232.10 亿元，2 项逾期未兑现"


def test_the_vintages_hold_every_deal_that_the_cohorts_have():
    seen = view("demo")
    cohorts = {row.signing_year: row.deals for row in investment.investment_cohorts(seen).rows}

    vintages = investment.investment_vintages(seen).rows
    assert {row.signing_year: row.deals for row in vintages}.items() <= cohorts.items()


def test_demo_names_of_firms_and_projects_begin_with_demo():
    page = chain_page("demo", "zh", "digital")

    for panel in ("chain_firms", "chain_projects"):
        assert all(row.name_zh.startswith("示例") for row in page[panel].rows)
        assert all(row.name_en.startswith("Demo") for row in page[panel].rows)
