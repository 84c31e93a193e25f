"""cards.figures and history of the overview, and overview.attention_notes: the city's cards and what needs attention."""

from __future__ import annotations

from datetime import date

import duckdb

from chainboard.packs import DEMO, PUBLISHED
from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only, rows

CITY = View(pack=DEMO)
RECORD = View(pack=PUBLISHED)


def with_cards() -> duckdb.DuckDBPyConnection:
    pack = with_places()
    into(pack, "source", "source_id  grade\nbureau  B\nreprint  C")
    into(
        pack,
        "metric",
        """
        metric_id      kind         unit
        tax            flow         亿元
        industrial_va  growth_only  %
        firms          stock        户
        crude          flow         万吨
        """,
    )
    into(
        pack,
        "overview_card",
        """
        sort  metric_id      chain_id  go
        20    industrial_va  -         county?county=all
        10    tax            -         investment?county=all
        40    crude          energy    chain?chain=energy
        30    firms          -         county?county=all
        """,
    )
    return pack


def cards(pack: duckdb.DuckDBPyConnection, *columns: str, view: View = CITY) -> list:
    return only(answer(pack, "cards.figures", view, page="overview"), *columns)


def test_cards_stand_in_their_order_and_one_without_a_figure_keeps_its_place():
    into(pack := with_cards(), "observation", "metric_id  period_end  value\n"
         "tax  2026-10-31  86.8")  # fmt: skip

    assert cards(pack, "metric_id", "value", "go") == rows("""
        metric_id      value  go
        tax            86.8   investment?county=all
        industrial_va  -      county?county=all
        firms          -      county?county=all
        crude          -      chain?chain=energy
    """)


def test_a_card_is_the_city_s_own_figure_never_a_county_s_a_park_s_or_a_chain_s():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        metric_id  area_code  chain_id  park_id  period_end  value
        tax        621000     -         -        2026-09-30  80
        tax        621002     -         -        2026-10-31  30
        tax        621000     energy    -        2026-10-31  40
        tax        621000     -         p1       2026-10-31  5
        crude      621000     -         -        2026-10-31  7
        crude      621000     energy    -        2026-08-31  6
        """,
    )
    known = [row for row in cards(pack, "metric_id", "value") if row.value is not None]

    assert known == rows("metric_id  value\ntax  80.0\ncrude  6.0")


def test_a_newer_reprint_stands_beside_the_figure_and_never_instead_of_it():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        metric_id  period_end  value  value_text  source_id
        tax        2025-06-30  5.0    5.0         bureau
        tax        2025-08-31  6.6    6.6         bureau
        tax        2025-12-31  10     10          reprint
        """,
    )

    (tax, *_) = cards(pack, "value", "grade", "reprint_text", "reprint_end")
    assert tax == {
        "value": 6.6,
        "grade": "B",
        "reprint_text": "10",
        "reprint_end": date(2025, 12, 31),
    }


def test_an_older_reprint_is_not_mentioned_and_the_only_source_stands_though_it_is_one():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        metric_id  chain_id  period_end  value  source_id
        tax        -         2025-06-30  5.0    reprint
        tax        -         2025-08-31  6.6    bureau
        crude      energy    2025-08-31  9.9    reprint
        """,
    )
    tax, _, _, crude = cards(pack, "value", "grade", "reprint_end")

    assert tax == {"value": 6.6, "grade": "B", "reprint_end": None}
    assert crude == {"value": 9.9, "grade": "C", "reprint_end": None}


def test_a_card_is_set_against_the_last_version_of_the_target_of_its_own_year():
    pack = with_cards()
    into(pack, "observation", "metric_id  period_end  value  growth\n"
         "tax  2026-10-31  86  -\nindustrial_va  2026-10-31  -  7.9")  # fmt: skip
    into(
        pack,
        "target",
        """
        metric_id      year  version  kind    value
        tax            2026  1        level   100
        tax            2026  2        level   108
        tax            2027  1        level   120
        tax            2026  1        growth  9
        industrial_va  2026  1        growth  8.2
        industrial_va  2026  1        level   50
        """,
    )

    tax, va, firms, _ = cards(pack, "target", "target_version", "has_target")
    assert tax == {"target": 108.0, "target_version": 2, "has_target": True}
    assert va == {"target": 8.2, "target_version": 1, "has_target": True}
    assert firms == {"target": None, "target_version": None, "has_target": False}


def test_the_period_that_is_asked_for_stands_and_a_day_within_its_month_counts():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        metric_id  basis  period_end  value
        firms      point  2025-08-06  66
        firms      point  2025-09-30  70
        tax        ytd    2025-09-30  50
        """,
    )
    tax, _, firms, _ = cards(pack, "value", view=View(pack=DEMO, period="2025-08"))

    assert (tax.value, firms.value) == (None, 66.0)


def test_a_card_that_is_late_says_so_instead_of_showing_the_month_before():
    pack = with_cards()
    into(pack, "observation", "metric_id  period_end  value  absence\n"
         "tax  2026-09-30  80  -\ntax  2026-10-31  -  late")  # fmt: skip

    (tax, *_) = cards(pack, "value", "absence", "period_end")
    assert tax == {"value": None, "absence": "late", "period_end": date(2026, 10, 31)}


def test_the_line_of_a_flow_is_month_by_month_and_breaks_where_no_month_can_be_told():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        metric_id  period_end  value
        tax        2025-12-31  90
        tax        2026-02-28  14
        tax        2026-03-31  22
        tax        2026-05-31  41
        """,
    )

    assert only(
        answer(pack, "cards.history", CITY, page="overview"), "period_end", "month_value"
    ) == rows("""
        period_end  month_value
        2025-12-31  -
        2026-02-28  -
        2026-03-31  8.0
        2026-05-31  -
    """)


def test_the_line_of_a_stock_is_its_level_of_a_rate_its_rate_and_neither_has_over_12_points():
    pack = with_cards()
    for month in range(1, 13):
        into(pack, "observation", "metric_id  basis  period_end  value\n"
             f"firms  point  2025-{month:02d}-28  {100 + month}")  # fmt: skip
    into(pack, "observation", "metric_id  basis  period_end  value\nfirms  point  2026-01-28  113")
    into(pack, "observation", "metric_id  period_end  growth\nindustrial_va  2026-10-31  7.9")

    line = answer(pack, "cards.history", CITY, page="overview")
    assert [r.month_value for r in line if r.metric_id == "firms"] == [*range(102, 114)]
    assert [r.month_value for r in line if r.metric_id == "industrial_va"] == [7.9]


def test_notes_stand_in_their_order_with_their_source():
    pack = with_cards()
    into(
        pack,
        "attention_note",
        """
        sort  words_zh  go                     source_id
        20    机架       chain?chain=digital    reprint
        10    天然气      chain?chain=energy     bureau
        """,
    )

    assert only(answer(pack, "overview.attention_notes", RECORD), "words_zh", "grade") == rows("""
        words_zh  grade
        天然气      B
        机架       C
    """)
