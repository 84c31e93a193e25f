"""The demo pack's lists: chains, offices, parks, firms, projects and deals, all invented."""

from __future__ import annotations

from collections import defaultdict

import duckdb

from tests.tables import asked

LISTS = ("park", "enterprise", "project", "deal")


def counted(pack: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(asked(pack, f"select count(*) as number from ({sql})")[0].number)


def test_the_lists_of_parks_and_firms_are_as_long_as_the_recipe_says(demo_rows):
    """What adds up to the figures is counted in test_ledger.py."""
    assert [len(demo_rows[table]) for table in LISTS[:2]] == [8, 615]


def test_every_invented_name_begins_with_demo_in_both_languages(demo_rows):
    invented = [row for table in LISTS for row in demo_rows[table]]

    assert all(str(row["name_zh"]).startswith("示例") for row in invented)
    assert all(str(row["name_en"]).startswith("Demo ") for row in invented)
    offices = [row for row in demo_rows["chain_role"] if row["role"] != "host_area"]
    assert all(str(row["holder_zh"]).startswith("示例") for row in offices)


def test_one_park_has_land_supplied_but_not_built(demo_pack):
    built = asked(
        demo_pack,
        """
        select
            park_id,
            max(value) filter (metric_id = 'park_built_area')
            / max(value) filter (metric_id = 'park_supplied_area') as share
        from park_metrics where period_end = '2026-09-30' group by park_id
        """,
    )
    assert [row.park_id for row in built if row.share < 0.3] == ["demo_park_huachi"]
    assert len(built) == 8


def test_parks_report_by_quarter_from_2022(demo_pack):
    assert counted(demo_pack, "select distinct period_end from park_metrics") == 19
    assert (
        counted(demo_pack, "from park_metrics where park_id is null or chain_id is not null") == 0
    )


def test_petrochem_alone_has_two_missing_links_and_no_firm_works_there(demo_pack):
    missing = asked(
        demo_pack,
        """
        select node.chain_id, count(enterprise.enterprise_id) as firms
        from node_status join node using (node_id) left join enterprise_node using (node_id)
        left join enterprise on enterprise.enterprise_id = enterprise_node.enterprise_id
            and enterprise.role <> 'target'
        where node_status.status = 'missing' group by node.node_id, node.chain_id
        """,
    )
    assert missing == 2 * [{"chain_id": "petrochem", "firms": 0}]


def test_every_chain_has_ten_to_fourteen_steps_in_all_four_positions(demo_pack):
    found = asked(
        demo_pack,
        "select count(*) as steps, count(distinct position) as positions from node group by chain_id",
    )
    assert len(found) == 13
    assert all(10 <= row.steps <= 14 and row.positions == 4 for row in found)


def test_some_deals_were_signed_over_ninety_days_ago_and_never_started(demo_pack):
    waiting = """
        select deal_id from deal_stage group by deal_id
        having count(*) = 1 and max(happened_on) < date '2026-11-15' - 90
    """
    assert 20 < counted(demo_pack, waiting) < 80


def test_stages_are_reached_in_order_and_never_after_the_day_the_pack_speaks_from(demo_rows):
    for table, key in (("project_stage", "project_id"), ("deal_stage", "deal_id")):
        days = defaultdict(list)
        for row in demo_rows[table]:
            days[row[key]].append(row["happened_on"])
        assert all(reached == sorted(reached) for reached in days.values())
        assert max(max(reached) for reached in days.values()) <= "2026-11-15"


def test_a_firm_in_two_chains_is_counted_once(demo_pack):
    shares = asked(
        demo_pack,
        "select round(sum(share), 6) as whole, count(*) as chains from enterprise_node group by enterprise_id",
    )

    assert {row.whole for row in shares} == {1.0}
    assert sum(row.chains == 2 for row in shares) > 10


def test_every_chain_has_its_offices_and_six_cards(demo_pack):
    roles = asked(
        demo_pack, "select count(distinct role) as roles from chain_role group by chain_id"
    )
    cards = asked(
        demo_pack, "select count(*) filter (is_card) as cards from series_note group by chain_id"
    )

    assert [row.roles for row in roles] == 13 * [7]
    assert [row.cards for row in cards] == 13 * [6]


def test_suppressed_counties_have_fewer_than_three_firms_and_are_never_alone(demo_pack):
    hidden = asked(
        demo_pack,
        """
        select area_code, count(distinct enterprise_id) as firms
        from (select distinct area_code, chain_id from current_figure where absence = 'suppressed')
        join enterprise using (area_code)
        join enterprise_node using (enterprise_id, chain_id)
        group by area_code
        """,
    )
    assert len(hidden) == 2
    assert all(row.firms < 3 for row in hidden)
