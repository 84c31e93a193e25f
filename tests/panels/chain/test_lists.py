"""Firms, projects and statements of a chain, as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainboard.packs import CITY
from chainboard.panels.chain import lists as chain_lists, statements as chain_statements
from chainboard.view import Row
from tests.panels.drawing import CHINESE, EN, RECORD, RECORD_EN, ZH, check, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

CITED = {"source_id": "s1", "source_title": "示例报表", "grade": "demo"}


def drawn(query: str, text: str) -> list[Row]:
    return [row_of(query, **{**CITED, **row}) for row in rows(text)]


FIRMS = """
    enterprise_id  name_zh      name_en      area_zh  area_en  role             role_text  product_zh  product_en  is_above_size  firms  above_size  leading
    e1             示例链主      Demo leader   西峰     Xifeng   lead_enterprise  龙头        沥青         Asphalt     true           12     5           2
    e2             示例骨干      Demo firm     环县     Huan     backbone         -          -           -           true           12     5           2
"""


def firms(text: str = FIRMS) -> list[Row]:
    return drawn("chain_lists.firms", text)


def test_firms_are_a_table_with_role_place_and_product():
    panel = check(chain_lists.firms(firms(), ZH))

    assert panel.body.rows == [
        ["示例链主", "西峰", "链主企业", "沥青"],
        ["示例骨干", "环县", "骨干企业", ""],
    ]


def test_firms_are_counted_in_the_title():
    said = chain_lists.firms(firms(), ZH).finding
    named_only = [row.with_(above_size=0) for row in firms()]

    assert said == "链上企业 12 家，其中链主、龙头 2 家，规上 5 家"
    assert (
        chain_lists.firms(named_only, ZH).finding == "资料中点名的企业 12 家，其中链主、龙头 2 家"
    )


def test_a_firm_that_rose_this_year_and_one_of_two_chains_are_marked():
    two = firms()
    marked = [
        two[0].with_(is_risen=True, risen=1, is_home=True, also_zh=["装备制造"]),
        two[1].with_(risen=1, is_home=False, also_zh=["数字经济", "低空经济"]),
    ]
    panel = check(chain_lists.firms(marked, ZH))

    assert panel.finding.endswith("规上 5 家（本年升规 1 家）")
    assert [row[-1] for row in panel.body.rows] == [
        "本年升规；也在装备制造",
        "主要在数字经济、低空经济",
    ]
    assert "2 家同时在其他链，规上数只计在主要所在的链" in panel.measure


def test_a_list_says_which_parts_of_the_chain_it_leaves_out():
    apart = {"apart_zh": ["苹果", "肉羊"]}
    listed = (
        chain_lists.firms([row.with_(**apart) for row in firms()], ZH),
        chain_lists.projects([row.with_(**apart) for row in projects()], ZH),
    )

    assert ["不含另有专页的苹果、肉羊" in panel.measure for panel in listed] == [True, True]


def test_on_the_published_pack_a_role_is_in_the_sources_own_words():
    assert chain_lists.firms(firms(), RECORD).body.rows[0][2] == "龙头"
    assert not CHINESE.search(chain_lists.firms(firms(), RECORD_EN).body.rows[0][2])


def test_only_the_first_ten_firms_are_listed_and_all_are_in_the_table_behind():
    many = [firms()[0].with_(enterprise_id=f"e{n}") for n in range(12)]
    panel = chain_lists.firms(many, ZH)

    assert (len(panel.body.rows), len(panel.rows)) == (10, 12)
    assert "10" in panel.measure


PROJECTS = """
    project_id  name_zh     name_en    area_zh  area_en  total_investment  total_investment_text  stage               stated_on   happened_on  date_text
    p1          示例轻烃     Demo one   西峰     Xifeng   55.0              '55'                   under_construction  2025-06-10  -            -
    p2          示例线路     Demo two   环县     Huan     0.63              '0.63'                 in_production       -           2025-05-08   -
    p3          示例前期     Demo three 华池     Huachi   -                 -                      preparatory         -           -            '2023'
