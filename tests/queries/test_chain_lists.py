"""The lists of one chain: offices, steps, firms, projects, and what else sources say."""

from datetime import date

from chainboard.packs import DEMO
from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

AGRICULTURE = View(chain="agriculture")
HUAN = View(chain="petrochem", county="621022")


def with_sub_chains():
    """Agriculture, a sub-chain with a page of its own, and one that has none."""
    pack = with_places()
    into(
        pack,
        "chain",
        """
        chain_id     parent_id    is_shown  short_zh
        agriculture  -            true      农业
        apple        agriculture  true      苹果
        hog          agriculture  false     生猪
        """,
    )
    return pack


def test_offices_of_the_chain_come_in_their_order_and_those_gone_are_left_out():
    pack = with_places()
    into(
        pack,
        "chain_role",
        """
        chain_id   role          holder_zh  sort  valid_to
        petrochem  lead_bureau   示例工信局  2     -
        petrochem  leader        示例副市长  1     -
        petrochem  lead_bureau   示例发改委  2     2025-12-31
        petrochem  member_bureau  示例应急局  3     2026-11-15
        digital    leader        示例市长    1     -
        """,
    )

    assert only(answer(pack, "chain_lists.offices"), "role", "holder_zh") == [
        {"role": "leader", "holder_zh": "示例副市长"},
        {"role": "lead_bureau", "holder_zh": "示例工信局"},
        {"role": "member_bureau", "holder_zh": "示例应急局"},
    ]


def test_a_chain_whose_offices_nobody_published_has_none():
    assert answer(with_places(), "chain_lists.offices") == []


def test_steps_come_from_upstream_to_support_and_one_without_a_status_is_unknown():
    pack = with_places()
    into(
        pack,
        "node",
        """
        node_id    chain_id   position    sort
        logistics  petrochem  support     1
        resin      petrochem  downstream  1
        cracking   petrochem  midstream   2
        refining   petrochem  midstream   1
        crude      petrochem  upstream    9
        servers    digital    upstream    1
        """,
    )
    into(
        pack,
        "node_status",
        """
        node_id   area_code  status   evidence_zh
        crude     621000     strong   年产原油八百万吨
        cracking  621000     missing  没有裂解装置
        """,
    )

    assert only(answer(pack, "chain_lists.nodes"), "node_id", "status", "evidence_zh") == [
        {"node_id": "crude", "status": "strong", "evidence_zh": "年产原油八百万吨"},
        {"node_id": "refining", "status": "unknown", "evidence_zh": None},
        {"node_id": "cracking", "status": "missing", "evidence_zh": "没有裂解装置"},
        {"node_id": "resin", "status": "unknown", "evidence_zh": None},
        {"node_id": "logistics", "status": "unknown", "evidence_zh": None},
    ]


def test_the_status_stated_last_is_the_status_of_a_step():
    pack = with_places()
    into(pack, "node", "node_id  chain_id\ncrude  petrochem")
    into(
        pack,
        "node_status",
        """
        node_id  area_code  status   stated_on   source_id
        crude    621000     planned  2023-05-01  s1
        crude    621000     present  2025-05-01  s2
        crude    621000     weak     -           s3
        """,
    )

    assert only(answer(pack, "chain_lists.nodes"), "status", "stated_on") == [
        {"status": "present", "stated_on": date(2025, 5, 1)}
    ]


def test_a_county_is_asked_for_its_own_steps():
    pack = with_places()
    into(pack, "node", "node_id  chain_id\ncrude  petrochem")
    into(
        pack,
        "node_status",
        """
        node_id  area_code  status
        crude    621000     strong
        crude    621022     weak
        """,
    )

    assert [row.status for row in answer(pack, "chain_lists.nodes", HUAN)] == ["weak"]


def with_firms():
    pack = with_sub_chains()
    into(
        pack,
        "enterprise",
        """
        enterprise_id  area_code  role             is_above_size
        e1             621002     backbone         true
        e2             621022     lead_enterprise  -
        e3             621002     leading          true
        e4             621022     other            false
        e5             621002     target           -
        """,
    )
    into(
        pack,
        "enterprise_node",
        """
        enterprise_id  chain_id
        e1             agriculture
        e2             agriculture
        e3             hog
        e4             agriculture
        e5             apple
        """,
    )
    return pack


