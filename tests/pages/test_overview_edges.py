"""The overview at its edges: periods without cards, chains without targets, names, sums."""

from __future__ import annotations

import pytest

from chainboard.board import search
from pages import overview as page
from tests.board.test_search import strays
from tests.pages.opened import view
from tests.panels.city_rows import CITY
from tests.panels.drawing import check
from tests.queries.answers import answer
from tests.queries.test_overview_map import funds, with_funds
from tests.tables import into

pytestmark = pytest.mark.usefixtures("packs")


@pytest.mark.parametrize("period", ["2026-02", "2021-02", "2015"])
def test_on_the_record_a_period_without_a_card_is_one_quiet_line(period):
    check(page.kpi_cards(view("published", period=period)))


@pytest.mark.parametrize("kind", ["项目", "企业"])
def test_published_projects_and_firms_lead_to_a_page_that_exists(kind):
    assert strays("published", {kind}) == []


def test_a_chain_without_a_target_does_not_lift_a_county_s_completion():
    into(pack := with_funds(), "chain", "chain_id  name_zh  sort\ntourism  文旅  60")
    into(
        pack,
        "observation",
        "metric_id  chain_id  area_code  period_end  value\n"
        "investment_attracted  tourism  621002  2026-10-31  50",
    )

    assert funds(pack)[0].share == 0.8


def test_a_county_that_owes_a_chain_has_no_value():
    into(
        pack := with_funds(),
        "observation",
        "metric_id  chain_id  area_code  period_end  value  absence\n"
        "investment_attracted  energy  621022  2026-11-30  30  -\n"
        "investment_attracted  agriculture  621022  2026-11-30  -  late",
    )
    huan = next(r for r in answer(pack, "overview_map.funds", CITY) if r.area_code == "621022")
    assert huan.value is None


@pytest.mark.parametrize(("words", "letters"), [("长庆油田", "cqyt"), ("重庆", "cq")])
def test_initials_are_as_people_say_the_name(words, letters):
    assert search.initials(words) == letters


def test_the_card_of_2025_says_that_its_target_is_of_a_year_without_an_outcome():
    (card, *_) = page.kpi_cards(view("published")).body.cards
    assert card["chip"]["word"] == "无同期实绩"


def test_period_and_count_do_not_run_together():
    assert "9月3" not in page.targets(view("published")).finding


def test_a_month_that_every_county_reported_is_no_flash_figure():
    card = page.kpi_cards(view("demo", period="2026-09")).body.cards[0]
    assert "快报" not in card["notes"]


def test_target_of_the_city_is_the_sum_of_those_of_its_chains():
    from tests.pages.test_ten_questions import CITY as CODE, aims, parents

    parts = sum(v for (c, m, a), v in aims().items() if (m, a) == ("tax", CODE) and c in parents())
    assert aims()["None", "tax", CODE] == pytest.approx(parts)