"""


def projects(text: str = PROJECTS) -> list[Row]:
    return drawn("chain_lists.projects", text.replace("Demo three 华池", "Demo three  华池"))


def test_a_project_says_its_money_as_printed_and_its_stage_with_the_day():
    table = check(chain_lists.projects(projects(), RECORD)).body.rows

    assert table[0][:4] == ["示例轻烃", "西峰", "55 亿元", "在建（2025年6月10日报道）"]
    assert table[1][:4] == ["示例线路", "环县", "0.63 亿元", "投产（2025年5月8日）"]
    assert table[2][:4] == ["示例前期", "华池", "", "前期（2023年）"]


def test_a_day_that_is_inferred_says_so():
    (row,) = drawn(
        "chain_lists.projects",
        """
        project_id  name_zh  name_en  total_investment  stage               stated_on  happened_on  date_text
        p1          示例二期  Demo     -                 under_construction  -          -            '2024-05（推断）报道'
        """,
    )

    (zh,) = chain_lists.projects([row], RECORD).body.rows
    (en,) = chain_lists.projects([row], RECORD_EN).body.rows
    assert zh[3] == "在建（2024年5月（推断）报道）"
    assert "inferred" in en[3]


def test_a_day_is_that_of_a_news_report_only_on_the_published_pack():
    city = replace(ZH, pack=CITY)

    shown = check(chain_lists.projects(projects(), city)).body.rows
    assert shown[0][3] == "在建（2025年6月10日报送）"


def test_projects_in_english_are_in_rmb_bn():
    table = check(chain_lists.projects(projects(), RECORD_EN)).body.rows

    assert table[0][2] == "RMB\u00a05.5\u00a0bn"
    assert table[1][2] == "RMB\u00a063\u00a0million", "an amount is not broken over two lines"


def test_a_project_says_whether_it_is_in_the_statistics_where_that_is_known():
    known = [
        row.with_(is_in_statistics=entered)
        for row, entered in zip(projects(), (True, False, None), strict=True)
    ]

    table = check(chain_lists.projects(known, ZH)).body
    assert table.columns[-1]["label"] == "入库（纳统）"
    assert [row[-1] for row in table.rows] == ["已入库", "未入库", ""]
    assert "入库" not in str(chain_lists.projects(projects(), ZH).body.columns)


def test_nothing_is_computed_from_the_age_of_a_project():
    said = " ".join(read_by_people(chain_lists.projects(projects(), RECORD)))

    assert not any(word in said for word in ("逾期", "滞后", "天", "未开工", "超期"))


def test_the_stages_of_a_title_add_up_to_its_projects():
    stages = ["in_production", "in_production", "preparatory", "started", "signed", None]
    many = [projects()[0].with_(project_id=f"p{n}", stage=at) for n, at in enumerate(stages)]
    finding = chain_lists.projects(many, ZH).finding

    assert finding == "项目 6 个：投产 2、前期 1、开工 1、签约 1、未注明 1"


def test_projects_are_counted_by_stage():
    assert chain_lists.projects(projects(), ZH).finding == "项目 3 个：在建 1、投产 1、前期 1"


def test_the_part_of_the_largest_firms_is_told_where_an_edition_has_it():
    shares = [Row(period_end=date(2026, 10, 31), firms=278, largest_share=41.2, hhi=523.0)]

    (told, *_) = check(chain_lists.firms(firms(), ZH, shares)).notes

    assert told == (
        "2026年1—10月，278 家有产值的企业中最大的 5 家占产值 41.2%，集中度（HHI）523（推算）。"
    )


@pytest.mark.parametrize("build", [chain_lists.firms, chain_lists.projects])
@pytest.mark.parametrize("view", [ZH, EN])
def test_a_list_without_a_row_is_one_quiet_line(build, view):
    assert check(build([], view)).body is None


STATEMENTS = """
    statement_id  subject_zh   subject_en       value_text  unit_text  period_text  reason  area_zh  area_en
    1             沥青产能目标  Asphalt target   突破100      亿元        2025年底      target  西峰     Xifeng
    2             设计年产      Design capacity  '50'        万吨        -            design  环县     Huan
    3             规划年份      Planned for      二期待建     -          -            other   -        -
"""


def statements() -> list[Row]:
    return drawn("chain_lists.statements", STATEMENTS)


def test_a_statement_keeps_its_hedge_its_words_and_its_source():
    panel = check(chain_statements.statements(statements(), [], RECORD))
    (target, design, other) = panel.body.rows

    assert target[:4] == ["沥青产能目标", "突破 100 亿元", "2025年底", "西峰"]
    assert design[1] == "50 万吨"
    assert other[1] == "二期待建"
    assert all("示例报表" in row[4] for row in (target, design, other))


def test_targets_that_differ_stand_side_by_side_with_their_sources():
    """原油 2025: 1,000万吨以上 [C] and 1,200万吨 [B]."""
    targets = drawn(
        "chain_lists.published_targets",
        """
        metric_id         name_zh   name_en    unit  year  value_text  hedge     hedge_text  grade
        crude_oil_output  原油产量   Crude oil  万吨  2025  '1000'      at_least  以上         C
        crude_oil_output  原油产量   Crude oil  万吨  2025  '1200'      none      -           B
        """,
    )
    table = check(chain_statements.statements([], targets, RECORD)).body.rows

    assert [row[:3] for row in table] == [
        ["原油产量目标", "1,000 万吨以上", "2025年"],
        ["原油产量目标", "1,200 万吨", "2025年"],
    ]
    assert [row[4][-3:] for row in table] == ["[C]", "[B]"]


def test_without_a_statement_or_a_target_there_is_no_panel_and_no_line():
    panel = chain_statements.statements([], [], replace(ZH, chain="energy"))

    assert (panel.body, panel.status) == (None, "")


def test_a_confidential_project_says_so_and_is_counted():
    first, *others = [row.with_(confidential=1) for row in projects()]
    hidden = first.with_(total_investment=None, total_investment_text=None, absence="suppressed")
    panel = check(chain_lists.projects([*others, hidden], ZH))

    assert panel.body.rows[-1][2] == "— 保密"
    assert "1 个项目的金额保密，排在最后" in panel.measure


def test_firms_above_size_are_counted_without_the_confidential_ones():
    panel = check(chain_lists.firms([row.with_(confidential=2, risen=1) for row in firms()], ZH))

    assert panel.finding.endswith("规上 5 家（本年升规 1 家；不含保密的 2 家）")


def test_a_firm_of_confidential_shares_is_not_said_to_be_at_home_anywhere():
    (row, _) = [row.with_(also_zh=["数字经济"], absence="suppressed") for row in firms()]

    assert check(chain_lists.firms([row], ZH)).body.rows[0][-1] == "也在数字经济"