def test_leading_firms_come_first_and_those_of_a_sub_chain_without_a_page_are_the_parents():
    firms = answer(with_firms(), "chain_lists.firms", AGRICULTURE)

    assert only(firms, "enterprise_id", "role", "area_zh") == [
        {"enterprise_id": "e2", "role": "lead_enterprise", "area_zh": "环县"},
        {"enterprise_id": "e3", "role": "leading", "area_zh": "西峰"},
        {"enterprise_id": "e1", "role": "backbone", "area_zh": "西峰"},
        {"enterprise_id": "e4", "role": "other", "area_zh": "环县"},
    ]


def test_firms_are_counted_with_those_above_size_and_those_that_lead():
    firms = answer(with_firms(), "chain_lists.firms", AGRICULTURE)

    assert only(firms, "firms", "above_size", "leading")[0] == {
        "firms": 4,
        "above_size": 2,
        "leading": 2,
    }


def test_a_county_is_asked_for_its_own_firms():
    huan = View(chain="agriculture", county="621022")

    assert only(answer(with_firms(), "chain_lists.firms", huan), "enterprise_id", "firms") == [
        {"enterprise_id": "e2", "firms": 2},
        {"enterprise_id": "e4", "firms": 2},
    ]


def test_a_firm_in_a_chain_and_in_its_sub_chain_is_one_firm():
    pack = with_firms()
    into(pack, "enterprise_node", "enterprise_id  chain_id  share\ne1  hog  0.3")

    firms = answer(pack, "chain_lists.firms", AGRICULTURE)
    assert [row.enterprise_id for row in firms] == ["e2", "e3", "e1", "e4"]
    assert {row.firms for row in firms} == {4}


def test_a_firm_counts_above_size_in_the_chain_of_its_largest_share_and_names_its_others():
    """e1 is at home in apples, e3 in the hogs of agriculture."""
    pack = with_firms()
    into(pack, "enterprise_node", "enterprise_id  chain_id  share\ne1  apple  1\ne3  apple  0.3")
    pack.execute(
        "update enterprise_node set share = 0.4 where (enterprise_id, chain_id) = ('e1', 'agriculture')"
    )

    firms = answer(pack, "chain_lists.firms", AGRICULTURE)
    assert {row.above_size for row in firms} == {1}
    assert {row.enterprise_id: (row.is_home, row.also_zh) for row in firms} == {
        "e1": (False, ["苹果"]),
        "e2": (True, None),
        "e3": (True, ["苹果"]),
        "e4": (True, None),
    }


def test_firms_that_rose_above_size_in_the_year_of_the_edition_are_marked():
    pack = with_firms()
    days = {"e1": "2026-03-01", "e3": "2025-12-01"}
    for firm, day in days.items():
        pack.execute(
            "update enterprise set above_size_since = ? where enterprise_id = ?", [day, firm]
        )

    firms = answer(pack, "chain_lists.firms", AGRICULTURE)
    assert {row.enterprise_id: row.is_risen for row in firms} == {
        "e1": True, "e2": None, "e3": False, "e4": None,
    }  # fmt: skip
    assert {row.risen for row in firms} == {1}


def test_parts_that_have_a_page_of_their_own_are_named_and_left_out():
    pack = with_projects()
    into(pack, "enterprise", "enterprise_id\ne1")
    into(pack, "enterprise_node", "enterprise_id  chain_id\ne1  agriculture")

    for question in ("firms", "projects"):
        found = answer(pack, f"chain_lists.{question}", AGRICULTURE)
        assert [row.apart_zh for row in found] == len(found) * [["苹果"]]


def with_projects():
    pack = with_sub_chains()
    into(
        pack,
        "project",
        """
        project_id  chain_id     area_code  total_investment  total_investment_text
        p1          agriculture  621002     5                 -
        p2          hog          621022     60                60
        p3          apple        621002     70                -
        p4          agriculture  621022     -                 -
        """,
    )
    return pack


def test_projects_come_largest_first_and_one_without_an_amount_comes_last():
    projects = answer(with_projects(), "chain_lists.projects", AGRICULTURE)

    assert only(projects, "project_id", "total_investment", "projects") == [
        {"project_id": "p2", "total_investment": 60.0, "projects": 3},
        {"project_id": "p1", "total_investment": 5.0, "projects": 3},
        {"project_id": "p4", "total_investment": None, "projects": 3},
    ]


