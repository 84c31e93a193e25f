"""pace: what series had of their years, and how targets were set."""

from __future__ import annotations

from datetime import date

from chainboard.packs import DEMO
from chainboard.view import View
from tests.queries.answers import answer
from tests.queries.chained import with_chains
from tests.tables import into

CITY = View(pack=DEMO)


def test_a_year_of_a_series_with_a_target_is_one_row_with_its_months_in_order():
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        chain_id  period_end  value
        energy    2025-03-31  20
        energy    2025-02-28  10
        energy    2026-02-28  12
        apple     2026-02-28  9
        """,
    )
    into(pack, "target", "chain_id  year  value\nenergy  2026  75")

    found = answer(pack, "pace.years", CITY)
    assert [(row.chain_id, row.year, row.months, row.to_date) for row in found] == [
        ("energy", 2025, [2, 3], [10.0, 20.0]),
        ("energy", 2026, [2], [12.0]),
    ]


def test_what_is_not_firm_or_not_exact_is_no_month_of_a_year():
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        chain_id  period_start  period_end  value  status     hedge  basis
        energy    2025-01-01    2025-02-28  10     verified   none   ytd
        energy    2025-01-01    2025-03-31  20     flash      none   ytd
        energy    2025-01-01    2025-04-30  30     expected   none   ytd
        energy    2025-01-01    2025-05-31  40     claim      none   ytd
        energy    2025-01-01    2025-06-30  50     verified   over   ytd
        energy    2025-07-01    2025-07-31  60     verified   none   month
        """,
    )
    into(pack, "target", "chain_id  year  value\nenergy  2026  75")

    (found,) = answer(pack, "pace.years", CITY)
    assert found.months == [2]


def test_the_newest_break_of_the_metric_there_stands_with_its_years():
    """A break of another county's figures, and what a sum leaves out, are none."""
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        chain_id  area_code  period_end  value
        energy    621000     2025-02-28  10
        energy    621022     2025-02-28  4
        """,
    )
    into(
        pack,
        "target",
        "chain_id  area_code  value\nenergy  621000  75\nenergy  621022  30",
    )
    into(
        pack,
        "scope_break",
        """
        panel  sort  kind          metric_id     area_code  period_end
        p      1     revision      output_value  -          2022-12-31
        p      2     other_source  output_value  621022     2024-02-29
        p      3     left_out      output_value  -          2025-02-28
        """,
    )

    found = answer(pack, "pace.years", CITY)
    assert [(row.area_code, row.broken_on) for row in found] == [
        ("621000", date(2022, 12, 31)),
        ("621022", date(2024, 2, 29)),
    ]


def test_the_targets_of_the_newest_year_stand_in_versions_the_city_before_its_counties():
    """The year after has targets already and has not begun."""
    pack = with_chains()
    into(
        pack,
        "target",
        """
        target_id  chain_id  area_code  year  version  value  decided_on  reason_zh
        1          energy    621000     2025  1        70     -           -
        2          energy    621022     2026  1        30     2026-01-20  -
        3          energy    621000     2026  2        90     2026-07-18  上调
        4          energy    621000     2026  1        80     2026-01-20  -
        5          energy    621000     2027  1        99     -           -
        """,
    )

    found = answer(pack, "pace.targets", CITY)
    assert [(row.target_id, row.version, row.target, row.reason_zh) for row in found] == [
        (4, 1, 80.0, None),
        (3, 2, 90.0, "上调"),
        (2, 1, 30.0, None),
    ]
    assert [row.decided_on for row in found][1] == date(2026, 7, 18)


def test_a_year_that_is_asked_for_has_its_own_targets():
    pack = with_chains()
    into(
        pack, "target", "target_id  chain_id  year  value\n1  energy  2025  70\n2  energy  2026  80"
    )

    found = answer(pack, "pace.targets", View(pack=DEMO, period="2025-06"))
    assert [row.target for row in found] == [70.0]
