"""What stands behind the steps of a chain: flows, ratings, firms and projects."""

from datetime import date

from chainboard.view import View
from tests.queries.answers import answer
from tests.queries.test_lists_of_a_step import with_steps
from tests.tables import into, only

HUAN = View(chain="petrochem", county="621022")


def test_flows_are_those_of_the_chain():
    pack = with_steps()
    into(pack, "node", "node_id  chain_id\nracks  digital")
    into(
        pack,
        "node_edge",
        """
        from_node  to_node
        refining   olefins
        olefins    resin
        racks      servers
        """,
    )

    assert answer(pack, "chain_map.edges") == [
        {"from_node": "refining", "to_node": "olefins"},
        {"from_node": "olefins", "to_node": "resin"},
    ]


def test_the_rating_stated_last_is_the_rating_of_a_step():
    pack = with_steps()
    into(
        pack,
        "node_rating",
        """
        node_id  feasibility  upstream_input  policy_fit  stated_on   source_id
        resin    1            1               1           2025-01-01  s1
        resin    2            3               0           2026-01-01  s2
        servers  3            3               3           2026-01-01  s1
        """,
    )

    found = answer(pack, "chain_map.ratings")
    assert only(found, "node_id", "feasibility", "upstream_input", "policy_fit") == [
        {"node_id": "resin", "feasibility": 2, "upstream_input": 3, "policy_fit": 0}
    ]


def test_firms_are_those_that_name_a_step_of_the_chain_and_of_the_county_where_one_is_chosen():
    pack = with_steps()

    assert [(row.node_id, row.enterprise_id) for row in answer(pack, "chain_map.firms")] == [
        ("resin", "e1"),
        ("resin", "e2"),
        ("refining", "e3"),
    ]
    assert [row.enterprise_id for row in answer(pack, "chain_map.firms", HUAN)] == ["e2"]


def test_a_firm_with_a_part_in_another_chain_says_so():
    pack = with_steps()
    pack.execute("update enterprise_node set share = 0.7 where enterprise_id = 'e2'")

    assert [row.is_shared for row in answer(pack, "chain_map.firms")] == [False, True, False]


def test_a_project_has_the_furthest_stage_that_was_reported_and_its_day():
    pack = with_steps()
    into(
        pack,
        "stage",
        """
        kind     stage_id            rank
        project  signed              2
        project  under_construction  5
        """,
    )
    into(
        pack,
        "project_stage",
        """
        project_id  stage               happened_on  stated_on
        p1          signed              2024-02-01   2024-03-01
        p1          under_construction  -            2025-06-01
        """,
    )

    found = only(answer(pack, "chain_map.projects"), "project_id", "stage", "rank", "reached_on")
    assert found == [
        {
            "project_id": "p1",
            "stage": "under_construction",
            "rank": 5,
            "reached_on": date(2025, 6, 1),
        },
        {"project_id": "p2", "stage": None, "rank": None, "reached_on": None},
    ]
