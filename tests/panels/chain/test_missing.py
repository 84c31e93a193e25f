"""Missing links in order, how complete the chain is, and who carries which step."""

from __future__ import annotations

from dataclasses import replace

from chainboard.analysis.chain_map import carried, standing, with_evidence
from chainboard.analysis.completeness import completeness
from chainboard.analysis.missing import missing_links as in_order
from chainboard.packs import CITY
from chainboard.panels.chain.by_county import chain_by_county
from chainboard.panels.chain.complete import chain_completeness
from chainboard.panels.chain.missing import missing_links
from chainboard.person import Audience, Grant
from chainboard.view import Row, View
from tests.panels.chain.test_map import BUILT, FIRM, nodes
from tests.panels.drawing import CHINESE, EN, RECORD, ZH, check, column_of, read_by_people
from tests.tables import rows

RATINGS = """
    node_id  feasibility  upstream_input  policy_fit  reason_zh  reason_en
    olefins  2            3               3           原料充足    Input is there
"""
BOTH = f"""{RATINGS}
    resin    1            1               1           -           -
"""
SOUGHT = Row(
    node_id="olefins",
    enterprise_id="t1",
    name_zh="示例烯烃厂",
    name_en="Demo olefin works",
    area_code=None,
    role="target",
    is_shared=False,
)
EARLY = BUILT.with_(node_id="resin", stage="signed", rank=2)
COUNTIES = [
    Row(area_code="621002", short_zh="西峰", short_en="Xifeng"),
    Row(area_code="621022", short_zh="环县", short_en="Huan"),
]


def steps(view: View = ZH) -> list[Row]:
    stands = standing(nodes(), [EARLY], view.pack.is_record)
    return with_evidence(stands, [FIRM, SOUGHT], [EARLY])


def ordered(view: View = ZH, told: str = RATINGS) -> list[Row]:
    return in_order(steps(view), rows(told), view.weights, 1)


def cells(panel: object, name: str) -> list[object]:
    table = panel.body  # type: ignore[attr-defined]
    return next(row for row in table.rows if name in str(row[1]))


def test_the_link_to_close_first_is_the_title_and_its_factors_stand_beside_its_score():
    panel = check(missing_links(ordered(told=BOTH), ZH))

    assert panel.finding == "首要缺失：烯烃"
    assert cells(panel, "烯烃")[:9] == [
        "1 首要缺失",
        {"words": "烯烃", "go": "chain?chain=petrochem&node=olefins"},
        "■ 缺失",
        "3.00",
        "2",
        "3",
        "3",
        "54.0",
        "100%",
    ]
    assert column_of(panel, "评分说明", ZH)[0] == "原料充足"


def test_the_formula_is_printed_with_the_weights_that_are_chosen():
    twice = replace(ZH, weights="2-1-1-0")

    assert "得分 = 缺口 × 可行性 × 上游投入 × 政策契合，" in missing_links(ordered(), ZH).measure
    assert "得分 = 缺口² × 可行性 × 上游投入，" in missing_links(ordered(twice), twice).measure


def test_what_is_not_rated_says_so_and_is_not_ranked():
    panel = check(missing_links(ordered(), ZH))

    assert cells(panel, "树脂")[0] == "待评"
    assert "权重、满足需求或评分不全的环节为待评，不参加排序。" in panel.notes


def test_a_link_leads_to_firms_that_are_sought_projects_before_their_start_and_a_task():
    panel = missing_links(ordered(), ZH)

    assert cells(panel, "烯烃")[9] == [
        "目标企业：示例烯烃厂",
        {"words": "看本链招商项目", "go": "investment?chain=petrochem"},
        {"words": "到“调度”页下达任务", "go": "schedule?chain=petrochem&node=olefins"},
    ]
    assert "未开工项目：示例裂解" in cells(panel, "树脂")[9]


def test_a_record_lists_what_falls_short_without_an_order():
    panel = check(missing_links(ordered(RECORD), RECORD))

    assert panel.finding == "尚未形成或待核的环节 3 个，没有公开的评分"
    assert {row[3] for row in panel.body.rows} == {"公开资料未见"}
    assert "位次" not in [column.label for column in panel.columns]


