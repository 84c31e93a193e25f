"""cards.figures and history of a chain: which figure stands for a chain, and how it moved."""

from datetime import date

import pytest

from chainboard.view import View
from tests.queries.answers import PETROCHEM, answer, with_places
from tests.tables import into, only


def with_cards():
    """The places, and output value and industrial value added as cards of petrochemicals."""
    pack = with_places()
    into(
        pack,
        "metric",
        """
        metric_id      kind         unit
        output_value   flow         亿元
        industrial_va  growth_only  %
        firms_count    stock        户
        """,
    )
    into(
        pack,
        "series_note",
        """
        metric_id      sort  is_card  is_shown
        industrial_va  20    true     true
        output_value   10    true     true
        hidden_metric  30    true     false
        series_only    40    false    true
        """,
    )
    return pack


def cards(pack, *columns, view=PETROCHEM):
    return only(answer(pack, "cards.figures", view, page="chain"), *columns)


def test_cards_come_in_their_order_and_a_card_without_a_figure_keeps_its_place():
    pack = with_cards()
    into(
        pack, "observation", "figure_id  chain_id   period_end  value\n1  petrochem  2026-09-30  90"
    )

    assert cards(pack, "metric_id", "figure_id", "value", "area_zh") == [
        {"metric_id": "output_value", "figure_id": 1, "value": 90.0, "area_zh": "庆阳"},
        {"metric_id": "industrial_va", "figure_id": None, "value": None, "area_zh": "庆阳"},
    ]


def test_a_card_shows_its_latest_figure_even_when_that_one_is_missing():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   period_end  value  absence
        1          petrochem  2026-09-30  90     -
        2          petrochem  2026-10-31  -      late
        """,
    )

    (card, _) = cards(pack, "figure_id", "value", "absence", "period_end")
    assert card == {
        "figure_id": 2,
        "value": None,
        "absence": "late",
        "period_end": date(2026, 10, 31),
    }


@pytest.mark.parametrize("period", ["2024Q3", "2024-09"])
def test_a_quarter_and_its_last_month_ask_for_the_same_figure(period):
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   period_end  value
        1          petrochem  2024-09-30  90
        2          petrochem  2024-12-31  120
        """,
    )

    (card, _) = cards(pack, "figure_id", view=View(chain="petrochem", period=period))
    assert card.figure_id == 1


def test_a_year_and_its_december_ask_for_the_same_figure():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   period_end  value
        1          petrochem  2023-12-31  90
        2          petrochem  2024-12-31  120
        """,
    )

    years = [View(chain="petrochem", period=period) for period in ("2023", "2023-12", "2023Q4")]
    assert [cards(pack, "figure_id", view=year)[0].figure_id for year in years] == [1, 1, 1]


def test_a_stock_counted_within_the_month_belongs_to_that_month():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   period_start  period_end  basis  value
        1          petrochem  -             2025-08-06  point  66
        """,
    )

    august, july = (View(chain="petrochem", period=f"2025-0{month}") for month in (8, 7))
    assert cards(pack, "figure_id", view=august)[0].figure_id == 1
    assert cards(pack, "figure_id", view=july)[0].figure_id is None


def test_a_county_asked_for_takes_the_place_of_the_city():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   area_code  period_end  value
        1          petrochem  621000     2026-09-30  90
        2          petrochem  621022     2026-09-30  12
        """,
    )

    (card, _) = cards(pack, "figure_id", "area_zh", view=View(chain="petrochem", county="621022"))
    assert card == {"figure_id": 2, "area_zh": "环县"}


def test_the_target_is_the_raised_one_of_the_year_and_of_the_kind_of_the_metric():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        metric_id      chain_id   period_end  value  growth
        output_value   petrochem  2026-09-30  90     5
        industrial_va  petrochem  2026-09-30  -      6.1
        """,
    )
    into(
        pack,
        "target",
        """
        metric_id      chain_id   year  version  kind    value  reason_zh
        output_value   petrochem  2026  1        level   100    -
        output_value   petrochem  2026  2        level   115    七月上调
        output_value   petrochem  2025  1        level   80     -
        output_value   petrochem  2026  1        growth  9      -
        output_value   digital    2026  1        level   7      -
        industrial_va  petrochem  2026  1        growth  8      -
        """,
    )

    assert cards(pack, "target", "target_kind", "target_version", "reason_zh") == [
        {"target": 115.0, "target_kind": "level", "target_version": 2, "reason_zh": "七月上调"},
        {"target": 8.0, "target_kind": "growth", "target_version": 1, "reason_zh": None},
    ]


