"""The demo pack's figures: what holds for all of them, and every planted story."""

from __future__ import annotations

import duckdb
import pytest

from tests.tables import asked

ADDED = "value is not null and basis in ('ytd', 'point') and chain_id is not null"


def counted(pack: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(asked(pack, f"select count(*) as number from ({sql})")[0].number)


def test_every_row_of_the_pack_passes_the_keys_and_checks_of_the_schema(demo_rows, demo_pack):
    for table, made in demo_rows.items():
        assert counted(demo_pack, f'select * from "{table}"') == len(made), table


def test_a_year_starts_with_january_and_february_together(demo_pack):
    assert counted(demo_pack, "from observation where month(period_end) = 1") == 0
    assert (
        counted(demo_pack, "from observation where basis = 'ytd' and period_end = '2021-02-28'") > 0
    )


def test_every_chain_metric_area_and_month_has_a_figure_or_a_reason(demo_pack):
    """Eleven months a year from 2021 to 2025, nine in 2026, for each of nine areas."""
    short = """
        select chain_id, metric_id from current_figure where chain_id is not null
        group by all having count(*) <> 9 * (5 * 11 + 9)
    """
    assert counted(demo_pack, short) == 0
    assert (
        counted(demo_pack, "select distinct chain_id from observation where chain_id is not null")
        == 13
    )


def test_year_to_date_never_falls_once_the_correction_is_in(demo_pack):
    falls = """
        select value - lag(value) over (
            partition by metric_id, area_code, chain_id, park_id, year(period_end)
            order by period_end
        ) as step
        from {table} where basis = 'ytd' and {where} qualify step < 0
    """
    assert counted(demo_pack, falls.format(table="current_figure", where="true")) == 0
    assert counted(demo_pack, falls.format(table="observation", where="load_id = 1")) == 1


def test_counties_add_up_to_the_city_wherever_all_have_reported(demo_pack):
    sums = asked(
        demo_pack,
        f"""
        select
            sum(value) filter (area_code = '621000') as city,
            sum(value) filter (area_code <> '621000') as counties,
            count(*) filter (absence in ('late', 'suppressed', 'not_published')) as missing
        from current_figure
        where ({ADDED}) or absence is not null
        group by chain_id, metric_id, period_end
        having missing = 0 and city is not null
        """,
    )
    assert len(sums) > 9_000
    assert [row for row in sums if row.city != row.counties] == []


def test_agriculture_covers_its_sub_chains(demo_pack):
    short = f"""
        with part as (
            select metric_id, area_code, period_end, sum(value) as value
            from current_figure
            where chain_id in ('apple', 'mutton', 'broiler', 'mushroom') and {ADDED}
            group by all
        )
        from current_figure as agriculture
        join part using (metric_id, area_code, period_end)
        where agriculture.chain_id = 'agriculture' and agriculture.value < part.value
    """
    assert counted(demo_pack, short) == 0


def test_industrial_value_added_has_growth_and_no_level(demo_pack):
    found = asked(
        demo_pack,
        "select count(value) as levels, count(growth) > 0 as has_growth from observation where metric_id = 'industrial_va'",
    )
    assert found == [{"levels": 0, "has_growth": True}]


def test_growth_is_the_ratio_of_levels_except_where_the_scope_changed(demo_pack):
    different = asked(
        demo_pack,
        """
        select distinct this.chain_id, this.metric_id, this.area_code, year(this.period_end) as year
        from current_figure as this
        join current_figure as prior
            on prior.metric_id = this.metric_id
            and prior.area_code = this.area_code
            and prior.chain_id = this.chain_id
            and prior.basis = this.basis
            and prior.period_end = last_day(this.period_end - interval 12 months)
        where prior.value > 0
            and abs(this.growth - 100 * (this.value::double / prior.value::double - 1)) > 0.06
        """,
    )
    planted = {
        (row.chain_id, row.metric_id, row.area_code, row.year)
        for row in asked(
            demo_pack,
            "select distinct chain_id, metric_id, area_code, year(period_end) as year from observation where same_scope_prior is not null",
        )
    }
    assert {(r.chain_id, r.metric_id, r.area_code, r.year) for r in different} == planted
    assert ("petrochem", "output_value", "621002", 2024) in planted
    assert len(planted) == 8


def test_growth_agrees_with_the_prior_on_the_same_scope_where_it_is_given(demo_pack):
    wrong = """
        from observation where same_scope_prior is not null
        and abs(growth - 100 * (value::double / same_scope_prior::double - 1)) > 0.06
    """
    assert counted(demo_pack, wrong) == 0


def test_one_chain_is_twelve_points_behind_and_others_are_to_be_watched(demo_pack):
    gaps = {
        row.chain_id: row.gap
        for row in asked(
            demo_pack,
            """
            with newest as (
                from target where kind = 'level' and year = 2026 and area_code = '621000'
                qualify row_number() over (
                    partition by metric_id, chain_id order by version desc
                ) = 1
            )
            select figure.chain_id, 100 * figure.value::double / newest.value::double - 1000 / 12 as gap
            from chain_output as figure
            join newest using (metric_id, chain_id, area_code)
            where figure.metric_id = 'output_value' and figure.period_end = '2026-10-31'
            """,
        )
    }
    assert gaps["petrochem"] == pytest.approx(-12.1, abs=0.2)
    assert sorted(chain for chain, gap in gaps.items() if -10 < gap < 0) == [
        "apple",
        "digital",
        "equipment",
    ]
    assert len([gap for gap in gaps.values() if gap >= 0]) == 9


def test_heshui_has_not_reported_october_and_the_city_figure_says_so(demo_pack):
    heshui = asked(
        demo_pack,
        """
        select distinct absence from current_figure
        where area_code = '621024' and period_end = '2026-10-31' and absence <> 'not_due'
        order by absence
        """,
    )
    city = asked(
        demo_pack,
        "select status, note_zh, note_en from chain_output where area_code = '621000' and chain_id = 'petrochem' and metric_id = 'output_value' and period_end = '2026-10-31'",
    )[0]
    assert [row.absence for row in heshui] == ["late", "not_applicable"]
    assert city.status == "flash"
    assert "合水县" in city.note_zh and "Heshui" in city.note_en


def test_the_corrected_figure_stands_in_load_two_and_the_first_one_is_kept(demo_pack):
    told = asked(
        demo_pack,
        """
        select load_id, value from observation
        where chain_id = 'equipment' and area_code = '621002'
            and metric_id = 'output_value' and period_end = '2026-09-30'
        order by load_id
        """,
    )
    shown = asked(
        demo_pack,
        "select load_id from current_figure where chain_id = 'equipment' and area_code in ('621000', '621002') and metric_id = 'output_value' and period_end = '2026-09-30'",
    )
    assert [row.load_id for row in told] == [1, 2]
    assert told[0].value > told[1].value
    assert [row.load_id for row in shown] == [2, 2]


def test_three_loads_say_what_they_brought(demo_pack):
    loads = asked(
        demo_pack,
        """
        select rows_in = count(*) as counts_all, rows_kept = count(*) filter (absence is null) as counts_kept
        from load join observation using (load_id) group by load_id, rows_in, rows_kept
        """,
    )
    assert loads == 3 * [{"counts_all": True, "counts_kept": True}]


def test_one_target_was_raised_in_july_with_a_reason(demo_pack):
    later = asked(
        demo_pack,
        "select chain_id, area_code, year, month(decided_on) as month, value > (select value from target as first where first.chain_id = target.chain_id and first.area_code = target.area_code and first.metric_id = target.metric_id and first.year = target.year and first.version = 1) as is_raised, reason_zh is not null and reason_en is not null as has_reason from target where version = 2",
    )
    assert later == [
        {
            "chain_id": "digital",
            "area_code": "621000",
            "year": 2026,
            "month": 7,
            "is_raised": True,
            "has_reason": True,
        }
    ]


def test_every_chain_has_targets_of_every_year_for_the_city(demo_pack):
    found = "select chain_id, metric_id, year from target where area_code = '621000' and chain_id is not null and version = 1"

    assert counted(demo_pack, found) == (13 * 5 - 1) * 6  # tourism has no industry


def test_zhengning_equipment_grows_by_hundreds_of_percent_from_a_tiny_base(demo_pack):
    small = asked(
        demo_pack,
        """
        select year(period_end) as year, value, growth from current_figure
        where chain_id = 'equipment' and area_code = '621025' and metric_id = 'output_value'
            and period_end in ('2025-10-31', '2026-10-31')
        order by year
        """,
    )
    assert 0 < small[0].value < 0.1
    assert 300 < small[1].growth < 1000


def test_all_five_kinds_of_missing_occur(demo_pack):
    kinds = asked(
        demo_pack,
        "select distinct absence from current_figure where absence is not null order by 1",
    )

    assert [row.absence for row in kinds] == [
        "late",
        "not_applicable",
        "not_due",
        "not_published",
        "suppressed",
    ]
