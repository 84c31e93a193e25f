"""A month of firm rows added up by chain and area, at every level."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from chainboard.scale import lake, rollup
from chainboard.scale.faults import NoRows, Twice, Unplaced
from tests.scale.rows import BEFORE, SEPTEMBER, firm, firms, written

XIFENG, HUAN, CHENGGUAN = "621002", "621022", "620102"
FEBRUARY, MARCH = date(2026, 2, 28), date(2026, 3, 31)

pytestmark = pytest.mark.usefixtures("var")


def cells(tree, month=SEPTEMBER, version=None):
    """What was added up, by area and chain."""
    rolled = rollup.roll(month, version, tree, lambda step, percent: None)
    rows = pq.read_table(rolled.cells).to_pylist()
    return {(row["area_code"], row["chain_id"]): row for row in rows}


def test_firms_add_up_in_their_county_and_in_every_area_above_it(tree):
    written([*firms(XIFENG, 3), *firms(HUAN, 2, "10"), firm("one", CHENGGUAN, "100")])

    found = cells(tree)

    sums = {area: found[area, "apple"]["output_all"] for area in (XIFENG, HUAN, "621000", "620000")}
    assert sums == {XIFENG: 6, HUAN: 21, "621000": 27, "620000": 127}
    assert found["621000", "apple"]["firms"] == 5
    assert found["621000", "apple"]["output_largest"] == 11


def test_a_firm_counts_once_on_the_chain_above_its_own_and_with_its_share_on_each(tree):
    written(
        [
            firm("both", XIFENG, "10", chain_id="apple", share=Decimal("0.6")),
            firm("both", XIFENG, "10", chain_id="mutton", share=Decimal("0.4")),
        ]
    )

    found = cells(tree)

    assert found[XIFENG, "apple"]["output_all"] == 6
    assert found[XIFENG, "mutton"]["output_all"] == 4
    assert found[XIFENG, "agriculture"]["output_all"] == 10
    assert found[XIFENG, "agriculture"]["firms"] == 1


def test_the_year_before_is_that_of_the_firms_that_report_this_year(tree):
    written(
        [
            firm("stays", XIFENG, "12"),
            firm("stays", XIFENG, "10", month=BEFORE),
            firm("new", XIFENG, "5"),
            firm("left", XIFENG, "50", month=BEFORE),
        ]
    )

    cell = cells(tree)[XIFENG, "apple"]

    assert (cell["output_all"], cell["output_all_before"]) == (17, 10)


def test_a_firm_that_moved_stands_where_it_is_now_with_its_year_before(tree):
    written([firm("moves", HUAN, "10", month=BEFORE), firm("moves", XIFENG, "12")])

    found = cells(tree)

    assert (HUAN, "apple") not in found
    assert found[XIFENG, "apple"]["output_all_before"] == 10


def test_months_from_january_on_are_added_and_staff_is_that_of_the_month(tree):
    written(
        [
            firm("one", XIFENG, "3", month=FEBRUARY, staff=Decimal(8)),
            firm("one", XIFENG, "2", month=MARCH, staff=Decimal(9)),
        ]
    )

    cell = cells(tree, MARCH)[XIFENG, "apple"]

    assert (cell["output_all"], cell["staff_all"]) == (5, 9)
    assert cells(tree, FEBRUARY)[XIFENG, "apple"]["output_all"] == 3


def test_a_firm_that_has_not_reported_its_output_is_a_firm_and_no_zero(tree):
    written([firm("told", XIFENG, "3"), {**firm("silent", XIFENG, "3"), "output": None}])

    cell = cells(tree)[XIFENG, "apple"]

    assert (cell["firms"], cell["firms_with_output"], cell["output_all"]) == (2, 1, 3)


def test_concentration_is_the_sum_of_squared_shares(tree):
    written([firm("a", XIFENG, "6"), firm("b", XIFENG, "3"), firm("c", XIFENG, "1")])

    assert cells(tree)[XIFENG, "apple"]["hhi"] == pytest.approx(3600 + 900 + 100)


def test_the_largest_firms_are_in_their_order_and_of_equals_the_first_by_its_code(tree):
    written([firm("b", XIFENG, "5"), firm("a", XIFENG, "5"), firm("c", XIFENG, "9")])

    rolled = rollup.roll(SEPTEMBER, None, tree, lambda step, percent: None)

    rows = pq.read_table(rolled.leaders).to_pylist()
    named = [
        r["enterprise_id"] for r in rows if (r["area_code"], r["chain_id"]) == (XIFENG, "apple")
    ]
    assert named == ["c", "a", "b"]


def test_the_same_version_gives_the_same_files_and_a_later_one_says_its_number(tree):
    written(firms(XIFENG, 3))
    first = rollup.roll(SEPTEMBER, None, tree, lambda step, percent: None)
    before = first.cells.read_bytes(), first.leaders.read_bytes()
    written(firms(XIFENG, 4))

    later = rollup.roll(SEPTEMBER, None, tree, lambda step, percent: None)
    assert (first.version, later.version) == (0, 1)
    assert later.cells.read_bytes() != before[0]

    again = rollup.roll(SEPTEMBER, 0, tree, lambda step, percent: None)
    assert (again.cells.read_bytes(), again.leaders.read_bytes()) == before
    assert [(each.month, each.version) for each in rollup.standing("demo-")] == [(SEPTEMBER, 0)]


def test_a_month_without_rows_is_refused_and_nothing_is_kept(tree):
    written(firms(XIFENG, 3))

    with pytest.raises(NoRows, match="2026-10"):
        cells(tree, date(2026, 10, 31))
    assert rollup.standing("demo-") == []


def test_a_firm_that_stands_twice_is_named(tree):
    written([firm("one", XIFENG, "1"), firm("one", XIFENG, "2", sent_by="别的部门")])

    with pytest.raises(Twice, match="2026-09 one apple"):
        cells(tree)


def test_a_place_that_the_dictionary_lacks_is_named_and_not_left_out_of_the_sums(tree):
    written([*firms(XIFENG, 3), firm("far", "999999", "1")])

    with pytest.raises(Unplaced, match="999999 apple"):
        cells(tree)


def test_files_of_months_that_are_not_asked_for_are_not_opened(var, tree):
    old = date(2023, 9, 30)
    written([*firms(XIFENG, 3), *({**row, "month": old} for row in firms(XIFENG, 3))])
    for file in (var / "firms" / f"month={old}").iterdir():
        file.unlink()

    assert cells(tree)[XIFENG, "apple"]["firms"] == 3


def test_the_months_of_which_there_are_rows_are_told(tree):
    written([firm("one", XIFENG, "1"), firm("one", XIFENG, "1", month=BEFORE)])

    assert rollup.with_rows(None) == [BEFORE, SEPTEMBER]
    assert lake.newest() == 0