def test_a_project_shows_the_stage_reported_last_and_the_source_of_that_report():
    pack = with_projects()
    into(
        pack,
        "project_stage",
        """
        project_id  stage               stated_on   happened_on  source_id
        p1          signed              2022-05-01  2022-04-20   s2
        p1          under_construction  2024-05-01  -            s3
        p1          started             -           2023-03-01   s4
        """,
    )

    (shown,) = [
        row for row in answer(pack, "chain_lists.projects", AGRICULTURE) if row.project_id == "p1"
    ]
    assert (shown.stage, shown.stated_on, shown.source_id) == (
        "under_construction",
        date(2024, 5, 1),
        "s3",
    )


def test_of_two_stages_told_on_one_day_the_further_one_is_shown():
    pack = with_projects()
    into(
        pack,
        "project_stage",
        """
        project_id  stage          stated_on   happened_on
        p1          completed      2024-05-01  -
        p1          in_production  2024-05-01  -
        p1          started        2024-05-01  -
        """,
    )

    stages = {r.project_id: r.stage for r in answer(pack, "chain_lists.projects", AGRICULTURE)}
    assert stages == {"p1": "in_production", "p2": None, "p4": None}


def test_a_project_is_in_the_statistics_or_not_or_it_is_not_known():
    pack = with_projects()
    pack.execute("update project set is_in_statistics = project_id = 'p1' where project_id <> 'p4'")

    found = answer(pack, "chain_lists.projects", AGRICULTURE)
    assert {row.project_id: row.is_in_statistics for row in found} == {
        "p1": True, "p2": False, "p4": None,
    }  # fmt: skip


def test_a_county_is_asked_for_its_own_projects():
    huan = View(chain="agriculture", county="621022")
    projects = answer(with_projects(), "chain_lists.projects", huan)

    assert [row.project_id for row in projects] == ["p2", "p4"]


def test_a_statement_keeps_its_own_words_and_belongs_to_its_chain_and_county():
    pack = with_places()
    into(
        pack,
        "statement",
        """
        statement_id  chain_id   area_code  subject_zh  value_text   reason
        2             petrochem  621022     设计年产     50万吨轻烃    design
        1             petrochem  621002     目标         百亿         target
        3             digital    621022     已投产       202412       dated_fact
        """,
    )

    columns = ("statement_id", "value_text", "reason")
    assert only(answer(pack, "chain_lists.statements"), *columns) == [
        {"statement_id": 1, "value_text": "百亿", "reason": "target"},
        {"statement_id": 2, "value_text": "50万吨轻烃", "reason": "design"},
    ]
    assert [r.statement_id for r in answer(pack, "chain_lists.statements", HUAN)] == [2]


def with_targets():
    pack = with_places()
    into(
        pack,
        "metric",
        """
        metric_id         chain_id   sort
        crude_oil_output  petrochem  1
        output_value      -          2
        """,
    )
    into(
        pack,
        "target",
        """
        target_id  metric_id         area_code  chain_id   year  kind    value  source_id
        1          crude_oil_output  621000     petrochem  2025  level   1000   s1
        2          crude_oil_output  621000     petrochem  2025  level   1200   s2
        3          crude_oil_output  621000     petrochem  2023  level   1050   s1
        4          crude_oil_output  621022     petrochem  2025  level   30     s1
        5          crude_oil_output  621000     petrochem  2025  growth  8      s1
        6          output_value      621000     petrochem  2025  level   90     s1
        """,
    )
    return pack


def test_published_targets_stand_side_by_side_by_year_even_when_they_differ():
    found = answer(with_targets(), "chain_lists.published_targets")

    assert only(found, "target_id", "year", "source_id") == [
        {"target_id": 3, "year": 2023, "source_id": "s1"},
        {"target_id": 1, "year": 2025, "source_id": "s1"},
        {"target_id": 2, "year": 2025, "source_id": "s2"},
        {"target_id": 4, "year": 2025, "source_id": "s1"},
    ]


def test_a_county_has_its_own_published_targets_and_the_demo_pack_lists_none():
    huan = answer(with_targets(), "chain_lists.published_targets", HUAN)

    assert [row.target_id for row in huan] == [4]
    demo = View(pack=DEMO, chain="petrochem")
    assert answer(with_targets(), "chain_lists.published_targets", demo) == []
