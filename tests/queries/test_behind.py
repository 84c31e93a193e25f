"""behind: targets month by month, and what was corrected or is not reported."""

from __future__ import annotations

from dataclasses import replace

from chainboard.packs import DEMO, PUBLISHED
from chainboard.view import View
from tests.queries.answers import answer
from tests.queries.chained import with_chains
from tests.tables import into, only, rows

CITY = View(pack=DEMO)


def test_the_months_of_the_newest_year_stand_in_order_and_a_missing_month_has_no_row():
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        chain_id  period_end  value  absence
        energy    2025-12-31  70     -
        energy    2026-02-28  10     -
        energy    2026-03-31  -      late
        energy    2026-04-30  30     -
        """,
    )
    into(pack, "target", "chain_id  year  value\nenergy  2025  75\nenergy  2026  80")

    found = answer(pack, "behind.months", CITY)
    assert [(row.period_end.month, row.value, row.target) for row in found] == [
        (2, 10.0, 80.0),
        (4, 30.0, 80.0),
    ]


def test_the_city_s_own_totals_stand_beside_its_chains_and_a_county_has_its_own():
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        metric_id             area_code  chain_id  period_end  value
        investment_attracted  621000     -         2026-04-30  90
        investment_attracted  621000     energy    2026-04-30  30
        investment_attracted  621022     energy    2026-04-30  5
        """,
    )
    into(
        pack,
        "target",
        """
        metric_id             area_code  chain_id  value
        investment_attracted  621000     -         300
        investment_attracted  621000     energy    100
        investment_attracted  621022     energy    20
        """,
    )

    of_city = answer(pack, "behind.months", CITY)
    of_huan = answer(pack, "behind.months", View(pack=DEMO, county="621022"))
    assert [(row.chain_id, row.target) for row in of_city] == [(None, 300.0), ("energy", 100.0)]
    assert [(row.area_zh, row.target) for row in of_huan] == [("环县", 20.0)]


def test_a_county_s_chains_are_added_where_both_figure_and_target_are_known():
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        metric_id             area_code  chain_id     period_end  value  absence
        investment_attracted  621022     energy       2026-04-30  5      -
        investment_attracted  621022     agriculture  2026-04-30  7      -
        investment_attracted  621022     apple        2026-04-30  3      -
        investment_attracted  621002     energy       2026-04-30  9      -
        investment_attracted  621002     agriculture  2026-04-30  -      late
        output_value          621002     energy       2026-04-30  99     -
        """,
    )
    into(
        pack,
        "target",
        """
        metric_id             area_code  chain_id     value
        investment_attracted  621022     energy       20
        investment_attracted  621022     agriculture  30
        investment_attracted  621022     apple        10
        investment_attracted  621002     energy       40
        investment_attracted  621002     agriculture  50
        output_value          621002     energy       500
        """,
    )

    found = answer(pack, "behind.county_months", CITY)
    assert only(found, "area_zh", "value", "target", "is_derived", "parts") == rows("""
        area_zh  value  target  is_derived  parts
        西峰      9.0    40.0    false       energy
        环县      12.0   50.0    true        agriculture energy
    """)


def test_of_one_chain_a_county_is_judged_by_every_target_and_of_all_by_what_adds():
    pack = with_chains()
    drawn = """
        metric_id             area_code  chain_id  period_end  value
        investment_attracted  621022     energy    2026-04-30  5
        output_value          621022     energy    2026-04-30  99
    """
    into(pack, "observation", drawn)
    into(pack, "target", drawn.replace("period_end", "year      ").replace("2026-04-30", "2026"))

    together = answer(pack, "behind.county_months", CITY)
    of_one = answer(pack, "behind.county_months", replace(CITY, chain="energy"))
    assert [row.metric_id for row in together] == ["investment_attracted"]
    assert [row.metric_id for row in of_one] == ["output_value", "investment_attracted"]


def reported(view: View = CITY):
    """A report of September, its correction in October's, and a county that is late."""
    pack = with_chains()
    into(
        pack,
        "load",
        "load_id  sha256  sent_at\n1  a  2026-10-09 08:00:00\n2  b  2026-11-11 08:00:00",
    )
    into(
        pack,
        "observation",
        """
        figure_id  load_id  area_code  chain_id  period_end  value  growth  absence
        1          1        621000     energy    2026-09-30  63.78  15.4    -
        2          2        621000     energy    2026-09-30  59.28  7.2     -
        3          1        621022     energy    2026-09-30  9.0    1.0     -
        4          2        621022     energy    2026-09-30  9.0    1.0     -
        5          2        621000     energy    2026-10-31  66.62  6.5     -
        6          2        621022     energy    2026-10-31  -      -       late
        """,
    )
    return answer(pack, "behind.remarked", view)


def test_a_figure_that_replaced_another_is_a_correction_and_the_same_figure_again_is_none():
    (found,) = [row for row in reported() if row.kind == "correction"]

    assert (found.figure_id, found.old_value, found.new_value) == (2, 63.78, 59.28)
    assert (found.old_growth, found.new_growth, found.sent_on.isoformat()) == (
        15.4, 7.2, "2026-11-11",
    )  # fmt: skip


def test_what_is_late_of_the_newest_period_is_owed_and_counted():
    (found,) = [row for row in reported() if row.kind == "not_reported"]

    assert (found.area_zh, found.chain_id, found.figures) == ("环县", "energy", 1)


def test_on_the_published_pack_nothing_is_remarked():
    assert reported(View(pack=PUBLISHED)) == []
