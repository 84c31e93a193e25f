"""overview_chains: targets of chains, who leads them, and their newest indicator."""

from __future__ import annotations

from chainboard.packs import DEMO, PUBLISHED
from chainboard.view import View
from tests.queries.answers import answer
from tests.queries.chained import with_chains
from tests.tables import into, only, rows

CITY = View(pack=DEMO)
RECORD = View(pack=PUBLISHED)


def test_every_chain_and_metric_with_a_target_of_the_figure_s_year_has_one_row():
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        metric_id             chain_id     area_code  period_end  value  growth
        output_value          agriculture  621000     2026-10-31  90     -
        output_value          energy       621000     2025-12-31  70     -
        output_value          energy       621000     2026-10-31  60     -
        output_value          energy       621002     2026-10-31  20     -
        investment_attracted  energy       621000     2026-10-31  30     -
        industrial_va         energy       621000     2026-10-31  -      6.1
        output_value          -            621000     2026-10-31  999    -
        """,
    )
    into(
        pack,
        "target",
        """
        metric_id      chain_id     area_code  year  kind    value
        output_value   energy       621000     2026  level   80
        output_value   energy       621000     2025  level   75
        output_value   energy       621002     2026  level   25
        output_value   agriculture  621000     2026  level   120
        industrial_va  energy       621000     2026  level   5
        industrial_va  energy       621000     2026  growth  7.0
        """,
    )

    found = answer(pack, "behind.months", CITY)
    of_chains = [row for row in found if row.chain_id]
    assert only(of_chains, "chain_id", "metric_id", "value", "published_growth", "target") == rows("""
        chain_id     metric_id      value  published_growth  target
        energy       output_value   60.0   -                 80.0
        energy       industrial_va  -      6.1               7.0
        agriculture  output_value   90.0   -                 120.0
    """)


def test_a_past_period_is_set_against_the_target_of_that_year():
    pack = with_chains()
    into(pack, "observation", "chain_id  period_end  value\n"
         "energy  2025-12-31  70\nenergy  2026-10-31  60")  # fmt: skip
    into(pack, "target", "chain_id  year  value\nenergy  2025  75\nenergy  2026  80")

    found = answer(pack, "behind.months", View(pack=DEMO, period="2025"))
    assert only(found, "value", "target") == [{"value": 70.0, "target": 75.0}]


def test_the_departments_that_work_on_a_chain_on_that_day_are_named_and_no_leader():
    pack = with_chains()
    into(
        pack,
        "chain_role",
        """
        chain_id  role           holder_zh  holder_en  valid_from  valid_to
        energy    lead_bureau    能源局      Bureau     -           -
        energy    lead_bureau    旧局       Old        2020-01-01  2023-12-31
        energy    leader         分管领导     Leader     2024-01-01  -
        energy    leader         前任        Former     2020-01-01  2023-12-31
        energy    leader         后任        Next       2027-01-01  -
        energy    member_bureau  财政局      Finance    -           -
        """,
    )

    found = answer(pack, "overview_chains.lead_bureaus", CITY)
    assert [row.holder_zh for row in found] == ["能源局"]


def test_each_shown_chain_has_one_row_with_its_first_indicator_or_with_none():
    pack = with_chains()
    into(
        pack,
        "series_note",
        """
        chain_id  metric_id             sort  is_card  is_shown
        energy    investment_attracted  20    true     true
        energy    output_value          10    true     true
        energy    industrial_va         5     true     false
        apple     industrial_va         5     false    true
        """,
    )
    into(
        pack,
        "observation",
        """
        metric_id             chain_id  period_end  value
        investment_attracted  energy    2026-10-31  30
        output_value          energy    2023-12-31  755
        output_value          energy    2022-12-31  570
        """,
    )

    found = answer(pack, "overview_chains.newest", RECORD)
    assert only(found, "chain_id", "metric_id", "value") == rows("""
        chain_id     metric_id     value
        energy       output_value  755.0
        agriculture  -             -
        apple        -             -
    """)


def test_a_firmer_source_stands_though_a_reprint_is_newer():
    pack = with_chains()
    into(pack, "source", "source_id  grade\nbureau  A\nreprint  C")
    into(pack, "series_note", "chain_id  metric_id  is_card\nenergy  output_value  true")
    into(
        pack,
        "observation",
        """
        chain_id  period_end  value  source_id
        energy    2023-12-31  755    bureau
        energy    2024-12-31  900    reprint
        """,
    )

    (energy, *_) = answer(pack, "overview_chains.newest", RECORD)
    assert (energy.value, energy.grade) == (755.0, "A")


def test_targets_that_sources_give_differently_are_found_and_a_raised_one_is_no_dispute():
    pack = with_chains()
    into(pack, "source", "source_id  grade\npaper  B\noffice  A")
    into(
        pack,
        "target",
        """
        target_id  metric_id      chain_id     area_code  year  version  kind    value  source_id
        1          output_value   energy       621000     2025  1        level   1200   paper
        2          output_value   energy       621000     2025  1        level   1000   office
        3          output_value   energy       621000     2026  1        level   80     paper
        4          output_value   energy       621000     2026  2        level   90     office
        5          output_value   agriculture  621000     2025  1        level   7      paper
        6          output_value   agriculture  621000     2025  1        level   7      office
        7          output_value   energy       621002     2025  1        level   5      paper
        8          industrial_va  energy       621000     2025  1        growth  5      paper
        9          industrial_va  energy       621000     2025  1        growth  6      office
        """,
    )

    found = answer(pack, "overview_chains.disputed_targets", RECORD)
    assert only(found, "target_id", "value", "source_id") == rows("""
        target_id  value   source_id
        2          1000.0  office
        1          1200.0  paper
    """)