def test_a_figure_of_a_park_or_of_another_chain_is_not_the_chains():
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   park_id  period_end  value
        1          petrochem  p1       2026-10-31  9
        2          digital    -        2026-10-31  70
        """,
    )

    assert [card.figure_id for card in cards(pack, "figure_id")] == [None, None]


def test_alternatives_of_a_card_are_counted():
    pack = with_cards()
    into(pack, "source", "source_id  grade\ngov  A\npress  B\nreprint  C")
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   period_end  value  source_id
        1          petrochem  2026-09-30  90     press
        2          petrochem  2026-09-30  91     gov
        3          petrochem  2026-09-30  92     reprint
        """,
    )

    (card, _) = cards(pack, "figure_id", "grade", "alternatives")
    assert card == {"figure_id": 2, "grade": "A", "alternatives": 2}


def test_a_newer_reprint_does_not_push_the_newest_publisher_off_the_card():
    """2025-08-06 突破6.6万P [B] stands; 2025年底超过10万P [C] is told beside it."""
    pack = with_cards()
    into(pack, "source", "source_id  grade\npress  B\nreprint  C")
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   period_start  period_end  basis  value  value_text  hedge  source_id
        1          petrochem  -             2025-08-06  point  6.6    6.6         over   press
        2          petrochem  -             2025-12-31  point  10     10          over   reprint
        """,
    )

    columns = ("figure_id", "reprint_text", "reprint_hedge", "reprint_end")
    assert cards(pack, *columns)[0] == {
        "figure_id": 1,
        "reprint_text": "10",
        "reprint_hedge": "over",
        "reprint_end": date(2025, 12, 31),
    }


def test_a_reprint_that_is_not_newer_is_not_told_beside_the_card():
    pack = with_cards()
    into(pack, "source", "source_id  grade\npress  B\nreprint  C")
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   period_start  period_end  basis  value  source_id
        1          petrochem  -             2025-08-06  point  6.6    press
        2          petrochem  -             2024-12-31  point  5.0    reprint
        """,
    )

    assert cards(pack, "figure_id", "reprint_end")[0] == {"figure_id": 1, "reprint_end": None}


def test_a_reprint_stands_where_nobody_else_has_spoken():
    pack = with_cards()
    into(pack, "source", "source_id  grade\nreprint  C")
    into(
        pack,
        "observation",
        "figure_id  chain_id  period_end  value  source_id\n1  petrochem  2024-12-31  5  reprint",
    )

    assert cards(pack, "figure_id", "reprint_end")[0] == {"figure_id": 1, "reprint_end": None}


def test_the_history_of_a_flow_gives_months_and_leaves_out_january_with_february():
    """The pair is two months: among single months it would stand twice as high."""
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        chain_id   period_end  value
        petrochem  2026-02-28  15
        petrochem  2026-03-31  24
        petrochem  2026-04-30  30
        """,
    )

    history = answer(pack, "cards.history", page="chain")
    assert only(history, "period_end", "month_value") == [
        {"period_end": date(2026, 2, 28), "month_value": None},
        {"period_end": date(2026, 3, 31), "month_value": 9.0},
        {"period_end": date(2026, 4, 30), "month_value": 6.0},
    ]


def test_the_history_of_a_rate_is_its_rates_and_of_a_stock_its_values():
    pack = with_cards()
    into(pack, "series_note", "metric_id  is_card\nfirms_count  true")
    into(
        pack,
        "observation",
        """
        metric_id      chain_id   period_start  period_end  basis  value  growth
        industrial_va  petrochem  2026-01-01    2026-03-31  ytd    -      6.5
        industrial_va  petrochem  2026-01-01    2026-04-30  ytd    -      6.1
        firms_count    petrochem  -             2026-03-31  point  40     -
        firms_count    petrochem  -             2026-04-30  point  41     -
        """,
    )

    history = answer(pack, "cards.history", page="chain")
    assert only(history, "metric_id", "month_value") == [
        {"metric_id": "firms_count", "month_value": 40.0},
        {"metric_id": "firms_count", "month_value": 41.0},
        {"metric_id": "industrial_va", "month_value": 6.5},
        {"metric_id": "industrial_va", "month_value": 6.1},
    ]


def test_the_history_has_twelve_points_at_most_and_ends_with_the_period_asked_for():
    pack = with_cards()
    months = [
        f"petrochem  202{year}-{month:02d}-28  {month}" for year in (4, 5) for month in range(2, 12)
    ]
    into(pack, "observation", "\n".join(["chain_id  period_end  value", *months]))

    history = answer(pack, "cards.history", View(chain="petrochem", period="2025-10"), page="chain")
    assert len(history) == 12
    assert history[-1].period_end == date(2025, 10, 28)


def test_a_month_that_follows_a_missing_month_has_no_value_of_its_own():
    """30 less nothing is not October's output: September is inside it."""
    pack = with_cards()
    into(
        pack,
        "observation",
        """
        chain_id   period_end  value  absence
        petrochem  2026-08-31  20     -
        petrochem  2026-09-30  -      late
        petrochem  2026-10-31  30     -
        """,
    )

    history = answer(pack, "cards.history", page="chain")
    assert [row.month_value for row in history if row.period_end == date(2026, 10, 31)] == [None]
