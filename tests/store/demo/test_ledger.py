"""The demo pack's lists add up to its figures: every chain, county, year and month, to the unit."""

from __future__ import annotations

import duckdb
import pytest

from chainboard.store.demo.split import split
from tests.tables import asked

# What the figures of a chain and county say since January, and what the list of the same chain,
# with the chains that belong to it, says for the same months.
SUMS = """
    with listed as ({listed}),
    whole as (
        select chain_id, area_code, day, amount from listed
        union all
        select chain.parent_id, area_code, day, amount
        from listed join chain using (chain_id) where chain.parent_id is not null
    ),
    figure as (
        select chain_id, area_code, period_start, period_end, value::double as value
        from current_figure
        where metric_id in ({metrics}) and chain_id is not null and value is not null
    )
    select
        figure.chain_id,
        figure.area_code,
        figure.period_end,
        figure.value,
        round(coalesce(sum(whole.amount), 0), 6)::double as listed
    from figure
    join area on area.area_code = figure.area_code
    left join whole
        on whole.chain_id = figure.chain_id
        and (area.level <> 'county' or whole.area_code = figure.area_code)
        and whole.day <= figure.period_end
        and (figure.period_start is null or whole.day >= figure.period_start)
    group by all
"""
SIGNED = """
    select deal.chain_id, deal.area_code, min(deal_stage.happened_on) as day, {amount} as amount
    from deal join deal_stage using (deal_id) group by deal.deal_id, deal.chain_id, deal.area_code, deal.contract_value
"""
LISTS = {
    "signed_deals": SIGNED.format(amount="1"),
    "signed_value": SIGNED.format(amount="deal.contract_value"),
    "investment_attracted": """
        select deal.chain_id, deal.area_code, period_end as day, month_in_place as amount
        from deal_funds join deal using (deal_id) where deal.origin = 'out_of_province'
    """,
    "project_investment": """
        select project.chain_id, project.area_code, period_end as day, month_done as amount
        from project_done join project using (project_id)
    """,
    "industry_firms', 'service_firms": """
        select main.chain_id, area_code, coalesce(above_size_since, date '2020-12-31') as day,
            1 as amount
        from enterprise
        join (
            select enterprise_id, arg_max(chain_id, share) as chain_id
            from enterprise_node group by enterprise_id
        ) as main using (enterprise_id)
        where is_above_size
    """,
}


@pytest.mark.parametrize("metrics", LISTS)
def test_a_list_adds_up_to_the_figures_of_every_chain_county_and_month(demo_pack, metrics):
    sql = SUMS.format(listed=LISTS[metrics], metrics=f"'{metrics}'")
    found = asked(demo_pack, sql)

    assert {row.chain_id for row in found} == {
        row.chain_id
        for row in asked(
            demo_pack, "select distinct chain_id from target where chain_id is not null"
        )
    }
    assert len({row.area_code for row in found}) == 9
    assert len({row.period_end for row in found}) == 5 * 11 + 9
    assert [row for row in found if row.value != row.listed] == []


def test_the_plans_of_this_year_s_projects_add_up_to_the_target_of_the_county(demo_pack):
    """The target of agriculture holds those of its parts."""
    found = asked(
        demo_pack,
        """
        with planned as (
            select coalesce(chain.parent_id, chain_id) as chain_id, area_code, sum(year_investment) as planned
            from project join chain using (chain_id) group by all
        )
        select target.chain_id, target.area_code, target.value::double as value,
            planned.planned::double as planned
        from current_target as target
        join chain using (chain_id)
        join area using (area_code)
        left join planned using (chain_id, area_code)
        where metric_id = 'project_investment' and year = 2026
            and area.level = 'county' and chain.parent_id is null
        """,
    )

    assert len(found) > 50
    assert [row for row in found if row.value != row.planned] == []


def none(pack: duckdb.DuckDBPyConnection, sql: str) -> bool:
    return asked(pack, sql) == []


def test_a_deal_has_no_funds_before_its_start_and_never_more_than_its_contract(demo_pack):
    early = """
        select deal_id, period_end from deal_funds
        join (
            select deal_id, min(happened_on) filter (stage = 'started') as started_on
            from deal_stage group by deal_id
        ) using (deal_id)
        where started_on is null or started_on > period_end
    """
    assert none(demo_pack, early)
    assert none(demo_pack, "from deal where in_place_funds > contract_value")


def test_a_deal_s_funds_are_those_of_its_months(demo_pack):
    other = """
        select deal.deal_id from deal left join deal_funds using (deal_id)
        where origin = 'out_of_province'
        group by deal.deal_id, in_place_funds
        having in_place_funds <> coalesce(sum(month_in_place), 0)
            or in_place_funds <> coalesce(max(total_in_place), 0)
    """
    assert none(demo_pack, other)


def test_a_project_is_built_between_its_start_and_its_completion(demo_pack):
    outside = """
        select project_id, period_end from project_done
        join (
            select
                project_id,
                min(happened_on) filter (stage = 'started') as started_on,
                min(happened_on) filter (stage = 'completed') as completed_on
            from project_stage group by project_id
        ) using (project_id)
        where started_on is null or started_on > period_end
            or completed_on + interval 2 months < period_end
    """
    assert none(demo_pack, outside)
    dearer = """
        select project_id from project join project_done using (project_id)
        group by project_id, total_investment having sum(month_done) > total_investment
    """
    assert none(demo_pack, dearer)


def test_what_is_built_is_in_the_statistics_and_what_is_not_started_is_not(demo_pack):
    other = """
        select project_id from project
        where is_in_statistics is distinct from
            (project_id in (select project_id from project_done))
    """
    assert none(demo_pack, other)
    entered_late = """
        select project_id from project join project_stage using (project_id)
        where stage = 'started' and not is_in_statistics and happened_on < date '2026-10-15'
    """
    assert not none(demo_pack, entered_late)


def test_some_firms_rose_above_size_this_year_and_none_that_is_below(demo_pack):
    assert none(
        demo_pack, "from enterprise where above_size_since is not null and not is_above_size"
    )
    risen = asked(demo_pack, "from enterprise where above_size_since >= date '2026-01-01'")
    assert 0 < len(risen) < 60


def test_tourism_has_no_figure_of_industry_and_counts_its_firms_of_services(demo_pack):
    told = asked(
        demo_pack,
        """
        select metric_id, list(distinct coalesce(absence, 'figure') order by 1) as told
        from current_figure
        where chain_id = 'tourism' and period_end = '2026-09-30'
            and metric_id in ('industry_firms', 'industrial_va', 'service_firms')
        group by metric_id
        """,
    )
    assert {row.metric_id: row.told for row in told} == {
        "industrial_va": ["not_applicable"],
        "industry_firms": ["not_applicable"],
        "service_firms": ["figure"],
    }


@pytest.mark.parametrize(
    ("whole", "weights", "least", "parts"),
    [
        (10, [1, 1, 1], 0, [4, 3, 3]),
        (7, [5, 2], 0, [5, 2]),
        (10, [3, 1], 3, [6, 4]),
        (0, [], 0, []),
        (2, [0, 0], 1, [1, 1]),
    ],
)
def test_a_whole_in_parts_adds_up_and_the_largest_remainder_rounds_up(whole, weights, least, parts):
    assert split(whole, weights, least) == parts


def test_too_little_for_each_part_is_refused():
    with pytest.raises(ValueError, match="no 3 parts of 1"):
        split(2, [1, 1, 1], 1)
