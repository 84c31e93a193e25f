"""D1 to D26 as the figures of both packs keep them; test_conventions.py has the others."""

from __future__ import annotations

import duckdb
import pytest

import pages.chain
import pages.county
import pages.overview
from chainboard.sheet.scope import asked as asked_of
from chainboard.store import editions
from tests.pages.opened import view
from tests.tables import asked

pytestmark = pytest.mark.usefixtures("packs")
BOTH = pytest.mark.parametrize("pack", ["published", "demo"])


def opened(pack: str) -> duckdb.DuckDBPyConnection:
    number = editions.current(pack)
    assert number is not None
    return editions.open_edition(pack, number)


@BOTH
def test_d2_no_chain_figure_of_january_alone_is_in_a_pack(pack):
    found = asked(
        opened(pack),
        """
        select figure_id from current_figure
        where chain_id is not null and basis <> 'point' and month(period_end) = 1
        """,
    )

    assert found == []


@BOTH
def test_d3_no_growth_of_a_single_january_or_february_is_in_a_pack(pack):
    """国家统计局, 2019年1—2月: 5.3 % published, 6.1 % without the moving festival."""
    found = asked(
        opened(pack),
        """
        select figure_id from current_figure
        where basis = 'month' and month(period_end) <= 2 and growth is not null
        """,
    )

    assert found == []


@BOTH
def test_d7_no_pack_has_a_level_of_a_growth_only_metric(pack):
    found = asked(
        opened(pack),
        """
        select figure_id from current_figure
        join metric on metric.metric_id = current_figure.metric_id
        where metric.kind = 'growth_only' and current_figure.value is not null
        """,
    )

    assert found == []


def test_d10_a_table_says_what_a_corrected_figure_was_before():
    """装备制造 2026年1—9月: 59.28, first reported as 63.78."""
    seen = view("demo", chain="equipment")
    told = asked(
        opened("demo"),
        "select figure_id from current_figure where replaced_value <> value",
    )
    corrected = {row.figure_id for row in told}
    found: dict[str, list[str]] = {}
    for page in (pages.overview, pages.chain, pages.county):
        for question in page.PANELS:
            sheet = asked_of(page.PAGE, question, seen)
            keys = [heading.key for heading in sheet.headings]
            if "old_value" not in keys:
                lines = [line for line in sheet.lines if line.row.get("figure_id") in corrected]
                found.setdefault(sheet.panel.name, []).extend(
                    str(line.cells[keys.index("correction")].shown) if "correction" in keys else ""
                    for line in lines
                )

    said = [words for cells in found.values() for words in cells]
    assert "更正，原 63.78 亿元" in found["output_trend"]
    assert all(words.startswith("更正，原 ") for words in said)


def test_d10_what_a_figure_was_before_stands_beside_it():
    sheet = asked_of(pages.chain.PAGE, pages.chain.output_trend, view("demo", chain="equipment"))

    keys = [heading.key for heading in sheet.headings]
    assert keys.index("correction") == keys.index("year_to_date") + 1


def test_d10_a_table_of_figures_that_stand_as_first_reported_has_no_column_of_corrections():
    sheet = asked_of(pages.chain.PAGE, pages.chain.output_trend, view("demo", chain="petrochem"))

    assert "correction" not in [heading.key for heading in sheet.headings]


@BOTH
def test_d19_gdp_is_quarterly_and_no_month_of_it_is_in_a_pack(pack):
    found = asked(
        opened(pack),
        """
        select figure_id from current_figure
        where metric_id in ('gdp', 'gdp_primary', 'gdp_secondary', 'gdp_tertiary')
            and month(period_end) not in (3, 6, 9, 12)
        """,
    )

    assert found == []


@BOTH
def test_d20_a_stock_stands_at_a_day_and_is_never_a_sum_since_january(pack):
    """存栏 is counted at the end of a period, 出栏 is what left during it."""
    found = asked(
        opened(pack),
        """
        select current_figure.figure_id from current_figure
        join metric on metric.metric_id = current_figure.metric_id
        where metric.kind = 'stock' and current_figure.basis <> 'point'
        """,
    )

    assert found == []


def test_d21_output_of_the_whole_chain_is_marked_as_counted_twice():
    """苹果全产业链产值 125.75亿元 (2025) adds stages; it is never set against GDP."""
    (note,) = asked(
        opened("published"),
        "select caveat_zh from series_note where metric_id = 'apple_chain_output_value'",
    )

    assert "含重复计算" in note.caveat_zh and "不与地区生产总值比" in note.caveat_zh


@BOTH
def test_d22_the_shares_of_a_firm_in_its_chains_never_exceed_one(pack):
    """广州: 21 chains add up to nearly 80 % of GDP, because chains overlap."""
    found = asked(
        opened(pack),
        """
        select enterprise_id, sum(share) as shares from enterprise_node
        group by enterprise_id having sum(share) > 1.000001
        """,
    )

    assert found == []


@BOTH
def test_d25_a_suppressed_figure_carries_no_value_and_no_growth(pack):
    found = asked(
        opened(pack),
        """
        select figure_id from observation
        where absence = 'suppressed' and (value is not null or growth is not null)
        """,
    )

    assert found == []


def test_d25_a_suppressed_county_cannot_be_got_back_by_subtraction():
    """One missing county is the city less the others: two at least are withheld together."""
    alone = asked(
        opened("demo"),
        """
        select chain_id, metric_id, period_end from current_figure
        where absence = 'suppressed' and area_code <> '621000'
        group by chain_id, metric_id, period_end having count(*) < 2
        """,
    )

    assert alone == []
