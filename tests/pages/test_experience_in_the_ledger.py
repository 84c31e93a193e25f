"""Documents and cases that offices enter: what was done about each demand, and where a case went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainboard.ledger import reading
from chainboard.packs import DEMO
from chainboard.panels import Panel
from chainboard.view import View
from pages import experience
from tests.ledger.taken import CHAIN_OFFICE, OTHER_COUNTY, OWNER, step
from tests.panels.drawing import HOLLOW, check, words

DAY = date(2026, 11, 15)
pytestmark = pytest.mark.usefixtures("demo_with_its_ledger")


def page(lang: str = "zh", **chosen: object) -> dict[str, Panel]:
    start = replace(View(pack=DEMO, lang=lang, as_of=DAY, scope="621000"), **chosen)
    view = reading.seen(start, None, DAY)
    assert view is not None
    return {question.__name__: question(view) for question in experience.PANELS}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_panel_is_sound_in_both_languages(lang):
    for name, panel in page(lang).items():
        assert panel.name == name
        if panel.body or panel.status:
            check(panel)
        assert [text for text in words(panel) if HOLLOW.search(text)] == []


def test_documents_of_the_province_stand_on_top_and_a_demand_without_a_task_says_so():
    panel = page()["policies"]

    assert [row[3] for row in panel.body.rows] == ["省级", "市级"]
    assert "要求 3 条，其中 3 条还没有落实到任务" in panel.finding
    assert all("还没有落实到任务" in line for line in panel.body.rows[0][5])


def test_a_demand_that_a_task_is_bound_to_leads_to_it_and_says_how_it_stands():
    province = page()["policies"].rows[0]
    demand = province.demands[0].event
    task = step(CHAIN_OFFICE, "task add", text="示例：建清单", owner=OWNER, due="2026-12-20").matter
    step(CHAIN_OFFICE, "policy bind", province.id, demand=str(demand), task=task)

    panel = page()["policies"]
    line = panel.body.rows[0][5][0]
    assert "其中 2 条" in panel.finding
    assert line["go"] == f"schedule?matter={task}" and "待签收" in line["words"]


def test_a_demand_that_nothing_is_done_about_yet_may_say_so():
    province = page()["policies"].rows[0]
    demand = province.demands[0].event
    step(CHAIN_OFFICE, "policy bind", province.id, demand=str(demand), no_action=True)

    assert "已说明暂无行动" in page()["policies"].body.rows[0][5][0]


def test_a_case_tells_its_state_and_how_many_took_it_over_and_the_newest_stands_first():
    opened = page()
    cards = {card["label"]: card for card in opened["case_cards"].body.cards}

    assert cards["示例：肉羊五级车间"]["chip"]["word"] == "已审定"
    assert "2 处借鉴" in cards["示例：肉羊五级车间"]["notes"]
    taken = [(row[0]["words"], row[2]) for row in opened["spread"].body.rows]
    assert taken[0] == ("示例：肉鸡链以商招商", "宁县")
    case = cards["示例：肉鸡链以商招商"]["ways"][1]["go"].partition("=")[2]
    step(OTHER_COUNTY, "case adopt", case, text="示例：开始招商", adopted_in="621022")
    assert page()["spread"].body.rows[0][2] == "环县"


def test_a_county_and_a_chain_narrow_the_cases_and_english_has_their_english():
    assert [row.area_code for row in page(county="621022")["case_cards"].rows] == ["621022"]
    assert page(chain="mutton")["case_cards"].rows[0].chain_id == "mutton"
    assert page("en")["case_cards"].body.cards[0]["label"].startswith("Demo")


def test_a_case_stands_with_the_figures_of_its_metric_chain_and_county_and_others_do_not():
    rows = page()["case_before_after"].rows

    assert {(row.metric_id, row.chain_id, row.area_code) for row in rows} == {
        ("output_value", "mutton", "621022"),
        ("output_value", "broiler", "621027"),
    }
    for title in ("示例：肉羊五级车间", "示例：肉鸡链以商招商"):
        ends = [row.period_end for row in rows if row.title_zh == title]
        assert ends == sorted(ends) and len(ends) >= 2


def test_a_case_is_found_by_the_step_it_names_and_so_are_its_figures_and_who_took_it_over():
    opened = page(chain="mutton", node="mutton.cooked")
    other = page(chain="mutton", node="mutton.vet")

    (card,) = opened["case_cards"].body.cards
    assert "写到的环节：熟食预制" in card["notes"] and "2026年1月1日开始" in card["notes"]
    assert opened["case_before_after"].body and opened["spread"].body
    assert other["case_cards"].status == "没有写到这一环节的案例"
    assert other["spread"].status == "写到这一环节的案例还没有县（区）借鉴"
    assert "Steps it tells of: Cooked" in str(
        page("en", node="mutton.cooked")["case_cards"].body.cards
    )


def test_before_and_after_part_where_the_practice_began_and_the_figures_follow_one_another():
    """The demo's figures are of one source: Jan-Oct of two years that follow one another."""
    panel = page()["case_before_after"]
    mutton, broiler = sorted(panel.body.charts, key=lambda box: "肉鸡" in box["note"])

    assert mutton["note"] == "示例：肉羊五级车间（2026年1月1日开始）"
    assert [fact["when"][:9] for fact in mutton["facts"]] == ["之前：2025年1", "之后：2026年1"]
    assert mutton["caveat"] == ""
    assert broiler["facts"][1]["when"].startswith("开始的那一期：2026年1—10月")
    assert broiler["caveat"] == "后一期含做法开始之前的月份"
    assert panel.notes == () and panel.finding == "案例的实绩数 2 项，都有前后两期以上"