def test_without_a_gap_or_a_rating_nothing_is_called_first():
    nobody = missing_links(ordered(told="node_id  feasibility  upstream_input  policy_fit"), ZH)

    assert check(missing_links([], ZH)).status == "没有缺失、薄弱的环节"
    assert nobody.finding == "3 个环节待评，尚不能排先后"


def test_completeness_names_its_three_ways_and_prints_the_weights():
    rated = [row.with_(weight=row.weight or 1) for row in steps()]
    panel = check(chain_completeness(completeness(rated), rated, ZH))

    assert panel.finding == "5 个环节有 3 个，按满足需求的程度为 41.5%"
    assert panel.body.rows == [
        ["按个数", "有的环节 ÷ 全部环节 = 3 ÷ 5", "60.0%"],
        ["按权重", "有的环节权重之和 ÷ 全部权重之和 = 6 ÷ 10", "60.0%"],
        ["按满足需求", "Σ（权重 × 满足需求的比例）÷ 全部权重之和 = 4.15 ÷ 10", "41.5%"],
    ]
    assert panel.notes == (
        "各环节的权重（专家评定）：3：原油采集、烯烃；2：炼化；1：树脂、管网。",
        "待核，按没有计：管网。",
    )


def test_completeness_without_all_weights_says_that_they_are_to_be_rated():
    panel = check(chain_completeness(completeness(steps()), steps(), ZH))

    assert [row[2] for row in panel.body.rows] == ["60.0%", "待评", "待评"]
    assert panel.notes == ("权重待评：管网。", "待核，按没有计：管网。")


def test_a_record_says_nothing_of_completeness():
    assert chain_completeness(completeness(steps()), steps(), RECORD).body is None


def test_steps_that_no_county_carries_are_the_title():
    held = carried(steps(), [FIRM, SOUGHT], [EARLY], COUNTIES)
    panel = check(chain_by_county(held, COUNTIES, ZH))

    assert panel.finding == "4 个环节没有县（区）承担：原油采集、炼化、烯烃、管网"
    assert panel.body.rows[3] == ["▲ 树脂", "企业 1、项目 1", "", "企业 1、项目 1"]
    assert "其中 1 家同时在其他链，两链各列一次" in panel.measure


def test_a_record_lists_only_the_steps_of_which_it_knows_a_county():
    held = carried(steps(RECORD), [], [EARLY], COUNTIES)
    panel = check(chain_by_county(held, COUNTIES, RECORD))

    assert panel.finding == "1 个环节有注明县（区）的项目"
    assert "空格为公开资料未见" in panel.measure


def test_without_a_firm_or_project_that_names_its_step_there_is_no_table_of_counties():
    held = carried(steps(), [], [], COUNTIES)

    assert check(chain_by_county(held, COUNTIES, ZH)).body is None


def test_the_three_in_english_have_no_chinese_word():
    held = carried(steps(), [FIRM, SOUGHT], [EARLY], COUNTIES)
    panels = (
        missing_links(ordered(EN), EN),
        chain_completeness(completeness(steps()), steps(), EN),
        chain_by_county(held, COUNTIES, EN),
    )

    said = [text for panel in panels for text in read_by_people(check(panel))]
    assert [text for text in said if CHINESE.search(text.replace("示例报表", ""))] == []


def test_on_a_slide_a_cell_is_two_numbers_so_that_all_counties_stand_side_by_side():
    held = carried(steps(), [FIRM, SOUGHT], [EARLY], COUNTIES)
    panel = check(chain_by_county(held, COUNTIES, replace(ZH, theme="projector")))

    assert panel.body.rows[3] == ["▲ 树脂", "1 + 1", "", "1 + 1"]
    assert "企业 + 项目" in panel.measure


def test_who_may_not_see_firms_is_not_told_that_nobody_carries_a_step():
    view = replace(ZH, pack=CITY, audience=Audience((Grant(),)))
    panel = check(chain_by_county(carried(steps(), [], [EARLY], COUNTIES), COUNTIES, view))

    assert "没有县（区）承担" not in panel.finding
    assert "空格为没有或看不到" in panel.measure


def test_a_step_whose_firms_name_no_county_is_carried_by_none():
    placeless = FIRM.with_(area_code="621000")
    panel = check(chain_by_county(carried(steps(), [placeless], [], COUNTIES), COUNTIES, ZH))

    assert panel.finding.startswith("5 个环节没有县（区）承担")
